"""News: rows in which somebody, or a program, put down what articles tell of deals."""

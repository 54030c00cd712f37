"""One deal: its parties, lines, financing and history, and where the dealing stood."""

"""Exit codes of the command, which scripts rely on."""

FINE = 0
FOUND = 1  # an issue, a difference, a refused line
WRONG = 2  # wrong use, or input that cannot be read
INTERRUPTED = 130  # what shells expect of a program stopped by Ctrl-C

"""``python -m armsdeals``: the same as the command."""

import sys

from armsdeals.cli.main import main

if __name__ == "__main__":
    sys.exit(main())

"""How each subcommand is called: what it takes, with examples. Nothing else is loaded for a ``--help``."""

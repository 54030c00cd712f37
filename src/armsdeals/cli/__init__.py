"""The `armsdeals` command: one file per subcommand."""

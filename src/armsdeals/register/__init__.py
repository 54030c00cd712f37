"""Many deals together."""

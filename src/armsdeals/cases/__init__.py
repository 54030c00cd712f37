"""The casebook: real histories of public deals that come with the library, read like anybody's files."""

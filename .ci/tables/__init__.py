"""What `make_tables.py` joins into modules of the package, and how."""

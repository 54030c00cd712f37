"""How a deal is paid for: one file per kind of financing."""

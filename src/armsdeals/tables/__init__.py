"""Long tables: what the deals of a register hold, in rows and documented columns."""

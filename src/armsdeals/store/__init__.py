"""Store: deals kept in one SQLite file, every version of each, so that nothing acknowledged is lost or altered."""

"""Licences that the Dutch government published one by one."""

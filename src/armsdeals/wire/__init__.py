"""Deals as plain trees: reading with every fault named, and canonical writing."""

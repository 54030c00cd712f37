"""The catalogue: bundled systems with their names, lineage and classes, and how a name finds its system."""

"""The negotiation: its stages, the legal moves between them, and the replay of what was told."""

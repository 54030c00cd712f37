"""The negotiation: its stages, the legal moves between them, the replay of what was told, and the guards that judge it.

What nobody recorded is undecided, never false: a guard is false only where what was recorded contradicts the step.
"""

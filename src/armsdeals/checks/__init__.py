"""Judgement: what is odd about data that can be held."""

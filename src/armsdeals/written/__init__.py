"""The written form: deals as people type them, in heads, words and details, and the way to the long form and back."""

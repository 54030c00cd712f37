"""Pages and texts for readers: one deal, or several side by side."""

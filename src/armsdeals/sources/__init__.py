"""Sources: what publishers of arms registers print, each read by a page of its own that says what it leaves out."""

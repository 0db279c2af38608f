"""Judging: what can be said of entries once they are read, what can be mended, and how it is told."""

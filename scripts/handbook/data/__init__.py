"""Data: the Edition as open data, feeds and citations, and the way back from data to files."""

"""The book: the Edition as nodes, and nodes as a PDF."""

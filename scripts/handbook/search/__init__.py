"""Search: the finished pages as an index that a browser searches, and the words by which an entry is found."""

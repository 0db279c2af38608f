"""The Edition: every ordering, grouping and count that the outputs need, decided once."""

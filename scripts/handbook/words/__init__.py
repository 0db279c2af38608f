"""Words that everything else speaks: the language, names, dates and the fixed vocabulary."""

"""Moving: a source gets another name or goes, with everything that refers to it, and its address lives on."""

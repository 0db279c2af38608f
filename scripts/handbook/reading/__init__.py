"""Reading: files become frozen records in a Catalogue; every mistake becomes a Problem with its place."""

"""Links: the addresses outside the handbook, visited politely, and what they answered."""

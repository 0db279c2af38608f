"""The model: each field declared once, addresses, places of the country, settings, and what a problem is."""

"""People, their roles from a day to a day, and partner agencies."""

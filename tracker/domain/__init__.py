"""The rules of the product, pure: no framework, no database, no clock."""

"""Logging one completion from a phone by a one-time link, and giving such links."""

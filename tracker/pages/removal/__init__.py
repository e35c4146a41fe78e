"""Removing what must not be kept."""

"""Bringing in the transcript of a prior center."""

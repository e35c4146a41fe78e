"""Deciding on chosen completions by a one-time link, without an account."""

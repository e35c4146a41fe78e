"""Logging, correcting and withdrawing completions."""

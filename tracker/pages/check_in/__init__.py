"""Checking in at an event by the code on its wall, without an account."""

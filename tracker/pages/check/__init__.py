"""Checking a packet without an account: which one it is, whether it is unchanged, what has changed since."""

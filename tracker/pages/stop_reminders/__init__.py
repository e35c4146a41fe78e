"""Stopping the weekly mail by the link in it, without signing in."""

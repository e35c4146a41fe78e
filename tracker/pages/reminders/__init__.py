"""Reminders: what is sent and when, and one's own switch."""

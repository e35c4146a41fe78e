"""The center's name, time zone, visit day and contact."""

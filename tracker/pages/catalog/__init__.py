"""The center's catalog of trainings."""

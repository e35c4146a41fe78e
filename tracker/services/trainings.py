"""The catalog of a center."""


def copy_shipped() -> None:
    """Copy the shipped trainings into the center in force."""

"""The training-and-resources page: the parts that ship, and what the center adds."""

from tracker.catalog.resources import Resources, shipped_resources


def parts() -> Resources:
    """Return the parts of the page that ship."""
    return shipped_resources()

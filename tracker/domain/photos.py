"""Whether an installation reads photos, as its setting says."""

from tracker.domain.errors import Refused


def photos_from(stated: str) -> bool:
    """Read whether photos are to be read: "yes" or "no". Raises Refused."""
    if stated not in {"yes", "no"}:
        raise Refused("it must be yes or no.")
    return stated == "yes"

"""Decision links: chosen completions, decided on once by somebody without an account who is named beforehand."""

from tracker.services.decision_links.deciding import Asked, Invited, decide, invited, picture
from tracker.services.decision_links.giving import MOST_ITEMS, GivenLink, Offer, give, listing, revoke, to_choose

__all__ = [
    "MOST_ITEMS",
    "Asked",
    "GivenLink",
    "Invited",
    "Offer",
    "decide",
    "give",
    "invited",
    "listing",
    "picture",
    "revoke",
    "to_choose",
]

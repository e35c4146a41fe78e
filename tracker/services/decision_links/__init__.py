"""Decision links: chosen completions, decided on once by somebody without an account who is named beforehand."""

from tracker.services.decision_links.chosen import asked_about, let_go, still_open
from tracker.services.decision_links.deciding import Asked, Invited, decide, invited, picture
from tracker.services.decision_links.giving import MOST_ITEMS, GivenLink, Offer, give, listing, revoke, to_choose

__all__ = [
    "MOST_ITEMS",
    "Asked",
    "GivenLink",
    "Invited",
    "Offer",
    "asked_about",
    "decide",
    "give",
    "invited",
    "let_go",
    "listing",
    "picture",
    "revoke",
    "still_open",
    "to_choose",
]

"""Links by which one person logs one completion from a phone: given, opened without a password, used up by sending."""

from tracker.services.phone_links.giving import (
    MOST_DAYS,
    OWN_LASTS,
    GivenLink,
    Offer,
    give,
    give_own,
    listing,
    people_to_choose,
    revoke,
)
from tracker.services.phone_links.opening import CLOSED, Opened, Sent, opened, sent
from tracker.services.phone_links.reading import proposed, suggest
from tracker.services.phone_links.sending import MOST_FILES, count_try, drop, picture, send, take, waiting

__all__ = [
    "CLOSED",
    "MOST_DAYS",
    "MOST_FILES",
    "OWN_LASTS",
    "GivenLink",
    "Offer",
    "Opened",
    "Sent",
    "count_try",
    "drop",
    "give",
    "give_own",
    "listing",
    "opened",
    "people_to_choose",
    "picture",
    "proposed",
    "revoke",
    "send",
    "sent",
    "suggest",
    "take",
    "waiting",
]

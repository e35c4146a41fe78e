"""Desks: an issued packet, read on screen by somebody without an account, by a link, until a day."""

from tracker.services.desks.giving import DeskKind, GivenDesk, Offer, get, give, of_packet, revoke, usual_end
from tracker.services.desks.reading import Contents, contents, pages_shown, pdf, picture
from tracker.services.desks.viewing import Page, Viewed, note
from tracker.services.desks.visiting import (
    OfferedDesk,
    Reader,
    begin,
    count_try,
    find,
    leave,
    offered,
    opens_with,
    touch,
)

__all__ = [
    "Contents",
    "DeskKind",
    "GivenDesk",
    "Offer",
    "OfferedDesk",
    "Page",
    "Reader",
    "Viewed",
    "begin",
    "contents",
    "count_try",
    "find",
    "get",
    "give",
    "leave",
    "note",
    "of_packet",
    "offered",
    "opens_with",
    "pages_shown",
    "pdf",
    "picture",
    "revoke",
    "touch",
    "usual_end",
]

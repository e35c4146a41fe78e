"""Desks: an issued packet, read on screen by somebody without an account, by a link, until a day."""

from tracker.services.desks.asking import DeskAsked, answer, ask, asked_at, asked_here, question, waiting, waiting_count
from tracker.services.desks.giving import DeskKind, GivenDesk, Offer, get, give, of_packet, revoke, usual_end
from tracker.services.desks.marking import Mark, Marked, mark, marks, marks_of_mock, subject
from tracker.services.desks.reading import Contents, contents, pages_shown, pdf, picture
from tracker.services.desks.sampling import MOST_DRAWN, Among, Sample, among, draw, drawn_by, samples
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
    "MOST_DRAWN",
    "Among",
    "Contents",
    "DeskAsked",
    "DeskKind",
    "GivenDesk",
    "Mark",
    "Marked",
    "Offer",
    "OfferedDesk",
    "Page",
    "Reader",
    "Sample",
    "Viewed",
    "among",
    "answer",
    "ask",
    "asked_at",
    "asked_here",
    "begin",
    "contents",
    "count_try",
    "draw",
    "drawn_by",
    "find",
    "get",
    "give",
    "leave",
    "mark",
    "marks",
    "marks_of_mock",
    "note",
    "of_packet",
    "offered",
    "opens_with",
    "pages_shown",
    "pdf",
    "picture",
    "question",
    "revoke",
    "samples",
    "subject",
    "touch",
    "usual_end",
    "waiting",
    "waiting_count",
]

"""Planned events: what the team means to do, who is expected, who checked in, and the one act that records it."""

from tracker.services.planned_events.checking_in import Door, Offered, check_in, offered
from tracker.services.planned_events.codes import close, draw_all_anew, open_between, renew, secret
from tracker.services.planned_events.lines import BLANK_ROWS, Line, Lines, blank_rows, lines_of
from tracker.services.planned_events.matching import Likely, closest
from tracker.services.planned_events.planning import cancel, change, expect, plan
from tracker.services.planned_events.recording import NewPerson, Present, record, recorded_as
from tracker.services.planned_events.sheets import address, event_of
from tracker.services.planned_events.views import (
    CheckedIn,
    Expected,
    OwnAttendance,
    PlannedView,
    get,
    listing,
    of_own,
    some,
)

__all__ = [
    "BLANK_ROWS",
    "CheckedIn",
    "Door",
    "Expected",
    "Likely",
    "Line",
    "Lines",
    "NewPerson",
    "Offered",
    "OwnAttendance",
    "PlannedView",
    "Present",
    "address",
    "blank_rows",
    "cancel",
    "change",
    "check_in",
    "close",
    "closest",
    "draw_all_anew",
    "event_of",
    "expect",
    "get",
    "lines_of",
    "listing",
    "of_own",
    "offered",
    "open_between",
    "plan",
    "record",
    "recorded_as",
    "renew",
    "secret",
    "some",
]

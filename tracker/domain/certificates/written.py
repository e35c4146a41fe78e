"""A reading as one piece of JSON, and back; what comes back is believed only after each part of it was checked.

The process that reads files writes it, and may have been taken over by the file it read.
"""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Any

from tracker.domain.certificates.proposals import Field, Kind, Proposal, Reading, Reason, Spot
from tracker.domain.place import Box

LONGEST, MOST_PROPOSALS, MOST_SPOTS, MOST_PAGES = 300, 40, 12, 100
_AMOUNT = re.compile(r"[0-9]{1,4}(\.[0-9]{1,3})?", re.ASCII)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_UNWANTED = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffd]|[\ud800-\udfff]")


def to_json(reading: Reading) -> dict[str, Any]:
    """Return a reading as JSON takes it."""
    return {
        "proposals": [_proposal(each) for each in reading.proposals][:MOST_PROPOSALS],
        "kind": reading.kind,
        "has_words": reading.has_words,
        "from_picture": reading.from_picture,
    }


def from_json(told: Mapping[str, Any]) -> Reading:
    """Return the reading that was written. Raises ValueError, KeyError or TypeError for anything that is none."""
    proposals, kind = told["proposals"], told["kind"]
    said = told["has_words"], told["from_picture"]
    if type(proposals) is not list or len(proposals) > MOST_PROPOSALS or any(type(each) is not bool for each in said):
        raise ValueError("not a reading")
    return Reading(tuple(map(_believed, proposals)), None if kind is None else Kind(kind), *said)


def _proposal(each: Proposal) -> dict[str, Any]:
    return {
        "field": each.field,
        "value": _line(each.value)[:LONGEST],
        "reason": each.reason,
        "amount": each.amount,
        "number": _line(each.number)[:LONGEST],
        "spots": [[it.page, it.box.left, it.box.top, it.box.right, it.box.bottom] for it in each.spots[:MOST_SPOTS]],
    }


def _believed(told: Mapping[str, Any]) -> Proposal:
    field, value = Field(told["field"]), _text(told["value"])
    spots = told["spots"]
    if type(spots) is not list or len(spots) > MOST_SPOTS:
        raise ValueError("not places")
    if field in {Field.COMPLETED_ON, Field.EXPIRES_ON}:
        _shaped(value, _DAY)
        date.fromisoformat(value)
    elif field is Field.HOURS:
        _shaped(value, _AMOUNT)
    amount = told["amount"]
    if amount != "":
        _shaped(amount, _AMOUNT)
    number = _text(told["number"]) if told["number"] != "" else ""
    return Proposal(field, value, Reason(told["reason"]), tuple(map(_spot, spots)), amount, number)


def _spot(told: Any) -> Spot:
    page, *sides = told
    if len(sides) != 4 or any(type(number) is not int for number in told) or not 1 <= page <= MOST_PAGES:
        raise ValueError("not a place")
    box = Box(*sides)
    if not box.is_sound:
        raise ValueError("not a box on a page")
    return Spot(page, box)


def _text(value: Any) -> str:
    if type(value) is not str or not value or len(value) > LONGEST or _line(value) != value:
        raise ValueError("not a line of text")
    return value


def _line(value: str) -> str:
    """Return text as one line, without what turns or hides text; letters are composed."""
    return " ".join(_UNWANTED.sub(" ", unicodedata.normalize("NFC", value)).split())


def _shaped(value: Any, shape: re.Pattern[str]) -> None:
    if type(value) is not str or not shape.fullmatch(value):
        raise ValueError("not of its shape")

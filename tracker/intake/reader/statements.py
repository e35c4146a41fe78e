"""Statements of a learning system (xAPI 1.0): a row for each, with who completed what, on which day, how long it took.

A statement that was voided, one that voids, and one that tells of something else keep their rows, whose status says so:
nothing vanishes. Scores, answers, contexts and extensions are not read.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from tracker.domain.imports.grid import LONGEST_CELL, MOST_ROWS, Sheet, Value
from tracker.domain.imports.statements import HEADS, NAME, VOIDED
from tracker.intake.reader.findings import Unacceptable
from tracker.intake.reader.separated import clean
from tracker.intake.words import Note, Refusal

_ADL = "http://adlnet.gov/expapi/verbs/"
_DONE = {f"{_ADL}completed": "completed", f"{_ADL}passed": "passed"}
_VOIDS = f"{_ADL}voided"
OTHER = "not completed"
_NAMELESS = "not told"
_LASTS = re.compile(
    r"P(?:(?P<weeks>\d{1,6})W|(?:(?P<days>\d{1,6})D)?"
    r"(?:T(?:(?P<hours>\d{1,6})H)?(?:(?P<minutes>\d{1,8})M)?(?:(?P<seconds>\d{1,9}(?:\.\d{1,9})?)S)?)?)"
)
_MINUTES = {"weeks": 7 * 24 * 60, "days": 24 * 60, "hours": 60, "minutes": 1}
_HUNDREDTH = Decimal("0.01")
Told = Mapping[str, Any]


def rows_of(content: bytes) -> tuple[Sheet, set[Note]]:
    """Return a sheet with a row for each statement below its headings, and what was noticed.

    Raises Unacceptable for what is no JSON, is nested too deeply, says a name twice in one object, or holds no
    statements or more than a sheet has rows.
    """
    statements, notes = _statements(content)
    if len(statements) >= MOST_ROWS:
        raise Unacceptable(Refusal.STATEMENTS_TOO_MANY)
    voided = {_id(_of(it, "object")) for it in statements if _verb(it) == _VOIDS}
    rows = [_row(it, is_void=_is_void(it, voided)) for it in statements]
    states = {row[HEADS.index("Status")] for row in rows}
    notes |= {Note.STATEMENTS_VOIDED} if VOIDED in states else set()
    notes |= {Note.STATEMENTS_OTHER} if OTHER in states else set()
    notes |= {Note.STATEMENTS_LAST} if any(row[HEADS.index("Duration")] for row in rows) else set()
    return Sheet(NAME, (HEADS, *rows)), notes


def _statements(content: bytes) -> tuple[list[Told], set[Note]]:
    try:
        text = content.decode("utf-8-sig")
        told = _parsed(text)
    except RecursionError as error:
        raise Unacceptable(Refusal.STATEMENTS_NESTED) from error
    except ValueError as error:
        raise Unacceptable(Refusal.STATEMENTS_DAMAGED) from error
    is_answer = isinstance(told, dict) and isinstance(told.get("statements"), list)
    listed = told["statements"] if is_answer else told if isinstance(told, list) else [told]
    if not all(isinstance(it, dict) for it in listed):
        raise Unacceptable(Refusal.STATEMENTS_DAMAGED)
    found = [_bare(it) for it in listed]
    if not any("actor" in it and "verb" in it for it in found):
        raise Unacceptable(Refusal.STATEMENTS_NONE)
    return found, {Note.STATEMENTS_MORE} if is_answer and told.get("more") else set()


def _bare(it: Told) -> Told:
    """Return a statement without what a store's own export keeps around it."""
    inner = _of(it, "statement")
    return {"voided": it.get("voided"), **inner} if inner else it


def _parsed(text: str) -> Any:
    """Return what a text of JSON holds; a list where it holds a value a line."""
    try:
        return _loaded(text)
    except json.JSONDecodeError as error:
        lines = [line for line in text.split("\n") if line.strip()]
        if len(lines) < 2 or error.msg != "Extra data":
            raise
        return [_loaded(line) for line in lines]


def _loaded(text: str) -> Any:
    # A number of more digits than Python reads is a ValueError; NaN and Infinity are no JSON.
    return json.loads(text, object_pairs_hook=_once, parse_constant=_refuse_constant)


def _once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise Unacceptable(Refusal.STATEMENTS_TWICE)
    return found


def _refuse_constant(_name: str) -> None:
    raise ValueError("no number of JSON")


def _row(it: Told, *, is_void: bool) -> tuple[Value, ...]:
    name, email = _who(_of(it, "actor"))
    activity = _of(it, "object")
    title = _in_english(_of(_of(activity, "definition"), "name")) or _id(activity) or _NAMELESS
    verb = _in_english(_of(_of(it, "verb"), "display")) or _verb(it).rpartition("/")[2]
    texts = [_cell(each) for each in (name, email, title, _id(activity))]
    status = VOIDED if is_void else _status(it)
    return (*texts, _moment(it), _lasted(_of(it, "result").get("duration")), status, _cell(verb), _cell(_id(it)))


def _is_void(it: Told, voided: Iterable[str]) -> bool:
    # A statement that voids cannot be voided itself; either way it is no completion.
    return _verb(it) == _VOIDS or it.get("voided") is True or bool(_id(it) and _id(it) in voided)


def _status(it: Told) -> str:
    result, activity = _of(it, "result"), _of(it, "object")
    is_failed = result.get("success") is False or result.get("completion") is False
    is_activity = bool(_id(activity)) and _text(activity.get("objectType")) in {"", "Activity"}
    return _DONE.get(_verb(it), OTHER) if is_activity and not is_failed else OTHER


def _who(actor: Told) -> tuple[str, str]:
    """Return name and address. Without a name it is the account's, the address, or what no name can be read from.

    A row without any would be taken for one of the person above it.
    """
    account = _text(_of(actor, "account").get("name"))
    mail = _text(actor.get("mbox")).removeprefix("mailto:") or (account if "@" in account else "")
    unread = _text(actor.get("mbox_sha1sum")) or _text(actor.get("openid")) or "nobody"
    return _text(actor.get("name")) or mail or account or f"({unread})", mail


def _moment(it: Told) -> Value:
    """Return when it happened, else when it was stored, in UTC where no zone is told; another text stays."""
    text = _text(it.get("timestamp")) or _text(it.get("stored"))
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return _cell(text) or _NAMELESS
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _lasted(duration: Any) -> Value:
    """Return a length of time in minutes; as it stands where it counts in months or years, or cannot be read."""
    text = _text(duration)
    found = _LASTS.fullmatch(text)
    if not found:
        return _cell(text)
    minutes = sum((Decimal(found[unit] or 0) * times for unit, times in _MINUTES.items()), Decimal(0))
    minutes = (minutes + Decimal(found["seconds"] or 0) / 60).quantize(_HUNDREDTH)
    return f"{minutes.normalize():f} min" if minutes else None


def _in_english(words: Told) -> str:
    english = sorted(tag for tag in words if tag.casefold().startswith("en"))
    order = [*(tag for tag in ("en-US", "en") if tag in words), *english, *words]
    return next((text for tag in order if (text := _text(words[tag]))), "")


def _of(told: Any, name: str) -> Told:
    inner = told.get(name) if isinstance(told, dict) else None
    return inner if isinstance(inner, dict) else {}


def _text(value: Any) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _id(it: Told) -> str:
    return _text(it.get("id"))


def _verb(it: Told) -> str:
    return _id(_of(it, "verb")).replace("https://", "http://", 1)


def _cell(text: str) -> str | None:
    return clean(text[: LONGEST_CELL + 1])

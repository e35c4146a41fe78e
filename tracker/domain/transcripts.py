"""A transcript as the next center reads it: the data that docs/transcript-data.md describes, checked word for word.

It comes from outside. Whatever is not of its kind, too long or too much refuses the whole file, by the name of the
field. What is said inside may still be impossible, such as a day to come; that is judged line by line, by whoever
takes it over.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from tracker.domain.errors import UnreadableFile
from tracker.domain.record import CompletionKind
from tracker.domain.vocabulary import Grade, Topic, TrainingFormat

FORM, NUMBER = "training-transcript", 1
FILE = "transcript.json"  # as which a PDF holds it
MOST_BYTES = 1_000_000  # of plain text, which a lifetime of training does not fill
MOST_COMPLETIONS, MOST_CREDITS, MOST_TOPICS = 200, 20, 100
LONGEST_NAME, LONGEST_TITLE, LONGEST_KEY = 200, 300, 60
NO_TRANSCRIPT = "This is not the data of a transcript."
_AMOUNT = re.compile(r"[0-9]{1,4}(\.[0-9]{1,2})?", re.ASCII)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_UNWANTED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffd]|[\ud800-\udfff]"
)
Entry = TypeVar("Entry")


@dataclass(frozen=True, slots=True)
class StatedCredit:
    """A body's credit as it is stated."""

    body: str
    amount: Decimal | None
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A completion as another center states it; `proof` and `state` are what it had there, in that center's words."""

    title: str
    completed_on: date
    kind: str
    provider: str
    format: str
    expires_on: date | None
    hours: Decimal | None
    topics: frozenset[str]
    topic_hours: Mapping[str, Decimal]
    credits: tuple[StatedCredit, ...]
    certificate_number: str
    proof: str
    state: str

    @property
    def proof_words(self) -> str:
        """What proved it there, as people read it; empty where that is not known here."""
        return Grade(self.proof).label if self.proof in set(Grade) else ""


@dataclass(frozen=True, slots=True)
class Transcript:
    """Who says it, on which day, of whom, and what."""

    center: str
    made_on: date
    name: str
    completions: tuple[Stated, ...]


def read(content: bytes) -> Transcript:
    """Read the data of a transcript. Raises UnreadableFile, in plain words with the name of the field."""
    if len(content) > MOST_BYTES:
        raise _refusal("It is larger than 1 MB.")
    try:
        told = json.loads(content, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise _refusal("It cannot be read as JSON.") from None
    if type(told) is not dict or told.get("form") != FORM:
        raise _refusal(f"Its form is not {FORM}.")
    if type(told.get("number")) is not int or told["number"] != NUMBER:
        raise _refusal(f"This version reads number {NUMBER} of that form.")
    whole = _Reader(told, "")
    return Transcript(
        whole.line("center", LONGEST_NAME, needed=True),
        whole.day("made_on", needed=True),
        _Reader(whole.record("person"), "person.").line("name", LONGEST_NAME, needed=True),
        tuple(_completion(each) for each in whole.records("completions", MOST_COMPLETIONS)),
    )


def _completion(its: "_Reader") -> Stated:
    form, kind = its.line("format", LONGEST_KEY), its.line("kind", LONGEST_KEY) or CompletionKind.TRAINING.value
    return Stated(
        title=its.line("title", LONGEST_TITLE, needed=True),
        completed_on=its.day("completed_on", needed=True),
        kind=kind,
        provider=its.line("provider", LONGEST_NAME),
        format=form if form in set(TrainingFormat) else TrainingFormat.UNKNOWN,
        expires_on=its.day("expires_on"),
        hours=its.amount("hours"),
        topics=frozenset(its.lines("topics", MOST_TOPICS, LONGEST_KEY)) & {topic.value for topic in Topic},
        topic_hours={
            topic: each.amount("hours", needed=True)
            for each in its.records("topic_hours", MOST_TOPICS)
            if (topic := each.line("topic", LONGEST_KEY)) in set(Topic)
        },
        credits=tuple(
            StatedCredit(
                each.line("body", LONGEST_NAME, needed=True), each.amount("amount"), each.line("number", LONGEST_NAME)
            )
            for each in its.records("credits", MOST_CREDITS)
        ),
        certificate_number=its.line("certificate_number", LONGEST_NAME),
        proof=its.line("proof", LONGEST_KEY),
        state=its.line("state", LONGEST_KEY),
    )


class _Reader:
    """Takes the fields of one record; what is not there is empty, and what nobody asks for is left alone."""

    def __init__(self, values: Mapping[str, Any], path: str) -> None:
        self._values, self._path = values, path

    def line(self, name: str, most: int, *, needed: bool = False) -> str:
        return _line(self._values.get(name), self._path + name, most, needed=needed)

    def lines(self, name: str, most: int, longest: int) -> list[str]:
        entries = self._list(name, most)
        return [_line(entry, f"{self._path}{name}[{place}]", longest) for place, entry in enumerate(entries)]

    def day(self, name: str, *, needed: bool = False) -> Any:
        value = self._values.get(name)
        if value is None and not needed:
            return None
        return self._shaped(name, value, _DAY, date.fromisoformat, "a day such as 2026-11-24")

    def amount(self, name: str, *, needed: bool = False) -> Any:
        value = self._values.get(name)
        if value is None and not needed:
            return None
        return self._shaped(name, value, _AMOUNT, Decimal, 'an amount such as "1.25"')

    def record(self, name: str) -> Mapping[str, Any]:
        value = self._values.get(name)
        if type(value) is not dict:
            raise _refusal(f"{self._path}{name} is not a record.")
        return value

    def records(self, name: str, most: int) -> "list[_Reader]":
        found = []
        for place, entry in enumerate(self._list(name, most)):
            if type(entry) is not dict:
                raise _refusal(f"{self._path}{name}[{place}] is not a record.")
            found.append(_Reader(entry, f"{self._path}{name}[{place}]."))
        return found

    def _list(self, name: str, most: int) -> Sequence[Any]:
        value = self._values.get(name, [])
        if type(value) is not list:
            raise _refusal(f"{self._path}{name} is not a list.")
        if len(value) > most:
            raise _refusal(f"{self._path}{name} has {len(value)} entries; at most {most} are taken.")
        return value

    def _shaped(self, name: str, value: Any, shape: re.Pattern[str], make: Callable[[str], Entry], words: str) -> Entry:
        if type(value) is str and shape.fullmatch(value):
            try:
                return make(value)
            except ValueError:
                pass
        raise _refusal(f"{self._path}{name} is not {words}.")


def _line(value: Any, path: str, most: int, *, needed: bool = False) -> str:
    """Return text as one line, without what turns or hides text; letters are composed."""
    if value is None:
        value = ""
    if type(value) is not str:
        raise _refusal(f"{path} is not text.")
    if len(value) > most:
        raise _refusal(f"{path} is longer than {most} characters.")
    clean = " ".join(_UNWANTED.sub("", unicodedata.normalize("NFC", value)).split())
    if needed and not clean:
        raise _refusal(f"{path} is empty.")
    return clean


def _no_number(_name: str) -> Any:
    raise ValueError("not a number that JSON has")


def _refusal(why: str) -> UnreadableFile:
    return UnreadableFile(f"{NO_TRANSCRIPT} {why} Nothing was taken over.")

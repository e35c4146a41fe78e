"""What is proposed of a certificate, why, and which words of the page it rests on."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from tracker.domain.place import Box

# How clear a printed letter is; what is seen in a picture may be less so.
CLEAR = 100


class Field(StrEnum):
    """What a certificate states, in the order in which people look for it."""

    PERSON = "person"
    TITLE = "title"
    COMPLETED_ON = "completed_on"
    HOURS = "hours"
    PROVIDER = "provider"
    CREDIT = "credit"
    CERTIFICATE_NUMBER = "certificate_number"
    EXPIRES_ON = "expires_on"

    @property
    def label(self) -> str:
        """The words people read."""
        return _LABELS[self]


class Reason(StrEnum):
    """Why something is proposed, or why it is not sure."""

    PHRASE = "phrase"
    LABEL = "label"
    ABOVE_PHRASE = "above_phrase"
    LARGE = "large"
    LOOKS_LIKE_ONE = "looks_like_one"
    STATED = "stated"
    ONLY_DAY = "only_day"
    TWO_WAYS = "two_ways"
    SEVERAL = "several"
    UNCLEAR = "unclear"

    @property
    def words(self) -> str:
        """The reason, as people read it."""
        return _REASONS[self]

    @property
    def is_sure(self) -> bool:
        """Whether the place of the words says what they are, so that a person need not wonder."""
        return self in {Reason.PHRASE, Reason.LABEL, Reason.ABOVE_PHRASE, Reason.STATED, Reason.ONLY_DAY}


class Kind(StrEnum):
    """What a document seems to be instead of a certificate."""

    EVALUATION = "evaluation"
    AGENDA = "agenda"
    INVOICE = "invoice"
    REGISTRATION = "registration"

    @property
    def words(self) -> str:
        """What is said to whoever chose the file."""
        return _KINDS[self]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where words stand: the page, counted from 1, the box on it, and how clear the least clear word is, of 100."""

    page: int
    box: Box
    clarity: int = CLEAR


@dataclass(frozen=True, slots=True)
class Proposal:
    """A value as it would be typed: a day in ISO form, an amount with a point, else words.

    A credit has its body as the value, and beside it `amount` and `number`, each empty where it is not stated.
    """

    field: Field
    value: str
    reason: Reason
    spots: tuple[Spot, ...]
    amount: str = ""
    number: str = ""

    @property
    def is_sure(self) -> bool:
        """Whether it was stated as what it is."""
        return self.reason.is_sure


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file says. Of one field the best proposal stands first; credits stand side by side.

    `has_words`: whether there was any text to read; without it, nothing can be proposed. `from_picture`: whether that
    was looked for in a picture of the page, as of a photo or a scan.
    """

    proposals: tuple[Proposal, ...] = ()
    kind: Kind | None = None
    has_words: bool = False
    from_picture: bool = False

    def of(self, field: Field) -> Iterator[Proposal]:
        """Yield what is proposed for a field, the best first."""
        return (each for each in self.proposals if each.field is field)

    def first(self, field: Field) -> Proposal | None:
        """Return the best proposal for a field, or None."""
        return next(self.of(field), None)


def distinct(found: Iterable[Proposal], most: int = 3) -> tuple[Proposal, ...]:
    """Return proposals without repetition of a value, the first ones of each, sure ones before the others."""
    kept: dict[tuple[str, str], Proposal] = {}
    for each in sorted(found, key=lambda one: not one.is_sure):
        kept.setdefault((each.value.casefold(), each.number), each)
    return tuple(kept.values())[:most]


_LABELS = {
    Field.PERSON: "Who completed it",
    Field.TITLE: "Title",
    Field.COMPLETED_ON: "Completed on",
    Field.HOURS: "Hours",
    Field.PROVIDER: "Provider",
    Field.CREDIT: "Credit",
    Field.CERTIFICATE_NUMBER: "Certificate number",
    Field.EXPIRES_ON: "Last valid day",
}
_REASONS = {
    Reason.PHRASE: "It follows a phrase of certificates, such as “has completed”.",
    Reason.LABEL: "It stands behind its label.",
    Reason.ABOVE_PHRASE: "It stands above a phrase of certificates, such as “has completed”.",
    Reason.LARGE: "It is the largest line that is nothing else. Check it.",
    Reason.LOOKS_LIKE_ONE: "It only looks like one. Check it.",
    Reason.STATED: "It is stated with its unit.",
    Reason.ONLY_DAY: "It is the only day on the page.",
    Reason.TWO_WAYS: "Day and month could be meant the other way round. Check it.",
    Reason.SEVERAL: "There are several that it could be. Check it.",
    Reason.UNCLEAR: "It is not clear in the picture. Check each letter.",
}
_KINDS = {
    Kind.EVALUATION: (
        "This looks like an evaluation form, which says what somebody thought of a training and not that they "
        "completed it. If you have the certificate, add that instead."
    ),
    Kind.AGENDA: (
        "This looks like an agenda, which says what was planned and not who was there. If you have the certificate or "
        "the signed sheet, add that instead."
    ),
    Kind.INVOICE: (
        "This looks like an invoice or a receipt, which says that a training was paid for and not that it was "
        "completed. If you have the certificate, add that instead."
    ),
    Kind.REGISTRATION: (
        "This looks like a registration, which says that somebody meant to come and not that they completed it. If you "
        "have the certificate, add that instead."
    ),
}

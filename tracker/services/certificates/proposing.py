"""A reading turned into what a form for a completion can take."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from tracker.domain.certificates import Field, Proposal, Reading
from tracker.services.certificates.matching import Known
from tracker.services.completions import CreditLine
from tracker.services.completions.entry import MOST_HOURS

_HUNDREDTHS = -2


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """Values for the fields of a completion, each empty where nothing was read, and what each rests on.

    `person` is the public id of whom the certificate names, empty where nobody here is called so; `person_name` the
    name as it was read. `training` and `title` are the catalog's where the title read is one of its names.
    """

    person: str = ""
    person_name: str = ""
    title: str = ""
    training: str = ""
    completed_on: date | None = None
    hours: Decimal | None = None
    provider: str = ""
    certificate_number: str = ""
    expires_on: date | None = None
    credits: tuple[CreditLine, ...] = ()
    rests_on: Mapping[Field, Proposal] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is proposed."""
        return not self.rests_on

    def is_sure(self, *fields: Field) -> bool:
        """Tell whether all of these were read, and as what they are."""
        return all(each in self.rests_on and self.rests_on[each].is_sure for each in fields)


@dataclass(frozen=True, slots=True)
class First:
    """What the first file that says anything proposes, and whether that was read from a picture."""

    proposed: Proposed = field(default_factory=Proposed)
    from_picture: bool = False


def first_of(readings: Iterable[Reading], known: Known) -> First:
    """Return what several files propose together: the first that says anything is the certificate.

    The others may be its other pages.
    """
    found = (First(propose(each, known), each.from_picture) for each in readings)
    return next((each for each in found if not each.proposed.is_empty), First())


def propose(reading: Reading, known: Known) -> Proposed:
    """Return what a reading proposes, matched to the people and the catalog."""
    titles = [each.value for each in reading.of(Field.TITLE)]
    found = known.training(titles)
    first = {each: its for each in Field if (its := reading.first(each)) is not None}
    return Proposed(
        person=known.person(each.value for each in reading.of(Field.PERSON)),
        person_name=_value(first, Field.PERSON),
        title=found.title if found else _value(first, Field.TITLE),
        training=found.public_id if found else "",
        completed_on=_day(first, Field.COMPLETED_ON),
        hours=_amount(_value(first, Field.HOURS)),
        provider=_value(first, Field.PROVIDER),
        certificate_number=_value(first, Field.CERTIFICATE_NUMBER)[:200],
        expires_on=_day(first, Field.EXPIRES_ON),
        credits=tuple(CreditLine(each.value, _amount(each.amount), each.number) for each in reading.of(Field.CREDIT)),
        rests_on=first,
    )


def _value(first: Mapping[Field, Proposal], wanted: Field) -> str:
    return first[wanted].value if wanted in first else ""


def _day(first: Mapping[Field, Proposal], wanted: Field) -> date | None:
    return date.fromisoformat(first[wanted].value) if wanted in first else None


def _amount(said: str) -> Decimal | None:
    """Return an amount that the record can hold: to the hundredth; a finer one is left to a person."""
    if not said:
        return None
    amount = Decimal(said).normalize()
    exponent = amount.as_tuple().exponent
    fits = isinstance(exponent, int) and exponent >= _HUNDREDTHS and 0 < amount <= MOST_HOURS
    return amount if fits else None

"""What was read from a certificate, held against what was entered of it: for whoever decides whether the two agree."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tracker.domain.certificates import Field, Proposal
from tracker.domain.record_checks.naming import is_called
from tracker.domain.titles import fold
from tracker.formatting import format_date, format_hours
from tracker.services.certificates.matching import Known
from tracker.services.completions import CompletionView


@dataclass(frozen=True, slots=True)
class Agreement:
    """Whether what was read is what was entered, and what was entered in words; empty where nothing was."""

    agrees: bool
    entered: str


def compare(view: CompletionView, read: Proposal, known: Known) -> Agreement:
    """Hold one thing that was read against a completion. `known`: the catalog, and the person whom it is of."""
    return _COMPARED[read.field](view, read.value, known) if read.field in _COMPARED else _credit(view, read)


def _person(view: CompletionView, value: str, known: Known) -> Agreement:
    its = next((each.names for each in known.people if each.public_id == view.person), (view.person_name,))
    return Agreement(is_called(value, its), view.person_name)


def _title(view: CompletionView, value: str, known: Known) -> Agreement:
    called = known.training([value])
    same = fold(value) == fold(view.title) or (called is not None and called.public_id == view.training)
    return Agreement(same, view.title)


def _completed_on(view: CompletionView, value: str, known: Known) -> Agreement:
    return Agreement(date.fromisoformat(value) == view.completed_on, format_date(view.completed_on))


def _expires_on(view: CompletionView, value: str, known: Known) -> Agreement:
    entered = "" if view.expires_on is None else format_date(view.expires_on)
    return Agreement(date.fromisoformat(value) == view.expires_on, entered)


def _hours(view: CompletionView, value: str, known: Known) -> Agreement:
    return Agreement(Decimal(value) == view.hours, "" if view.hours is None else format_hours(view.hours))


def _provider(view: CompletionView, value: str, known: Known) -> Agreement:
    one, other = fold(value), fold(view.provider)
    return Agreement(bool(other) and (one in other or other in one), view.provider)


def _number(view: CompletionView, value: str, known: Known) -> Agreement:
    return Agreement(fold(value) == fold(view.certificate_number), view.certificate_number)


def _credit(view: CompletionView, read: Proposal) -> Agreement:
    amount = Decimal(read.amount) if read.amount else None
    same = any(fold(line.body) == fold(read.value) and line.amount == amount for line in view.credits)
    words = [" ".join(filter(None, (f"{line.amount or ''}", line.body, line.number))) for line in view.credits]
    return Agreement(same, ", ".join(words))


_COMPARED: Mapping[Field, Callable[[CompletionView, str, Known], Agreement]] = {
    Field.PERSON: _person,
    Field.TITLE: _title,
    Field.COMPLETED_ON: _completed_on,
    Field.EXPIRES_ON: _expires_on,
    Field.HOURS: _hours,
    Field.PROVIDER: _provider,
    Field.CERTIFICATE_NUMBER: _number,
}

"""Files sent with a form: taken in at once, so that a form with an error elsewhere keeps them.

    received = uploads.receive(actor, form.files)     # before form.validate()
    ok = form.validate() and not received.refusals
    received.refuse_on(form)                   # after it, for validating forgets errors found before

What may be kept waits under tokens in `form.files.kept_keys`; `services.uploads.store` and `discard` take those.
Where a form does one thing with its files, `taken_along` does all of it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from time import monotonic
from types import MappingProxyType
from typing import BinaryIO, TypeVar

from tracker.db.work import unit_of_work
from tracker.domain.errors import Refused, TrackerError
from tracker.formatting import format_count, format_size
from tracker.services import certificates, uploads
from tracker.services.actor import Actor
from tracker.web.fields import FilesField, KeptFile
from tracker.web.fields.files import shown_name, size_of
from tracker.web.forms import BaseForm

Made = TypeVar("Made")
Take = Callable[[Actor, BinaryIO, str], uploads.Waiting]
# Web servers in front give up after a minute; what was typed would be lost with the answer.
LONGEST_READING = 30.0
LOOK_AGAIN = "looks like a file about a case. Look at it again: leave it out, or send the form once more to keep it."


@dataclass(frozen=True, slots=True)
class Received:
    """What waits now, and what was said against single files, or asked about them."""

    field: str
    waiting: tuple[uploads.Waiting, ...]
    refusals: tuple[str, ...]

    @property
    def tokens(self) -> list[str]:
        """The tokens of what waits."""
        return [each.token for each in self.waiting]

    @property
    def digests(self) -> list[str]:
        """The digests of what waits."""
        return [each.sha256 for each in self.waiting]

    def refuse_on(self, form: BaseForm) -> None:
        """Add the refusals to the form, each with the name of its file."""
        for message in self.refusals:
            form.refuse(message, self.field)


def receive(actor: Actor, field: FilesField, take: Take = certificates.take_and_read) -> Received:
    """Take in what was sent, and find what waits already. Costs up to half a second for each new file, and two more
    for a photo where photos are read.

    `take`: what is done with each new file.
    """
    kept, refusals = _still_waiting(actor, field.kept_keys)
    room, until = field.most - len(kept), monotonic() + LONGEST_READING
    for number, file in enumerate(field.data):
        name = shown_name(file.filename)
        if number >= room:
            refusals.append(f"{name} was left out: at most {format_count(field.most, 'file')} at a time.")
            continue
        size = size_of(file)
        if size > field.most_bytes:
            most = format_size(field.most_bytes)
            refusals.append(f"{name} is {format_size(size)}; a file may have at most {most}.")
            continue
        if monotonic() > until:
            refusals.append(f"{name} was left out: reading the files before it took too long. Add it again.")
            continue
        try:
            kept.append(take(actor, file.stream, file.filename or ""))
        except TrackerError as refused:
            refusals.append(f"{name}: {refused.message}")
        else:
            refusals += _questions(kept[-1])
    field.data = []
    # Who chose a file that was refused is told why, and not also to choose one.
    field.required = field.required and not refusals
    field.kept, field.kept_keys = [], []
    field.keep(KeptFile(each.token, each.name, each.size, signs=each.signs) for each in kept)
    return Received(field.name, tuple(kept), tuple(refusals))


def taken_along(
    actor: Actor,
    form: BaseForm,
    act: Callable[[tuple[uploads.StoredFile, ...]], Made],
    fields: Mapping[str, str] = MappingProxyType({}),
) -> Made | None:
    """Take in a form's files, judge it, and act in one unit of work with the files stored; None where it is refused.

    Then the form says why; `fields` names those of it that are not called as the use case calls them. Raises Refused.
    """
    received = receive(actor, form.files)
    valid = form.validate()
    received.refuse_on(form)
    if not valid or received.refusals:
        return None
    try:
        files = uploads.store(actor, received.tokens)
        with unit_of_work():
            made = act(files)
    except Refused:
        raise
    except TrackerError as problem:
        field = fields.get(problem.field or "", problem.field)
        form.refuse(problem.message, field if field in form else None)
        return None
    uploads.discard(actor, received.tokens)
    return made


def _questions(file: uploads.Waiting) -> list[str]:
    """Ask once, at its arrival, about a file that looks like one of a case. It waits; sent again, it is taken."""
    return [f"{file.name} {LOOK_AGAIN}"] if file.signs else []


def _still_waiting(actor: Actor, tokens: list[str]) -> tuple[list[uploads.Waiting], list[str]]:
    kept: list[uploads.Waiting] = []
    refusals: list[str] = []
    for token in dict.fromkeys(tokens):
        try:
            kept += uploads.waiting(actor, [token])
        except TrackerError as gone:
            refusals.append(gone.message)
    return kept, refusals

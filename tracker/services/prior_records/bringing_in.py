"""Taking over what a transcript states, in one unit of work; what is here meanwhile is not taken over again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from tracker.domain.errors import Conflict
from tracker.formatting import format_date
from tracker.services import completions, history, trainings
from tracker.services.actor import Actor
from tracker.services.completions import Entry
from tracker.services.prior_records.outcomes import LEAVE, OWN_TITLE, Line, called_there, entry_of
from tracker.services.prior_records.reading import Opened, whom
from tracker.services.prior_records.views import ahead
from tracker.services.uploads import StoredFile


@dataclass(frozen=True, slots=True)
class Brought:
    """How many completions were taken over, and how many lines were not."""

    made: int
    left: int


def bring_in(
    actor: Actor, opened: Opened, files: Sequence[StoredFile], chosen: Mapping[int, str], *, is_theirs: bool = False
) -> Brought:
    """Record what was chosen of a transcript, each line by its number; what was not chosen is left out.

    `files`: the transcript itself, stored, where it is a PDF; it stands behind each completion and proves no more than
    that it is stated. Each waits for review as any other. `is_theirs`: that it is the person's under another name.
    Raises Conflict where that was not said, or for what was not offered; NotFound, Refused. Costs about ten statements
    a completion.
    """
    whom(actor, opened.person)
    history.hold(actor)
    look = ahead(actor, opened)
    if look.another_name and not is_theirs:
        raise Conflict("Say that this transcript is theirs, under another name.", field="is_theirs")
    made = 0
    for line in look.open_lines:
        act = chosen.get(line.number, LEAVE)
        if act == LEAVE:
            continue
        if act not in dict(line.choices):
            raise Conflict(f"Choose again what to do with line {line.number}: the catalog changed meanwhile.")
        entry = _entry(actor, opened, line, act)
        completions.record(actor, entry, [opened.person], files, submit=True, stated_by=opened.transcript.center)
        made += 1
    return Brought(made, len(look.lines) - made)


def _entry(actor: Actor, opened: Opened, line: Line, act: str) -> Entry:
    entry = entry_of(line.stated)
    said = opened.transcript
    notes = [f"Stated by {said.center} in a transcript of {format_date(said.made_on)}."]
    if line.stated.proof_words:
        notes.append(f"Proof there: {line.stated.proof_words.lower()}.")
    if act != OWN_TITLE:
        title = trainings.get(actor, act).title
        if title != line.stated.title:
            notes.append(called_there(line.stated.title))
            entry = replace(entry, title=title)
        entry = replace(entry, training=act)
    return replace(entry, note=" ".join(notes))

"""The exhibits that a packet could not print, or only in part, as its row keeps them and as the director reads them.

The row holds numbers and our own words; whose they are is told from what the packet was made from.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from tracker.domain.errors import TrackerError
from tracker.formatting import format_date, join_names
from tracker.reports.outline import Outline
from tracker.reports.troubles import Trouble
from tracker.services.packets.sealing import inputs_kept

MOST_NAMED = 3
THE_TEAM = "the team"


@dataclass(frozen=True, slots=True)
class Troubled:
    """An exhibit that is not there as it should be: what it is, in words, and what became of it."""

    exhibit: int
    what: str
    told: str


def write(troubles: Iterable[Trouble]) -> str:
    """Return troubles as a row keeps them; nothing where there are none."""
    plain = [asdict(each) for each in troubles]
    return json.dumps(plain, separators=(",", ":")) if plain else ""


def read(kept: str) -> tuple[Trouble, ...]:
    """Read what `write` wrote."""
    return tuple(Trouble(**each) for each in json.loads(kept or "[]"))


def named(troubles: Sequence[Trouble], inputs_sha256: str) -> tuple[Troubled, ...]:
    """Return troubles with what each exhibit is and whose, as far as the packet's inputs can be read.

    Costs nothing where there are none, and reading the inputs where there are.
    """
    if not troubles:
        return ()
    try:
        outline = Outline(inputs_kept(inputs_sha256).context)
    except TrackerError:
        return tuple(Troubled(each.exhibit, "", each.told) for each in troubles)
    return tuple(Troubled(each.exhibit, _what(outline, each.exhibit), each.told) for each in troubles)


def _what(outline: Outline, number: int) -> str:
    exhibit = outline.exhibits.get(number)
    if exhibit is None:
        return ""
    names = [outline.people[id_].name for id_ in exhibit.person_ids if id_ in outline.people]
    whose = join_names(names) if len(names) <= MOST_NAMED else f"{', '.join(names[:MOST_NAMED])} and others"
    return f"{exhibit.title}, {format_date(exhibit.completed_on)}, {whose or THE_TEAM}"

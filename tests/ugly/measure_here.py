"""How the ugly lists come out at a center whose people and trainings are here: `python -m tests.ugly.measure_here`.

A row is right where it would go to the person and the training that are meant, on the day and with the hours that it
says, or is refused where it must be; asked, where the truth says that nobody can know without asking, and it is asked;
told, where something else is asked or refused; wrong, where anything else would be brought in unsaid.
"""

import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flask import Flask

from tests.factories import CenterWorld, begin_center
from tests.services.imports.sheets import dropped, look, version_of
from tests.ugly.measure import RIGHT, TOLD, WRONG, lists
from tests.ugly.named_lists import ALSO_HERE, TWO_OF_A_NAME
from tests.ugly.people import PEOPLE, TITLES
from tracker import clock
from tracker.db import db
from tracker.domain.imports.plan import MonthAs
from tracker.domain.titles import fold
from tracker.models import Person, Training
from tracker.services import catalog, imports
from tracker.services.imports import Corrected, Judged, Kind, Outcome

ASKED = "asked as it must be"
_ASKS = {Outcome.WHO: "who", Outcome.WHICH: "which", Outcome.CONFLICT: "conflict"}


@dataclass
class Center:
    """A center, its people by name, or by name and address where there are two, and its trainings by folded title."""

    world: CenterWorld
    people: dict[str, str] = field(default_factory=dict)
    trainings: dict[str, str] = field(default_factory=dict)


@dataclass
class Outcomes:
    """How many rows of a list came out how, without a touch and after the answers of its owner; and what was not."""

    counts: Counter[str] = field(default_factory=Counter)
    after: Counter[str] = field(default_factory=Counter)
    said: list[str] = field(default_factory=list)


def begin(app: Flask) -> Center:
    """Begin a center at which everybody and every training of the lists is."""
    its = Center(begin_center(app))
    for name in (*PEOPLE, *ALSO_HERE):
        row = its.world.director_person if name == "Dana Whitfield" else its.world.person(name)
        its.people[name] = its.world.public_id_of(Person, row)
    for name, mails in TWO_OF_A_NAME.items():
        for mail in mails:
            its.people[f"{name} <{mail}>"] = its.world.public_id_of(Person, its.world.person(name, email=mail))
    actor = its.world.actor()
    with its.world.working():
        there = {fold(title) for title in db.session.scalars(db.select(Training.title))}
        for title in TITLES:
            if fold(title) not in there:
                catalog.add(actor, catalog.Entry(title=title))
    with its.world.working():
        for title, public_id in db.session.execute(db.select(Training.title, Training.public_id)):
            its.trainings[fold(title)] = public_id
    return its


def measure(center: Center, path: Path) -> Outcomes:
    """Drop a list as its owner would, and hold what would come of each row against its truth. Saves nothing."""
    told = json.loads(path.with_suffix(".json").read_text())
    world, its = center.world, Outcomes()
    public_id = dropped(world, path.read_bytes(), path.name)
    with world.app.app_context():
        imports.read(world.center_id, public_id, clock.now)
    if _laid_out(world, public_id, {}):
        its.counts, its.said = _compare(center, look(world, public_id).rows, told["lines"])
    else:
        its.counts = Counter({TOLD: len(told["lines"])})
    assert not told["answers"] or _laid_out(world, public_id, told["answers"])
    its.after, said = _compare(center, look(world, public_id).rows, told["lines"])
    its.said += [f"after the answers: {words}" for words in said] if told["answers"] else []
    return its


def _laid_out(world: CenterWorld, public_id: str, answers: Mapping[str, Any]) -> bool:
    version, actor, month = version_of(world, public_id), world.actor(), answers.get("month_as")
    said = Corrected({}, {}, answers.get("day_first"), MonthAs(month) if month else None)
    with world.working():
        return imports.correct(actor, public_id, version, said)


def _compare(center: Center, rows: Iterable[Judged], truth: list[dict[str, Any]]) -> tuple[Counter[str], list[str]]:
    counts: Counter[str] = Counter()
    said, left = [], list(rows)
    for wanted in truth:
        those = [each for each in left if (each.row.said.sheet, each.row.said.row) == (wanted["sheet"], wanted["row"])]
        found = next((each for each in those if _is_about(each, wanted)), those[0] if len(those) == 1 else None)
        if found is not None:
            left.remove(found)
        outcome = WRONG if found is None else _outcome(center, found, wanted)
        counts[outcome] += 1
        if outcome not in {RIGHT, ASKED}:
            said.append(f"{outcome}: {_told(found) if found else 'lost'} instead of {wanted}")
    for each in left:
        counts[WRONG if each.outcome is Outcome.NEW else TOLD] += 1
        said.append(f"made up: {_told(each)}")
    return counts, said


def _is_about(each: Judged, wanted: Mapping[str, Any]) -> bool:
    said = each.row.said
    return said.name == wanted.get("person", wanted.get("name")) and said.title == wanted.get("title", "")


def _outcome(center: Center, each: Judged, wanted: Mapping[str, Any]) -> str:
    if wanted.get("wrong"):
        return WRONG if each.outcome is Outcome.NEW else RIGHT
    asks = wanted.get("asks", "")
    if each.outcome in _ASKS:
        return ASKED if asks in {"perhaps", _ASKS[each.outcome]} else TOLD
    if each.outcome not in {Outcome.NEW, Outcome.HERE}:
        return TOLD
    if asks not in {"", "perhaps"}:
        return WRONG
    if each.row.said.kind is not Kind.COMPLETION:
        return RIGHT if not each.person or each.person == center.people.get(wanted.get("person", "")) else WRONG
    return _of_completion(center, each, wanted)


def _of_completion(center: Center, each: Judged, wanted: Mapping[str, Any]) -> str:
    said = each.row.said
    whom = center.people.get(wanted.get("whom", wanted["person"]), "nobody")
    which = center.trainings.get(fold(wanted.get("which", wanted["title"])), "")
    if (each.person, each.training, f"{said.completed_on or ''}") != (whom, which, wanted["on"]):
        return WRONG
    hours = "" if said.hours is None else f"{said.hours.normalize():f}"
    if hours == wanted.get("hours", hours):
        return RIGHT
    return TOLD if not hours and said.unclear else WRONG


def _told(each: Judged) -> str:
    said = each.row.said
    return f"{each.outcome.value} {said.name} → {each.person_name}, {said.title} → {each.training_title}, {each.words}"


def main() -> None:
    """Print the share of each outcome, and every row that is not right."""
    from tests.application import installed

    whole: Counter[str] = Counter()
    after: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder, installed(f"sqlite:///{folder}/measure.db", Path(folder)) as app:
        center = begin(app)
        for path in lists():
            its = measure(center, path)
            whole += its.counts
            after += its.after
            sys.stdout.write(f"{path.name}: {dict(its.counts)}\n" + "".join(f"    {words}\n" for words in its.said))
    sys.stdout.write(f"{len(lists())} lists, {whole.total()} rows\n")
    for outcome in (RIGHT, ASKED, TOLD, WRONG):
        sys.stdout.write(f"{outcome}: {whole[outcome]} ({100 * whole[outcome] / whole.total():.1f} %)\n")
    good = after[RIGHT] + after[ASKED]
    sys.stdout.write(f"right, or asked as it must be, after the answers: {good} ({100 * good / after.total():.1f} %)\n")


if __name__ == "__main__":
    main()

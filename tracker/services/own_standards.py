"""A center's own standards: a file that somebody wrote is judged, shown with whom it changes, and then applies here.

The loader that proves the files that ship reads these too, and says in the same words what is wrong. What is replaced
or taken away stays as it was given: waivers and packets name it.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from tracker.db import db
from tracker.domain.access import Action
from tracker.domain.errors import Conflict, InvalidStandard, NotFound
from tracker.domain.finding import Finding, Status
from tracker.domain.standard import Standard
from tracker.domain.wording import count, inside_a_sentence, listed, quoted
from tracker.models import Account, OwnStandard
from tracker.services import approved_trainings, history, standards, standards_here, whole_trainings
from tracker.services.actor import Actor
from tracker.services.approved_trainings import Approvable
from tracker.services.corrected_standards import in_force
from tracker.services.foreseen import Foreseen, foresee, found_on
from tracker.standards import editions
from tracker.standards.loader import load_text
from tracker.standards.shelf import File, digest_of

NOT_YOURS = "Only a director applies a standard of the center's own."
NONE_HERE = "The center has no such file."
STILL_FOLLOWED = "It applies to your center. Press “Do not apply it any more” under Standards first."
LOOK_FIRST = "Your center has a file of this edition already. See below whom the newer one changes, then apply it."
MOST, LONGEST = 40, 200_000
_LONGEST_ID, _LONGEST_TITLE = 100, 200


@dataclass(frozen=True, slots=True)
class Ahead:
    """What applying a file would do today.

    `replaces`: the digest of the file of the same edition that it would take the place of; empty where there is none.
    `foreseen`: who stands otherwise than under what holds now; `asked`: how the team would stand in what is new.
    `strangers`: approved trainings by which nothing that is logged here can count; `strange_parts`: parts of what
    counts only whole that nothing can count as.
    """

    standard: Standard
    replaces: str
    foreseen: Foreseen
    asked: tuple[tuple[str, str], ...]
    gone: tuple[str, ...]
    strangers: tuple[Approvable, ...] = ()
    strange_parts: tuple[Approvable, ...] = ()


@dataclass(frozen=True, slots=True)
class Given:
    """A file of the center's own that is in use: who gave it and when; `trouble` where it cannot be read any more."""

    standard: str
    edition: str
    digest: str
    by: str
    at: datetime
    trouble: str = ""


def ahead(actor: Actor, text: str, name: str) -> Ahead:
    """Say what applying a file would do today; `name` is the file's in messages. Raises InvalidStandard, Refused.

    Costs what `foresee` does.
    """
    file = _judged(actor, text, name)
    new = in_force(file, _corrections(actor, file.standard))
    holds = next((each for each in standards.followed(actor) if each.key == file.standard.id), None)
    before = found_on(actor, holds, actor.today)
    now = {requirement.id for requirement in new.standard.requirements}
    foreseen = foresee(actor, holds, new.standard, now.__contains__)
    return Ahead(
        new.standard,
        current.sha256 if (current := _current(file.standard)) else "",
        foreseen,
        _asked(foreseen.added),
        tuple(dict.fromkeys(it.requirement.title for it in before.values() if it.requirement.id not in now)),
        approved_trainings.strangers(new),
        whole_trainings.strangers(new),
    )


def apply(actor: Actor, text: str, name: str, seen: str, reason: str) -> Standard:
    """Keep a file as the center's own and let it apply from now on; what was issued stays. The same again: nothing.

    `seen`: the digest of the file that it was seen to replace. Raises InvalidStandard; Conflict where it would replace
    another than was seen; Refused.
    """
    history.hold(actor)
    file = _judged(actor, text, name)
    standard, current = file.standard, _current(file.standard)
    if current is None or current.sha256 != file.digest:
        if current is not None and current.sha256 != seen:
            raise Conflict(LOOK_FIRST)
        _keep(actor, file, current, reason)
    standards.follow(actor, standard.id, standard.edition)
    return standard


def take_away(actor: Actor, key: str, edition: str) -> None:
    """Take an own file off the center's shelf; it stays kept. Raises Conflict while it applies, NotFound, Refused."""
    actor.must(Action.MANAGE_STANDARDS, NOT_YOURS)
    history.hold(actor)
    row = _row(key, edition)
    if row is None:
        raise NotFound(NONE_HERE)
    if any(each.key == key for each in standards.followed(actor)):
        raise Conflict(STILL_FOLLOWED)
    others = [each.standard for each in standards_here.shelf().of_standard(key) if each.standard.edition != edition]
    if problems := [line for each in others for line in editions.mapping_problems(each, others)]:
        raise Conflict(f"Another file needs this one. {problems[0]}")
    row.ended_at = actor.now
    db.session.flush()
    history.append(actor, "take_away", "standard", f"{key} {edition}", detail={"sha256": row.sha256})


def given(actor: Actor) -> tuple[Given, ...]:
    """Return the files of the center's own that are in use, by standard. One statement."""
    actor.must(Action.VIEW_STANDARDS, NOT_YOURS)
    rows = db.session.execute(
        select(
            OwnStandard.standard, OwnStandard.edition, OwnStandard.sha256, Account.display_name, OwnStandard.added_at
        )
        .join(Account, Account.id == OwnStandard.added_by)
        .where(OwnStandard.ended_at.is_(None))
        .order_by(OwnStandard.standard, OwnStandard.edition)
    )
    return tuple(
        Given(it.standard, it.edition, it.sha256, it.display_name, it.added_at, _trouble(it.standard, it.sha256))
        for it in rows
    )


def _judged(actor: Actor, text: str, name: str) -> File:
    """Read a file strictly, its examples judged, and set it beside what is here. Raises InvalidStandard."""
    actor.must(Action.MANAGE_STANDARDS, NOT_YOURS)
    standard = load_text(text, name)
    if problems := _misfits(standard):
        raise InvalidStandard("\n".join(f"{name}: {problem}" for problem in problems))
    return File(digest_of(text), own=True, standard=standard, text=text)


def _misfits(standard: Standard) -> list[str]:
    """Say why a file that reads well cannot stand beside what is here."""
    shelf = standards_here.shelf()
    if standard.id in editions.shipped().keys:
        return [f"id: {quoted(standard.id)} is a standard that ships. Give yours a name of its own."]
    found = []
    if len(standard.id) > _LONGEST_ID:
        found.append(f"id: must be at most {_LONGEST_ID} characters long.")
    if len(standard.title) > _LONGEST_TITLE:
        found.append(f"title: must be at most {_LONGEST_TITLE} characters long.")
    others = [each.standard for each in shelf.of_standard(standard.id) if each.standard.edition != standard.edition]
    beside = [*others, standard]
    found += [line for each in beside for line in editions.mapping_problems(each, beside)]
    own = [file for file in shelf.files if file.own]
    if len(own) >= MOST and not any(file.standard.id == standard.id for file in own):
        found.append(f"A center has at most {count(MOST, 'file')} of its own. Take one away first.")
    return found


def _keep(actor: Actor, file: File, current: OwnStandard | None, reason: str) -> None:
    key, edition = file.standard.id, file.standard.edition
    last = select(func.max(OwnStandard.number)).where(OwnStandard.standard == key, OwnStandard.edition == edition)
    number = (db.session.scalar(last) or 0) + 1
    detail = {"title": file.standard.title, "sha256": file.digest}
    if current is not None:
        current.ended_at = actor.now
        detail["replaced"] = current.sha256
    db.session.add(
        OwnStandard(
            standard=key,
            edition=edition,
            number=number,
            text=file.text,
            sha256=file.digest,
            added_by=actor.account_id,
            added_at=actor.now,
        )
    )
    db.session.flush()
    history.append(actor, "give_file", "standard", f"{key} {edition}", detail=detail, reason=reason)


def _current(standard: Standard) -> OwnStandard | None:
    return _row(standard.id, standard.edition)


def _row(key: str, edition: str) -> OwnStandard | None:
    these = OwnStandard.standard == key, OwnStandard.edition == edition, OwnStandard.ended_at.is_(None)
    found: OwnStandard | None = db.session.scalars(select(OwnStandard).where(*these)).one_or_none()
    return found


def _corrections(actor: Actor, standard: Standard) -> str:
    """Return what the center corrected in the edition before the file came: it holds on."""
    return standards.kept_corrections(actor, standard.id).get(standard.edition, "")


def _asked(findings: Sequence[Finding]) -> tuple[tuple[str, str], ...]:
    """Say of each requirement how many would stand how, in the order of the file."""
    told: dict[str, Counter[Status]] = {}
    for finding in findings:
        stand = told.setdefault(finding.requirement.title, Counter())
        stand[finding.status] += finding.status is not Status.DOES_NOT_APPLY
    return tuple((title, _how_many(stand) or "Binds nobody today") for title, stand in told.items())


def _how_many(stand: Counter[Status]) -> str:
    return listed(f"{times} {inside_a_sentence(status.label)}" for status, times in stand.items() if times)


def _trouble(key: str, digest: str) -> str:
    if key in editions.shipped().keys:
        return "A standard of this name ships by now, and stands in its place."
    return standards_here.trouble_of(digest)

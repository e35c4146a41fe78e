"""Deciding by a link: what it shows, and the one answer that uses it up.

Looking uses nothing up, for mail programs look at links too. Who decides is named by whoever gave the link, states it
themselves, and stands with each decision.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select, update

from tracker.db import db
from tracker.db.tenancy import everywhere, working_for
from tracker.domain.access import Action
from tracker.domain.errors import Conflict, NotFound
from tracker.domain.names import BY_LINK
from tracker.domain.vocabulary import CompletionState
from tracker.models import Center, Completion, DecisionLink, DecisionLinkItem
from tracker.services import evidence_reading, file_copies, history, reviews
from tracker.services.actor import Actor
from tracker.services.completions import CompletionView
from tracker.services.completions.views import load
from tracker.services.decision_links.chosen import still_open
from tracker.services.evidence_reading import EvidenceView
from tracker.services.reviews import Said
from tracker.services.sessions import digest

CLOSED = "This link opens nothing. It was used, has ended or was taken back: ask whoever gave it to you."


@dataclass(frozen=True, slots=True)
class Invited:
    """Who may decide by a link. `actor`: they at the center, who may do nothing else there."""

    link_id: int
    public_id: str
    decider: str
    function: str
    ends_on: date
    actor: Actor

    @property
    def decided_as(self) -> str:
        """How a decision of theirs is signed."""
        return f"{self.decider}, {self.function}{BY_LINK}"


@dataclass(frozen=True, slots=True)
class Asked:
    """The completions of a link that still wait, each with its files."""

    items: tuple[CompletionView, ...]

    @property
    def files(self) -> tuple[EvidenceView, ...]:
        """The files behind them, each once; a page shows them by their place in this list, counted from 1."""
        found = [file for view in self.items for file in (*view.current_files, *view.event_files)]
        return tuple({file.public_id: file for file in found}.values())

    def get(self, public_id: str) -> CompletionView | None:
        """Return one of them; None for any other."""
        return next((each for each in self.items if each.public_id == public_id), None)


def invited(token: str, now: datetime) -> tuple[Invited, Asked]:
    """Return who is asked by a link, and about what. Raises NotFound, in the same words for whatever ended.

    It ends with its day, its use, its revoking, and as soon as whoever gave it may not give such a link any more.
    """
    with everywhere(db.session()):
        row = db.session.execute(
            select(DecisionLink, Center.public_id, Center.name, Center.time_zone)
            .join(Center, Center.id == DecisionLink.center_id)
            .where(DecisionLink.digest == digest(token), *still_open())
        ).first()
    if row is None or row[0].ends_on < now.astimezone(ZoneInfo(row.time_zone)).date():
        raise NotFound(CLOSED)
    who = _invited(row[0], row, now)
    with working_for(db.session(), who.actor.center_id):
        return who, _asked(who)


def decide(who: Invited, decisions: Mapping[str, Said]) -> int:
    """Decide on completions by public id, and use the link up: all or nothing. Returns on how many.

    What was left out goes on waiting. Raises Conflict where nothing was decided, something changed since it was read,
    or the link was used meanwhile.
    """
    if not decisions:
        raise Conflict("Decide on one at least. What you leave out goes on waiting.")
    with working_for(db.session(), who.actor.center_id):
        history.hold(who.actor)
        _use_up(who)
        asked = _asked(who)
        for public_id, it in decisions.items():
            if asked.get(public_id) is None:
                raise Conflict("One of these waits no more. Look at what is there now; nothing was decided.")
            reviews.decide_by_link(who.actor, public_id, it, who.decided_as)
        detail = {"reviewer": f"{who.decider}, {who.function}", "completions": len(decisions)}
        history.append(who.actor, "decide_by_link", "decision_link", who.public_id, detail=detail)
    return len(decisions)


def picture(asked: Asked, number: int, page: int) -> Path:
    """Return where the picture of a page lies, of a file by its number from 1. Raises NotFound."""
    files = asked.files
    if not 1 <= number <= len(files) or not 1 <= page <= files[number - 1].shown:
        raise NotFound(evidence_reading.NO_FILE)
    return file_copies.page_picture(files[number - 1].sha256, page)


def _use_up(who: Invited) -> None:
    # Whoever takes the giver's role away meanwhile holds the center's history, as the one who decides does.
    used = db.session.execute(
        update(DecisionLink)
        .where(DecisionLink.id == who.link_id, *still_open())
        .values(used_at=who.actor.now)
        .execution_options(synchronize_session=False)
    )
    if used.rowcount != 1:
        raise Conflict("This link was used, was taken back or has ended meanwhile. Nothing more was decided.")


def _asked(who: Invited) -> Asked:
    mine = select(DecisionLinkItem.completion_id).where(DecisionLinkItem.link_id == who.link_id)
    waits = Completion.state == CompletionState.SUBMITTED
    # For these completions alone they see what a member of the team sees who decides: the event's sheet as well.
    sees = replace(who.actor, actions=frozenset({Action.VIEW_TEAM}))
    views = load(who.actor, Completion.id.in_(mine) & waits, (Completion.submitted_at, Completion.id))
    return Asked(tuple(_with_sheet(sees, view) for view in views))


def _with_sheet(sees: Actor, view: CompletionView) -> CompletionView:
    files = evidence_reading.of_event(sees, view.event) if view.event else []
    return replace(view, event_files=tuple(file for file in files if file.withdrawn_at is None))


def _invited(link: DecisionLink, row: Any, now: datetime) -> Invited:
    day = now.astimezone(ZoneInfo(row.time_zone)).date()
    place = (link.center_id, row.public_id, row.name, None, frozenset[Action](), None)
    actor = Actor(0, link.decider, *place, now, day, row.time_zone)
    return Invited(link.id, link.public_id, link.decider, link.function, link.ends_on, actor)

"""Links age: what anyone reports, and what a check saw."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update

from tracker.db import db
from tracker.domain.access import Action
from tracker.domain.errors import Conflict, NotFound
from tracker.models import Account, LinkReport, Training
from tracker.services import history, submissions
from tracker.services.actor import Actor
from tracker.services.trainings import NONE_HERE, TrainingView, shelf

KINDS = {"broken": "The link does not work", "outdated": "What is there is outdated"}
NO_LINK = "This training has no link, so there is none to report. If you know where it is found, tell your director."
WORKING, DEAD, UNSURE, UNCHECKED = "working", "dead", "unsure", "unchecked"


@dataclass(frozen=True, slots=True)
class ReportView:
    """Somebody's word about a link, until it is settled."""

    public_id: str
    training: str
    title: str
    url: str
    kind: str
    note: str
    reported_by: str
    reported_at: datetime

    @property
    def kind_words(self) -> str:
        """What is wrong, in words."""
        return KINDS[self.kind]


def report(actor: Actor, training: str, kind: str, note: str, key: str = "") -> None:
    """Report a link as broken or outdated; the same word by the same account is noted once, and a form sent twice too,
    even where the report was settled in between. Raises NotFound, and Conflict where there is no link.
    """
    actor.must(Action.REPORT_LINK, "Sign in to report a link.")
    history.hold(actor)  # of two at once the second finds what the first one noted
    row = db.session.execute(select(Training.id, Training.url).where(Training.public_id == training)).first()
    if row is None:
        raise NotFound(NONE_HERE)
    if kind not in KINDS:
        raise Conflict("Choose what is wrong.", field="kind")
    if not row.url:
        raise Conflict(NO_LINK)
    standing = db.session.scalar(
        select(LinkReport.id).where(
            LinkReport.training_id == row.id,
            LinkReport.kind == kind,
            LinkReport.reported_by == actor.account_id,
            LinkReport.settled_at.is_(None),
        )
    )
    if standing is not None or submissions.made_by(actor, key):
        return
    made = LinkReport(training_id=row.id, kind=kind, note=note, reported_by=actor.account_id, reported_at=actor.now)
    db.session.add(made)
    db.session.flush()
    submissions.remember(actor, key, made.public_id)
    history.append(actor, "report", "training", training, detail={"kind": kind}, reason=note)


def reports(actor: Actor) -> list[ReportView]:
    """Return the reports that nobody settled, the oldest first."""
    actor.must(Action.MANAGE_CATALOG, "Only a director or deputy sees the reports.")
    rows = db.session.execute(
        select(
            LinkReport.public_id,
            Training.public_id,
            Training.title,
            Training.url,
            LinkReport.kind,
            LinkReport.note,
            Account.display_name,
            LinkReport.reported_at,
        )
        .join(Training, Training.id == LinkReport.training_id)
        .join(Account, Account.id == LinkReport.reported_by)
        .where(LinkReport.settled_at.is_(None))
        .order_by(LinkReport.reported_at)
    )
    return [ReportView(*row) for row in rows]


def dead() -> list[TrainingView]:
    """Return the entries still proposed whose link a check found dead, by title."""
    return [
        each for each in shelf() if each.link_state == DEAD and each.retired_at is None and each.merged_into is None
    ]


def settle(actor: Actor, public_id: str) -> None:
    """Settle a report; settling it again changes nothing. Raises NotFound."""
    actor.must(Action.MANAGE_CATALOG, "Only a director or deputy settles reports.")
    row: LinkReport | None = db.session.scalar(select(LinkReport).where(LinkReport.public_id == public_id))
    if row is None:
        raise NotFound("There is no such report.")
    if row.settled_at is not None:
        return
    row.settled_at = actor.now
    training = db.session.scalar(select(Training.public_id).where(Training.id == row.training_id))
    history.append(actor, "settle", "training", str(training))


def note_check(url: str, state: str, now: datetime) -> None:
    """Write what a check of an address saw, for every entry within the session's reach that leads there.

    Nobody changed the entry: no line of history, and the version stays, so that no form open meanwhile is turned away.
    """
    values: dict[str, object] = {"link_state": state, "link_checked_at": now}
    if state == WORKING:
        values["link_seen_at"] = now
    db.session.execute(
        update(Training).where(Training.url == url).values(values).execution_options(synchronize_session=False)
    )

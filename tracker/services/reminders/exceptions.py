"""What stands out in a team: what waits for its reader, what lapsed or will, what is overdue, whom no mail reaches.

A section has a few lines of its own and how many more there are; a section with nothing in it is left out.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from sqlalchemy import select

from tracker.db import db
from tracker.domain.assessment import Assessment
from tracker.domain.finding import Finding, Status
from tracker.domain.reminders import DigestState
from tracker.domain.vocabulary import PlanLineState
from tracker.domain.wording import day
from tracker.formatting import format_count, join_names
from tracker.mail.digest import Linked, Told
from tracker.models import Account, Membership, ReminderDigest, SignInSession
from tracker.services import reviews
from tracker.services.actor import Actor
from tracker.services.plan_line_views import PlanLineView
from tracker.services.reminders import addresses
from tracker.services.reminders.items import Material
from tracker.services.reminders.snoozing import of_team
from tracker.services.standards import Followed

MOST_NAMED = 5
LOG_IT = "Log it for them"
NOT_ARRIVED = (DigestState.REFUSED, DigestState.FAILED, DigestState.UNKNOWN)
LATELY = timedelta(days=14)


def of(actor: Actor, held: Material) -> tuple[Told, ...]:
    """Return the sections for somebody who decides, what holds up most first. Some eight statements."""
    return tuple(filter(None, (waiting_for(actor), *the_same_for_all(actor, held))))


def the_same_for_all(actor: Actor, held: Material) -> tuple[Told, ...]:
    """Return the sections that are the same for everybody who decides. Some six statements."""
    sections = (_lapsed(actor, held), _lapsing(actor, held), _overdue(actor, held))
    return tuple(filter(None, (*sections, _snoozed(actor), _not_reached(actor), _never_in(actor))))


def waiting_for(actor: Actor) -> Told | None:
    """Return what waits for the actor's decision; None where nothing does. One statement then, else two."""
    count = reviews.waiting_count(actor)
    since = reviews.first_waits_since(actor) if count else None
    if since is None:
        return None
    waits = (actor.today - actor.day_of(since)).days
    said = f"The first was sent in on {day(actor.day_of(since))}, {format_count(waits, 'day')} ago."
    return _section(actor, f"{format_count(count, 'completion')} to decide on", [said], "Open the queue", "queue")


def _lapsed(actor: Actor, held: Material) -> Told | None:
    found = [(key, each) for key, each in _findings(held) if each.status is Status.LAPSED]
    said = [_linked(actor, f"{each.whose}: {each.requirement.title}.", key, each) for key, each in found]
    return _section(actor, f"{format_count(len(found), 'requirement')} lapsed", said, "See who lacks what", "gaps")


def _lapsing(actor: Actor, held: Material) -> Told | None:
    found = [
        (key, each)
        for followed, judged in held.judged
        for key, each in _of(followed, judged)
        if each.status.counts_as_met and each.lapses_on and judged.visit_on and each.lapses_on <= judged.visit_on
    ]
    found.sort(key=lambda pair: (pair[1].lapses_on or date.max, pair[1].whose, pair[1].requirement.title))
    visit_on = next((judged.visit_on for _, judged in held.judged), None)
    if visit_on is None or visit_on < actor.today:
        return None
    said = [
        _linked(actor, f"{each.whose}: {each.requirement.title}, on {day(each.lapses_on)}.", key, each)
        for key, each in found
        if each.lapses_on
    ]
    title = f"{format_count(len(found), 'requirement')} will lapse before the visit on {day(visit_on)}"
    return _section(actor, title, said, "See what lapses", "lapses")


def _overdue(actor: Actor, held: Material) -> Told | None:
    found = [each for each in held.plan if each.state is PlanLineState.OVERDUE]
    said = [_overdue_line(actor, each) for each in found]
    title = f"{format_count(len(found), 'line')} of the plan overdue"
    return _section(actor, title, said, "Open what was agreed on", "plan/agreed")


def _overdue_line(actor: Actor, each: PlanLineView) -> str | Linked:
    words = f"{each.title}: {each.whom}, by {day(each.due_on)}. {each.owner_name} sees to it."
    if not each.person:
        return words
    return Linked(words, LOG_IT, addresses.form(actor, person=each.person, plan_line=each.public_id))


def _snoozed(actor: Actor) -> Told | None:
    found = of_team(actor)
    said = [f"{each.name}: {each.what}, until {day(each.until)}. “{each.reason}”" for each in found]
    return _section(actor, f"{format_count(len(found), 'snooze')}", said, "Open Reminders", "reminders")


def _not_reached(actor: Actor) -> Told | None:
    rows = db.session.execute(
        select(Account.display_name, ReminderDigest.state)
        .join(Account, Account.id == ReminderDigest.account_id)
        .where(ReminderDigest.state.in_(NOT_ARRIVED), ReminderDigest.week_of > actor.today - LATELY)
        .order_by(ReminderDigest.id.desc())
    )
    found = dict(reversed(rows.all()))
    said = [f"{name}: {DigestState(state).label}." for name, state in found.items()]
    title = f"Mail may not have reached {format_count(len(found), 'person', 'people')}"
    return _section(actor, title, said, "Open Reminders", "reminders")


def _never_in(actor: Actor) -> Told | None:
    names = db.session.scalars(
        select(Account.display_name)
        .join(Membership, Membership.account_id == Account.id)
        .where(Membership.ended_at.is_(None), Account.active)
        .where(~select(SignInSession.id).where(SignInSession.account_id == Account.id).exists())
        .order_by(Account.display_name)
    ).all()
    title = f"{format_count(len(names), 'person', 'people')} never signed in"
    return _section(actor, title, [f"{_in_short(names)}."] if names else [], "See who signs in", "members")


def _in_short(names: Sequence[str]) -> str:
    rest = len(names) - MOST_NAMED
    return join_names([*names[:MOST_NAMED], f"{rest} more"] if rest > 0 else names)


def _findings(held: Material) -> Iterator[tuple[str, Finding]]:
    return (pair for followed, judged in held.judged for pair in _of(followed, judged))


def _of(followed: Followed, judged: Assessment) -> Iterator[tuple[str, Finding]]:
    """Yield the findings of a standard, each under the key of its requirement."""
    return ((f"{followed.key}/{each.requirement.id}", each) for each in judged.all_findings)


def _linked(actor: Actor, words: str, key: str, finding: Finding) -> str | Linked:
    """Return a sentence with the form that is filled with whom and what it is for; the team has none."""
    if finding.person is None:
        return words
    return Linked(words, LOG_IT, addresses.form(actor, person=finding.person.key, requirement=key))


def _section(actor: Actor, title: str, said: Iterable[str | Linked], act: str, path: str) -> Told | None:
    sentences = list(said)
    if not sentences:
        return None
    rest = len(sentences) - MOST_NAMED
    shown = [*sentences[:MOST_NAMED], f"And {rest} more."] if rest > 0 else sentences
    return Told(title, tuple(shown), act, addresses.page(actor, path))

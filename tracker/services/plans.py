"""The plan for a day to come: who will have lapsed, the smallest set of trainings for each, and what the team must do.

Nothing is kept: the plan follows from the record, the standards that apply and the catalog, each time it is looked at.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy import select

from tracker.db import db
from tracker.domain import forecast, forecast_plan
from tracker.domain.access import Action
from tracker.domain.finding import Finding, Status
from tracker.domain.forecast import Lapse
from tracker.domain.forecast_offers import Offer
from tracker.domain.forecast_plan import PersonPlan
from tracker.domain.forecast_share import Choice, ShareWay, share_way
from tracker.domain.forecast_team import Planned, TeamWay, team_way
from tracker.domain.forecast_trial import Days
from tracker.domain.record import Person, Record
from tracker.domain.standard import Standard
from tracker.models import Person as PersonRow
from tracker.services import assessments, planned_offers, standards, trainings
from tracker.services.actor import Actor
from tracker.services.kept_at_head import KeptAtHead
from tracker.services.planned_offers import Expected
from tracker.services.standards import Followed
from tracker.services.trainings import TrainingView

NOT_YOURS = "Only a director or deputy sees the team's plan."
# Of all centers; a plan holds the sentences of its people's gaps and the catalog's entries.
MOST_KEPT = 32


@dataclass(frozen=True, slots=True)
class Shared:
    """A training that serves several people's plans: held once for all of them, it saves a search each."""

    offer: Offer
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ForTeam:
    """A gap of the team as one, and what would close it. `closes`: its standard's id, a slash, the requirement's.

    `share`: who completes what, where it asks for a share of the team.
    """

    finding: Finding
    closes: str
    way: TeamWay = field(default_factory=TeamWay)
    share: ShareWay | None = None

    @property
    def people(self) -> tuple[PersonPlan, ...]:
        """The plans of those of the team who close it."""
        return self.share.plans if self.share else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamPlan:
    """What is to be done by a day, over all standards that apply. `shelf`: the catalog's entries by their keys.

    `expected`: what is planned for whom, by the person's key.
    """

    on_day: date
    visit_on: date | None
    lapses: tuple[Lapse, ...]
    people: tuple[PersonPlan, ...]
    team: tuple[ForTeam, ...]
    shelf: dict[str, TrainingView]
    expected: Expected = field(default_factory=dict)

    @property
    def shared(self) -> tuple[Shared, ...]:
        """The trainings that two or more people need, the commonest first."""
        names: defaultdict[Offer, list[str]] = defaultdict(list)
        for each in self.people:
            for step in each.to_book:
                names[step.offer].append(each.person.name)
        found = [Shared(offer, tuple(who)) for offer, who in names.items() if len(who) > 1]
        return tuple(sorted(found, key=lambda shared: (-len(shared.names), shared.offer.title)))

    @property
    def trainings(self) -> int:
        """How many trainings are to be completed, over all people."""
        return sum(len(each.steps) for each in self.people)

    def proposed(self, for_whom: str = "") -> tuple[PersonPlan, ...]:
        """Return the plans that something is to be booked in: a person's, by their key, or those for a gap of the team.

        All of them where neither is named.
        """
        own = (each for each in self.people if for_whom in {"", each.person.key})
        for_team = (each for gap in self.team if for_whom in {"", gap.closes} for each in gap.people)
        return tuple(each for each in (*own, *for_team) if each.to_book)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is to be done."""
        return not (self.people or self.team)


@dataclass(frozen=True, slots=True)
class OwnPlan:
    """One's own plan, the day it is for, that of the visit, and the catalog's entries by their keys."""

    on_day: date
    visit_on: date | None
    plan: PersonPlan
    shelf: dict[str, TrainingView]
    expected: Expected = field(default_factory=dict)


_kept: KeptAtHead[TeamPlan] = KeptAtHead(MOST_KEPT)


def of_team(actor: Actor, on_day: date) -> TeamPlan:
    """Return the plan for today or a day to come; two statements while nothing changed. Raises Refused.

    Cost otherwise: those of the assessments and three more, and for each person with a gap whose record changed since
    the last time at most `forecast_search.MOST_SETS` sets of trainings, each judged once: a second for a large team.
    """
    actor.must(Action.VIEW_TEAM, NOT_YOURS)
    followed = standards.followed(actor)
    asked = (on_day, actor.today, *((each.key, each.holds.digest, each.standard.checked) for each in followed))
    before = _kept.earlier(actor.center, asked)
    return _kept.get(actor.center, asked, assessments.stamp(actor), lambda: _of_team(actor, followed, on_day, before))


def _of_team(actor: Actor, followed: Sequence[Followed], on_day: date, before: TeamPlan | None) -> TeamPlan:
    then = [(each, assessments.of_team(actor, each, on_day)) for each in followed]
    lapses = [
        lapse for each, found in then for lapse in forecast.lapses(assessments.of_team(actor, each, actor.today), found)
    ]
    concerned = {f.person.key for _, found in then for f in found.findings if f.person and _is_planned(f)}
    record = assessments.record(actor)
    live = _live()
    days = Days(today=actor.today, on_day=on_day, visit_on=record.visit_on)
    people = [person for person in record.people if person.key in concerned]
    planned = planned_offers.ahead(actor.today)
    expected = planned_offers.by_person(planned)
    of_people = _planned(
        [each.standard for each in followed],
        people,
        days,
        (_offers(live), expected),
        _holding(before, days, live, expected),
    )
    return TeamPlan(
        on_day=on_day,
        visit_on=record.visit_on,
        lapses=tuple(sorted(lapses, key=lambda lapse: lapse.last_day or date.max)),
        people=of_people,
        team=_for_team(
            [(each, finding) for each, found in then for finding in found.team if _is_planned(finding)],
            record,
            days,
            planned,
            Choice(_offers(live), expected, {each.person.key: each.steps for each in of_people}),
        ),
        shelf=live,
        expected=expected,
    )


def _for_team(
    findings: Iterable[tuple[Followed, Finding]],
    record: Record,
    days: Days,
    planned: tuple[Planned, ...],
    choice: Choice,
) -> tuple[ForTeam, ...]:
    """Return how the gaps of the team close; what is proposed for one is not proposed for the next besides."""
    found = []
    for followed, finding in findings:
        each = ForTeam(finding, f"{followed.key}/{finding.requirement.id}")
        if finding.status.is_gap:
            way = team_way(followed.standard, finding, record, days, choice.catalog, planned)
            each = replace(each, way=way, share=share_way(followed.standard, finding, record, days, choice))
        choice = choice.proposing(each.people)
        found.append(each)
    return tuple(found)


def own(actor: Actor, on_day: date | None = None) -> OwnPlan | None:
    """Return one's own plan for today or a day to come; None for who is nobody of the center's people.

    Unless another day is asked, for that of the visit, or for today.
    """
    public_id = db.session.scalar(select(PersonRow.public_id).where(PersonRow.id == (actor.person_id or 0)))
    if not public_id:
        return None
    who, visit_on = assessments.person_of(actor, public_id)
    on_day = max(on_day or ahead(actor, visit_on), actor.today)
    live = _live()
    days = Days(today=actor.today, on_day=on_day, visit_on=visit_on)
    asked = [each.standard for each in standards.followed(actor)]
    expected = planned_offers.by_person(planned_offers.ahead(actor.today))
    plan = _planned(asked, [who], days, (_offers(live), expected), {})[0]
    return OwnPlan(on_day, visit_on, plan, live, {who.key: expected.get(who.key, ())})


def ahead(actor: Actor, visit_on: date | None) -> date:
    """Return the day that a plan is for unless another is asked: of the visit if it is to come, else today."""
    return visit_on if visit_on and visit_on > actor.today else actor.today


def _is_planned(finding: Finding) -> bool:
    return finding.status.is_gap or finding.status is Status.IN_REVIEW


def _live() -> dict[str, TrainingView]:
    return {view.key: view for view in trainings.shelf() if view.is_live and view.url}


def _holding(
    before: TeamPlan | None, days: Days, live: dict[str, TrainingView], expected: Expected
) -> dict[str, PersonPlan]:
    """Return what was planned before, by person, where the visit, the catalog and their events are as they were."""
    if before is None or before.visit_on != days.visit_on or _offers(before.shelf) != _offers(live):
        return {}
    same = (each for each in before.people if before.expected.get(each.person.key) == expected.get(each.person.key))
    return {each.person.key: each for each in same}


def _planned(
    asked: Sequence[Standard],
    people: Sequence[Person],
    days: Days,
    offers: tuple[tuple[Offer, ...], Expected],
    holding: dict[str, PersonPlan],
) -> tuple[PersonPlan, ...]:
    """Return each person's plan from the catalog and what they are expected at, or the one that is held still."""
    catalog, expected = offers
    return tuple(
        before
        if (before := holding.get(person.key)) and before.person == person
        else forecast_plan.plan(asked, person, days, (*catalog, *expected.get(person.key, ())))
        for person in people
    )


def _offers(live: dict[str, TrainingView]) -> tuple[Offer, ...]:
    return tuple(map(_offer, live.values()))


def _offer(view: TrainingView) -> Offer:
    return Offer(key=view.key, title=view.title, topics=view.topics, hours=view.hours, cost=view.cost)

"""One person's plan for a day to come: the smallest set of trainings that closes what they can, and the rest in words.

Each training is tried as completed today. What is not closed so because it would be too old by then (an hour of a
rolling year, a visit far ahead) is tried as completed on the day itself. What is planned for a day and expects them is
completed on that day. A training that somebody completed within the last year is not offered to them again, and none
that they are expected at is offered besides.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import islice

from tracker.domain.assessment import assess_person
from tracker.domain.finding import Finding, Status
from tracker.domain.forecast_offers import Offer, Size, amount_words, places, size_of
from tracker.domain.forecast_search import MOST_SETS, smallest_way
from tracker.domain.forecast_together import Gap, Question, questions
from tracker.domain.forecast_trial import Days, Trial
from tracker.domain.record import Person
from tracker.domain.standard import Requirement, Standard
from tracker.domain.vocabulary import CLAIMED
from tracker.domain.windows import add_days
from tracker.domain.wording import hours as hour_words

NOT_AGAIN_DAYS = 365
MOST_POSSIBLE = 3


@dataclass(frozen=True, slots=True)
class Step:
    """A training to complete, what would not be met without it, and the last day in time.

    `near`: what is done today will be too old by then. `closes` names what it serves: a standard's id, a slash, and
    the requirement's.
    """

    offer: Offer
    serves: tuple[Requirement, ...]
    due_on: date = date.max
    near: bool = False
    closes: tuple[str, ...] = ()

    @property
    def is_planned(self) -> bool:
        """Whether it is planned for a day already, so that nothing is to be booked."""
        return self.offer.on is not None


@dataclass(frozen=True, slots=True)
class Task:
    """A gap that no training here is known to close. `possible` would, if the certificate says at least `hours`."""

    finding: Finding
    possible: tuple[Offer, ...] = ()
    hours: Decimal | None = None

    @property
    def words(self) -> str:
        """Say what is to be done."""
        return self.finding.gap or self.finding.reason

    @property
    def possible_words(self) -> str:
        """Say under what condition the possible trainings would do; empty where there are none."""
        if not self.possible or self.hours is None:
            return ""
        return f"Lengths not stated: one of these closes it if its certificate says at least {hour_words(self.hours)}."


@dataclass(frozen=True, slots=True)
class PersonPlan:
    """What one person does by the day. `smallest` is False where a smaller set may exist that was not looked at."""

    person: Person
    steps: tuple[Step, ...]
    tasks: tuple[Task, ...]
    smallest: bool = True

    @property
    def to_book(self) -> tuple[Step, ...]:
        """The trainings that nobody planned yet."""
        return tuple(step for step in self.steps if not step.is_planned)

    @property
    def size(self) -> Size:
        """How much the trainings ask for."""
        return size_of(step.offer for step in self.steps)

    @property
    def amount_words(self) -> str:
        """Say how much it is: "2 trainings, 4.5 hours"."""
        return amount_words(self.size)

    @property
    def words(self) -> str:
        """Say how much it is as a sentence: "2 trainings, 4.5 hours and 1 of unstated length."."""
        if not self.steps:
            return "No training of the catalog is known to close it."
        proven = (
            ""
            if self.smallest
            else " It closes the gaps; that no smaller set does was not proven, for there are too many to try."
        )
        return f"{self.amount_words}.{proven}"


def plan(
    standards: Sequence[Standard], person: Person, days: Days, offers: Sequence[Offer], most_sets: int = MOST_SETS
) -> PersonPlan:
    """Return the smallest plan over all standards together. Cost: at most `most_sets` sets, each judged once."""
    found = [(each, f) for each in standards for f in assess_person(each, person, days.on_day, days.visit_on)]
    gaps = tuple((each, f) for each, f in found if f.status.is_gap)
    waiting = tuple(Task(f) for _, f in found if f.status is Status.IN_REVIEW)
    draft = _Draft(person, gaps, _offered(person, offers, days))
    for done_on in dict.fromkeys((days.today, days.on_day)):
        if draft.gaps:
            draft = _closed(draft, days, done_on, most_sets)
    left = tuple(_task(gap, draft.person, days, draft.offers) for gap in draft.gaps)
    return PersonPlan(person, draft.steps, waiting + left, draft.smallest)


@dataclass(frozen=True, slots=True)
class _Draft:
    """A plan in the making: the person with what is planned as completed, what is left a gap, what is left to offer."""

    person: Person
    gaps: tuple[Gap, ...]
    offers: tuple[Offer, ...]
    steps: tuple[Step, ...] = ()
    smallest: bool = True


@dataclass(slots=True)
class _Tried:
    """A question, what comes of sets of offers, and which gaps are left."""

    question: Question
    trial: Trial
    left: tuple[Gap, ...]

    @property
    def is_closable(self) -> bool:
        return self.trial.aim > self.question.met

    @property
    def is_answered(self) -> bool:
        return self.question.is_answered(self.left, self.trial.aim)


def _closed(draft: _Draft, days: Days, done_on: date, most_sets: int) -> _Draft:
    """Close what trainings completed on a day can close."""
    asked, stay, proven = questions(draft.gaps, draft.person, days), [], draft.smallest
    while True:
        tried = [_Tried(each, each.trial(draft.person, days, draft.offers, done_on), each.gaps) for each in asked]
        closing = [each for each in tried if each.is_closable]
        if not closing:
            return replace(draft, smallest=proven)
        way = smallest_way([each.trial for each in closing], draft.offers, most_sets)
        taken = [draft.offers[place] for place in places(way.chosen)]
        person = _having(draft.person, taken, done_on)
        for each in closing:
            each.left = each.question.left(person, days)
        missed = [each for each in closing if not each.is_answered]
        if not missed:
            break
        # What is not due took the hours: it is tried too, and where that is no help, those gaps stay.
        proven = False
        stay += [gap for each in missed if each.question.is_whole for gap in each.question.gaps]
        asked = [each.question for each in tried if all(each is not other for other in missed)]
        asked += [each.question.whole(draft.person, days) for each in missed if not each.question.is_whole]
    due_on = days.on_day if done_on > days.today else _due_on(draft.person, closing, taken, days)
    steps = [_step(draft.offers, place, way.chosen, closing) for place in places(way.chosen)]
    return _Draft(
        person,
        (*stay, *(gap for each in tried for gap in each.left)),
        tuple(offer for offer in draft.offers if offer not in taken),
        draft.steps + tuple(replace(step, due_on=step.offer.on or due_on, near=done_on > days.today) for step in steps),
        proven and way.smallest,
    )


def _having(person: Person, taken: Iterable[Offer], done_on: date) -> Person:
    """Return somebody as if they had completed offers on a day, or on the offers' own."""
    done = tuple(offer.completed(done_on) for offer in taken)
    return replace(person, completions=person.completions + done)


def _step(offers: Sequence[Offer], place: int, chosen: int, closing: Sequence[_Tried]) -> Step:
    """Return a chosen offer with the requirements that would not be met without it, or not all."""
    served = [gap for each in closing if not each.trial.closes(chosen & ~(1 << place)) for gap in _closed_of(each)]
    closes = tuple(f"{standard.id}/{finding.requirement.id}" for standard, finding in served)
    return Step(offers[place], tuple(finding.requirement for _, finding in served), closes=closes)


def _closed_of(tried: _Tried) -> list[Gap]:
    left = {finding.requirement.id for _, finding in tried.left}
    return [gap for gap in tried.question.gaps if gap[1].requirement.id not in left]


def _due_on(person: Person, closing: Sequence[_Tried], taken: Sequence[Offer], days: Days) -> date:
    """Return the last day by which the trainings still close the gaps: the first deadline to come, else the day itself.

    Where they would not, completed then, it is today.
    """
    gaps = [gap for each in closing for gap in each.question.gaps]
    ahead = [finding.due_on for _, finding in gaps if finding.due_on and finding.due_on >= days.today]
    due_on = min([*ahead, days.on_day])
    then = _having(person, taken, due_on)
    still = all(len(each.question.left(then, days)) <= len(each.left) for each in closing)
    return due_on if still else days.today


def _task(gap: Gap, person: Person, days: Days, offers: Sequence[Offer]) -> Task:
    """Put in words what is left, with the first trainings of unstated length that would do if they are long enough."""
    finding = gap[1]
    if finding.hours_needed is None:
        return Task(finding)
    short = max(finding.hours_needed - (finding.hours_counted or Decimal(0)), Decimal(0))
    unstated = [offer for offer in offers if offer.hours is None and short]
    (question,) = questions([gap], person, days)
    asked = question.standard, question.standard.requirements
    trial = Trial.of(asked, person, days, [replace(offer, hours=short) for offer in unstated], days.today)
    doing = (offer for place, offer in enumerate(unstated) if _would_do(trial, 1 << place, finding))
    return Task(finding, tuple(islice(doing, MOST_POSSIBLE)), short)


def _would_do(trial: Trial, chosen: int, gap: Finding) -> bool:
    """Tell whether an offer closes a gap, and opens none that shares its hours."""
    if trial.met(chosen) <= trial.met(0):
        return False
    return any(each.status.counts_as_met for each in trial.found(chosen) if each.requirement == gap.requirement)


def _offered(person: Person, offers: Sequence[Offer], days: Days) -> tuple[Offer, ...]:
    """Return what is planned for the person in time, and what was not done lately and is not planned for them."""
    since = add_days(days.today, -NOT_AGAIN_DAYS)
    planned = [offer for offer in offers if offer.on and days.today <= offer.on <= days.on_day]
    not_again = {each.training for each in person.completions if each.completed_on >= since and each.state in CLAIMED}
    not_again |= {offer.training for offer in planned}
    fresh = (offer for offer in offers if offer.on is None and offer.key not in not_again)
    return tuple(sorted((*planned, *fresh), key=lambda offer: (offer.size, offer.title, offer.key)))

"""What can count on a day: its own day included, what comes later set aside, what waits kept apart."""

from decimal import Decimal

from tests.domain.build import done, event, on, person
from tracker.domain.ledger import Ledger, of_person, of_team, proven, until
from tracker.domain.record import Record
from tracker.domain.verdict import Counted, NotCounted
from tracker.domain.vocabulary import CompletionState, Discipline, Grade

DAY = on("2026-04-01")
SENT, SENT_ON_THE_DAY = (done(day, state=CompletionState.SUBMITTED) for day in ("2026-03-31", "2026-04-01"))
BEFORE, ON_THE_DAY, AFTER = done("2026-03-31"), done("2026-04-01"), done("2026-04-02")
LATER = "completed after Apr 1, 2026"


def test_what_was_completed_on_the_day_counts_and_the_day_after_does_not() -> None:
    ledger = of_person(person(AFTER, SENT, ON_THE_DAY, BEFORE), DAY)
    assert ledger == Ledger(
        as_of=DAY, accepted=(BEFORE, ON_THE_DAY), waiting=(SENT,), set_aside=(NotCounted(AFTER, LATER),)
    )


def test_what_was_drafted_returned_or_withdrawn_is_set_aside_with_that_word() -> None:
    states = (CompletionState.DRAFT, CompletionState.RETURNED, CompletionState.WITHDRAWN)
    somebody = person(*(done(f"2026-03-0{day}", state=state) for day, state in enumerate(states, 1)))
    assert [entry.why for entry in of_person(somebody, DAY).set_aside] == [
        "still a draft",
        "returned for correction",
        "withdrawn",
    ]


def test_the_team_s_events_up_to_the_day_count_with_everybody_s_discipline() -> None:
    ada = person(key="ada", discipline=Discipline.MEDICAL)
    held = event("2026-04-01", disciplines=[Discipline.PROSECUTION], attendees=["ada", "gone"])
    earlier, ahead = event("2026-03-01"), event("2026-04-02")
    record = Record(people=(ada,), events=(ahead, held, earlier), documents=(AFTER, SENT, BEFORE))
    ledger = of_team(record, DAY)
    assert [(holding.event, holding.disciplines) for holding in ledger.holdings] == [
        (earlier, frozenset()),
        (held, {Discipline.PROSECUTION, Discipline.MEDICAL}),
    ]
    assert (ledger.accepted, ledger.waiting, ledger.people) == ((BEFORE,), (SENT,), (ada,))
    assert ledger.set_aside == (NotCounted(AFTER, LATER), NotCounted(ahead, LATER))


def test_a_topic_that_is_named_only_with_its_hours_is_a_topic() -> None:
    split = done("2026-03-01", "8", "trauma", split={"screening": "2"})
    assert of_person(person(split), DAY).whole == (Counted(split, Decimal(8), frozenset({"trauma", "screening"})),)


def test_as_it_stood_on_an_earlier_day_what_came_later_on_weak_proof_is_set_aside_as_later() -> None:
    weak, weak_later = (done(day, grade=Grade.OWN_WORD) for day in ("2026-04-01", "2026-04-02"))
    today = proven(of_person(person(weak, weak_later), on("2026-11-24")), Grade.CERTIFICATE)
    assert (today.accepted, today.weak) == ((), (weak, weak_later))
    then = until(today, DAY)
    assert (then.weak, then.set_aside) == ((weak,), (NotCounted(weak_later, LATER),))


def test_as_it_stood_on_an_earlier_day_what_came_later_is_set_aside() -> None:
    today = of_person(person(BEFORE, ON_THE_DAY, AFTER, SENT, SENT_ON_THE_DAY), on("2026-11-24"))
    assert until(today, DAY) == Ledger(
        as_of=DAY,
        accepted=(BEFORE, ON_THE_DAY),
        waiting=(SENT, SENT_ON_THE_DAY),
        set_aside=(NotCounted(AFTER, LATER),),
    )

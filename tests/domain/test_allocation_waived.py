"""Hours that count once beside what was set aside: the day a waiver begins or ends, they may go another way."""

from tests.domain.allocating import core, notes, once, ongoing
from tests.domain.build import done, on, person
from tests.domain.test_waivers import waiver, with_waivers
from tracker.domain.assessment import assess
from tracker.domain.finding import Finding
from tracker.domain.record import Completion, Record, Waiver
from tracker.domain.standard import Standard
from tracker.domain.verdict import Status


def judged(asked: Standard, day: str, decision: Waiver, *completions: Completion) -> list[Finding]:
    """How somebody stands of whom a requirement was set aside."""
    record = Record(people=(with_waivers(person(*completions), decision),))
    return list(assess(asked, record, on(day)).findings)


def test_hours_that_a_waiver_set_free_met_another_since_the_day_it_began() -> None:
    asked = once(core("8"), core("8", due_days=90, name="second"))
    decision = waiver("2026-03-01", "2026-12-31", requirement="core")
    first, second = judged(asked, "2026-06-01", decision, done("2020-02-01", "8"))
    assert (first.status, second.status) == (Status.WAIVED, Status.MET)
    assert second.cautions == ("First met on Mar 1, 2026; it was due by Mar 31, 2020.",)


def test_hours_that_a_waiver_set_free_met_another_through_its_last_day() -> None:
    asked, decision = once(core("8"), ongoing("8")), waiver("2026-03-01", "2026-06-30", requirement="core")
    first, second = judged(asked, "2026-07-01", decision, done("2026-02-01", "8"))
    assert (first.status, second.status) == (Status.MET, Status.LAPSED)
    assert second.reason.startswith("Met only through Jun 30, 2026.")


def test_what_stood_alone_until_a_waiver_began_was_met_through_the_day_before() -> None:
    asked = once(ongoing("10", name="any"), ongoing("6", "trauma", name="one"), ongoing("6", "boys", name="two"))
    completions = done("2026-01-10", "6", "trauma"), done("2026-01-10", "6", "boys")
    found = judged(asked, "2026-07-01", waiver("2026-03-01", "2026-12-31", requirement="two"), *completions)
    assert [each.status for each in found] == [Status.MET, Status.LAPSED, Status.WAIVED]
    assert found[1].reason.startswith("Met only through Feb 28, 2026.")


def test_what_gave_way_under_a_waiver_is_met_from_the_day_after_it_ended() -> None:
    asked = once(core("10", name="any"), core("6", "trauma", due_days=90, name="one"), core("6", "boys", name="two"))
    completions = done("2026-01-10", "6", "trauma"), done("2026-01-10", "6", "boys")
    decision = waiver("2020-01-01", "2026-06-30", requirement="two")
    found = judged(asked, "2026-11-24", decision, *completions)
    assert [each.status for each in found] == [Status.NOT_MET, Status.MET, Status.MET]
    assert found[1].cautions == ("First met on Jul 1, 2026; it was due by Mar 31, 2020.",)


def test_what_a_waiver_let_be_met_on_the_first_day_of_service_was_met_in_time() -> None:
    asked, decision = (
        once(core("8"), core("8", due_days=90, name="second")),
        waiver("2019-12-01", "2020-01-01", requirement="core"),
    )
    completions = done("2019-06-01", "8"), done("2021-06-01", "8")
    assert judged(asked, "2026-11-24", decision, *completions)[1].cautions == ()
    a_day_less = waiver("2019-12-01", "2019-12-31", requirement="core")
    assert judged(asked, "2026-11-24", a_day_less, *completions)[1].cautions == (
        "First met on Jun 1, 2021; it was due by Mar 31, 2020.",
    )


def test_what_is_set_aside_is_met_with_what_the_others_leave_and_says_so() -> None:
    asked, decision = once(core("8"), ongoing("8")), waiver(requirement="core")
    first, second = judged(asked, "2026-06-01", decision, done("2026-02-01", "16"))
    assert (first.status, second.status) == (Status.MET, Status.MET)
    assert notes(first) == ["8 of 16 hours; the other 8 count towards “Ongoing”"]
    first, second = judged(asked, "2026-06-01", decision, done("2026-02-01", "15"))
    assert (first.status, second.status) == (Status.WAIVED, Status.MET)
    assert (first.hours_counted, second.hours_counted) == (7, 8)

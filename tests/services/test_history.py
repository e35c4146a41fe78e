"""History: one line a change, chained under a key, found out when touched."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
import sqlalchemy as sa

from tests.factories import CenterWorld
from tracker.db import db
from tracker.db.tenancy import working_for
from tracker.domain.errors import Conflict
from tracker.models import HistoryEntry, HistoryHead, Packet, Person
from tracker.services import history, people
from tracker.services.actor import COMMAND_LINE
from tracker.services.people import Entry, Term

pytestmark = pytest.mark.usefixtures("context")

LINE = 4


def write_lines(center: CenterWorld, count: int = 5) -> None:
    actor = center.actor()
    for number in range(count):
        with center.working():
            history.append(actor, "change", "person", f"someone{number}", detail={"n": number}, reason="As it was")


def problems(center: CenterWorld) -> list[str]:
    db.session.rollback()  # what was read before belongs to an older moment
    with working_for(db.session(), center.center_id):
        found = list(history.problems(center.center_id))
    db.session.rollback()
    return found


def tamper(center: CenterWorld, *statements: sa.Executable) -> None:
    with center.working():
        for statement in statements:
            db.session.execute(statement)


def lines(center: CenterWorld, number: int) -> Any:
    """Return the values of a line."""
    with center.working():
        row = db.session.scalars(sa.select(HistoryEntry).where(HistoryEntry.number == number)).one()
        return {column.key: getattr(row, column.key) for column in sa.inspect(HistoryEntry).column_attrs}


def changed(**values: Any) -> sa.Update:
    return sa.update(HistoryEntry).where(HistoryEntry.number == LINE).values(**values)


def head_set(center: CenterWorld, **values: Any) -> sa.Update:
    return sa.update(HistoryHead).where(HistoryHead.center_id == center.center_id).values(**values)


def test_a_chain_as_written_is_whole(center: CenterWorld) -> None:
    before = history.head(center.center_id).number
    write_lines(center)
    assert problems(center) == []
    assert history.head(center.center_id).number == before + 5


EDITS: dict[str, Any] = {
    "at": datetime(2020, 1, 1, tzinfo=UTC),
    "account_id": None,
    "action": "withdraw",
    "subject": "completion",
    "subject_id": "somebody else",
    "person_id": 1,
    "detail": {"n": 99},
    "reason": "As it never was",
    "previous": "0" * 64,
    "digest": "0" * 64,
}


def test_every_column_of_a_line_is_among_the_edits_tried() -> None:
    columns = {column.key for column in sa.inspect(HistoryEntry).column_attrs}
    assert columns - set(EDITS) == {"id", "center_id", "number"}


@pytest.mark.parametrize("column", EDITS)
def test_an_edited_line_is_found_and_named(center: CenterWorld, column: str) -> None:
    write_lines(center)
    tamper(center, changed(**{column: EDITS[column]}))
    assert f"Line {LINE} was changed, or written without the key." in problems(center)


def test_a_line_taken_out_is_found_and_named(center: CenterWorld) -> None:
    write_lines(center)
    tamper(center, sa.delete(HistoryEntry).where(HistoryEntry.number == LINE))
    assert f"Line {LINE} is missing: the next one found is line {LINE + 1}." in problems(center)


def test_a_line_taken_out_is_found_even_where_the_gap_was_closed(center: CenterWorld) -> None:
    write_lines(center)
    later = sa.update(HistoryEntry).where(HistoryEntry.number > LINE)
    last = history.head(center.center_id).number
    tamper(
        center,
        sa.delete(HistoryEntry).where(HistoryEntry.number == LINE),
        later.values(number=HistoryEntry.number + 1000),
        later.values(number=HistoryEntry.number - 1001),
        head_set(center, number=last - 1),
    )
    assert f"Line {LINE} was changed, or written without the key." in problems(center)


def test_two_lines_swapped_are_found(center: CenterWorld) -> None:
    write_lines(center)
    for number, to in ((3, 1003), (4, 3), (1003, 4)):
        tamper(center, sa.update(HistoryEntry).where(HistoryEntry.number == number).values(number=to))
    assert problems(center) != []


@pytest.mark.parametrize("copied", [2, LINE], ids=["another line's digest", "its neighbor's digest"])
def test_a_line_added_at_the_end_without_the_key_is_found(center: CenterWorld, copied: int) -> None:
    write_lines(center)
    end = history.head(center.center_id)
    forged = lines(center, copied) | {"number": end.number + 1, "previous": end.digest, "reason": "Forged"}
    del forged["id"]
    with center.working():
        db.session.add(HistoryEntry(**forged))
    tamper(center, head_set(center, number=end.number + 1, digest=forged["digest"]))
    assert f"Line {end.number + 1} was changed, or written without the key." in problems(center)


def test_a_line_put_in_between_is_found(center: CenterWorld) -> None:
    write_lines(center)
    inserted = lines(center, 2) | {"number": LINE}
    del inserted["id"]
    later = sa.update(HistoryEntry).where(HistoryEntry.number >= LINE)
    last = history.head(center.center_id).number
    tamper(
        center,
        later.values(number=HistoryEntry.number + 1000),
        later.values(number=HistoryEntry.number - 999),
        head_set(center, number=last + 1),
    )
    with center.working():
        db.session.add(HistoryEntry(**inserted))
    assert f"Line {LINE} was changed, or written without the key." in problems(center)


CUTS: dict[str, Callable[[], sa.Executable]] = {
    "the tail": lambda: sa.delete(HistoryEntry).where(HistoryEntry.number >= 5),
    "the last line": lambda: sa.delete(HistoryEntry).where(HistoryEntry.subject_id == "someone4"),
    "everything": lambda: sa.delete(HistoryEntry),
}


@pytest.mark.parametrize("cut", CUTS.values(), ids=list(CUTS))
def test_a_cut_tail_is_found(center: CenterWorld, cut: Callable[[], sa.Executable]) -> None:
    write_lines(center)
    tamper(center, cut())
    assert any("lines were cut off" in problem for problem in problems(center))


def test_a_head_set_back_is_found(center: CenterWorld) -> None:
    write_lines(center)
    tamper(center, head_set(center, number=4))
    assert problems(center) != []


def sealed_on_the_head(center: CenterWorld) -> None:
    end = history.head(center.center_id)
    with center.working():
        asked = {"number": 1, "asked_by": center.director, "asked_at": center.actor().now}
        names = {"standard": "nca-csec", "edition": "2023", "as_of": date(2026, 3, 2)}
        db.session.add(Packet(**asked, **names, history_number=end.number, history_digest=end.digest))


def cut_with_the_head_set_back(center: CenterWorld) -> None:
    kept = lines(center, LINE)
    tamper(
        center,
        sa.delete(HistoryEntry).where(HistoryEntry.number > LINE),
        head_set(center, number=LINE, digest=kept["digest"]),
    )


def test_a_tail_cut_with_its_head_set_back_is_found_by_the_packet_sealed_on_it(center: CenterWorld) -> None:
    write_lines(center)
    sealed_on_the_head(center)
    assert problems(center) == []
    last = history.head(center.center_id).number
    cut_with_the_head_set_back(center)
    assert problems(center) == [f"A packet was sealed on line {last}, which is not there: lines were cut off."]


def test_a_tail_cut_and_written_anew_is_found_by_the_packet_sealed_on_it(center: CenterWorld) -> None:
    write_lines(center)
    sealed_on_the_head(center)
    last = history.head(center.center_id).number
    cut_with_the_head_set_back(center)
    write_lines(center, count=10)
    assert problems(center) == [f"Line {last} is not the one that a packet was sealed on."]


def test_one_centers_chain_says_nothing_of_anothers(center: CenterWorld, other_center: CenterWorld) -> None:
    write_lines(center)
    write_lines(other_center)
    tamper(center, changed(reason="As it never was"))
    assert problems(center) != []
    assert problems(other_center) == []


def test_a_change_that_failed_leaves_no_line(center: CenterWorld) -> None:
    before = history.head(center.center_id)
    backwards = Term("victim_advocate", date(2026, 3, 2), date(2026, 3, 1))
    actor = center.actor()
    with pytest.raises(Conflict), center.working():
        people.add(actor, Entry("Ana Reyes", "cac", agency="A new agency"), (backwards,))
    db.session.rollback()
    assert history.head(center.center_id) == before
    assert problems(center) == []


def test_what_is_kept_reads_back_as_it_was_written(center: CenterWorld) -> None:
    actor = center.actor()
    detail = {"name": ["Zoë 🧠", "أمينة"], "hours": None, "n": 10**12, "deep": {"a": [1, {"b": False}]}}
    with center.working():
        history.append(actor, "change", "person", "someone", detail=detail, reason="Line\nbreak — “quoted”")
    assert problems(center) == []
    with center.working():
        line = history.lines()[0]
    assert (line.detail, line.reason) == (detail, "Line\nbreak — “quoted”")


def test_the_lines_of_one_thing_are_found_by_its_id(center: CenterWorld) -> None:
    write_lines(center)
    with center.working():
        found = history.lines(subject_id="someone3")
    assert [(line.subject_id, line.detail) for line in found] == [("someone3", {"n": 3})]


def test_few_lines_are_the_newest(center: CenterWorld) -> None:
    write_lines(center)
    last = history.head(center.center_id).number
    with center.working():
        assert [line.number for line in history.lines(most=2)] == [last, last - 1]
        assert [line.number for line in history.lines(last - 1, most=2)] == [last - 2, last - 3]


def test_a_chain_that_was_not_begun_ends_at_zero(center: CenterWorld) -> None:
    assert history.head(-1) == history.Head(0, "")


def test_whoever_holds_the_chain_learns_where_it_ends(center: CenterWorld) -> None:
    write_lines(center)
    end = history.head(center.center_id)
    with center.working():
        assert history.hold(center.actor()) == end


def test_a_line_says_who_when_and_of_whom(center: CenterWorld) -> None:
    actor = center.actor()
    with center.working():
        person = center.director_person
        number = history.append(actor, "change", "person", "someone", person_id=person, reason="As it was")
        history.append(replace(actor, account_id=0), "change", "person", "someone")
    with center.working():
        by_command, line = history.lines(most=2)
    assert (line.number, line.at, line.action, line.subject) == (number, actor.now, "change", "person")
    assert (line.who, line.person_name, line.reason) == ("Dana Whitfield", "Dana Whitfield", "As it was")
    assert line.person == center.public_id_of(Person, person)
    assert (by_command.who, by_command.person) == (COMMAND_LINE, None)
    assert (by_command.detail, by_command.reason) == ({}, "")


@pytest.mark.parametrize("beyond", [float("nan"), float("inf")])
def test_what_json_does_not_have_is_no_detail_of_a_line(center: CenterWorld, beyond: float) -> None:
    before = history.head(center.center_id)
    with pytest.raises(ValueError, match="JSON"), center.working():
        history.append(center.actor(), "change", "person", "someone", detail={"n": beyond})
    assert history.head(center.center_id) == before


def test_the_lines_of_one_person_are_found_by_their_public_id(center: CenterWorld) -> None:
    actor, person = center.actor(), center.person("Ana Reyes")
    with center.working():
        number = history.append(actor, "change", "person", "someone", person_id=person)
        history.append(actor, "change", "person", "another", person_id=center.director_person)
    public_id = center.public_id_of(Person, person)
    with center.working():
        assert [line.number for line in history.lines(person=public_id)] == [number]


def test_many_lines_at_once_stand_as_if_written_one_after_the_other(center: CenterWorld) -> None:
    actor, told = center.actor(), [history.Told("change", "person", f"someone{number}") for number in range(3)]
    with center.working():
        history.append_all(actor, told)
        history.append_all(actor, [])
        assert [line.subject_id for line in history.lines()][:3] == ["someone2", "someone1", "someone0"]
    assert problems(center) == []

"""Whatever is done to the table of history without the key is found: chance tries, and the forgeries one thinks of."""

import hashlib
import hmac
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.factories import CenterWorld, begin_center
from tests.services.forging import CENTER, ENTRY, HEAD, SAYING, WITHOUT_PACKETS, Forgery, use_another_key, written
from tracker.db import db
from tracker.db.tenancy import working_for
from tracker.services import history
from tracker.services.history_chain import ANOTHER_KEY

WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)
NUMBERS = st.integers(-3, 2**31 - 1)
MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 hypothesis takes bounds so
DETAILS = st.dictionaries(WORDS, st.recursive(st.none() | st.booleans() | NUMBERS | WORDS, st.lists), max_size=3)
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "number": st.integers(0, 12),
    "at": MOMENTS,
    "action": WORDS,
    "subject": WORDS,
    "subject_id": WORDS,
    "detail": DETAILS,
    "reason": WORDS,
    "previous": WORDS | st.integers(1, 9),
    "digest": WORDS | st.integers(1, 9),
}
LINES = st.integers(1, 9)


@pytest.fixture(scope="module")
def chain(app: Flask) -> Forgery:
    """Two centers, the first with nine lines, the last of them sealed on."""
    made = Forgery(begin_center(app), begin_center(app))
    with app.app_context():
        last = history.head(made.center.center_id).number
    written(made.center, 9 - last)
    return made


@pytest.fixture
def forgery(app: Flask, chain: Forgery) -> Iterator[Forgery]:
    """The chain, in a transaction that ends with the test."""
    with app.app_context():
        db.session.rollback()
        yield chain
        db.session.rollback()


@st.composite
def edits(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    """Draw something to do: an edit of a column, a deletion, a copy put in, a swap, a new head, another center."""
    kind = draw(st.sampled_from(("edit", "edit", "edit", "delete", "cut", "copy", "swap", "head", "move", "rename")))
    drawn: dict[str, Any] = {"line": draw(LINES), "other": draw(LINES), "column": draw(st.sampled_from(sorted(VALUES)))}
    drawn["value"] = draw(VALUES[drawn["column"]])
    return kind, drawn


def carry_out(forgery: Forgery, kind: str, drawn: dict[str, Any]) -> None:
    """Do what was drawn; raises IntegrityError or DataError where the database itself refuses."""
    here, line, other = forgery.center.center_id, drawn["line"], drawn["other"]
    kept = {row["number"]: row for row in forgery.lines()}
    edit = sa.update(ENTRY).where(forgery.line(line))
    value = drawn["value"]
    if drawn["column"] in {"previous", "digest"} and isinstance(value, int):
        value = kept.get(value, {"digest": ""})["digest"]
    if kind == "edit":
        forgery.do(edit.values({drawn["column"]: value}))
    elif kind == "delete":
        forgery.do(sa.delete(ENTRY).where(forgery.line(line)))
    elif kind == "cut":
        forgery.do(sa.delete(ENTRY).where(ENTRY.c.center_id == here, ENTRY.c.number > line))
    elif kind == "copy" and line in kept:
        forgery.do(sa.insert(ENTRY).values(**{**kept[line], "number": max(kept) + 1}))
    elif kind == "swap":
        swap = sa.update(ENTRY)
        forgery.do(swap.where(forgery.line(line)).values(number=-99))
        forgery.do(swap.where(forgery.line(other)).values(number=line))
        forgery.do(swap.where(forgery.line(-99)).values(number=other))
    elif kind == "head" and other in kept:
        head = sa.update(HEAD).where(HEAD.c.center_id == here)
        forgery.do(head.values(number=other, digest=kept[other]["digest"]))
    elif kind == "move":
        forgery.do(edit.values(center_id=forgery.other.center_id, number=2 + line, person_id=None))
    elif kind == "rename":
        forgery.do(sa.update(CENTER).where(CENTER.c.id == here).values(public_id="2" * 19 + str(line)))


@given(drawn=st.lists(edits(), min_size=1, max_size=4))
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_chance_does_to_the_tables_is_found(forgery: Forgery, drawn: list[tuple[str, dict[str, Any]]]) -> None:
    db.session.rollback()
    before = forgery.state()
    try:
        for kind, what in drawn:
            carry_out(forgery, kind, what)
    except sa.exc.DBAPIError:
        assume(False)  # the database itself refuses that
    assume(forgery.state() != before)
    assert forgery.found() != [], drawn


def test_what_nobody_touched_is_whole(forgery: Forgery) -> None:
    assert forgery.found() == []


def test_every_column_but_the_row_number_is_among_those_that_chance_edits() -> None:
    assert {column.name for column in SAYING} - set(VALUES) == {"center_id", "account_id", "person_id"}


@pytest.mark.parametrize("column", ["account_id", "person_id"])
def test_another_account_or_person_in_a_line_is_found(forgery: Forgery, column: str) -> None:
    another = {"account_id": forgery.other.director, "person_id": None}
    number = next(row["number"] for row in forgery.lines() if row[column] not in {another[column], None})
    forgery.do(sa.update(ENTRY).where(forgery.line(number)).values({column: another[column]}))
    assert forgery.found() == [f"Line {number} was changed, or written without the key."]


@pytest.mark.parametrize("key", [b"", b"another key, as long as the real one"], ids=["no key", "another key"])
def test_a_chain_written_anew_without_the_key_is_found_from_the_first_such_line(forgery: Forgery, key: bytes) -> None:
    forgery.do(sa.update(ENTRY).where(forgery.line(4)).values(reason="As it never was"))
    previous = forgery.lines()[2]["digest"]
    for row in forgery.lines()[3:]:
        told = json.dumps([row["number"], row["reason"], previous]).encode()
        digest = hmac.new(key, told, hashlib.sha256).hexdigest()
        forgery.do(sa.update(ENTRY).where(forgery.line(row["number"])).values(previous=previous, digest=digest))
        previous = digest
    forgery.do(sa.update(HEAD).where(HEAD.c.center_id == forgery.center.center_id).values(digest=previous))
    found = forgery.found()
    assert found[:6] == [f"Line {n} was changed, or written without the key." for n in range(4, 10)]


def test_a_history_that_is_gone_as_a_whole_is_found(forgery: Forgery) -> None:
    here = forgery.center.center_id
    forgery.do(sa.delete(ENTRY).where(ENTRY.c.center_id == here), sa.delete(HEAD).where(HEAD.c.center_id == here))
    assert "lines were cut off" in forgery.found()[0]


def test_a_head_that_is_gone_is_found(forgery: Forgery) -> None:
    forgery.do(sa.delete(HEAD).where(HEAD.c.center_id == forgery.center.center_id))
    assert forgery.found() == ["The chain ends at line 9, and its head is not there."]


def test_a_moment_moved_by_a_microsecond_is_found(forgery: Forgery) -> None:
    moved = forgery.lines()[4]["at"] + timedelta(microseconds=1)
    forgery.do(sa.update(ENTRY).where(forgery.line(5)).values(at=moved))
    assert forgery.found() == ["Line 5 was changed, or written without the key."]


def test_genuine_lines_of_two_pasts_do_not_make_one(forgery: Forgery) -> None:
    """A line that was written with the key, before an older copy was put back and others were written in its place."""
    actor, first = forgery.center.actor(), forgery.lines()
    here = ENTRY.c.center_id == forgery.center.center_id
    head = sa.update(HEAD).where(HEAD.c.center_id == forgery.center.center_id)
    forgery.do(sa.delete(ENTRY).where(here, ENTRY.c.number > 5), head.values(number=5, digest=first[4]["digest"]))
    with working_for(db.session(), forgery.center.center_id):
        for number in range(4):
            history.append(actor, "change", "person", f"another{number}")
    forgery.do(sa.delete(ENTRY).where(forgery.line(6)), sa.insert(ENTRY).values(**first[5]))
    assert forgery.found()[0] == "Line 7 was changed, or written without the key."


def test_an_older_copy_put_back_is_found_by_a_head_that_was_written_down(forgery: Forgery) -> None:
    """Everything in it is genuine: only somebody outside can know that there was more."""
    last = forgery.lines()[-1]
    kept = forgery.lines()[5]
    here = forgery.center.center_id
    forgery.do(
        sa.delete(ENTRY).where(ENTRY.c.center_id == here, ENTRY.c.number > 6),
        sa.update(HEAD).where(HEAD.c.center_id == here).values(number=6, digest=kept["digest"]),
        *WITHOUT_PACKETS,
    )
    assert forgery.found() == []
    assert forgery.found([(6, kept["digest"][:16])]) == []
    (found,) = forgery.found([(last["number"], last["digest"][:16])])
    assert "an older copy of the database was put in its place" in found
    (found,) = forgery.found([(6, kept["digest"]), (6, "0" * 16)])
    assert found == "Line 6 is not the one that was written down outside."


# What a lenient reader takes for the same, or cannot read at all: each as the literal that is put into a column.
ODD: dict[str, tuple[str, str]] = {
    "a key said twice": ("detail", """'{"n": 9, "hours": ["1.5", null], "n": 1000000000000}'"""),
    "no JSON": ("detail", "'{'"),
    "JSON nested beyond reading": ("detail", f"'{'[' * 100_000}'"),
    "a number beyond reading": ("detail", f"'{'9' * 5000}'"),
    "bytes in place of words": ("reason", "x'ff00'"),
    "words in place of a number": ("account_id", "'one'"),
    "part of a number": ("account_id", "1.5"),
    "no moment": ("at", "'yesterday'"),
    "bytes in place of a moment": ("at", "x'00'"),
    "a digest in other letters": ("digest", "'é'"),
    "text that is none": ("reason", "CAST(x'ff' AS TEXT)"),
}


@pytest.mark.parametrize(("column", "literal"), ODD.values(), ids=list(ODD))
def test_what_only_sqlite_would_keep_is_found_and_stops_nothing(forgery: Forgery, column: str, literal: str) -> None:
    if db.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL refuses it")
    db.session.connection().exec_driver_sql("PRAGMA defer_foreign_keys=ON")
    where = f"center_id = {forgery.center.center_id} AND number = 5"
    forgery.do(sa.text(f"UPDATE history_entry SET {column} = {literal.replace(':', chr(92) + ':')} WHERE {where}"))  # noqa: S608 literals from above
    assert forgery.found()[0] in {
        "Line 5 was changed, or written without the key.",
        "Line 1, or one after it, cannot be read.",
    }


def test_the_same_written_otherwise_is_found(forgery: Forgery) -> None:
    """Blanks and the order of keys: PostgreSQL keeps JSON as it was sent, and so does SQLite."""
    kept = next(row for row in forgery.lines() if len(row["detail"]) > 1)
    otherwise = json.dumps(kept["detail"], indent=1)
    as_json = ":detail" if db.engine.dialect.name == "sqlite" else "CAST(:detail AS json)"
    forge = sa.text(f"UPDATE history_entry SET detail = {as_json} WHERE center_id = :center AND number = :number")  # noqa: S608 one of the two above
    values = {"detail": otherwise, "center": forgery.center.center_id, "number": kept["number"]}
    forgery.do(forge.bindparams(**values))
    assert forgery.found() == [f"Line {kept['number']} was changed, or written without the key."]


def test_a_chain_that_is_broken_everywhere_is_told_in_a_few_lines(app: Flask) -> None:
    center = begin_center(app)
    written(center, 60, seal=False)
    with app.app_context():
        forgery = Forgery(center, begin_center(app))
        here = ENTRY.c.center_id == center.center_id
        forgery.do(sa.update(ENTRY).where(here, ENTRY.c.number > 1).values(reason="Never said"))
        last = history.head(center.center_id).number
        found = forgery.found()
        db.session.rollback()
    assert len(found) == 21
    assert found[-1] == f"{last - 1 - 20:,} more of that kind."


@pytest.mark.parametrize("what", ["the key", "the center's public id"])
def test_where_no_line_fits_the_key_that_is_said_once(app: Flask, monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    center = begin_center(app)
    written(center, 60, seal=False)
    with app.app_context():
        forgery = Forgery(center, begin_center(app))
        if what == "the key":
            use_another_key(monkeypatch)
            assert forgery.found() == [ANOTHER_KEY] * 2
        else:
            forgery.do(sa.update(CENTER).where(CENTER.c.id == center.center_id).values(public_id="3" * 20))
            assert forgery.found() == [ANOTHER_KEY]
        db.session.rollback()


@pytest.mark.parametrize("kept", [1, 30, 60])
def test_where_one_line_fits_it_is_not_the_key(app: Flask, kept: int) -> None:
    """Lines of another key before and behind one that is genuine are each told, and so is a gap among them."""
    center = begin_center(app)
    written(center, 60, seal=False)
    with app.app_context():
        forgery = Forgery(center, begin_center(app))
        mine = ENTRY.c.center_id == center.center_id
        forgery.do(sa.update(ENTRY).where(mine, ENTRY.c.number != kept).values(reason="Never said"))
        found = forgery.found()
        db.session.rollback()
    numbers = [number for number in range(1, 60) if number != kept]
    assert found[:20] == [f"Line {number} was changed, or written without the key." for number in numbers[:20]]
    assert found[20].endswith("more of that kind.")
    assert ANOTHER_KEY not in found


def test_details_are_kept_as_they_read_back(center: CenterWorld) -> None:
    """Keys that are no words, and pairs, become what JSON has before the digest is taken."""
    with center.app.app_context():
        with center.working():
            detail: dict[Any, Any] = {10: "ten", 9: ("a", "b"), "x": 0.1}
            history.append(center.actor(), "change", "person", "someone", detail=detail)
        assert Forgery(center, center).found() == []
        with pytest.raises(ValueError, match="not JSON compliant"), center.working():
            history.append(center.actor(), "change", "person", "someone", detail={"n": float("nan")})

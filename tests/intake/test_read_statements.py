"""Statements of a learning system (xAPI) are read as rows; what is no whole list of them is refused in plain words."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.intake.statements import COMPLETED, PASSED, VOIDED, statement, voiding
from tracker.domain.errors import UnreadableFile
from tracker.domain.imports.grid import Book
from tracker.intake.words import Note, Refusal
from tracker.intake.workbooks import read_book

OnDisk = Callable[[bytes], Path]
Reading = Callable[[Any], tuple[list[dict[str, Any]], set[Note]]]


@pytest.fixture
def read(on_disk: OnDisk) -> Reading:
    """Read what JSON can hold, or bytes; return each row by its headings, and what was noticed."""

    def reading(told: Any) -> tuple[list[dict[str, Any]], set[Note]]:
        content = told if isinstance(told, bytes) else json.dumps(told).encode()
        book, notes = read_book(on_disk(content), "statements.json")
        (sheet,) = book.sheets
        heads, *rows = sheet.rows
        return [{head: row[at] if at < len(row) else None for at, head in enumerate(heads)} for row in rows], set(notes)

    return reading


def test_a_statement_is_a_row_with_who_what_when_and_how_long(read: Reading) -> None:
    one = statement(id="b1d6c3ea-4345-48a2-95ee-d6aea74cef59", duration="PT1H30M")
    ((row,), notes) = read([one])
    assert row == {
        "Name": "Maya Chen",
        "Email": "maya@example.org",
        "Training": "Trauma and the brain",
        "Activity id": "https://lms.example.org/courses/7",
        "Completed on": datetime(2026, 3, 15, 3, 30, tzinfo=UTC),
        "Duration": "90 min",
        "Status": "completed",
        "Verb": "completed",
        "Statement id": "b1d6c3ea-4345-48a2-95ee-d6aea74cef59",
    }
    assert notes == {Note.STATEMENTS_LAST}


@pytest.mark.parametrize(
    "told",
    [
        [statement(), statement(verb=PASSED)],
        {"statements": [statement(), statement(verb=PASSED)], "more": ""},
        "\n".join(json.dumps(each) for each in (statement(), statement(verb=PASSED))).encode(),
        "\r\n".join(json.dumps(each) for each in (statement(), statement(verb=PASSED))).encode() + b"\n\n",
        b"\xef\xbb\xbf" + json.dumps([statement(), statement(verb=PASSED)], indent=2).encode(),
        [{"_id": "1", "statement": statement()}, {"_id": "2", "voided": False, "statement": statement(verb=PASSED)}],
    ],
)
def test_a_list_an_answer_of_a_store_and_a_statement_a_line_say_the_same(read: Reading, told: Any) -> None:
    rows, _ = read(told)
    assert [row["Status"] for row in rows] == ["completed", "passed"]


def test_one_statement_alone_is_read_too(read: Reading) -> None:
    assert len(read(statement())[0]) == 1


def test_a_part_of_several_says_so(read: Reading) -> None:
    assert Note.STATEMENTS_MORE in read({"statements": [statement()], "more": "/xapi/statements?more=2"})[1]


def test_what_was_voided_is_no_completion_and_says_so(read: Reading) -> None:
    taken_back, stays = statement(id="AAAA"), statement(id="bbbb")
    rows, notes = read([taken_back, stays, voiding("AAAA")])
    assert [row["Status"] for row in rows] == ["voided", "completed", "voided"]
    assert Note.STATEMENTS_VOIDED in notes
    rows, _ = read([{"voided": True, "statement": statement()}, {"voided": False, "statement": statement()}])
    assert [row["Status"] for row in rows] == ["voided", "completed"]


@pytest.mark.parametrize(
    "other",
    [
        statement(verb="http://adlnet.gov/expapi/verbs/attempted"),
        statement(verb="http://adlnet.gov/expapi/verbs/failed"),
        statement(verb="completed"),
        statement(result={"success": False}),
        statement(result={"completion": False}),
        statement() | {"object": {"objectType": "StatementRef", "id": "aaaa"}},
        statement() | {"verb": 7},
        statement(activity=""),
    ],
)
def test_what_tells_of_something_else_is_no_completion(read: Reading, other: dict[str, Any]) -> None:
    rows, notes = read([other])
    assert rows[0]["Status"] == "not completed"
    assert Note.STATEMENTS_OTHER in notes


def test_a_score_says_nothing(read: Reading) -> None:
    assert read([statement(result={"score": {"scaled": 0.1}})])[0] == read([statement()])[0]


@pytest.mark.parametrize(
    ("actor", "name", "email"),
    [
        ({"mbox": "mailto:maya@example.org"}, "maya@example.org", "maya@example.org"),
        ({"account": {"homePage": "https://lms.example.org", "name": "mchen"}}, "mchen", None),
        (
            {"account": {"homePage": "https://lms.example.org", "name": "m@example.org"}},
            "m@example.org",
            "m@example.org",
        ),
        ({"name": "Maya Chen", "account": {"homePage": "https://a.example", "name": "7"}}, "Maya Chen", None),
        (
            {"mbox_sha1sum": "ebd31e95054c018b10727ccffd2ef2ec3a016ee9"},
            "(ebd31e95054c018b10727ccffd2ef2ec3a016ee9)",
            None,
        ),
        ({"openid": "https://maya.example"}, "(https://maya.example)", None),
        ("Maya", "(nobody)", None),
    ],
)
def test_whom_it_is_about_is_told_by_name_address_or_account(
    read: Reading, actor: Any, name: str | None, email: str | None
) -> None:
    (row,) = read([statement() | {"actor": actor}])[0]
    assert (row["Name"], row["Email"]) == (name, email)


@pytest.mark.parametrize(
    ("names", "title"),
    [
        ({"de": "Trauma und Gehirn", "en-GB": "Trauma"}, "Trauma"),
        ({"en-GB": "Colour", "en-US": "Color"}, "Color"),
        ({"es": "El trauma"}, "El trauma"),
        ({"en-US": 7}, "https://lms.example.org/courses/7"),
        ({}, "https://lms.example.org/courses/7"),
    ],
)
def test_a_training_is_called_by_its_name_else_by_its_address(read: Reading, names: Any, title: str) -> None:
    assert read([statement(names=names)])[0][0]["Training"] == title


@pytest.mark.parametrize(
    ("duration", "cell"),
    [
        ("PT5400S", "90 min"),
        ("PT1H", "60 min"),
        ("PT0.5S", "0.01 min"),
        ("P1DT2H", "1560 min"),
        ("P1W", "10080 min"),
        ("PT0S", None),
        ("P", None),
        ("P1M", "P1M"),
        ("1:30", "1:30"),
        (90, None),
        ("PT" + "9" * 30 + "H", "PT" + "9" * 30 + "H"),
    ],
)
def test_a_length_of_time_is_told_in_minutes_where_it_has_some(read: Reading, duration: Any, cell: str | None) -> None:
    assert read([statement(duration=duration)])[0][0]["Duration"] == cell


@pytest.mark.parametrize(
    ("stamp", "cell"),
    [
        ("2026-03-14T22:30:00-05:00", datetime(2026, 3, 15, 3, 30, tzinfo=UTC)),
        ("2026-03-15T03:30:00.123456789Z", datetime(2026, 3, 15, 3, 30, 0, 123456, tzinfo=UTC)),
        ("2026-03-15T03:30:00", datetime(2026, 3, 15, 3, 30, tzinfo=UTC)),
        ("last week", "last week"),
        ("", "not told"),
    ],
)
def test_when_it_happened_is_a_moment(read: Reading, stamp: str, cell: Any) -> None:
    assert read([statement() | {"timestamp": stamp}])[0][0]["Completed on"] == cell


def test_without_a_moment_of_its_own_the_moment_of_storing_holds(read: Reading) -> None:
    (row,) = read([statement() | {"timestamp": None, "stored": "2026-03-15T03:30:00Z"}])[0]
    assert row["Completed on"] == datetime(2026, 3, 15, 3, 30, tzinfo=UTC)


def test_a_moment_is_a_day_on_the_centers_clock(on_disk: OnDisk) -> None:
    book, _ = read_book(on_disk(json.dumps([statement()]).encode()), "s.json")
    assert Book.from_form(book.to_form()) == book
    at = book.sheets[0].rows[0].index("Completed on")
    assert book.on_clock(ZoneInfo("America/Chicago")).sheets[0].rows[1][at] == date(2026, 3, 14)
    assert book.on_clock(ZoneInfo("Europe/London")).sheets[0].rows[1][at] == date(2026, 3, 15)


def test_a_moment_at_the_end_of_the_calendar_is_its_own_day(on_disk: OnDisk) -> None:
    one = statement() | {"timestamp": "0001-01-01T00:00:00Z"}
    book, _ = read_book(on_disk(json.dumps([one]).encode()), "s.json")
    at = book.sheets[0].rows[0].index("Completed on")
    assert book.on_clock(ZoneInfo("America/Chicago")).sheets[0].rows[1][at] == date(1, 1, 1)


def nested(depth: int) -> bytes:
    return b'{"actor": ' * depth + b"1" + b"}" * depth


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (json.dumps([statement()]).encode()[:-40], Refusal.STATEMENTS_DAMAGED),
        (b'{"actor": {}, "verb": NaN}', Refusal.STATEMENTS_DAMAGED),
        (b'{"actor": {}, "verb": ' + b"9" * 5_000 + b"}", Refusal.STATEMENTS_DAMAGED),
        (b'{"actor": {"name": "Mar\xff"}, "verb": {}}', Refusal.STATEMENTS_DAMAGED),
        (b'["statements", 7]', Refusal.STATEMENTS_DAMAGED),
        (b'{"statements": [7]}', Refusal.STATEMENTS_DAMAGED),
        (nested(100_000), Refusal.STATEMENTS_NESTED),
        (b'{"actor": {"name": "Ann", "name": "Bo"}, "verb": {}}', Refusal.STATEMENTS_TWICE),
        (b'[{"name": "Maya", "course": "Trauma"}]', Refusal.STATEMENTS_NONE),
        (b"[{}]", Refusal.STATEMENTS_NONE),
        (json.dumps([{"actor": {}, "verb": {}}] * 20_000).encode(), Refusal.STATEMENTS_TOO_MANY),
    ],
)
def test_what_is_no_list_of_statements_is_refused_in_plain_words(
    on_disk: OnDisk, content: bytes, refusal: Refusal
) -> None:
    with pytest.raises(UnreadableFile) as refused:
        read_book(on_disk(content), "statements.json")
    assert refused.value.message == refusal.words


def test_the_verbs_are_those_of_the_registry() -> None:
    assert tuple(f"http://adlnet.gov/expapi/verbs/{verb}" for verb in ("completed", "passed", "voided")) == (
        COMPLETED,
        PASSED,
        VOIDED,
    )

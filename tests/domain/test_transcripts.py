"""The data of a transcript is taken word for word as its form says, or refused by the name of the field."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain import transcripts
from tracker.domain.errors import UnreadableFile

COMPLETION: dict[str, Any] = {
    "kind": "training",
    "title": "Child Sex Trafficking 101",
    "provider": "A national center",
    "format": "recorded",
    "completed_on": "2026-03-02",
    "expires_on": None,
    "hours": "1.5",
    "topics": ["screening", "a topic of a later version"],
    "credits": [{"body": "ASWB", "amount": "1.5", "number": "7"}],
    "certificate_number": "C-1",
    "proof": "certificate",
    "files": [{"name": "certificate.pdf", "sha256": "0" * 64}],
    "state": "accepted",
}


def data(**values: Any) -> dict[str, Any]:
    made = {"form": "training-transcript", "number": 1, "center": "Other House", "made_on": "2026-11-24"}
    return {**made, "person": {"name": "Ana Reyes"}, "completions": [COMPLETION], "findings": [], **values}


def of(**values: Any) -> dict[str, Any]:
    return data(completions=[{**COMPLETION, **values}])


def read(plain: Any) -> transcripts.Transcript:
    return transcripts.read(plain if isinstance(plain, bytes) else json.dumps(plain).encode())


def test_what_is_stated_is_read_as_it_is_written() -> None:
    told = read(data(a_later_field={"of": "another version"}))
    (one,) = told.completions
    assert (told.center, told.made_on, told.name) == ("Other House", date(2026, 11, 24), "Ana Reyes")
    assert (one.title, one.completed_on, one.hours, one.topics) == (
        "Child Sex Trafficking 101",
        date(2026, 3, 2),
        Decimal("1.5"),
        {"screening"},
    )
    assert (one.credits[0].body, one.credits[0].amount, one.proof_words) == ("ASWB", Decimal("1.5"), "Certificate")


def test_hours_by_topic_are_read_where_they_are_stated_and_topics_from_elsewhere_are_left_out() -> None:
    told = [{"topic": "screening", "hours": "0.5"}, {"topic": "of-another-list", "hours": "1"}]
    (one,) = read(of(topic_hours=told)).completions
    assert one.topic_hours == {"screening": Decimal("0.5")}
    (other,) = read(of()).completions
    assert other.topic_hours == {}


@pytest.mark.parametrize(
    ("plain", "said"),
    [
        (b"", "cannot be read as JSON"),
        (b"\xff\xfe", "cannot be read as JSON"),
        (b"[" * 500_000, "cannot be read as JSON"),
        (b'{"form":' * 100_000 + b"1" + b"}" * 100_000, "cannot be read as JSON"),
        (b'{"number": NaN}', "cannot be read as JSON"),
        (b'{"number": ' + b"9" * 5000 + b"}", "cannot be read as JSON"),
        (b" " * 1_000_001, "larger than 1 MB"),
        ([], "form is not training-transcript"),
        ("training-transcript", "form is not training-transcript"),
        (data(form="tracker-packet-1"), "form is not training-transcript"),
        (data(number=2), "reads number 1"),
        (data(number=True), "reads number 1"),
        (data(number="1"), "reads number 1"),
        (data(center=""), "center is empty"),
        (data(center=["x"]), "center is not text"),
        (data(center="x" * 201), "center is longer than 200 characters"),
        (data(made_on="24.11.2026"), "made_on is not a day"),
        (data(made_on="2026-02-30"), "made_on is not a day"),
        (data(person=None), "person is not a record"),
        (data(person={"name": 7}), "person.name is not text"),
        (data(completions={}), "completions is not a list"),
        (data(completions=[1]), "completions[0] is not a record"),
        (data(completions=[COMPLETION] * 201), "completions has 201 entries; at most 200 are taken"),
        (of(title="x" * 301), "completions[0].title is longer than 300 characters"),
        (of(title="\u202e\x00"), "completions[0].title is empty"),
        (of(completed_on=20260302), "completions[0].completed_on is not a day"),
        (of(hours=1.5), "completions[0].hours is not an amount"),
        (of(hours="1e9"), "completions[0].hours is not an amount"),
        (of(hours="-1"), "completions[0].hours is not an amount"),
        (of(hours="1.234"), "completions[0].hours is not an amount"),
        (of(hours="१"), "completions[0].hours is not an amount"),
        (of(credits=[{"body": "x"}] * 21), "completions[0].credits has 21 entries"),
        (of(credits=[{"body": None}]), "completions[0].credits[0].body is empty"),
        (of(topics="screening"), "completions[0].topics is not a list"),
        (of(topics=[{}]), "completions[0].topics[0] is not text"),
    ],
)
def test_whatever_is_not_of_its_kind_is_refused_by_name(plain: Any, said: str) -> None:
    with pytest.raises(UnreadableFile) as refusal:
        read(plain)
    assert said in refusal.value.message
    assert refusal.value.message.endswith("Nothing was taken over.")


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("=HYPERLINK(1)", "=HYPERLINK(1)"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("a\u202eb\x00c\ud800", "abc"),
        ("two\n lines", "two lines"),
        ("e\u0301", "é"),
    ],
)
def test_words_are_words_and_what_turns_or_hides_them_is_left_out(sent: str, kept: str) -> None:
    assert read(of(title=sent)).completions[0].title == kept


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=20,
)


@given(st.sampled_from([*data(), *COMPLETION]), JSON)
def test_any_value_in_any_field_is_read_or_refused(name: str, value: Any) -> None:
    plain = of(**{name: value}) if name in COMPLETION else data(**{name: value})
    try:
        told = read(plain)
    except UnreadableFile:
        return
    assert all(type(each.title) is str and type(each.completed_on) is date for each in told.completions)

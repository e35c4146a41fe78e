"""The days and orders that the guide tells in words, each judged as it says."""

import pytest

from tests.standards.test_guide import HEAD
from tracker.standards.loader import load_text

HOURS, ITEM = 'kind = "hours", hours = 8', 'kind = "item", what = "it", kinds = ["training"]'
AUGUST = "leaves = [{ from = 2026-08-01, until = 2026-08-31 }]"
WAITS = ', state = "submitted"'


def window(months: int, more: str = "") -> str:
    """Write a rule of 8 hours in so many months."""
    return f'kind = "recurring_hours", hours = 8, window = {{ months = {months}{more} }}'


def role_start(months: int) -> str:
    """Write a rule of 8 hours in each period of so many months from the first day in the role."""
    return window(months, ', kind = "role_start"')


def done(day: str, more: str = "", hours: str = "8") -> str:
    """Write a completion."""
    return f'completions = [{{ title = "Course", on = {day}, hours = {hours}{more} }}]'


def parts(kind: str) -> str:
    """Write a tree over a part that is met, one in review and one that is not met, when `TREE` is what was done."""
    leaves = (
        f'{{ kind = "hours", title = "{topic}", hours = 1, topics = ["{topic}"] }}'
        for topic in ("boys", "courts", "trauma")
    )
    return f"kind = {kind}, parts = [{', '.join(leaves)}]"


TREE = (
    'completions = [{ title = "A", on = 2025-01-02, hours = 1, topics = ["boys"] }, '
    '{ title = "B", on = 2025-01-03, hours = 1, topics = ["courts"], state = "submitted" }]'
)
BRIDGE = """
bridge = { edition = "2017", carried = "four hours", held_by = 2020-12-31, earlier = { kind = "hours", hours = 4 } }
"""
# What the guide says, the rule, the first day in the role, what else is known, the day, the status and its words.
CLAIMS = [
    ("six months from Aug 31", window(6), "2018-01-01", done("2025-08-31"), "2026-02-28", "due_soon", "Feb 28, 2026"),
    ("six months from Aug 29", window(6), "2018-01-01", done("2025-08-29"), "2026-02-28", "due_soon", "Feb 28, 2026"),
    ("a year from Feb 29", window(12), "2018-01-01", done("2024-02-29"), "2025-02-28", "due_soon", "Feb 28, 2025"),
    (
        "valid from Aug 31",
        f"{ITEM}, valid_months = 6",
        "2018-01-01",
        done("2025-08-31"),
        "2026-03-01",
        "lapsed",
        "Feb 28",
    ),
    ("a first window from Aug 31", window(6), "2025-08-31", "", "2025-09-05", "not_yet_due", "by Feb 28, 2026"),
    ("periods from Aug 31", role_start(6), "2025-08-31", done("2026-03-01"), "2026-03-05", "met", "Feb 28, 2027"),
    ("periods from Feb 29", role_start(12), "2024-02-29", done("2027-03-01"), "2028-02-29", "met", "Feb 28, 2029"),
    (
        "the day before it is due soon",
        window(12),
        "2018-01-01",
        done("2025-04-30"),
        "2026-01-29",
        "met",
        "Apr 29, 2026",
    ),
    ("the first day due soon", window(12), "2018-01-01", done("2025-04-30"), "2026-01-30", "due_soon", "Apr 29, 2026"),
    (
        "review before time",
        f"{HOURS}, due_days = 90",
        "2026-01-05",
        done("2026-02-01", WAITS),
        "2026-02-05",
        "in_review",
        "",
    ),
    (
        *("too little in review", f"{HOURS}, due_days = 90", "2026-01-05", done("2026-02-01", WAITS, "4")),
        *("2026-02-05", "not_yet_due", "by Apr 5, 2026"),
    ),
    (
        *("a training twice on a day", HOURS, "2026-01-05"),
        'completions = [{ title = "A", on = 2026-02-01, hours = 4 }, { title = "A", on = 2026-02-01, hours = 4 }]',
        *("2026-02-05", "met", "8 of 8 hours"),
    ),
    ("leave and a first window", window(12), "2026-05-04", AUGUST, "2026-09-05", "not_yet_due", "by Jun 3, 2027"),
    ("leave and a first period", role_start(12), "2026-05-04", AUGUST, "2026-09-05", "not_yet_due", "by Jun 3, 2027"),
    (
        *("leave and a first calendar year", window(12, ', kind = "calendar_years"'), "2026-05-04", AUGUST),
        *("2026-09-05", "not_yet_due", "by Dec 31, 2027"),
    ),
    (
        *("leave and a share", window(12, ', kind = "calendar_years", first_due = "share"'), "2026-05-04", AUGUST),
        *("2026-09-05", "not_yet_due", "by Dec 31, 2026"),
    ),
    (
        *("a window of unlike months", window(6), "2018-01-01"),
        f"leaves = [{{ from = 2025-12-01, until = 2025-12-10 }}]\n{done('2025-08-29')}",
        *("2026-03-10", "due_soon", "counted since Aug 29, 2025"),
    ),
    (
        *("a window of unlike months the other way", window(6), "2018-01-01"),
        f"leaves = [{{ from = 2026-05-01, until = 2026-05-03 }}]\n{done('2026-02-28')}",
        *("2026-08-31", "lapsed", "since Mar 1, 2026"),
    ),
    ("any of three", parts('"any_of"'), "2018-01-01", TREE, "2026-03-10", "met", ""),
    ("two of three", parts('"at_least", count = 2'), "2018-01-01", TREE, "2026-03-10", "in_review", ""),
    ("all three", parts('"all_of"'), "2018-01-01", TREE, "2026-03-10", "not_met", ""),
    (
        *("carried from before the service", f'kind = "hours", hours = 24 }}\n{BRIDGE}#', "2022-01-01"),
        *(done("2019-01-01", hours="4"), "2022-06-01", "met", "Carried from the 2017 edition"),
    ),
]


@pytest.mark.parametrize(
    ("rule", "joined", "known", "as_of", "status", "words"),
    [claim[1:] for claim in CLAIMS],
    ids=[claim[0] for claim in CLAIMS],
)
def test_what_the_guide_tells_of_days_is_so(
    rule: str, joined: str, known: str, as_of: str, status: str, words: str
) -> None:
    assert load_text(
        f"""{HEAD.replace('leave = "counts"', 'leave = "stops_the_clock"')}
[[requirement]]
id = "asked"
title = "Asked"
text = "Advocates do this."
component = "forensic-interviews"
applies = {{ roles = ["victim_advocate"] }}
source = {{ title = "Rule 1", mark = "draft" }}
rule = {{ {rule} }}

[[example]]
name = "The day"
as_of = {as_of}

  [[example.person]]
  roles = [{{ role = "victim_advocate", from = {joined} }}]
  {known}
  expect = {{ asked = {{ status = "{status}"{f', words = ["{words}"]' if words else ""} }} }}
""",
        "guide.toml",
    )

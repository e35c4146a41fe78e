"""A standard that nobody here had seen, written from docs/standards.md alone: it loads, and judges as its writer meant.

Its examples were written before it was loaded for the first time. Each verdict came out as expected; where the words of
a tree differed, the guide says now which words a tree uses.
"""

import re
from pathlib import Path

import pytest

from tracker.domain.errors import InvalidStandard
from tracker.standards.loader import load_text

FILE = Path(__file__).parent / "unseen" / "jefferson.toml"
TEXT = FILE.read_text(encoding="utf-8")
CHANGES = [
    ("due_days = 120", "due_days = 121"),
    ("due_days = 120", "due_days = 119"),
    ('count = 2, kinds = ["peer_review"]', 'count = 1, kinds = ["peer_review"]'),
    ("months = 6, ", "months = 7, "),
    ("hours_each = 3, due_days = 90", "hours_each = 3, due_days = 89"),
    ("held_by = 2026-12-31", "held_by = 2022-01-31"),
    ("hours = 10, window", "hours = 11, window"),
    ('first_due = "share"', 'first_due = "full_window"'),
    ("months = 18", "months = 17"),
    ('leave = "stops_the_clock"', 'leave = "counts"'),
    ("valid_months = 24", "valid_months = 25"),
    ("due_days = 14", "due_days = 13"),
    ("months = 36", "months = 37"),
    ("percent = 34", "percent = 33"),
    ("newcomer_days = 60", "newcomer_days = 61"),
    ('disciplines = ["cac"]', 'disciplines = ["cac", "victim_advocacy"]'),
]


def test_it_loads_and_every_verdict_is_the_one_that_its_writer_expected() -> None:
    standard = load_text(TEXT, FILE.name)
    assert len(standard.requirements) == 8
    assert len(re.findall(r"\[\[example\.person\]\]", TEXT)) == 24


@pytest.mark.parametrize(("said", "instead"), CHANGES)
def test_its_examples_stand_so_near_the_bounds_that_another_number_is_noticed(said: str, instead: str) -> None:
    assert said in TEXT
    with pytest.raises(InvalidStandard, match="expected"):
        load_text(TEXT.replace(said, instead), FILE.name)

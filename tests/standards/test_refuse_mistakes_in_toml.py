"""What TOML refuses is told by what is likely wrong on the line, and by how it is written."""

import re
from pathlib import Path

import pytest

from tests.standards.small import HOURS_RULE, SMALL, each_of, refused, told_of
from tests.standards.test_guide import PARTS, WHOLE
from tracker.standards.editions import shipped_files
from tracker.standards.toml_text import _bare, _likely

DAYS = "Days are written 2027-03-01, without quotes: the year, the month, the day."
FROM = "effective_from = 2025-01-01"
ON_ONE_LINE = "What stands in { } begins and ends on one line."
IN_QUOTES = 'A text stands in straight quotes: kind = "hours".'
UNSEEN_SIGN = "There is a character that cannot be seen"
LOOK_THERE = "Look there, and on the line before, for a missing quote or bracket, or a key written twice."

MISTAKES = [
    ("a day that no year has", FROM, "effective_from = 2027-02-29", f"2027-02-29 is no day of the calendar. {DAYS}"),
    ("a day with slashes", FROM, "effective_from = 01/01/2026", DAYS),
    ("a day with points", FROM, "effective_from = 1.1.2026", DAYS),
    ("a day in words", FROM, "effective_from = Jan 1, 2026", DAYS),
    ("a day of one digit", FROM, "effective_from = 2026-1-01", "two digits each: 2027-03-01, and not 2026-1-01."),
    ("a decimal comma", "hours = 8, due", "hours = 7,5, due", "Numbers have a point and no comma: 1.5, and 1000 for"),
    ("a comma in a thousand", FROM, f"due_soon_days = 1,000\n{FROM}", "Numbers have a point and no comma"),
    ("a point at the edge", "hours = 8, due", "hours = .5, due", "A point in a number has a digit on each side: 0.5."),
    ("yes", FROM, f"optional = yes\n{FROM}", "It is true or false, in small letters and without quotes."),
    ("True", FROM, f"optional = True\n{FROM}", "It is true or false, in small letters and without quotes."),
    ("a unit", "hours = 8, due", "hours = 40 hours, due", "A number stands alone: 40, and not 40 hours."),
    ("percent", "hours = 8, due", "percent = 66%, due", "A number stands alone"),
    ("a text without quotes", 'component = "part"', "component = part", IN_QUOTES),
    ("a list without quotes", '["victim_advocate"]', "[victim_advocate]", IN_QUOTES),
    ("curly quotes", '"A small standard"', "“A small standard”", 'Use straight quotes, ", and not the curly ones'),
    ("a curly quote and a straight one", '"A small standard"', "\u2018A small standard'", "Use straight quotes"),
    ("a hard space", 'title = "A part"', 'title\u00a0= "A part"', UNSEEN_SIGN),
    ("the mark of a file, not at its beginning", 'title = "A part"', '\ufefftitle = "A part"', UNSEEN_SIGN),
    ("no equals sign", 'edition = "1"', 'edition "1"', "stands an equals sign: edition = "),
    ("a colon", 'edition = "1"', 'edition: "1"', "stands an equals sign: edition = "),
    ("no value", 'edition = "1"', "edition =", "Behind the equals sign, on the same line, stands the value."),
    ("one bracket", 'title = "A part"', 'title = "A part"\n[component]', "two brackets on each side: [[component]]."),
    ("one bracket before two", "[[component]]", "[component]\n[[component]]", "side, at line 9 too: [[component]]."),
    ("a bracket less behind", "[[component]]", "[[component]", "A heading has as many brackets behind it as before it"),
    ("a table over two lines", "hours = 8, due", "hours = 8,\n  due", ON_ONE_LINE),
    ("a bracket too many", '["victim_advocate"] }\nrule', '["victim_advocate"]] }\nrule', "or a ] too many."),
    ("no end of a list", '["victim_advocate"] }\nrule', '["victim_advocate" }\nrule', "There is a [ without its ]"),
    ("a brace too many", "due_days = 90 }", "due_days = 90 }}", f"There is a }} too many. {ON_ONE_LINE}"),
    ("a list without its end", FROM, f'{FROM}\nstate = ["a",\n  "b"\n', "that begins at line 8 has no ] at its end."),
    ("no comma in a list", '["victim_advocate"] }\nrule', '["cac" "courts"] }\nrule', "list stands a comma."),
    ("no comma between keys", "hours = 8, due", "hours = 8 due", "within { }, with a comma between them."),
    ("two keys on a line", 'edition = "1"\n', 'edition = "1" ', "Two keys stand on two lines or, within { }, with"),
    ("a comma at the end", "due_days = 90 }", "due_days = 90, }", "Before } stands no comma."),
    ("no quote behind", '"A small standard"', '"A small standard', "A text begins there and does not end"),
    ("no quote before", '"A small standard"', 'A small standard"', IN_QUOTES),
    ("a quote within a text", '"A small standard"', '"A "small" standard"', "A straight quote within a text is"),
    ("a key twice", HOURS_RULE, f"{HOURS_RULE}\n{HOURS_RULE}", "The key “rule” is written twice: it stands at line 19"),
    ("what nobody has thought of", 'edition = "1"', "?", f"is not valid TOML at line 4. {LOOK_THERE}"),
]  # fmt: skip


@each_of(MISTAKES)
def test_each_slip_is_told_with_its_line_and_how_it_is_written(right: str, wrong: str, words: str) -> None:
    told = told_of(right, wrong)
    assert told.startswith("small.toml: is not valid TOML at line ")
    assert words in told


def test_the_line_is_the_one_that_a_person_would_find() -> None:
    wrong = SMALL.replace("as_of = 2026-11-24", "as_of = 2026-11-31")
    line = wrong.splitlines().index("as_of = 2026-11-31") + 1
    assert f"at line {line}. 2026-11-31 is no day" in refused(wrong)
    assert f"at line {line}. 2026-11-31 is no day" in refused(wrong.replace("\n", "\r\n"))


def test_a_file_that_breaks_off_is_told_so() -> None:
    assert refused('id = "small"\nnotice = """Long').startswith(
        f"small.toml: is not valid TOML near the end. {LOOK_THERE}"
    )


@pytest.mark.parametrize("path", shipped_files(), ids=lambda path: path.stem)
def test_of_lines_that_are_right_nothing_is_said(path: Path) -> None:
    assert_nothing_said(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("block", [WHOLE, *PARTS], ids=lambda block: re.findall(r'id = "(.+)"', block)[0])
def test_of_the_lines_of_the_guide_nothing_is_said(block: str) -> None:
    assert_nothing_said(block)


def assert_nothing_said(text: str) -> None:
    """Look at each line as if it had been refused."""
    lines = [_bare(line) for line in text.split("\n")]
    assert {index + 1: told for index in range(len(lines)) if (told := list(_likely(lines, index)))} == {}

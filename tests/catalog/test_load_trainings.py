"""A file of trainings is read as written, or refused naming line, column and what is allowed."""

import csv
import io
from pathlib import Path

import pytest

from tracker.catalog.trainings import FILE, READERS, load_trainings
from tracker.domain.errors import UnreadableFile

GOOD = {
    "key": "zebra-course",
    "title": "Zebra course",
    "topics": "boys",
    "format": "unknown",
    "cost": "unknown",
    "past": "no",
    "sources": "https://example.org/zebra",
    "verified": "title",
}


def written(folder: Path, *rows: dict[str, str]) -> Path:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(READERS), restval="")
    writer.writeheader()
    writer.writerows(rows)
    path = folder / "trainings.csv"
    path.write_text(text.getvalue(), "utf-8")
    return path


def refused(path: Path) -> str:
    with pytest.raises(UnreadableFile) as caught:
        load_trainings(path)
    return caught.value.message


def test_what_is_left_empty_is_unknown(tmp_path: Path) -> None:
    [training] = load_trainings(written(tmp_path, GOOD))
    assert (training.hours, training.held_on, training.url, training.aliases) == (None, None, "", ())
    assert (training.cost, training.format, training.past) == ("unknown", "unknown", False)


@pytest.mark.parametrize(
    ("column", "text", "words"),
    [
        ("key", "Zebra Course", "is no key"),
        ("key", "x" * 101, "is no key"),
        ("title", "", "is empty"),
        ("topics", "zebras", "names zebras; allowed are identification, screening"),
        ("roles", "king", "names king; allowed are executive_director"),
        ("format", "smoke", "names smoke; allowed are in_person"),
        ("hours", "2 days", "is no number; leave it empty"),
        ("hours", "0", "must lie above 0"),
        ("hours", "-1", "must lie above 0"),
        ("hours", "201", "must lie above 0 and up to 200"),
        ("hours", "1.125", "two decimals at most"),
        ("hours", "NaN", "must lie above 0"),
        ("cost", "0", "names 0; allowed are free, paid, unknown"),
        ("cost", "", "allowed are free, paid, unknown"),
        ("past", "maybe", "allowed are yes, no"),
        ("held_on", "14 Sept 2021", "is no day"),
        ("url", "javascript:alert(1)", "is no address"),
        ("sources", "", "is empty"),
        ("sources", "somebody said so", "is no address"),
        ("verified", "everything", "names everything; allowed are title"),
    ],
)
def test_a_cell_that_is_wrong_is_named_with_line_and_column(tmp_path: Path, column: str, text: str, words: str) -> None:
    message = refused(written(tmp_path, GOOD, {**GOOD, "key": "another", column: text}))
    assert message.startswith(f"trainings.csv, line 3, column {column}: {text!r} ")
    assert words in message


def test_a_key_that_stands_there_twice_is_refused(tmp_path: Path) -> None:
    assert "the key 'zebra-course' stands there twice" in refused(written(tmp_path, GOOD, GOOD))


def test_a_column_too_many_or_missing_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, GOOD)
    lines = path.read_text("utf-8")
    path.write_text(lines.replace("key,title", "title", 1), "utf-8")
    assert "the columns are title, provider" in refused(path)
    path.write_text(lines.rstrip() + ",one more\n", "utf-8")
    assert "line 2: it has another number of cells" in refused(path)
    path.write_text(lines.splitlines()[0] + "\nzebra-course,Zebra\n", "utf-8")
    assert "line 2: it has another number of cells" in refused(path)


def test_what_ships_is_read_once_a_process_from_the_package() -> None:
    assert len(load_trainings(FILE)) == 99

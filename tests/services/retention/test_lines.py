"""What is stored is told whole: no table and no column of words is missing from what people read."""

import pytest
from sqlalchemy import JSON, Column, DateTime, LargeBinary, String

from tracker.db import Base
from tracker.domain.retention import PERIODS
from tracker.services.retention import kept
from tracker.services.retention.lines import LINES, of_tables

# Columns of text that tell nothing about a person, each for its reason.
TELLS_NOTHING = {
    "packet.level": "how much of names a packet shows",
    "packet.troubles": "numbers of exhibits, and our own words",
    "public_id": "random",
    "standard": "which standard",
    "edition": "which edition",
    "state": "one of our words",
    "kind": "one of our words",
    "format": "one of our words",
    "grade": "one of our words",
    "topics": "words of our list",
    "purpose": "one of our words",
    "center.name": "of the center",
    "center.time_zone": "of the center",
    "center.second_factor": "of the center",
    "center.reminder_offsets": "numbers of days",
    "center.accent": "a color",
    "center.logo_sha256": "of the logo",
    "event.topics": "words of our list",
    "history_entry.subject": "what kind of thing",
    "history_entry.subject_id": "random",
    "history_entry.previous": "of the chain",
    "history_entry.digest": "of the chain",
    "history_head.digest": "of the chain",
    "check_in.key": "random",
    "citation.completion": "random",
    "desk_question.key": "random",
    "desk_sample.key": "random",
    "import.progress": "of its reading",
    "import.result": "how many, and public ids",
    "import.sha256": "of the file",
    "import_file.chosen": "a digest, or one of our words",
    "import_file.made": "random",
    "import_file.pack": "of the ZIP",
    "import_file.sha256": "of the file",
    "import_line.choice": "one of our words",
    "import_line.fingerprint": "a digest",
    "import_line.made": "random",
    "import_line.person_choice": "random",
    "import_line.title_choice": "random",
    "packet.progress": "of its making",
    "center_archive.progress": "of its making",
    "center_archive.sha256": "of the file",
    "packet.sha256": "of the PDF",
    "packet.history_digest": "of the chain",
    "followed_standard.checked_digest": "of the standard's text",
    "followed_standard.seen_digest": "of the standard's text",
    "own_standard.sha256": "of the standard's text",
    "shipped_text.sha256": "of the standard's text",
    "training": "the whole table is the catalog",
    "training_alias": "the whole table is the catalog",
}


def words(column: Column[object]) -> bool:
    kind = column.type
    impl = getattr(kind, "impl_instance", kind)
    return isinstance(impl, String | JSON | LargeBinary) and not isinstance(impl, DateTime)


def test_every_table_has_one_line() -> None:
    tables = [table for table, _ in of_tables()]
    assert sorted(tables) == sorted(Base.metadata.tables)


def test_every_column_of_words_is_told_or_tells_nothing() -> None:
    told = {(table, column) for table, line in of_tables() for column in line.tables[table]}
    missing = [
        f"{table.name}.{column.name}"
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if words(column)
        and (table.name, column.name) not in told
        and not {column.name, table.name, f"{table.name}.{column.name}"} & set(TELLS_NOTHING)
    ]
    assert missing == [], "say in services/retention/lines.py what these hold"


def test_every_column_that_is_told_is_there() -> None:
    gone = [
        f"{table}.{column}"
        for table, line in of_tables()
        for column in line.tables[table]
        if column not in Base.metadata.tables[table].columns
    ]
    assert gone == []


def test_every_line_says_how_long_one_way_or_the_other() -> None:
    assert {line.key for line in LINES if not line.until} == set(PERIODS)
    assert len({line.key for line in LINES}) == len(LINES)


@pytest.mark.usefixtures("context")
def test_people_read_it_in_words() -> None:
    rows = {row.what: row for row in kept()}
    assert rows["Looks at the records of others"].how_long == "730 days after the last look of a day"
    assert rows["People and their roles"].holds[:2] == ("name", "email address")
    assert rows["Backups"].how_long.startswith("None are made by themselves.")

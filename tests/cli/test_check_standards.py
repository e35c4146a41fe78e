"""`check-standards`: a file of a standard is tried before anyone is measured by it."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.standards.small import HOURS_RULE, SMALL
from tracker.standards.editions import shipped_files


def written(folder: Path, text: str = SMALL, name: str = "small.toml") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def test_what_ships_may_be_used_and_is_told_with_what_was_tried(run: Run) -> None:
    answer = run("check-standards", "--json")
    assert answer.code == 0
    assert answer.data["whole"]
    assert [each["file"] for each in answer.data["files"]] == [str(file) for file in shipped_files()]
    for each in answer.data["files"]:
        assert each["problems"] == []
        assert each["requirements"] > 0
        assert each["example_people"] > 0
        assert each["verdicts"] >= each["requirements"]


def test_a_named_file_is_tried_and_nothing_else(run: Run, tmp_path: Path) -> None:
    file = written(tmp_path)
    answer = run("check-standards", file)
    assert answer.code == 0
    assert answer.text.splitlines() == [
        f"{file}: may be used",
        "  A small standard, First edition: 2 requirements, 1 example person, 2 verdicts as expected",
    ]


def test_one_bad_file_among_good_ones_is_refused_with_every_reason(run: Run, tmp_path: Path) -> None:
    good = written(tmp_path)
    bad = written(
        tmp_path, SMALL.replace("months = 12", "months = 0").replace("hours = 8, due", "hours = -8, due"), "bad.toml"
    )
    answer = run("check-standards", good, bad)
    assert answer.code == 1
    assert f"{good}: may be used" in answer.text
    assert f"{bad}: refused" in answer.text
    assert "bad.toml: requirement “core-hours”" in answer.text
    assert "bad.toml: requirement “team-day”" in answer.text


def test_an_example_that_comes_out_otherwise_is_refused(run: Run, tmp_path: Path) -> None:
    text = SMALL.replace(HOURS_RULE, HOURS_RULE.replace("hours = 8", "hours = 9"))
    answer = run("check-standards", "--json", written(tmp_path, text))
    assert answer.code == 1
    assert not answer.data["whole"]
    [problem] = answer.data["files"][0]["problems"]
    assert "expected Met, got Not met" in problem


def test_a_file_that_is_not_there_and_one_that_is_no_text_are_named(run: Run, tmp_path: Path) -> None:
    picture = tmp_path / "picture.toml"
    picture.write_bytes(b"\x89PNG\r\n\xff")
    answer = run("check-standards", tmp_path / "gone.toml", picture, tmp_path)
    assert answer.code == 1
    assert "gone.toml: cannot be opened." in answer.text
    assert "picture.toml: is not written in UTF-8." in answer.text
    assert f"{tmp_path}: refused" in answer.text


FOLLOWING = """
[before]
edition = "0"

  [[before.requirement]]
  earlier = "core-hours"
  now = "core-hours"
  change = "same"
  mark = "draft"
"""


def test_what_became_of_the_edition_before_is_compared_where_its_file_is_named_too(run: Run, tmp_path: Path) -> None:
    now = written(tmp_path, SMALL + FOLLOWING, "now.toml")
    earlier = written(tmp_path, SMALL.replace('edition = "1"', 'edition = "0"'), "earlier.toml")
    alone = run("check-standards", now)
    assert alone.code == 0
    assert alone.text.splitlines()[2:] == [
        "  What became of edition 0 was not checked: name its file too. A center takes this file only beside that one."
    ]
    both = run("check-standards", now, earlier)
    assert both.code == 1
    assert f"{earlier}: may be used" in both.text
    told = "now.toml: small, 1, before: nothing says what became of team-day. Add a [[before.requirement]] for it."
    assert told in both.text


def test_how_each_requirement_is_measured_is_told_where_that_is_asked_for(run: Run, tmp_path: Path) -> None:
    file = written(tmp_path)
    told = run("check-standards", "--words", file).text.splitlines()
    at = told.index("  Core hours")
    assert told[at + 1 : at + 3] == [
        "    Binds whoever serves as victim advocate.",
        "    8 hours, once, within 90 days of the first day of service.",
    ]
    assert run("check-standards", "--json", file).data["files"][0]["words"]["Team day"][0] == "Binds the team as one."


def test_what_ships_is_read_only_for_an_edition_before_that_no_file_has(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracker.standards.editions.shipped_standards", lambda: pytest.fail("read"))
    assert run("check-standards").code == 0
    assert run("check-standards", written(tmp_path)).code == 0

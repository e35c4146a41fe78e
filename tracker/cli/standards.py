"""Checking a standard's file before anyone is measured by it."""

from pathlib import Path

import click

from tracker.cli.answering import answer, for_programs
from tracker.formatting import format_count
from tracker.services import standard_files
from tracker.services.standard_files import CheckedFile


@click.command("check-standards")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE]…")
@click.option("--words", is_flag=True, help="Tell how each requirement is measured, as its page and packets do.")
@for_programs
def check_standards(files: tuple[Path, ...], words: bool, as_json: bool) -> None:
    """Load the standards that ship, or the files named, and judge their example people.

    Exit code 1 where one is refused.
    """
    checked = standard_files.check(files)
    refused = any(each.problems for each in checked)
    facts = {"checked": "standards", "whole": not refused, "files": [_plain(each) for each in checked]}
    answer(as_json, facts, (line for each in checked for line in _lines(each, words=words)))
    if refused:
        raise SystemExit(1)


def _lines(each: CheckedFile, *, words: bool) -> list[str]:
    if each.problems:
        return [f"{each.file}: refused", *(f"  {problem}" for problem in each.problems)]
    people = format_count(each.people, "example person", "example people")
    verdicts = format_count(each.verdicts, "verdict")
    lines = [
        f"{each.file}: may be used",
        f"  {each.title}: {format_count(each.requirements, 'requirement')}, {people}, {verdicts} as expected",
    ]
    if each.unchecked:
        lines.append(
            f"  What became of edition {each.unchecked} was not checked: name its file too. "
            "A center takes this file only beside that one."
        )
    if words:
        for title, told in each.words:
            lines += ["", f"  {title}", *(f"    {sentence}" for sentence in told)]
    return lines


def _plain(each: CheckedFile) -> dict[str, object]:
    return {
        "file": str(each.file),
        "whole": not each.problems,
        "title": each.title,
        "requirements": each.requirements,
        "example_people": each.people,
        "verdicts": each.verdicts,
        "words": {title: list(told) for title, told in each.words},
        "before_not_checked": each.unchecked,
        "problems": list(each.problems),
    }


COMMANDS = (check_standards,)

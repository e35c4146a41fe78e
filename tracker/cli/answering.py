"""How a command answers: in words for people, or with `--json` for programs."""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

import click

for_programs = click.option("--json", "as_json", is_flag=True, help="For programs.")


def answer(as_json: bool, facts: dict[str, Any], words: Iterable[str]) -> None:
    """Print the facts as one JSON object, or else the lines of words.

    What JSON lacks is written as its text, dates and times as ISO 8601 has them.
    """
    if as_json:
        click.echo(json.dumps(facts, indent=1, default=_written))
        return
    for line in words:
        click.echo(line)


def _written(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)

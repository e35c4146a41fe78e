"""The breaks that stand in breaks.toml, as values."""

import tomllib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Break:
    """One change of the code that takes foundation `number` away, in words and letters, and the tests that must fail.

    `on`: the database that they run on.
    """

    number: int
    foundation: str
    what: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...]
    on: str = "sqlite"


def breaks() -> list[Break]:
    """Return all of them in the order of the foundations."""
    with Path(__file__).with_name("breaks.toml").open("rb") as file:
        found = tomllib.load(file)["foundation"]
    return [
        Break(each["number"], each["title"], **{**one, "tests": tuple(one["tests"])})
        for each in found
        for one in each["break"]
    ]

"""Reads the parts of the training-and-resources page. Strict: an unknown key or a missing one is refused by name."""

import tomllib
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from tracker.domain.errors import UnreadableFile

FILE = Path(__file__).parent / "data" / "resources.toml"

Part = TypeVar("Part")


@dataclass(frozen=True, slots=True)
class Source:
    """The page that the parts come from."""

    title: str
    publisher: str
    source: str
    about: str


@dataclass(frozen=True, slots=True)
class Resource:
    """Something to read, with its address."""

    title: str
    about: str
    url: str


@dataclass(frozen=True, slots=True)
class Definition:
    """What a word means, in its publisher's own words."""

    title: str
    publisher: str
    source: str
    text: str
    examples: list[str]
    more: list[str]


@dataclass(frozen=True, slots=True)
class Statute:
    """A law by its name, and where it can be read."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom the publisher names."""

    about: str
    email: str


@dataclass(frozen=True, slots=True)
class Resources:
    """Every part of the page."""

    page: Source
    resources: tuple[Resource, ...]
    coming_soon: str
    definition: Definition
    statutes: tuple[Statute, ...]
    contact: Contact
    disclaimer: str


@lru_cache(maxsize=1)
def shipped_resources() -> Resources:
    """Return the parts that ship. Read once a process."""
    return load_resources(FILE)


def load_resources(path: Path) -> Resources:
    """Read a file of parts. Raises UnreadableFile naming the part and the key."""
    try:
        plain = tomllib.loads(path.read_text("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError):
        raise UnreadableFile(f"{path.name}: is not valid TOML in UTF-8.") from None
    parts = ("page", "resource", "coming_soon", "definition", "statute", "contact", "disclaimer")
    _same_keys(path.name, set(plain), set(parts))
    about = {name: plain[name] for name in ("coming_soon", "disclaimer")}
    for name, part in about.items():
        _same_keys(f"{path.name}, {name}", set(part), {"about"})
    return Resources(
        page=_part(path.name, Source, plain["page"]),
        resources=tuple(_part(path.name, Resource, each) for each in plain["resource"]),
        coming_soon=about["coming_soon"]["about"],
        definition=_part(path.name, Definition, plain["definition"]),
        statutes=tuple(_part(path.name, Statute, each) for each in plain["statute"]),
        contact=_part(path.name, Contact, plain["contact"]),
        disclaimer=about["disclaimer"]["about"],
    )


def _part(file: str, kind: type[Part], values: dict[str, Any]) -> Part:
    _same_keys(f"{file}, {kind.__name__.lower()}", set(values), {entry.name for entry in fields(kind)})  # type: ignore[arg-type]  # each kind is a dataclass
    return kind(**values)


def _same_keys(where: str, found: set[str], allowed: set[str]) -> None:
    if found != allowed:
        wrong = ", ".join(sorted(found ^ allowed))
        raise UnreadableFile(f"{where}: {wrong} is missing or unknown; the keys are {', '.join(sorted(allowed))}.")

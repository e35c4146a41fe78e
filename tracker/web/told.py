"""Where a packet's facts lead on screen: at a desk to pages of their own, in a preview to places on the same page.

One set of templates (`templates/told/`) shows both; each is handed one of these as `to`.
"""

from collections.abc import Mapping
from typing import Any, Protocol

from flask import url_for

from tracker.services.desks import PAGES_AT_ONCE


class Outline(Protocol):
    """What of a packet leads somewhere: its people by their id in their order, and the code of each requirement."""

    @property
    def people(self) -> Mapping[str, Any]: ...

    @property
    def codes(self) -> Mapping[str, str]: ...


class AtDesk:
    """Links to the pages of a desk. People go by their number in the packet: no id of the record is in an address."""

    def __init__(self, desk: str, outline: Outline) -> None:
        self._desk, self._numbers = desk, _numbers(outline)

    def requirement(self, key: str) -> str:
        """Return the address of a requirement."""
        return url_for("desk.requirement", desk=self._desk, requirement=key)

    def finding(self, requirement: str, person: str) -> str:
        """Return the address of the finding on a requirement about a person, or about the team without one."""
        number = self._numbers.get(person, 0)
        return url_for("desk.finding", desk=self._desk, requirement=requirement, number=number)

    def person(self, person: str) -> str:
        """Return the address of a person."""
        return url_for("desk.person", desk=self._desk, number=self._numbers[person])

    def exhibit(self, number: int, page: int = 0) -> str:
        """Return the address of an exhibit, or of one of its pages."""
        address = url_for("desk.exhibit", desk=self._desk, number=number)
        # The first pages are there without asking for them.
        asking = f"?page={page}" if page > PAGES_AT_ONCE else ""
        return f"{address}{asking}#page-{page}" if page else address


class OnOnePage:
    """Links within the page that shows all of a packet."""

    def __init__(self, outline: Outline) -> None:
        self._people, self._codes = _numbers(outline), outline.codes

    def requirement(self, key: str) -> str:
        """Return the place of a requirement."""
        return f"#{self.place(key)}"

    def finding(self, requirement: str, person: str) -> str:
        """Return the place of a finding: with its requirement."""
        return self.requirement(requirement)

    def person(self, person: str) -> str:
        """Return the place of a person."""
        return f"#person-{self._people[person]}"

    def exhibit(self, number: int, page: int = 0) -> str:
        """Return the place of an exhibit in its list: its pages are not drawn here."""
        return f"#exhibit-{number}"

    def place(self, key: str) -> str:
        """Return the name of a requirement's place."""
        return f"requirement-{self._codes[key]}"


def _numbers(outline: Outline) -> dict[str, int]:
    return {person: number for number, person in enumerate(outline.people, start=1)}

"""Everything that a packet rests on, found anew: who is bound, each verdict, and which file proves what."""

import sqlite3
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from tests.promises.packet_rules import judge
from tests.promises.packet_tables import TEAM, Fact, Tables
from tests.promises.packet_verdicts import Asked, Found

APART = "does_not_apply"


@dataclass(slots=True)
class Exhibit:
    """A file, once: what it was met with first, and whom and which requirements it serves."""

    number: int
    digest: str
    pages: int
    title: str
    on: date
    people: dict[str, None]
    requirements: set[str]


class Recount:
    """The facts of one center's newest packet."""

    def __init__(self, database: sqlite3.Connection, center: str) -> None:
        """Read the center's tables as they are now."""
        self.tables = Tables(database, center)
        self.as_of = self.tables.as_of
        self.asked: list[dict[str, Any]] = self.tables.standard["requirement"]
        self.components: list[dict[str, Any]] = self.tables.standard["component"]

    @cached_property
    def codes(self) -> dict[str, str]:
        """The short code of each requirement: the place of its component, and its place in that."""
        places = {component["id"]: number for number, component in enumerate(self.components, start=1)}
        inside: dict[str, list[str]] = {}
        for asked in self.asked:
            inside.setdefault(asked["component"], []).append(asked["id"])
        return {
            asked["id"]: f"{places[asked['component']]}.{inside[asked['component']].index(asked['id']) + 1}"
            for asked in self.asked
        }

    @cached_property
    def found(self) -> dict[tuple[str, str], Found]:
        """Each verdict by person (the team: empty) and requirement; without who is not bound."""
        verdicts = {}
        for asked in self.asked:
            if asked["applies"].get("team"):
                verdicts[TEAM, asked["id"]] = judge(asked["rule"], self._team)
                continue
            for person in self.tables.people:
                began = self._began(person["id"], asked["applies"]["roles"])
                if began:
                    verdicts[person["public_id"], asked["id"]] = judge(asked["rule"], self._of(person, began))
        return verdicts

    @cached_property
    def people(self) -> list[Any]:
        """The people whom a requirement binds, by name."""
        bound = {person for person, _ in self.found}
        return [person for person in self.tables.people if person["public_id"] in bound]

    @cached_property
    def names(self) -> dict[str, str]:
        """Each bound person's name."""
        return {person["public_id"]: person["name"] for person in self.people}

    def under(self, requirement: str) -> list[tuple[str, Found]]:
        """Return the verdicts on a requirement, in the order of the people."""
        whom = [TEAM, *self.names]
        return [(who, self.found[who, requirement]) for who in whom if (who, requirement) in self.found]

    def rests(self, person: str, fact: Fact) -> list[str]:
        """Return the requirements whose verdicts count something."""
        return [
            asked["id"]
            for asked in self.asked
            if (person, asked["id"]) in self.found
            and fact.key in {each.key for each in self.found[person, asked["id"]].counted}
        ]

    @cached_property
    def held(self) -> list[Fact]:
        """What the team did, the latest first."""
        return self.tables.events()[::-1]

    @cached_property
    def exhibits(self) -> list[Exhibit]:
        """Every file once, numbered as the packet meets them."""
        return self._numbered[0]

    @cached_property
    def numbers(self) -> dict[str, list[int]]:
        """The exhibits behind each completion, event and paper."""
        return self._numbered[1]

    @cached_property
    def _numbered(self) -> tuple[list[Exhibit], dict[str, list[int]]]:
        files: dict[str, list[Any]] = {}
        for file in self.tables.files():
            files.setdefault(file["proves"], []).append(file)
        claims = [(person["public_id"], each) for person in self.people for each in self.claimed(person)]
        papers = sorted(self.tables.documents(), key=lambda each: each.row["id"])
        exhibits: dict[str, Exhibit] = {}
        numbers: dict[str, list[int]] = {}
        for person, fact in [*claims, *((TEAM, each) for each in [*self.held, *papers])]:
            for file in [*files.get(fact.key, ()), *files.get(fact.event, ())]:
                new = Exhibit(len(exhibits) + 1, file["sha256"], file["pages"], fact.title, fact.on, {}, set())
                exhibit = exhibits.setdefault(file["sha256"], new)
                exhibit.people |= {person: None} if person else {}
                exhibit.requirements |= set(self.rests(person, fact))
                if exhibit.number not in numbers.setdefault(fact.key, []):
                    numbers[fact.key].append(exhibit.number)
        return list(exhibits.values()), numbers

    def claimed(self, person: Any) -> list[Fact]:
        """Return what somebody claims, in the order of days and of entering."""
        return sorted(self.tables.of(person["public_id"]), key=lambda each: (each.on, each.row["id"]))

    def _of(self, person: Any, began: date) -> Asked:
        claimed = self.tables.of(person["public_id"])
        accepted = [each for each in claimed if each.state == "accepted"]
        return self._asked(began, accepted, [each for each in claimed if each not in accepted])

    @cached_property
    def _team(self) -> Asked:
        disciplines = {person["public_id"]: person["discipline"] for person in self.tables.people}
        events = self.tables.events()
        there = {each.key: {disciplines[person] for person in self.tables.there(each)} for each in events}
        return self._asked(None, self.tables.documents(), [], events, there)

    def _asked(self, began: date | None, *rest: Any) -> Asked:
        names = ("accepted", "waiting", "events", "disciplines")
        given = dict(zip(names, rest, strict=False))
        return Asked(as_of=self.as_of, soon=self.tables.standard["due_soon_days"], began=began, **given)

    def _began(self, person: int, roles: list[str]) -> date | None:
        """Walk back from the day for as long as some bound role was held: the first such day, None for nobody bound."""
        terms = [term for term in self.tables.terms if term["person_id"] == person and term["role"] in roles]

        def held(on: date) -> bool:
            return any(_within(term, on) for term in terms)

        if not held(self.as_of):
            return None
        began = self.as_of
        while held(began - timedelta(days=1)):
            began -= timedelta(days=1)
        return began


def _within(term: Any, on: date) -> bool:
    return term["starts_on"] <= on.isoformat() and (not term["ends_on"] or on.isoformat() <= term["ends_on"])


def served(terms: list[Any], person: int, on: date) -> bool:
    """Tell whether somebody had any role on a day."""
    return any(term["person_id"] == person and _within(term, on) for term in terms)

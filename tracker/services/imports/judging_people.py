"""What would come of the rows that tell of agencies and people, each held against who is here and who comes with it."""

from dataclasses import dataclass, field, replace

from tracker.domain.titles import fold
from tracker.services.actor import Actor
from tracker.services.imports import differing, entries
from tracker.services.imports.here import Here
from tracker.services.imports.judged import Judged, Row
from tracker.services.imports.matching import Candidate, Found
from tracker.services.imports.said import Said
from tracker.services.imports.states import LATER, NEW_PERSON, Choice, Outcome

TWO_OF_A_NAME = (
    "Another row of this name has another email address. Where they are two people, tell their names apart, as by a"
    " middle initial; where it is one, correct the address."
)
TWO_SAYINGS = "Another row says something else of the same: {}. Correct one of the two in the spreadsheet."
CLASHES = "Its days meet those of another time in the same role here. Correct the role on the person's page."
WAYS = (Choice.KEEP, Choice.REPLACE)


@dataclass
class PeopleAhead:
    """The agencies and people of a file. `to_come`: whom it brings, by the folded name."""

    actor: Actor
    here: Here
    to_come: dict[str, str] = field(default_factory=dict)
    _agencies: dict[str, Said] = field(default_factory=dict)
    _people: dict[str, Said] = field(default_factory=dict)
    _roles: dict[tuple[str, str], Said] = field(default_factory=dict)
    _emails: dict[str, str] = field(default_factory=dict)

    def agency(self, row: Row) -> Judged:
        """Judge a row that tells of an agency."""
        said, key = row.said, row.said.name.casefold()
        there, before = self.here.agencies.get(key), self._agencies.setdefault(key, said)
        if before is not said:
            if said.discipline and before.discipline and said.discipline != before.discipline:
                return Judged(row, Outcome.IMPOSSIBLE, TWO_SAYINGS.format("another field"))
            return Judged(row, Outcome.HERE, "It stands twice in this file.")
        if there is None:
            return Judged(row, Outcome.NEW, "A new agency.")
        if differs := differing.of_agency(there, said):
            return _met(Judged(row, Outcome.CONFLICT, f"Here it has {differs}.", meets=there.public_id))
        return Judged(row, Outcome.HERE, "An agency of this name is here.")

    def person(self, row: Row, found: Found) -> Judged:
        """Judge a row that tells of a person, whose name was found to mean somebody here, or nobody for certain."""
        chosen = row.person_choice
        if chosen == LATER:
            return Judged(row, Outcome.LATER, "You left this name for later.")
        if chosen != NEW_PERSON and chosen in self.here.listed:
            return self._somebody_here(row, chosen, f"It is {self.here.listed[chosen].name}.")
        if found.certain is not None:
            return self._somebody_here(row, found.certain.public_id, _why_certain(row.said, found.certain))
        return self._new_person(row, found)

    def _somebody_here(self, row: Row, public_id: str, words: str) -> Judged:
        there, same = self.here.listed[public_id], Judged(row, Outcome.HERE, words, person=public_id)
        differs = differing.of_person(there, row.said, self.actor)
        if not differs:
            return same
        before = self._roles.setdefault((public_id, row.said.role), row.said)
        if before is not row.said:
            if wrong := _contradicts(before, row.said):
                return replace(same, outcome=Outcome.IMPOSSIBLE, words=TWO_SAYINGS.format(wrong))
            return replace(same, words="It stands twice in this file.")
        if wrong := entries.wrong_person(row.said):
            return replace(same, outcome=Outcome.IMPOSSIBLE, words=wrong)
        change = differing.role_change(there, row.said, self.actor)
        if change is not None and differing.clashes(there, change):
            return replace(same, outcome=Outcome.IMPOSSIBLE, words=CLASHES)
        words = f"{words} Here they have {differs}."
        return _met(replace(same, outcome=Outcome.CONFLICT, words=words, meets=public_id))

    def _new_person(self, row: Row, found: Found) -> Judged:
        key, said = row.said.person_key, row.said
        is_further, before = key in self.to_come, self._people.get(key, said)
        email = said.email.casefold()
        if is_further and email and self._emails.setdefault(key, email) != email:
            return Judged(row, Outcome.IMPOSSIBLE, TWO_OF_A_NAME)
        if is_further and (wrong := _contradicts(before, said)):
            return Judged(row, Outcome.IMPOSSIBLE, TWO_SAYINGS.format(wrong))
        # A row without a role says no more of somebody than another row of theirs.
        if is_further and (not said.role or (key, said.role) in self._roles):
            return Judged(row, Outcome.HERE, "This name stands twice in this file.")
        if wrong := entries.wrong_person(said):
            return Judged(row, Outcome.IMPOSSIBLE, wrong)
        if found.like and row.person_choice != NEW_PERSON:
            return Judged(row, Outcome.WHO, names_of(found))
        self._roles[key, said.role] = self._people.setdefault(key, said)
        self.to_come.setdefault(key, said.name)
        if email:
            self._emails[key] = email
        return Judged(row, Outcome.NEW, entries.person_words(self.actor, said, is_further=is_further))


def names_of(found: Found) -> str:
    """Say whom a name may mean."""
    if not found.like:
        return "Nobody here has a name like it."
    return "Perhaps " + " or ".join(_told(each) for each in found.like) + "."


def _told(each: Candidate) -> str:
    return f"{each.name} ({each.score} of 100{', ' + each.why if each.why else ''})"


def _why_certain(said: Said, each: Candidate) -> str:
    return "Somebody of this name is here." if fold(each.name) == said.person_key else f"It is {each.name}: {each.why}."


def _contradicts(one: Said, other: Said) -> str:
    """Say in what two rows of one person contradict each other; days only where they are of one role."""
    for words, of_one, of_other in (
        ("another agency", one.agency.casefold(), other.agency.casefold()),
        ("another field", one.discipline, other.discipline),
    ):
        if of_one and of_other and of_one != of_other:
            return words
    if one.role == other.role and any(
        first and second and first != second for first, second in ((one.since, other.since), (one.until, other.until))
    ):
        return "other days of this role"
    return ""


def _met(judged: Judged) -> Judged:
    """Return a row that differs from somebody or something here, as it was chosen."""
    asked, choice = replace(judged, choices=WAYS), judged.row.choice
    if choice == Choice.KEEP:
        return replace(asked, outcome=Outcome.HERE, words="You kept what is here.")
    if choice == Choice.REPLACE:
        return replace(asked, outcome=Outcome.NEW, words=f"It is changed to what the file says. {judged.words}")
    return asked

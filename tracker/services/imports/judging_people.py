"""What would come of the rows that tell of agencies and people, each held against who is here and who comes with it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from tracker.domain.titles import fold
from tracker.domain.windows import Period
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
SAYS_MORE = "It says more of somebody whom another row brings. Bring that one in, then this one is asked about."
CLASHES = "Its days meet those of another time in the same role here. Correct the role on the person's page."
WAYS = (Choice.KEEP, Choice.REPLACE)


@dataclass
class PeopleAhead:
    """The agencies and people of a file. `to_come`: whom it brings, by the folded name."""

    actor: Actor
    here: Here
    to_come: dict[str, str] = field(default_factory=dict)
    _agencies: dict[str, Said] = field(default_factory=dict)
    # What earlier rows say of each, by public id, or by the folded name of who is new.
    _said: dict[str, list[Said]] = field(default_factory=dict)

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
        earlier = self._said.setdefault(public_id, [])
        if wrong := _contradiction(row.said, earlier):
            return replace(same, outcome=Outcome.IMPOSSIBLE, words=wrong)
        if _says_no_more(row.said, earlier):
            return replace(same, words="It stands twice in this file.")
        earlier.append(row.said)
        if wrong := entries.wrong_person(row.said):
            return replace(same, outcome=Outcome.IMPOSSIBLE, words=wrong)
        change = differing.role_change(there, row.said, self.actor)
        if change is not None and differing.clashes(there, change):
            return replace(same, outcome=Outcome.IMPOSSIBLE, words=CLASHES)
        words = f"{words} Here they have {differs}."
        return _met(replace(same, outcome=Outcome.CONFLICT, words=words, meets=public_id))

    def _new_person(self, row: Row, found: Found) -> Judged:
        key, said = row.said.person_key, row.said
        earlier = self._said.setdefault(f"{NEW_PERSON}:{key}", [])
        is_other = any(each.email and said.email and not _is_address_of(each, said) for each in earlier)
        wrong = TWO_OF_A_NAME if is_other else _contradiction(said, earlier)
        if wrong := wrong or entries.wrong_person(said):
            return Judged(row, Outcome.IMPOSSIBLE, wrong)
        if _says_no_more(said, earlier):
            return Judged(row, Outcome.HERE, "This name stands twice in this file.")
        if earlier and not _is_further_role(said, earlier):
            return Judged(row, Outcome.LATER, SAYS_MORE)
        if found.like and row.person_choice != NEW_PERSON:
            return Judged(row, Outcome.WHO, names_of(found))
        earlier.append(said)
        self.to_come.setdefault(key, said.name)
        words = entries.person_words(self.actor, said, is_further=len(earlier) > 1)
        return Judged(row, Outcome.NEW, words)


def names_of(found: Found) -> str:
    """Say whom a name may mean."""
    if not found.like:
        return "Nobody here has a name like it."
    return "Perhaps " + " or ".join(_told(each) for each in found.like) + "."


def _told(each: Candidate) -> str:
    return f"{each.name} ({each.score} of 100{', ' + each.why if each.why else ''})"


def _why_certain(said: Said, each: Candidate) -> str:
    return "Somebody of this name is here." if fold(each.name) == said.person_key else f"It is {each.name}: {each.why}."


def _contradiction(said: Said, earlier: Sequence[Said]) -> str:
    wrong = next(filter(None, (_contradicts(each, said) for each in earlier)), "")
    return TWO_SAYINGS.format(wrong) if wrong else ""


def _is_address_of(one: Said, other: Said) -> bool:
    return one.email.casefold() == other.email.casefold()


def _contradicts(one: Said, other: Said) -> str:
    """Say in what two rows of one person contradict each other; days only where they are of one role."""
    for words, of_one, of_other in (
        ("another email address", one.email.casefold(), other.email.casefold()),
        ("another agency", one.agency.casefold(), other.agency.casefold()),
        ("another field", one.discipline, other.discipline),
    ):
        if of_one and of_other and of_one != of_other:
            return words
    days, others = (one.since, one.until), (other.since, other.until)
    is_same_role = bool(one.role) and one.role == other.role and days != others and any(days) and any(others)
    return "other days of this role" if is_same_role and _days(one).meets(_days(other)) else ""


def _days(said: Said) -> Period:
    return Period(said.since or date.min, said.until)


def _says_no_more(said: Said, earlier: Sequence[Said]) -> bool:
    """Tell whether other rows of the same person say all that a row says: of one role one of them, with its days."""
    of_person = all(any(_says(each, said, name) for each in earlier) for name in ("email", "agency", "discipline"))
    return of_person and any(all(_says(each, said, name) for name in ("role", "since", "until")) for each in earlier)


def _says(one: Said, said: Said, name: str) -> bool:
    return not getattr(said, name) or getattr(one, name) == getattr(said, name)


def _is_further_role(said: Said, earlier: Sequence[Said]) -> bool:
    """Tell whether a row says of somebody new one role more, and nothing else that the rows before it do not say."""
    names = ("email", "agency", "discipline")
    adds = any(getattr(said, name) and not any(getattr(each, name) for each in earlier) for name in names)
    same = [each for each in earlier if each.role == said.role]
    return bool(said.role) and not adds and all(_has_days(said) and _has_days(each) for each in same)


def _has_days(said: Said) -> bool:
    return said.since is not None or said.until is not None


def _met(judged: Judged) -> Judged:
    """Return a row that differs from somebody or something here, as it was chosen."""
    asked, choice = replace(judged, choices=WAYS), judged.row.choice
    if choice == Choice.KEEP:
        return replace(asked, outcome=Outcome.HERE, words="You kept what is here.")
    if choice == Choice.REPLACE:
        return replace(asked, outcome=Outcome.NEW, words=f"It is changed to what the file says. {judged.words}")
    return asked

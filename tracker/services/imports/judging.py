"""What would come of each row of a file, held against what is here: the same rows and choices give the same outcome.

Asked for every look at an import, and once more in the unit of work that saves it, so that what was shown is what is
done, or is told anew.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from tracker.domain.errors import Conflict
from tracker.domain.titles import fold
from tracker.formatting import format_date, format_hours
from tracker.services.actor import Actor
from tracker.services.completions.duplicates import NEAR
from tracker.services.completions.entry import refuse_impossible
from tracker.services.imports import entries, matching
from tracker.services.imports.here import Here, Record
from tracker.services.imports.matching import Candidate, Found
from tracker.services.imports.said import Said
from tracker.services.imports.states import LATER, NEW_PERSON, OWN_TITLE, Choice, Kind, Outcome


@dataclass(frozen=True, slots=True)
class Row:
    """A row of an import: its number, what it says, what was chosen for it, and what it made."""

    id: int
    number: int
    said: Said
    person_choice: str = ""
    title_choice: str = ""
    choice: str = ""
    made: str | None = None


TWO_OF_A_NAME = (
    "Another row of this name has another email address. Where they are two people, tell their names apart, as by a"
    " middle initial; where it is one, correct the address."
)


@dataclass(frozen=True, slots=True)
class Judged:
    """A row with what would come of it and why. `person` and `training` are public ids; a person may be one to come.

    `meets`: the completion here that it differs from. `choices`: what may be chosen for it.
    """

    row: Row
    outcome: Outcome
    words: str = ""
    person: str = ""
    person_name: str = ""
    training: str = ""
    training_title: str = ""
    meets: str = ""
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Whom:
    """Whom a name of the file means: a public id, or `new` with the key of the name; empty while nobody said."""

    public_id: str = ""
    name: str = ""
    is_new: bool = False
    is_later: bool = False

    @property
    def target(self) -> str:
        """The one key for somebody here and for somebody to come."""
        return f"{NEW_PERSON}:{fold(self.name)}" if self.is_new else self.public_id


@dataclass
class Judgement:
    """A file held against a record."""

    actor: Actor
    here: Here
    people: dict[str, Found] = field(default_factory=dict)
    titles: dict[str, Found] = field(default_factory=dict)
    to_come: dict[str, str] = field(default_factory=dict)
    _emails: dict[str, str] = field(default_factory=dict)
    _seen: set[tuple[object, ...]] = field(default_factory=set)

    def of(self, rows: Sequence[Row]) -> list[Judged]:
        """Judge rows in their order: agencies and people before what people completed."""
        order = {Kind.AGENCY: 0, Kind.PERSON: 1}
        first = sorted(rows, key=lambda row: (order.get(row.said.kind, 2), row.number))
        judged = [self._judge(row) for row in first]
        return sorted(judged, key=lambda each: each.row.number)

    def _judge(self, row: Row) -> Judged:
        if row.made is not None:
            return Judged(row, Outcome.DONE)
        if row.said.kind is Kind.PROBLEM:
            return Judged(row, Outcome.IMPOSSIBLE, row.said.wrong)
        if row.choice == Choice.LATER:
            return Judged(row, Outcome.LATER, "You left it for later.")
        if row.said.kind is Kind.AGENCY:
            return self._agency(row)
        return self._person(row) if row.said.kind is Kind.PERSON else self._completion(row)

    def _agency(self, row: Row) -> Judged:
        key = ("agency", row.said.name.casefold())
        if row.said.name.casefold() in self.here.agencies:
            return Judged(row, Outcome.HERE, "An agency of this name is here.")
        if key in self._seen:
            return Judged(row, Outcome.HERE, "It stands twice in this file.")
        self._seen.add(key)
        return Judged(row, Outcome.NEW, "A new agency.")

    def _person(self, row: Row) -> Judged:
        found, chosen = self.found(row.said), row.person_choice
        if chosen == LATER:
            return Judged(row, Outcome.LATER, "You left this name for later.")
        if chosen != NEW_PERSON and chosen in self.here.people_by_id:
            return Judged(row, Outcome.HERE, f"It is {self.here.people_by_id[chosen].name}.", person=chosen)
        if found.certain is not None:
            return Judged(row, Outcome.HERE, "Somebody of this name is here.", person=found.certain.public_id)
        return self._new_person(row, found)

    def _new_person(self, row: Row, found: Found) -> Judged:
        key, role = row.said.person_key, row.said.role
        is_further = key in self.to_come
        # A row without a role says no more of somebody than another row of theirs.
        if is_further and (not role or (key, role) in self._seen):
            return Judged(row, Outcome.HERE, "This name stands twice in this file.")
        email = row.said.email.casefold()
        if is_further and email and self._emails.setdefault(key, email) != email:
            return Judged(row, Outcome.IMPOSSIBLE, TWO_OF_A_NAME)
        if wrong := entries.wrong_person(row.said):
            return Judged(row, Outcome.IMPOSSIBLE, wrong)
        if found.like and row.person_choice != NEW_PERSON:
            return Judged(row, Outcome.WHO, _names(found))
        self._seen.add((key, role))
        self.to_come.setdefault(key, row.said.name)
        if email:
            self._emails[key] = email
        return Judged(row, Outcome.NEW, entries.person_words(self.actor, row.said, is_further=is_further))

    def _completion(self, row: Row) -> Judged:
        said = row.said
        if said.fingerprint in self.here.brought:
            made, file_name = self.here.brought[said.fingerprint]
            return Judged(row, Outcome.HERE, f"It was brought in already, from “{file_name}”.", meets=made)
        if wrong := self._impossible(said):
            return Judged(row, Outcome.IMPOSSIBLE, wrong)
        whom = self.whom(row)
        if whom.is_later:
            return Judged(row, Outcome.LATER, f"You left the name “{said.name}” for later.")
        if not whom.target:
            return Judged(row, Outcome.WHO, _names(self.found(said)))
        return self._of_training(row, whom)

    def _impossible(self, said: Said) -> str:
        if wrong := entries.wrong_completion(said):
            return wrong
        try:
            refuse_impossible(self.actor, entries.entry_of(said))
        except Conflict as problem:
            return problem.message
        return ""

    def _of_training(self, row: Row, whom: Whom) -> Judged:
        found, chosen = self.title(row.said), row.title_choice
        named = Judged(row, Outcome.NEW, person=whom.target, person_name=whom.name)
        if chosen == LATER:
            return replace(named, outcome=Outcome.LATER, words=f"You left the title “{row.said.title}” for later.")
        match = self.here.catalog.by_id.get(chosen) if chosen not in {"", OWN_TITLE} else None
        if match is None and found.certain is not None and chosen != OWN_TITLE:
            match = self.here.catalog.by_id.get(found.certain.public_id)
        if match is None and found.like and chosen != OWN_TITLE:
            return replace(named, outcome=Outcome.WHICH, words=_names(found))
        if match is not None:
            named = replace(named, training=match.public_id, training_title=match.title)
        return self._against_record(named)

    def _against_record(self, named: Judged) -> Judged:
        said = named.row.said
        key = (named.person, named.training or said.title_key, said.completed_on)
        there = [each for each in self.here.records.get(named.person, ()) if _is_training(each, named)]
        same_day = [each for each in there if each.completed_on == said.completed_on]
        if key in self._seen and named.row.choice != Choice.BOTH:
            words = "It stands twice in this file."
            return replace(named, outcome=Outcome.HERE, words=words, choices=(Choice.BOTH,))
        self._seen.add(key)
        if same := next((each for each in same_day if not _differs(each, said)), None):
            return replace(named, outcome=Outcome.HERE, words="The same is here.", meets=same.public_id)
        if same_day:
            return self._conflict(named, same_day[0], f"Here it has {_difference(same_day[0], said)}.")
        near = next((each for each in there if said.completed_on and _is_near(each, said)), None)
        if near is not None:
            return self._conflict(named, near, f"Here it stands on {format_date(near.completed_on)}.")
        return replace(named, words=_new_words(named))

    def _conflict(self, named: Judged, there: Record, words: str) -> Judged:
        choice, ways = named.row.choice, (Choice.KEEP, Choice.REPLACE, Choice.BOTH)
        found = replace(named, words=words, meets=there.public_id, choices=ways)
        if choice == Choice.KEEP:
            return replace(found, outcome=Outcome.HERE, words="You kept what is here.")
        if choice == Choice.REPLACE:
            return replace(found, words=f"It takes the place of what is here. {words}")
        if choice == Choice.BOTH:
            return replace(found, words=f"Both are kept. {words}", meets="")
        return replace(found, outcome=Outcome.CONFLICT)

    def whom(self, row: Row) -> Whom:
        """Return whom a row is about: as chosen, certain, or somebody whom the same file brings."""
        chosen, said = row.person_choice, row.said
        if chosen == LATER:
            return Whom(is_later=True)
        if chosen and chosen != NEW_PERSON and chosen in self.here.people_by_id:
            return Whom(chosen, self.here.people_by_id[chosen].name)
        found = self.found(said)
        if found.certain is not None:
            return Whom(found.certain.public_id, found.certain.name)
        if said.person_key in self.to_come or chosen == NEW_PERSON:
            self.to_come.setdefault(said.person_key, said.name)
            return Whom(name=self.to_come[said.person_key], is_new=True)
        return Whom()

    def found(self, said: Said) -> Found:
        """Return whom a name may mean, looked for once a name."""
        key = f"{said.person_key} {said.email.casefold()}"
        if key not in self.people:
            self.people[key] = matching.person(said.name, said.email, self.here.people)
        return self.people[key]

    def title(self, said: Said) -> Found:
        """Return which training a title may mean, looked for once a title and address."""
        key = f"{said.title_key} {said.activity}"
        if key not in self.titles:
            catalog, address = self.here.catalog, fold(said.activity)
            # An entry of the catalog may have the training's address in a learning system among its names.
            equal = (catalog.called(address) if address else frozenset()) or catalog.called(said.title_key)
            self.titles[key] = matching.training(said.title, catalog.listed, equal)
        return self.titles[key]


def counted(judged: Iterable[Judged]) -> dict[Outcome, int]:
    """Return how many rows come to what, in the order of outcomes; those that none come to left out."""
    found = [each.outcome for each in judged]
    return {outcome: found.count(outcome) for outcome in Outcome if outcome in found}


def _is_training(each: Record, named: Judged) -> bool:
    if each.kind != "training":
        return False
    if named.training:
        return each.training == named.training or each.title == fold(named.training_title)
    return each.title == named.row.said.title_key


def _is_near(each: Record, said: Said) -> bool:
    return said.completed_on is not None and abs(each.completed_on - said.completed_on) <= NEAR


def _differs(each: Record, said: Said) -> bool:
    return any(_differences(each, said))


def _differences(each: Record, said: Said) -> Iterator[str]:
    """Yield what is here where the file says something else; what it does not say differs from nothing."""
    if said.hours is not None and entries.hours_of(said) != each.hours:
        yield format_hours(each.hours) if each.hours is not None else "no hours"
    if said.expires_on is not None and said.expires_on != each.expires_on:
        yield f"the last valid day {format_date(each.expires_on)}" if each.expires_on else "no last valid day"
    if said.certificate_number and fold(said.certificate_number) != fold(each.certificate_number):
        number = each.certificate_number
        yield f"the certificate number {number}" if number else "no certificate number"


def _difference(each: Record, said: Said) -> str:
    return ", ".join(_differences(each, said))


def _new_words(named: Judged) -> str:
    words = []
    if named.person.startswith(f"{NEW_PERSON}:"):
        words.append(f"With {named.person_name}, who is new.")
    if named.training_title and fold(named.training_title) != named.row.said.title_key:
        words.append(f"As “{named.training_title}” of the catalog.")
    elif not named.training:
        words.append("The catalog does not have it; its own title is kept.")
    return " ".join(words)


def _names(found: Found) -> str:
    if not found.like:
        return "Nobody here has a name like it."
    return "Perhaps " + " or ".join(_told(each) for each in found.like) + "."


def _told(each: Candidate) -> str:
    return f"{each.name} ({each.score} of 100{', ' + each.why if each.why else ''})"

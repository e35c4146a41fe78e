"""What would come of each row of a file, held against what is here: the same rows and choices give the same outcome.

Asked for every look at an import, and once more in the unit of work that saves it, so that what was shown is what is
done, or is told anew.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from tracker.domain.errors import Conflict
from tracker.domain.titles import fold
from tracker.formatting import format_date
from tracker.services.actor import Actor
from tracker.services.completions.duplicates import NEAR
from tracker.services.completions.entry import refuse_impossible
from tracker.services.imports import differing, entries, matching, places
from tracker.services.imports.here import Here, Record
from tracker.services.imports.judged import Judged, Row, Whom
from tracker.services.imports.judging_people import PeopleAhead, names_of
from tracker.services.imports.matching import Found
from tracker.services.imports.places import Letters
from tracker.services.imports.said import Said
from tracker.services.imports.states import LATER, NEW_PERSON, OWN_TITLE, Choice, Kind, Outcome

WAYS = (Choice.KEEP, Choice.REPLACE, Choice.BOTH)


@dataclass
class Judgement:
    """A file held against a record."""

    actor: Actor
    here: Here
    letters: Letters = field(default_factory=dict)
    _names: dict[str, Found] = field(default_factory=dict)
    _titles: dict[str, Found] = field(default_factory=dict)
    _judged: list[Judged] = field(default_factory=list)
    # Where in the list stands the row that says first that somebody completed something on a day.
    _firsts: dict[tuple[object, ...], int] = field(default_factory=dict)
    # The completions here that a row was chosen to replace: no other row may as well.
    _taken: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._people = PeopleAhead(self.actor, self.here)

    def of(self, rows: Sequence[Row]) -> list[Judged]:
        """Judge rows in their order: agencies and people before what people completed."""
        order = {Kind.AGENCY: 0, Kind.PERSON: 1}
        for row in sorted(rows, key=lambda row: (order.get(row.said.kind, 2), row.number)):
            self._judged.append(self._judge(row))
        return sorted(self._judged, key=lambda each: each.row.number)

    def _judge(self, row: Row) -> Judged:
        if row.made is not None:
            return Judged(row, Outcome.DONE)
        if row.said.kind is Kind.PROBLEM:
            return Judged(row, Outcome.IMPOSSIBLE, row.said.wrong)
        if row.choice == Choice.LATER:
            return Judged(row, Outcome.LATER, "You left it for later.")
        if row.said.kind is Kind.AGENCY:
            return self._people.agency(row)
        if row.said.kind is Kind.PERSON:
            return self._people.person(row, self.found(row.said))
        return self._completion(row)

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
            return Judged(row, Outcome.WHO, names_of(self.found(said)))
        return self._of_training(row, whom)

    def _impossible(self, said: Said) -> str:
        wrong = entries.wrong_completion(said)
        if wrong is None:
            try:
                refuse_impossible(self.actor, entries.entry_of(said))
            except Conflict as problem:
                wrong = entries.Wrong(problem.message, problem.field or "")
        return places.told(said, wrong, self.letters) if wrong else ""

    def _of_training(self, row: Row, whom: Whom) -> Judged:
        found, chosen = self.title(row.said), row.title_choice
        named = Judged(row, Outcome.NEW, person=whom.target, person_name=whom.name, other_names=whom.other_names)
        if fold(whom.name) != row.said.person_key and not whom.is_new:
            named = replace(named, whom=f"For {whom.name}, {whom.why}.")
        if chosen == LATER:
            return replace(named, outcome=Outcome.LATER, words=f"You left the title “{row.said.title}” for later.")
        match = self.here.catalog.by_id.get(chosen) if chosen not in {"", OWN_TITLE} else None
        if match is None and found.certain is not None and chosen != OWN_TITLE:
            match = self.here.catalog.by_id.get(found.certain.public_id)
        if match is None and found.like and chosen != OWN_TITLE:
            return replace(named, outcome=Outcome.WHICH, words=names_of(found))
        if match is not None:
            named = replace(named, training=match.public_id, training_title=match.title)
        return self._against_file(named)

    def _against_file(self, named: Judged) -> Judged:
        """Hold a row against those before it that say the same of the same day, then against the record."""
        said = named.row.said
        key = (named.person, named.training or said.title_key, said.completed_on)
        first = self._firsts.setdefault(key, len(self._judged))
        if first == len(self._judged) or named.row.choice == Choice.BOTH:
            return self._against_record(named)
        before = self._judged[first]
        differs = differing.of_completion(differing.stated_by(before.row.said), said)
        if not differs:
            words = "It stands twice in this file."
            return replace(named, outcome=Outcome.HERE, words=words, choices=(Choice.BOTH,))
        place = before.row.said.place
        if named.row.choice == Choice.KEEP:
            words = f"You kept the other row: {place}."
            return replace(named, outcome=Outcome.HERE, words=words, choices=WAYS, is_twin=True)
        if named.row.choice == Choice.REPLACE:
            words = f"Another row takes its place: {said.place}."
            gone = replace(before, outcome=Outcome.HERE, words=words, meets="", choices=(), gives_way=True)
            self._judged[first] = gone
            self._taken.discard(before.meets)
            self._firsts[key] = len(self._judged)
            return replace(self._against_record(named), choices=WAYS, is_twin=True)
        words = f"Another row of the same day has {differs}: {place}."
        return replace(named, outcome=Outcome.CONFLICT, words=words, choices=WAYS, is_twin=True)

    def _against_record(self, named: Judged) -> Judged:
        said = named.row.said
        there = [each for each in self.here.records.get(named.person, ()) if _is_training(each, named)]
        same_day = [(each, differing.of_completion(each, said)) for each in there if each.is_of(said.completed_on)]
        if same := next((each for each, differs in same_day if not differs), None):
            return replace(named, outcome=Outcome.HERE, words="The same is here.", meets=same.public_id)
        for each, differs in same_day:
            return self._conflict(named, each, f"Here it has {differs}.")
        near = next((each for each in there if said.completed_on and _is_near(each, said)), None)
        if near is not None:
            return self._conflict(named, near, f"Here it stands on {format_date(near.completed_on)}.")
        return replace(named, words=_new_words(named))

    def _conflict(self, named: Judged, there: Record, words: str) -> Judged:
        choice = named.row.choice
        found = replace(named, words=words, meets=there.public_id, choices=WAYS)
        if choice == Choice.KEEP:
            return replace(found, outcome=Outcome.HERE, words="You kept what is here.")
        if choice == Choice.REPLACE and there.public_id not in self._taken:
            self._taken.add(there.public_id)
            return replace(found, words=f"It takes the place of what is here. {words}")
        if choice == Choice.BOTH:
            return replace(found, words=f"Both are kept. {words}", meets="")
        taken = " Another row takes its place already." if choice == Choice.REPLACE else ""
        return replace(found, outcome=Outcome.CONFLICT, words=f"{words}{taken}")

    def whom(self, row: Row) -> Whom:
        """Return whom a row is about: as chosen, certain, or somebody whom the same file brings."""
        chosen, said, to_come = row.person_choice, row.said, self._people.to_come
        if chosen == LATER:
            return Whom(is_later=True)
        if chosen and chosen != NEW_PERSON and chosen in self.here.listed:
            return self._here(chosen, "as you said")
        found = self.found(said)
        if found.certain is not None:
            return self._here(found.certain.public_id, found.certain.why)
        if said.person_key in to_come or chosen == NEW_PERSON:
            to_come.setdefault(said.person_key, said.name)
            return Whom(name=to_come[said.person_key], is_new=True)
        return Whom()

    def _here(self, public_id: str, why: str) -> Whom:
        view = self.here.listed[public_id]
        return Whom(public_id, view.name, why, view.other_names)

    def found(self, said: Said) -> Found:
        """Return whom a name may mean, looked for once a name."""
        key = f"{said.person_key} {said.email.casefold()} {' '.join(said.also)}"
        if key not in self._names:
            self._names[key] = matching.person(said.name, said.email, self.here.people, said.also)
        return self._names[key]

    def title(self, said: Said) -> Found:
        """Return which training a title may mean, looked for once a title and address."""
        key = f"{said.title_key} {said.activity}"
        if key not in self._titles:
            catalog, address = self.here.catalog, fold(said.activity)
            # An entry of the catalog may have the training's address in a learning system among its names.
            equal = (catalog.called(address) if address else frozenset()) or catalog.called(said.title_key)
            self._titles[key] = matching.training(said.title, catalog.listed, equal)
        return self._titles[key]


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


def _new_words(named: Judged) -> str:
    words = []
    if named.person.startswith(f"{NEW_PERSON}:"):
        words.append(f"With {named.person_name}, who is new.")
    if named.training_title and fold(named.training_title) != named.row.said.title_key:
        words.append(f"As “{named.training_title}” of the catalog.")
    elif not named.training:
        words.append("The catalog does not have it; its own title is kept.")
    return " ".join(words)

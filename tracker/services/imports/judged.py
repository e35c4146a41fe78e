"""A row of an import, what would come of it and why, and whom its name means."""

from dataclasses import dataclass

from tracker.domain.titles import fold
from tracker.services.imports.said import Said
from tracker.services.imports.states import NEW_PERSON, Choice, Outcome


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


@dataclass(frozen=True, slots=True)
class Judged:
    """A row with what would come of it and why. `person` and `training` are public ids; a person may be one to come.

    `whom`: whom it is for, in words, where the row has another name. `meets`: the completion, person or agency here
    that it differs from. `choices`: what may be chosen for it. `is_twin`: it is another row that it differs from;
    `gives_way`: another row was chosen in its place.
    """

    row: Row
    outcome: Outcome
    words: str = ""
    person: str = ""
    person_name: str = ""
    other_names: tuple[str, ...] = ()
    whom: str = ""
    training: str = ""
    training_title: str = ""
    meets: str = ""
    choices: tuple[Choice, ...] = ()
    gives_way: bool = False
    is_twin: bool = False

    @property
    def replaces(self) -> bool:
        """Whether what is here becomes what the row says."""
        return self.outcome is Outcome.NEW and self.row.choice == Choice.REPLACE and bool(self.meets)


@dataclass(frozen=True, slots=True)
class Whom:
    """Whom a name of the file means: a public id, or `new` with the key of the name; empty while nobody said.

    `why`: by what they were found, where that is not their name.
    """

    public_id: str = ""
    name: str = ""
    why: str = ""
    other_names: tuple[str, ...] = ()
    is_new: bool = False
    is_later: bool = False

    @property
    def target(self) -> str:
        """The one key for somebody here and for somebody to come."""
        return f"{NEW_PERSON}:{fold(self.name)}" if self.is_new else self.public_id

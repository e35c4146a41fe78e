"""Fields for choosing: one of a list, several of a list, yes or no."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Protocol

from wtforms import widgets

from tracker.web.fields.base import NamedField

SEARCH_FROM = 9
LISTED = 60


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that can be chosen: the value sent, the words read, a line that explains, the group it stands under.

    `color`: a hex value that is shown beside the words.
    """

    value: str
    label: str
    hint: str = ""
    group: str = ""
    color: str = ""


class Labelled(Protocol):
    """A member of an enumeration that people choose from: the value sent, the words read."""

    @property
    def value(self) -> str: ...

    @property
    def label(self) -> str: ...


def options_of(kinds: Iterable[Labelled]) -> list[Option]:
    """Return kinds to be chosen, in their order."""
    return [Option(each.value, each.label) for each in kinds]


class ChoiceField(NamedField):
    """A field with options. The route may set `options` after the form is made, from what the database holds."""

    verb = "Choose"

    def __init__(self, label: str, *, options: Iterable[Option | tuple[str, str]] = (), **rest: Any) -> None:
        super().__init__(label, **rest)
        self.options: Sequence[Option] = [
            option if isinstance(option, Option) else Option(*option) for option in options
        ]

    def groups(self) -> Iterator[tuple[str, list[tuple[str, Option]]]]:
        """Yield each group's name with its options and their ids, in the order given."""
        numbered = [
            (self.id if number == 0 else f"{self.id}-{number}", option) for number, option in enumerate(self.options)
        ]
        for name, members in groupby(numbered, key=lambda pair: pair[1].group):
            yield name, list(members)

    def values(self) -> set[str]:
        """Return every value that may be chosen."""
        return {option.value for option in self.options}

    def is_chosen(self, option: Option) -> bool:
        """Tell whether an option is chosen now."""
        return bool(self.data == option.value)

    def process_data(self, value: object) -> None:
        """Take a value to show; an enumeration's member counts as its value."""
        self.data = "" if value is None else str(value)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take what was sent."""
        self.data = valuelist[0] if valuelist else ""

    def limits(self) -> dict[str, object]:
        """Return the values of a short list, how many a long one has, and None for what only the route knows."""
        values = [option.value for option in self.options]
        return {"options": values} if 0 < len(values) <= LISTED else {"option_count": len(values) or None}

    def refusal(self) -> str | None:
        """Return what is wrong with the choice, or None."""
        return None if self.data in self.values() else f"Choose {self.thing} from the list."


class SelectField(ChoiceField):
    """One of a list that drops down. `blank` is what stands there before anything is chosen; empty: nothing does."""

    kind = "select"

    def __init__(self, label: str, *, blank: str = "Choose…", **rest: Any) -> None:
        super().__init__(label, **rest)
        self.blank = blank


class RadioField(ChoiceField):
    """One of a few that are all in sight."""

    kind = "radios"


class ChecksField(ChoiceField):
    """Several of a list. Its data is a list of values in the order of the options."""

    kind = "checks"
    verb = "Choose"

    def __init__(self, label: str, *, most: int = 500, **rest: Any) -> None:
        super().__init__(label, **rest)
        self.most = most

    @property
    def searchable(self) -> bool:
        """Whether the list is long enough that a box to narrow it helps."""
        return len(self.options) >= SEARCH_FROM

    def is_blank(self) -> bool:
        """Tell whether nothing is chosen."""
        return not self.data

    def is_chosen(self, option: Option) -> bool:
        """Tell whether an option is among the chosen."""
        return option.value in self.data

    def process_data(self, value: Any) -> None:
        """Take the values to show as chosen."""
        self.data = [str(each) for each in value or ()]

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take what was sent, each value once."""
        self.data = list(dict.fromkeys(valuelist))[: self.most + 1]

    def limits(self) -> dict[str, object]:
        """Return what can be chosen, and how many of it."""
        return {**super().limits(), "most": self.most}

    def refusal(self) -> str | None:
        """Return what is wrong with the choice, or None."""
        if not set(self.data) <= self.values():
            return f"Choose {self.thing} from the list."
        if len(self.data) > self.most:
            return f"Choose at most {self.most}."
        return None


class PersonPicker(ChecksField):
    """The people something is about; options carry public ids, agency as group, role as hint."""

    kind = "people"

    def __init__(self, label: str = "People", **rest: Any) -> None:
        super().__init__(label, **{"thing": "at least one person", **rest})


class TopicPicker(ChecksField):
    """What a training is about, from the one controlled list."""

    kind = "topics"

    def __init__(self, label: str = "Topics", **rest: Any) -> None:
        super().__init__(label, **{"thing": "at least one topic", **rest})


class CheckboxField(NamedField):
    """Yes or no. Required means that it must be ticked."""

    kind = "checkbox"
    verb = "Tick"
    widget = widgets.CheckboxInput()

    def __init__(self, label: str, *, required: bool = False, **rest: Any) -> None:
        super().__init__(label, required=required, **{"thing": f"“{label}”", **rest})

    def is_blank(self) -> bool:
        """Tell whether it is not ticked."""
        return not self.data

    def process_data(self, value: object) -> None:
        """Take whether it is ticked."""
        self.data = bool(value)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take what was sent; browsers send nothing for an empty box."""
        self.data = bool(valuelist) and valuelist[0] not in {"", "false", "0"}

    def _value(self) -> str:
        return "yes"

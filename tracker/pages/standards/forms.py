"""The forms on standards: a button, the word that a text was checked, and the correction of a requirement."""

from collections.abc import Iterator
from decimal import Decimal
from hashlib import sha256
from typing import Any, ClassVar

from tracker.domain.pauses import LeaveEffect
from tracker.domain.record import CompletionKind
from tracker.domain.rules import FirstDue, WindowKind, shares_no_year, splits_years
from tracker.domain.standard import Mark
from tracker.domain.vocabulary import Discipline, Grade, Role, Topic
from tracker.domain.wording import number
from tracker.services.correcting import NO, YES, Correctable, Value, base_of, way_of, way_words
from tracker.web.fields import (
    CheckboxField,
    ChecksField,
    DateField,
    HoursField,
    KeptField,
    LinesField,
    LinkField,
    Option,
    ParagraphField,
    RadioField,
    SelectField,
    TextField,
    TopicPicker,
    WholeNumberField,
    options_of,
)
from tracker.web.forms import BaseForm, EditForm

ROLES = options_of(Role)
DISCIPLINES = options_of(Discipline)
TOPICS = options_of(Topic)
KINDS = [Option(each.value, each.label.capitalize()) for each in CompletionKind]
WINDOWS = [Option(each.value, each.words) for each in WindowKind]
FIRST_DUE = [Option(each.value, each.words) for each in FirstDue]
ASKED = [
    Option(YES, "It is asked"),
    Option(NO, "It is left out: the publisher's text does not ask for it"),
]
COUNTS_ONCE = [
    Option(NO, "An hour counts towards every requirement that it fits"),
    Option(YES, "An hour counts once among the requirements where this is chosen, at most four"),
]
BEFORE_ROLE = [Option(YES, "Counts"), Option(NO, "Does not count")]
WEAKER = [Option(YES, "Counts, and is remarked on"), Option(NO, "Does not count")]
LEAVE = [Option(each.value, each.words) for each in LeaveEffect]
GRADES = options_of(Grade)
MARKS = [Option(each.value, each.words("the publisher")) for each in Mark]


class CheckedForm(BaseForm):
    """Who marks a text as checked says on which day, and may say against what."""

    checked_on = DateField("Checked on", until_today=True)
    note = ParagraphField(
        "Against what",
        hint="Such as: NCA's Standards for Accredited Members, 2023 edition.",
        required=False,
        max_length=500,
        rows=2,
    )
    confirmed = CheckboxField("I compared every requirement with the publisher's own text", required=True)


class SeenFirstForm(EditForm):
    """A form that saves what was shown before: `seen` is the mark of what was entered when it was."""

    BUTTONS: ClassVar = {"decision": ("preview", "save")}

    seen = KeptField(max_length=64)
    pressed_unseen = False

    def may_save(self) -> bool:
        """Tell whether to save: it was pressed, and whom it changes was shown for all that is entered; or mark it."""
        mark = sha256(repr(sorted(self.values().items())).encode()).hexdigest()
        pressed, was_seen = self.pressed("decision") == "save", self.seen.data == mark
        self.pressed_unseen = pressed and not was_seen
        self.seen.data = mark
        return pressed and was_seen

    def values(self) -> dict[str, Value]:
        """Return what was entered, without the words for the history."""
        raise NotImplementedError


class BringInForm(SeenFirstForm):
    """Another's file of a standard, to take over what they corrected."""

    file = ParagraphField(
        "Text of the file",
        max_length=200_000,
        rows=12,
        hint="Open the file that you were given with a text editor, copy all of it, and put it here.",
    )
    reason = ParagraphField("Why you take it over", required=False, max_length=500, rows=2, hint="For the history.")

    def values(self) -> dict[str, Value]:
        """Return the text."""
        return {"file": self.file.data}


class CorrectForm(SeenFirstForm):
    """A requirement as it should be; what a requirement does not have is no field of its form."""

    title = TextField("Title", max_length=200)
    text = ParagraphField("What is asked", max_length=2000, rows=4)
    asked = RadioField("Whether it is asked", options=ASKED)
    roles = ChecksField("Roles that it binds", required=False, options=ROLES)
    disciplines = ChecksField("Only these professional fields", required=False, options=DISCIPLINES)
    hours = HoursField("Hours", most=Decimal(1000))
    counts_once = RadioField("Towards how many requirements an hour counts", options=COUNTS_ONCE)
    hours_each = HoursField("Hours on each topic", most=Decimal(1000), required=False)
    topics = TopicPicker("Topics", options=TOPICS, required=False, hint="Any one of them is enough.")
    also_topics = TopicPicker("Topics that must be there besides", options=TOPICS, required=False)
    kinds = ChecksField("Kinds of record that count", required=False, options=KINDS)
    titled = LinesField(
        "The title must have one of these",
        required=False,
        max_length=1000,
        rows=2,
        hint="One a line, for a course that no catalog lists: CSEC 102. Empty: any title.",
    )
    before_role = RadioField("What was done before the role", options=BEFORE_ROLE)
    approved = ChecksField(
        "Approved trainings",
        required=False,
        hint="Only these count. While none is chosen, everything counts, and each finding says that the list was not "
        "consulted.",
    )
    together = ChecksField("Professional fields that must be there together", required=False, options=DISCIPLINES)
    least_disciplines = WholeNumberField(
        "How many professional fields, whichever they are",
        most=len(Discipline),
        required=False,
        hint="So many must be recorded at one event.",
    )
    what = TextField("What must be there", max_length=300)
    who = TextField("Who is counted", max_length=200, hint="In the middle of a sentence, such as: clinicians.")
    count = WholeNumberField("How many", least=1, most=100)
    one = TextField(
        "What one is called",
        max_length=100,
        required=False,
        hint="In the middle of a sentence, such as: peer review. Empty: by the kind of record.",
    )
    many = TextField("What several are called", max_length=100, required=False, hint="Such as: peer reviews.")
    months = WholeNumberField("Months of the window", least=1, most=240)
    window = SelectField("Which months", options=WINDOWS, blank="")
    first_due = SelectField(
        "What somebody new owes first",
        options=FIRST_DUE,
        blank="",
        hint="A share goes with calendar years of 12 months only.",
    )
    percent = WholeNumberField("Percent of the team", least=1, most=100)
    number = WholeNumberField("Number of the team", least=1, most=1000)
    newcomer_days = WholeNumberField("Days during which newcomers are left out", most=3650, required=False)
    due_days = WholeNumberField(
        "Days until it is due", most=3650, required=False, hint="From the first day of the role."
    )
    valid_months = WholeNumberField("Months it is valid", least=1, most=240, required=False)
    grace_days = WholeNumberField("Days of grace after joining", most=3650, required=False)
    leave = SelectField(
        "Leave of absence",
        options=LEAVE,
        blank="Nothing is said of it: the clock runs on",
        required=False,
        hint="What days of leave do to deadlines and windows.",
    )
    least_grade = SelectField("Weakest proof taken without remark", options=GRADES, blank="Any", required=False)
    weaker_counts = RadioField("Weaker proof", options=WEAKER)
    source_title = TextField("Source", max_length=300, hint="Where it stands: title, edition, page.")
    source_url = LinkField("Address of the source", required=False)
    source_mark = SelectField("How well it is established", options=MARKS, blank="")
    source_note = ParagraphField("What the source says", required=False, max_length=2000, rows=3)
    note = ParagraphField("Note", required=False, max_length=2000, rows=2, hint="Shown wherever the requirement is.")
    reason = ParagraphField("Why you correct it", required=False, max_length=500, rows=2, hint="For the history.")

    @classmethod
    def of(cls, here: Correctable) -> "CorrectForm":
        """Return the form of a requirement, filled with what holds here; each rule within its rule has fields too."""
        is_of_team = here.requirement.applies.team
        within = {place: cls._again(place) for place in here.shipped if way_of(place)}
        kind = type(cls.__name__, (cls,), within) if within else cls
        form: CorrectForm = kind(data={**shown(here), "version": here.version})
        for name in [field.name for field in form if field.name not in {*_NO_PLACES, *here.shipped}]:
            del form[name]
        for field in form:
            if base_of(field.name) == "window" and is_of_team and not way_of(field.name).startswith("each_"):
                field.options = [option for option in WINDOWS if option.value != WindowKind.ROLE_START]
            if base_of(field.name) == "approved":
                field.options = [
                    Option(each.key, each.title, each.remark, each.provider or "No provider")
                    for each in here.approvable
                ]
        return form

    @classmethod
    def _again(cls, place: str) -> Any:
        """Return the field of a place within a rule: that of the same kind of place, its label saying where."""
        pattern = getattr(cls, base_of(place))
        label, *rest = pattern.args
        return pattern.field_class(f"{label}, {way_words(way_of(place))}", *rest, **pattern.kwargs)

    def validate(self, **given: Any) -> bool:
        """Tell whether every field is right, and the months of each window fit what is asked of it."""
        valid: bool = super().validate(**given)
        wrong = [(f"{way}{name}", words) for way, window in self._windows() for name, words in _unfit(**window)]
        for name, words in wrong:
            self.refuse(words, name)
        return valid and not wrong

    def _windows(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield the way to each rule with a window, and what was entered of it."""
        for way in {way_of(field.name) for field in self if base_of(field.name) == "window"}:
            parts = ("months", "window", "first_due")
            yield way, {name: self[f"{way}{name}"].data for name in parts if f"{way}{name}" in self}

    def values(self) -> dict[str, Value]:
        """Return what was entered, by place."""
        return {field.name: _entered(field) for field in self if field.name not in _NO_PLACES}


_NO_PLACES = frozenset({"reason", "seen", "version", "submission_key", "csrf_token"})


def shown(here: Correctable) -> dict[str, object]:
    """Return what holds here as the fields of the form show it."""
    return {name: _shown(name, value) for name, value in here.values.items()}


def _shown(name: str, value: Value) -> object:
    if isinstance(value, tuple):
        return list(value)
    return Decimal(str(value)) if base_of(name) in {"hours", "hours_each"} and value is not None else value


def _unfit(months: int | None, window: str, first_due: str = "") -> Iterator[tuple[str, str]]:
    """Yield what of a window does not go with the rest of it, each with the name of its field."""
    if months is None:
        return
    if splits_years(months, window):
        yield "months", "Calendar years are whole. Enter 12 months or a multiple of it."
    if shares_no_year(months, window, first_due):
        yield "first_due", "A share goes with calendar years of 12 months only. Choose these, or another answer here."


def _entered(field: Any) -> Value:
    entered = field.lines() if isinstance(field, LinesField) else field.data
    if isinstance(entered, list):
        return tuple(sorted(entered))
    if isinstance(entered, Decimal):
        return number(entered)
    return entered if isinstance(entered, int) else (str(entered).strip() or None) if entered is not None else None

"""The forms of the plan: what might happen, which is saved nowhere, and what is agreed on."""

from datetime import date
from typing import Any, ClassVar

from tracker.domain.vocabulary import Discipline, PlanLineState, Role
from tracker.services.plans_changed import Change, Supposed
from tracker.web.fields import DateField, KeptField, Option, ParagraphField, SelectField, SuggestField, options_of
from tracker.web.forms import ActForm, BaseForm, EditForm, SearchForm

STATES = [*(Option(each.value, each.label) for each in PlanLineState), Option("all", "All, done and dropped too")]
NOTE = "Leave out health, children and cases."

CHANGES = [
    Option(Change.HIRE.value, "Somebody new begins"),
    Option(Change.LEAVE.value, "Somebody leaves"),
    Option(Change.ROLE.value, "Somebody takes on a role as well"),
    Option(Change.MOVE.value, "Somebody changes to another role"),
    Option(Change.VISIT.value, "The visit moves"),
]


class SupposeForm(SearchForm):
    """A change, whom it concerns, from which day, and the day to look at."""

    change = SelectField("What happens", blank="Choose one", required=False, options=CHANGES)
    person = SelectField(
        "Who", blank="Nobody chosen", required=False, hint="Not asked of somebody new or of the visit."
    )
    role = SelectField(
        "Role",
        blank="No role chosen",
        required=False,
        options=options_of(Role),
        hint="Of somebody new, or who takes on or changes a role.",
    )
    discipline = SelectField(
        "Field",
        blank="Children's Advocacy Center",
        required=False,
        options=[Option(each.value, each.label) for each in Discipline if each is not Discipline.CAC],
        hint="Of somebody new.",
    )
    first = DateField(
        "On which day", required=False, hint="The first day, of who leaves the last; the visit's new day."
    )
    on = DateField("How it stands on", required=False, hint="Left open: the day of the visit.")

    def supposed(self, today: date, visit_on: date | None) -> Supposed | None:
        """Return what was asked; None where nothing was."""
        if not self.chosen("change"):
            return None
        change = Change(self.chosen("change"))
        from_day = self._day(self.first) or today
        ahead = from_day if change is Change.VISIT else max(visit_on or from_day, from_day)
        return Supposed(
            change=change,
            from_day=from_day,
            on_day=self._day(self.on) or ahead,
            person=self.chosen("person"),
            role=Role(self.chosen("role")) if self.chosen("role") else None,
            discipline=Discipline(self.chosen("discipline") or Discipline.CAC),
        )

    @staticmethod
    def _day(field: DateField) -> date | None:
        day: date | None = field.data
        return day if day and field.earliest <= day <= field.latest else None


class KeepForm(ActForm):
    """Keeping what the plan for a day proposes, for a person, a gap of the team, or all. `mark`: of what was read."""

    person = KeptField()
    on = KeptField(required=True)
    mark = KeptField(required=True)


class AgreeForm(BaseForm):
    """Agreeing on something that the plan does not propose."""

    person = SelectField("For whom", thing="for whom it is")
    title = SuggestField("Training or task", thing="what is to be done", max_length=300, into="training")
    training = KeptField()
    asked = SelectField("What it is to close", required=False, blank="No single requirement")
    owner = SelectField(
        "Who sees to it", required=False, blank="The person themselves", hint="For the team as one, choose somebody."
    )
    due_on = DateField("By", thing="the day by which it is to be done")
    note = ParagraphField("Note", required=False, max_length=1000, rows=3, hint=NOTE)


class ChangeForm(EditForm):
    """Who sees to a line, by when, and the note."""

    owner = SelectField("Who sees to it", blank="")
    due_on = DateField("By", thing="the day by which it is to be done")
    note = ParagraphField("Note", required=False, max_length=1000, rows=3, hint=NOTE)


class BookForm(EditForm):
    """For which day it is booked."""

    booked_on = DateField("Booked for", required=False, hint="Left open: not booked.")


class CloseForm(EditForm):
    """Dropping a line, or saying that it is done where no completion tells it."""

    BUTTONS: ClassVar = {"decision": ("drop", "done")}

    reason = ParagraphField("Reason", required=False, max_length=1000, rows=3, hint="Needed where you drop it.")


class AgreedForm(SearchForm):
    """What the list of lines is narrowed to."""

    owner = SelectField("Who sees to it", blank="Everybody", required=False)
    state = SelectField(
        "How it stands",
        blank="Everything to do",
        required=False,
        options=STATES,
    )

    @property
    def asked(self) -> dict[str, Any]:
        """What was asked for, without what is no choice yet: those who see to a line are known to the route."""
        return {name: value for name in ("owner", "state") if (value := self[name].data)}

"""What might happen: asked with the address, saved nowhere."""

from datetime import date

from tracker.domain.vocabulary import Discipline, Role
from tracker.services.plans_changed import Change, Supposed
from tracker.web.fields import DateField, Option, SelectField
from tracker.web.forms import SearchForm

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
        options=[Option(role.value, role.label) for role in Role],
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

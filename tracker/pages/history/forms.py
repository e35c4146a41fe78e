"""What the list of who saw and did what can be narrowed to."""

from typing import Any

from tracker.services.activity import Kind, Narrowed
from tracker.web.fields import DateField, Option, SelectField
from tracker.web.forms import SearchForm


class FilterForm(SearchForm):
    """Who acted, whose record, what kind, from which day to which; each may be left open."""

    by = SelectField("Who", blank="Anybody", required=False)
    person = SelectField("Whose record", blank="Everybody's", required=False)
    kind = SelectField(
        "What",
        blank="Everything",
        required=False,
        options=[
            Option(Kind.CHANGES.value, "Changes of records"),
            Option(Kind.ACCESS.value, "Changes of who gets in"),
            Option(Kind.LOOKS.value, "Looks, downloads and exports"),
        ],
    )
    first = DateField("From", required=False)
    last = DateField("To", required=False)

    @property
    def narrowed(self) -> Narrowed:
        """What was asked for, without what is no choice."""
        chosen = {name: self.chosen(name) for name in ("by", "person", "kind")}
        return Narrowed(**chosen, first=self._day(self.first), last=self._day(self.last))

    @property
    def asked(self) -> dict[str, Any]:
        """The filters that are set, as the address carries them."""
        set_to = self.narrowed
        days = {name: day.isoformat() for name in ("first", "last") if (day := getattr(set_to, name))}
        words = {name: word for name in ("by", "person", "kind") if (word := getattr(set_to, name))}
        return words | days

    @staticmethod
    def _day(field: DateField) -> Any:
        return field.data if field.data and field.earliest <= field.data <= field.latest else None

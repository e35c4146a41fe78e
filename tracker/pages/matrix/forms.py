"""What the matrix can be narrowed to and sorted by."""

from tracker.web.fields import KeptField, Option, SelectField
from tracker.web.forms import SearchForm

LONGEST = 200


class FilterForm(SearchForm):
    """Role, agency, component and order; each may be left open."""

    standard = KeptField()
    as_of = KeptField()
    known_on = KeptField()
    role = SelectField("Role", blank="All roles", required=False)
    agency = SelectField("Agency", blank="All agencies", required=False)
    component = SelectField("Component", blank="All components", required=False)
    sort = SelectField("Order", blank="By risk", required=False, options=[Option("name", "By name")])

    def word(self, name: str) -> str:
        """Return what a filter is set to; empty for none."""
        return str(self[name].data or "")[:LONGEST]

    @property
    def asked(self) -> dict[str, str]:
        """The filters that are set, as the address carries them."""
        return {name: word for name in ("role", "agency", "component", "sort") if (word := self.word(name))}

"""What a record can be narrowed to."""

from typing import Any

from tracker.domain.vocabulary import CompletionState, Topic
from tracker.web.fields import SelectField, options_of
from tracker.web.forms import SearchForm


class FilterForm(SearchForm):
    """Year, topic and state; each may be left open."""

    year = SelectField("Year", blank="All years", required=False)
    topic = SelectField(
        "Topic",
        blank="All topics",
        required=False,
        options=options_of(Topic),
    )
    state = SelectField(
        "State",
        blank="All but withdrawn",
        required=False,
        options=options_of(CompletionState),
    )

    @property
    def asked(self) -> dict[str, Any]:
        """The filters that are set, as the address carries them."""
        return {name: value for name in ("year", "topic", "state") if (value := self.chosen(name))}

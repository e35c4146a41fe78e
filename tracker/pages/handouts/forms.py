"""What the lists are asked for."""

from tracker.web.fields import KeptField, SelectField
from tracker.web.forms import SearchForm


class GapsForm(SearchForm):
    """The day, and one standard where not all are meant."""

    as_of = KeptField()
    standard = KeptField()


class LapsesForm(SearchForm):
    """How far to look ahead: to one of the days offered, or to another one."""

    as_of = KeptField()
    ahead = SelectField("What lapses by", blank="", required=False)

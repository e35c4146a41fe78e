"""The forms about the catalog."""

from tracker.domain.vocabulary import Role, Topic, TrainingFormat
from tracker.services.links import KINDS
from tracker.services.trainings import COSTS, LENGTHS, Filters
from tracker.web.fields import (
    CheckboxField,
    ChecksField,
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
    options_of,
)
from tracker.web.forms import BaseForm, EditForm, SearchForm

LONGEST_NAME = 300
LONGEST = 200

TOPICS = options_of(Topic)
ROLES = options_of(Role)
FORMATS = options_of(TrainingFormat)
COST_OPTIONS = [Option(key, words) for key, words in COSTS.items()]


class FilterForm(SearchForm):
    """What a search is narrowed to."""

    q = TextField("Search", required=False, max_length=200)
    topic = SelectField("Topic", blank="All topics", required=False, options=TOPICS)
    role = SelectField("For", blank="All roles", required=False, options=ROLES)
    audience = TextField("Audience", required=False, max_length=100)
    format = SelectField("Format", blank="All formats", required=False, options=FORMATS)
    length = SelectField(
        "Length", blank="Any length", required=False, options=[Option(key, words) for key, words in LENGTHS.items()]
    )
    cost = SelectField("Cost", blank="Any cost", required=False, options=COST_OPTIONS)
    past = CheckboxField("Past events too")
    retired = CheckboxField("Only retired ones")

    def filters(self) -> Filters:
        """Return what was asked for; what is no choice narrows nothing."""
        return Filters(
            words=self.q.data[:LONGEST],
            topic=self.chosen("topic"),
            audience=self.audience.data[:LONGEST],
            format=self.chosen("format"),
            length=self.chosen("length"),
            cost=self.chosen("cost"),
            role=self.chosen("role"),
            past=self.past.data,
            retired=self.retired.data,
        )

    @property
    def asked(self) -> dict[str, str]:
        """The filters that are set, as the address carries them."""
        return {field.short_name: "yes" if field.data is True else field.data for field in self if field.data}


class TrainingFields:
    """What is known of a training; what is not stays open."""

    title = TextField("Title", max_length=LONGEST_NAME)
    provider = TextField("Provider", required=False, max_length=200)
    url = LinkField(required=False)
    topics = TopicPicker(options=TOPICS, required=False)
    roles = ChecksField("Meant for", options=ROLES, required=False)
    audience = TextField("Audience in words", required=False, max_length=300)
    format = SelectField("Format", options=FORMATS, blank="", default=TrainingFormat.UNKNOWN.value)
    hours = HoursField(required=False, hint="Only where the provider states it.")
    cost = SelectField("Cost", options=COST_OPTIONS, blank="", default="unknown")
    note = ParagraphField("Note", required=False, max_length=2000)
    past = CheckboxField("It is over: a past event")


class NewForm(TrainingFields, BaseForm):
    """A training of the center's own. `adopts`: the typed title that it takes over."""

    adopts = KeptField(max_length=300)


class NamesField(LinesField):
    """Names, one a line."""

    def refusal(self) -> str | None:
        """Return what is wrong with the names, or None."""
        if any(len(name) > LONGEST_NAME for name in self.lines()):
            return f"Each name must be {LONGEST_NAME} characters or fewer."
        return super().refusal()


class ChangeForm(TrainingFields, EditForm):
    """An entry as it should be, with its other names."""

    aliases = NamesField("Other names", required=False, max_length=30_000, rows=3, hint="One a line.")


class MergeForm(BaseForm):
    """The entry that this one is the same as."""

    into = SelectField("Is the same as", thing="the other entry")


class ReportForm(BaseForm):
    """What is wrong with a link."""

    kind = RadioField("What is wrong", options=[Option(key, words) for key, words in KINDS.items()])
    note = TextField("What you saw", required=False, max_length=500)


class AdoptForm(BaseForm):
    """A typed title, and the entry that it means."""

    title = KeptField(max_length=300, required=True)
    into = SelectField("Is this entry", thing="an entry", required=False, blank="A new entry")

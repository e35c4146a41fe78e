"""The form of what a director sets of a center."""

from datetime import date
from zoneinfo import available_timezones

from tracker.domain import accent as accents
from tracker.domain.second_factor import Demand
from tracker.services import review_words
from tracker.services.centers import US_ZONES
from tracker.services.letterhead import LARGEST_LOGO, LONGEST_LETTER, OWN
from tracker.web.fields import (
    DateField,
    FilesField,
    KeptField,
    LinesField,
    Option,
    ParagraphField,
    RadioField,
    SelectField,
    TextField,
)
from tracker.web.forms import BaseForm, EditForm, OneFileForm

_US = {key for key, _ in US_ZONES}
ZONES = [
    *(Option(key, label, group="United States") for key, label in US_ZONES),
    *(Option(key, key, group="Elsewhere") for key in sorted(available_timezones() - _US) if "/" in key),
]


DEMANDS = [
    Option(Demand.LEADERS, "Directors and deputies", "Whoever reads the records of others. This is what we advise."),
    Option(Demand.EVERYBODY, "Everybody", "Staff too, who read their own record only."),
    Option(
        Demand.NOBODY,
        "Nobody",
        "Then one guessed, shared or stolen password of a director opens, changes and exports every record here.",
    ),
]


COLORS = [
    *(Option(color, f"{name}, {color.upper()}", color=color) for color, name in accents.PALETTE.items()),
    Option(OWN, "Another color", "Write it below. It must be dark enough for words on white paper."),
]


class LetterheadForm(EditForm):
    """The accent colour, and the cover letter with who signs it."""

    palette = RadioField("Accent color", thing="a color", options=COLORS, hint="Of headings, links and lines.")
    own_accent = TextField(
        "Another color", required=False, max_length=7, width="short", hint="As a hex value such as #1F4E79."
    )
    letter = ParagraphField(
        "Cover letter",
        required=False,
        max_length=LONGEST_LETTER,
        rows=12,
        hint="Plain words, printed on a page of their own after the cover. An empty line begins a new paragraph. "
        "Nothing about a child, a family or a case belongs here.",
    )
    signed_by = TextField("Signed by", thing="who signs the letter", required=False, max_length=200)
    signed_as = TextField(
        "Title", thing="the title", required=False, max_length=200, hint="Such as: Executive Director."
    )


class LogoForm(OneFileForm):
    """A picture that becomes the logo, in the place of the one that the page showed."""

    shown = KeptField()
    files = FilesField(
        "Logo",
        thing="a picture",
        accept=("image/png", "image/jpeg"),
        camera=False,
        most=1,
        most_bytes=LARGEST_LOGO,
        offers="PNG or JPEG",
        hint="As it looks on white paper.",
    )


class RemoveLogoForm(BaseForm):
    """The button that takes away the logo that the page showed."""

    shown = KeptField()


def _list_of(label: str, hint: str = "", rows: int = 5) -> LinesField:
    most = review_words.MOST_LINES * (review_words.LONGEST_LINE + 1)
    return LinesField(label, required=False, max_length=most, rows=rows, hint=hint)


class ReviewWordsForm(EditForm):
    """The lists of the queue, each by its name."""

    reasons = _list_of(
        "Reasons for returning",
        "To tick, beside own words. This list and those below hold at most "
        f"{review_words.MOST_LINES} lines of {review_words.LONGEST_LINE} characters each.",
        rows=9,
    )
    training = _list_of("On a training")
    peer_review = _list_of("On peer review")
    supervision = _list_of("On supervision")
    license = _list_of("On a license")
    degree = _list_of("On a degree")
    enrollment = _list_of("On an enrollment")
    license_eligibility = _list_of("On license eligibility")
    topic_record = _list_of("On a topic record")
    document = _list_of("On a document")

    def wanted(self) -> dict[str, list[str]]:
        """Return each list by its name."""
        return {name: self[name].lines() for name in review_words.SHIPPED}


class SecondFactorForm(EditForm):
    """Of whom the center asks a second factor."""

    second_factor = RadioField("Asked of", thing="who is asked", options=DEMANDS)


class SettingsForm(EditForm):
    """Name, zone, visit day, contact and the center's own resources."""

    name = TextField("Name of the center", thing="the name of the center", max_length=120)
    site_visit_on = DateField(
        "Day of the site visit",
        required=False,
        hint="Forecasts and the team's readiness look at this day.",
        earliest=date(2000, 1, 1),
        latest=date(2100, 12, 31),
    )
    time_zone = SelectField(
        "Time zone", thing="a time zone", options=ZONES, hint="Days are counted on the center's clock."
    )
    contact = TextField(
        "Contact for training", required=False, max_length=200, hint="Who to ask, shown on the resources page."
    )
    own_resources = ParagraphField(
        "Your own resources",
        required=False,
        max_length=10_000,
        rows=6,
        hint="Local links and words, shown on the resources page.",
    )

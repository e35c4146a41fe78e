"""What forms are made of: every kind of field a page may ask for.

A field knows its own words. It is named once by its label, and its errors, hint and ids follow from that; a
template writes `{{ field(form.title) }}` and nothing more. Fields are required unless they say otherwise.
"""

from tracker.web.fields.choices import (
    CheckboxField,
    ChecksField,
    Option,
    PersonPicker,
    RadioField,
    SelectField,
    TopicPicker,
    options_of,
)
from tracker.web.fields.files import FilesField, KeptFile
from tracker.web.fields.measures import DateField, HoursField, PercentField, WholeNumberField
from tracker.web.fields.rows import RowsField
from tracker.web.fields.text import (
    AnswerField,
    CodeField,
    EmailField,
    KeptField,
    LinesField,
    LinkField,
    ParagraphField,
    PasswordField,
    SeenField,
    SuggestField,
    TextField,
)

__all__ = [
    "AnswerField",
    "CheckboxField",
    "ChecksField",
    "CodeField",
    "DateField",
    "EmailField",
    "FilesField",
    "HoursField",
    "KeptField",
    "KeptFile",
    "LinesField",
    "LinkField",
    "Option",
    "ParagraphField",
    "PasswordField",
    "PercentField",
    "PersonPicker",
    "RadioField",
    "RowsField",
    "SeenField",
    "SelectField",
    "SuggestField",
    "TextField",
    "TopicPicker",
    "WholeNumberField",
    "options_of",
]

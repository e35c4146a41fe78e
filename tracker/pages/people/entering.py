"""What the forms about a person say, as the use cases take it."""

from tracker.pages.people.forms import NewPersonForm, PersonForm
from tracker.services.people import Entry


def entry_of(form: NewPersonForm | PersonForm) -> Entry:
    """Return a person as entered."""
    names = tuple(dict.fromkeys(form.other_names.lines()))
    return Entry(form.name.data, form.discipline.data, form.email.data, form.agency.data, names)

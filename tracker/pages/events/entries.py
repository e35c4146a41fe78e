"""Between the forms of an event and the use cases: what was entered, and whom one can tick."""

from tracker.pages.events.forms import CorrectForm, EventForm
from tracker.services import completions
from tracker.services.actor import Actor
from tracker.services.events import Entry
from tracker.web.fields import Option


def entry_of(form: EventForm | CorrectForm) -> Entry:
    """Return an event as entered."""
    return Entry(
        kind=form.kind.data,
        title=form.title.data,
        held_on=form.held_on.data,
        training=form.training.data or "",
        provider=form.provider.data,
        format=form.format.data,
        hours=form.hours.data,
        topics=frozenset(form.topics.data),
        expires_on=form.expires_on.data,
        note=form.note.data,
    )


def team_options(who: Actor) -> list[Option]:
    """Return everybody who is here now, by agency."""
    return [
        Option(each.public_id, each.name, each.role_words, each.agency) for each in completions.people_to_choose(who)
    ]

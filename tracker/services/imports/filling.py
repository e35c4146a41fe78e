"""The list to fill and bring in: an empty spreadsheet whose drop-downs offer what the center has on record."""

from tracker.domain.access import Action
from tracker.reports.list_to_fill import Choices
from tracker.reports.list_to_fill import list_to_fill as written
from tracker.services import agencies, completions, trainings
from tracker.services.actor import Actor
from tracker.services.imports.states import NOT_YOURS


def list_to_fill(actor: Actor) -> bytes:
    """Return the list as XLSX, with whoever is here today and what is not retired. Raises Refused. Six statements."""
    actor.must(Action.RECORD_FOR_OTHERS, NOT_YOURS)
    offered = Choices(
        people=[each.name for each in completions.people_to_choose(actor)],
        trainings=[each.title for each in trainings.shelf()],
        agencies=[each.name for each in agencies.listing(actor) if not each.retired],
    )
    return written(actor.center_name, actor.today, offered)

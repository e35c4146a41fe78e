"""What a packet would say if it were issued now: composed as for issuing, and kept nowhere."""

from datetime import date

from tracker.domain.access import Action
from tracker.domain.vocabulary import Level
from tracker.reports import troubles
from tracker.reports.outline import Outline
from tracker.services import history, standards
from tracker.services.actor import Actor
from tracker.services.packets.asking import NOT_YOURS
from tracker.services.packets.composing import compose
from tracker.services.packets.sealing import kept_file


def preview(
    actor: Actor, standard: str, as_of: date, known_on: date | None = None, level: Level = Level.FULL
) -> Outline:
    """Return the outline of a packet that is not issued. Raises NotFound for a standard that is not followed.

    Of files only is known whether they are there: what is damaged is seen when it is printed. Costs what composing a
    packet does; nothing is written, and no number is taken.
    """
    actor.must(Action.ISSUE_PACKET, NOT_YOURS)
    followed = standards.one_followed(actor, standard, known_on)
    context = compose(actor, followed, as_of, "", history.head(actor.center_id), known_on, level).context
    return Outline(context, troubles.missing(context.exhibits, lambda digest: kept_file(digest) is not None))

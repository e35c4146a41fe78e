"""Links, codes and addresses of every kind, each open, as tests ask who can get in by one."""

from datetime import timedelta

from tests.desks import given as given_desk
from tests.factories import CenterWorld
from tests.services.decision_links import given
from tests.services.phone_links import handed
from tests.services.planned_events import ahead
from tracker.services.access_links import LinkKind
from tracker.services.reminders import calendars


def given_all(center: CenterWorld) -> dict[LinkKind, str]:
    """Give a link of each kind; returns their public ids."""
    actor = center.actor()
    found = {
        LinkKind.DESK: given_desk(center)[0],
        LinkKind.DECISION: given.give(center, given.own(center))[0],
        LinkKind.PHONE: handed.give(center)[0],
        LinkKind.CHECK_IN: ahead.planned(center, held_on=actor.today + timedelta(days=3)),
    }
    ahead.opened(center, found[LinkKind.CHECK_IN])
    with center.working():
        calendars.begin(actor)
    return found

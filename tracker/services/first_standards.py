"""The standards with which a center begins: those that bind everywhere, and the optional ones that it chose."""

from collections.abc import Collection
from datetime import date

from tracker.domain.standard import Standard
from tracker.services import standards
from tracker.services.actor import Actor
from tracker.standards import editions


def optional(day: date) -> tuple[Standard, ...]:
    """Return the standards by which a center may choose to be measured, in the edition of a day, by title."""
    keys = dict.fromkeys(each.id for each in editions.shipped_standards() if each.optional)
    return tuple(sorted((editions.shipped().chosen(key, day).standard for key in keys), key=lambda each: each.title))


def follow_first(actor: Actor, chosen: Collection[str]) -> None:
    """Let the standards apply with which a center begins: what binds everywhere, and the optional ones it chose."""
    here = (each.id for each in editions.shipped_standards() if each.by_default and not each.state)
    optionals = (each.id for each in optional(actor.today) if each.id in chosen)
    for key in dict.fromkeys((*here, *optionals)):
        standards.follow(actor, key, editions.shipped().chosen(key, actor.today).standard.edition)

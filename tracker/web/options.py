"""What forms of several pages let people choose: who is here, the team as one, what the center is held to."""

from tracker.services import completions, standards
from tracker.services.actor import Actor
from tracker.web.fields import Option

TEAM = "team"


def people(actor: Actor, besides: str = "") -> list[Option]:
    """Return who is here today, and the person `besides`, by public id. One statement."""
    return [Option(each.public_id, each.name) for each in completions.people_to_choose(actor, besides)]


def people_by_agency(actor: Actor) -> list[Option]:
    """Return who is here today, each with roles and agency, to be ticked. One statement."""
    return [
        Option(each.public_id, each.name, each.role_words, each.agency) for each in completions.people_to_choose(actor)
    ]


def with_team(these: list[Option]) -> list[Option]:
    """Return people with the team as one before them; `person_of` reads what was chosen of these."""
    return [Option(TEAM, "The team as one"), *these]


def person_of(chosen: str) -> str:
    """Return the person's public id; empty for the team as one."""
    return "" if chosen == TEAM else chosen


def requirements(actor: Actor) -> list[Option]:
    """Return what the standards that the center follows require, each as `standard/requirement`, by standard."""
    return [
        Option(f"{each.key}/{entry.id}", entry.title, group=each.standard.title)
        for each in standards.followed(actor)
        for entry in each.standard.requirements
    ]

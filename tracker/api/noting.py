"""What is noted of a list that tells of people: a look at one person's record, or that the team's was taken along."""

from tracker.web.access import actor
from tracker.web.noting import Act, Subject, seen


def of_list(person: str | None, *, found: bool, otherwise: Subject = Subject.TEAM) -> None:
    """Note that a list was read; `person`: whose it was narrowed to, if anything was `found` of them.

    `otherwise`: what was taken along where it was narrowed to nobody.
    """
    if person and found:
        seen(Act.LOOK, Subject.PERSON, person, person)
    else:
        seen(Act.EXPORT, otherwise, actor().center)

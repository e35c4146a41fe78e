"""What stands at the head of a handout, and which notice at its foot."""

from collections.abc import Sequence
from datetime import date

from tracker.domain.handout import joined
from tracker.domain.standard import Standard
from tracker.formatting import format_date
from tracker.services.standards import Followed


def of_standards(followed: Sequence[Followed]) -> str:
    """Name the standards with their editions."""
    return joined((f"{each.standard.title}, {each.standard.edition_words}" for each in followed), "; ")


def of_day(as_of: date, visit_on: date | None = None, known_on: date | None = None) -> str:
    """Say for which day it holds, as known when, and when the visit is."""
    known = f"as known on {format_date(known_on)}" if known_on else ""
    visit = f"site visit on {format_date(visit_on)}" if visit_on else ""
    return joined((f"As of {format_date(as_of)}", known, visit))


def notice(standards: Sequence[Standard]) -> str:
    """Say what was not compared with its publisher's text; empty where all was."""
    unchecked = [each for each in standards if not each.checked]
    if len(standards) == 1 and unchecked:
        return unchecked[0].unchecked_words
    found: dict[str, list[str]] = {}
    for each in unchecked:
        found.setdefault(each.publisher, []).append(each.title)
    return joined((f"Not checked against {publisher}'s text: {'; '.join(names)}" for publisher, names in found.items()))

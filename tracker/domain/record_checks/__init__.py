"""What in a record looks wrong, or would make a reviewer doubt.

    lines = look_over(facts)

Each check is a function of the facts that yields lines, and a place in `CHECKS`. None judges whether a requirement is
met: what stands so comes from the one assessment. Cost: one pass over the center's completions for each check.
"""

from collections.abc import Callable, Iterator

from tracker.domain.record_checks.amounts import in_one_day, over_claimed, over_format
from tracker.domain.record_checks.days import before_role, in_the_future, no_role
from tracker.domain.record_checks.facts import Facts, Offered
from tracker.domain.record_checks.files import no_file, same_file, weak_proof
from tracker.domain.record_checks.likeness import twice
from tracker.domain.record_checks.line import Check, Line, Opens, Thing
from tracker.domain.record_checks.naming import other_name
from tracker.domain.record_checks.standing import lapsing, not_on_list
from tracker.domain.record_checks.waived import without_file

__all__ = ["CHECKS", "Check", "Facts", "Line", "Offered", "Opens", "Thing", "look_over"]

CHECKS: dict[Check, Callable[[Facts], Iterator[Line]]] = {
    Check.SAME_FILE: same_file,
    Check.OTHER_NAME: other_name,
    Check.TWICE: twice,
    Check.IN_THE_FUTURE: in_the_future,
    Check.BEFORE_ROLE: before_role,
    Check.IN_ONE_DAY: in_one_day,
    Check.OVER_FORMAT: over_format,
    Check.OVER_CLAIMED: over_claimed,
    Check.NO_FILE: no_file,
    Check.WEAK_PROOF: weak_proof,
    Check.WAIVER_NO_FILE: without_file,
    Check.NO_ROLE: no_role,
    Check.NOT_ON_LIST: not_on_list,
    Check.LAPSING: lapsing,
}


def look_over(facts: Facts) -> tuple[Line, ...]:
    """Return every line, by check in the order above, then by name."""
    return tuple(line for check in CHECKS.values() for line in sorted(check(facts), key=lambda line: line.name))

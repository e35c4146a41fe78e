"""How a standard's file says among which requirements an hour may serve only one.

[[counts_once]]
requirements = ["core-hours", "ongoing-hours"]
"""

from collections.abc import Sequence

from tracker.domain.rules import FirstDue, Hours, RecurringHours
from tracker.domain.standard import CountsOnce, Requirement
from tracker.domain.wording import listed, quoted
from tracker.standards.table import Table

_SHARE = "of which joiners owe a share of their first year. Its hours cannot be shared out besides"
_FEWEST, MOST_IN_A_GROUP = 2, 4


def read_counts_once(table: Table, requirements: Sequence[Requirement], grouped: set[str]) -> CountsOnce:
    """Read one group; `grouped` are the ids in the groups before it, to which its own are added.

    Raises InvalidStandard.
    """
    names = table.texts("requirements")
    known = {entry.id: entry for entry in requirements}
    if not _FEWEST <= len(names) <= MOST_IN_A_GROUP:
        raise table.wrong("requirements", f"must name from {_FEWEST} to {MOST_IN_A_GROUP} requirements by id")
    if twice := {name for name in names if names.count(name) > 1}:
        raise table.wrong("requirements", f"names {listed(sorted(twice))} twice")
    for name in names:
        if name not in known:
            raise table.unknown("requirements", name, known)
        if not isinstance(known[name].rule, Hours | RecurringHours):
            raise table.misplaced(
                "requirements",
                f"names {quoted(name)}, whose rule is of the kind {known[name].rule.kind}. "
                f"Hours can be shared out only among the kinds {Hours.kind} and {RecurringHours.kind}, not in trees",
            )
        if known[name].bridge is not None:
            raise table.misplaced(
                "requirements", f"names {quoted(name)}, which has a bridge: what is carried over one takes no hours"
            )
        if isinstance(rule := known[name].rule, RecurringHours) and rule.window.first_due is FirstDue.SHARE:
            raise table.misplaced("requirements", f"names {quoted(name)}, {_SHARE}")
        if name in grouped:
            raise table.misplaced("requirements", f"names {quoted(name)}, which stands in another group already")
    grouped.update(names)
    table.done()
    return CountsOnce(names)

"""How a standard's file says among which requirements an hour may serve only one.

[[counts_once]]
requirements = ["core-hours", "ongoing-hours"]

Or `counts_once = true` at each requirement that shares its hours with the others that say so.
"""

from collections.abc import Iterator, Sequence

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
        if why := _why_not(known[name]):
            raise table.misplaced("requirements", f"names {quoted(name)}, {why}")
        if name in grouped:
            raise table.misplaced("requirements", f"names {quoted(name)}, which stands in another group already")
    grouped.update(names)
    table.done()
    return CountsOnce(names)


def counts_once(table: Table, requirement: Requirement) -> bool:
    """Read whether a requirement says that its hours count once. Raises InvalidStandard where they cannot."""
    marked = table.flag("counts_once", False)
    if marked and (why := _why_not(requirement)):
        raise table.misplaced("counts_once", f"stands at {quoted(requirement.id)}, {why}")
    return marked


def marked_group(marked: Sequence[str], grouped: set[str], problems: list[str]) -> Iterator[CountsOnce]:
    """Yield the group of the requirements that say so themselves; one alone shares with nobody yet.

    What is wrong with it becomes a problem.
    """
    both = [name for name in marked if name in grouped]
    problems += [f"requirement {quoted(name)}: counts_once: it stands in a [[counts_once]] already." for name in both]
    if len(marked) > MOST_IN_A_GROUP:
        problems.append(
            f"requirement {quoted(marked[-1])}: counts_once: at most {MOST_IN_A_GROUP} requirements can share their "
            f"hours, and {len(marked)} say so."
        )
    elif len(marked) >= _FEWEST:
        yield CountsOnce(tuple(marked))


def _why_not(requirement: Requirement) -> str:
    """Say why the hours of a requirement cannot be shared out, to go on after its name; empty where they can."""
    rule = requirement.rule
    if not isinstance(rule, Hours | RecurringHours):
        return (
            f"whose rule is of the kind {rule.kind}. "
            f"Hours can be shared out only among the kinds {Hours.kind} and {RecurringHours.kind}, not in trees"
        )
    if requirement.bridge is not None:
        return "which has a bridge: what is carried over one takes no hours"
    if isinstance(rule, RecurringHours) and rule.window.first_due is FirstDue.SHARE:
        return _SHARE
    return ""

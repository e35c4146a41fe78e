"""Bridges from an earlier edition once more, and how a case stands on a day to come."""

from dataclasses import replace
from datetime import date

from tests.domain.oracle import WORST_FIRST, Case, status
from tracker.domain.standard import Bridge, Rule
from tracker.domain.verdict import Status


def bridged(rule: Rule, bridge: Bridge | None, case: Case) -> Status:
    """Say how a rule with a bridge stands: its own way, or by the earlier rule on its last day and what is new."""
    own = status(rule, case)
    if bridge is None:
        return own
    day = min(case.as_of, bridge.held_by) if bridge.held_by else case.as_of
    ways = [status(bridge.earlier, replace(case, as_of=day))]
    if ways[0] in {Status.NOT_MET, Status.LAPSED, Status.NOT_YET_DUE}:
        may_be_renewed = ways[0] is Status.LAPSED and (bridge.held_by is None or case.as_of <= bridge.held_by)
        new_is_there = bridge.difference is None or status(bridge.difference, case) in {Status.MET, Status.DUE_SOON}
        was_carried = may_be_renewed and new_is_there and own in {Status.NOT_MET, Status.LAPSED}
        return Status.LAPSED if was_carried else own
    held = {Status.MET, Status.DUE_SOON}
    if bridge.held_by and ways[0] in held and status(bridge.earlier, known(case, bridge.held_by)) in held:
        ways = [Status.MET]
    if bridge.difference is not None:
        ways.append(status(bridge.difference, case))
    return max(own, min(ways, key=WORST_FIRST.index), key=WORST_FIRST.index)


def known(case: Case, day: date) -> Case:
    """Return the case as another day finds it, where nothing is completed after the day that was asked about."""
    there = tuple(each for each in case.completions if each.completed_on <= case.as_of)
    return replace(case, completions=there, as_of=day)

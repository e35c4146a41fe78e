"""The kinds of rule and how each judges what happened.

Every kind is a frozen dataclass with a `kind`, the fields that a standard's file sets, and `judge(ledger,
context)`. A new kind is a class in a module of its own, a line in `RULES`, and a reader in
`standards.rule_forms`.
"""

from tracker.domain.rules.composites import Composite, Part
from tracker.domain.rules.cycles import FirstDue, Window, WindowKind, shares_no_year, splits_years
from tracker.domain.rules.events import RecurringEvents, TeamTraining
from tracker.domain.rules.hours import Hours, RecurringHours
from tracker.domain.rules.item import Before, Item
from tracker.domain.rules.selection import ApprovedList, Selection
from tracker.domain.rules.team_share import TeamShare
from tracker.domain.rules.topics import TopicCoverage
from tracker.domain.rules.trees import AllOf, AnyOf, AtLeast, leaves
from tracker.domain.standard import Rule

__all__ = [
    "RULES",
    "AllOf",
    "AnyOf",
    "ApprovedList",
    "AtLeast",
    "Before",
    "Composite",
    "FirstDue",
    "Hours",
    "Item",
    "Part",
    "RecurringEvents",
    "RecurringHours",
    "Selection",
    "TeamShare",
    "TeamTraining",
    "TopicCoverage",
    "Window",
    "WindowKind",
    "leaves",
    "shares_no_year",
    "splits_years",
]

_KINDS: tuple[type[Rule], ...] = (
    Hours,
    RecurringHours,
    TopicCoverage,
    Item,
    RecurringEvents,
    TeamTraining,
    TeamShare,
    AllOf,
    AnyOf,
    AtLeast,
)

RULES: dict[str, type[Rule]] = {rule.kind: rule for rule in _KINDS}

"""The keys of a standard's file, and how those are written that hold more than one value.

Where a key is missing, its table is not read to the end, and what else stands in it may be right. A key that stands in
no table of any file is read by nothing, and may be the one that was meant.
"""

from collections.abc import Mapping

# The head, its headings and the edition before; a requirement and its bridge; what may count; the rules; an example.
_ALL = """
id title edition edition_label publisher effective_from effective_until state optional by_default notice
due_soon_days leave checked by on before component requirement counts_once requirements example earlier now change
mark note counts

text applies roles disciplines team rule source url grace_days least_grade weaker_counts asked bridge carried
difference held_by

topics also_topics kinds before_role approved_list name trainings titled only_whole parts training

kind hours hours_each due_days window months first_due what valid_months after count one many least_disciplines of
who each percent number newcomer_days

as_of visit_on person event document key discipline leaves completions expect role from until topic_hours grade
expires_on attendees status words
"""
KEYS = frozenset(_ALL.split())
# What stands in a requirement itself and in the head itself: below a heading within, a line belongs to that heading.
OF_REQUIREMENT = frozenset(
    {
        *("title", "text", "component", "applies", "grace_days", "leave", "least_grade", "weaker_counts", "asked"),
        *("note", "checked", "counts_once"),
    }
)
OF_HEAD = frozenset(
    {
        *("edition", "edition_label", "publisher", "effective_from", "effective_until", "state", "optional"),
        *("by_default", "notice", "due_soon_days", "component", "requirement", "counts_once", "example", "before"),
    }
)
WRITTEN: Mapping[str, str] = {
    "after": '{ what = "Course A", titled = ["Course A"] }',
    "applies": '{ roles = ["victim_advocate"] }',
    "approved_list": '{ name = "the state\'s courses", trainings = ["state-course"] }',
    "checked": '{ by = "the director", on = 2026-02-03 }',
    "difference": '{ kind = "topic_coverage", topics = ["boys"] }',
    "each": '{ kind = "hours", hours = 2 }',
    "earlier": '{ kind = "hours", hours = 24 }',
    "expect": '{ advocate-hours = "met" }',
    "of": '{ roles = ["law_enforcement_investigator"] }',
    "rule": '{ kind = "hours", hours = 8 }',
    "source": '{ title = "Rule 12, section 3", mark = "draft" }',
    "team": '{ team-day = "met" }',
    "topic_hours": "{ trauma = 1.5 }",
    "window": "{ months = 24 }",
}

"""A group of requirements that share their hours is refused where it cannot be meant."""

import pytest

from tests.standards.small import SMALL, refused
from tracker.standards.loader import load_text

SECOND = """
[[requirement]]
id = "more-hours"
title = "More hours"
text = "Advocates have 4 more hours."
component = "part"
applies = { roles = ["victim_advocate"] }
rule = { kind = "hours", hours = 4 }
source = { title = "A draft", mark = "draft" }

[[requirement]]
id = "either"
title = "Either"
text = "Advocates have one or the other."
component = "part"
applies = { roles = ["victim_advocate"] }
source = { title = "A draft", mark = "draft" }
rule = { kind = "any_of", parts = [{ kind = "hours", title = "One", hours = 4 }, { kind = "hours", title = "Other", hours = 5 }] }
"""  # noqa: E501 an inline table of TOML stands on one line
EXPECTED = 'core-hours = "met", more-hours = "not_met", either = "met"'
PROVED = (SMALL + SECOND).replace('core-hours = "met"', EXPECTED)


def grouped(names: str, more: str = "") -> str:
    """The small standard with a group."""
    return f"{PROVED}\n[[counts_once]]\nrequirements = {names}\n{more}"


def test_a_group_is_read() -> None:
    found = load_text(grouped('["core-hours", "more-hours"]'), "small.toml")
    assert [group.requirements for group in found.counts_once] == [("core-hours", "more-hours")]


@pytest.mark.parametrize(
    ("names", "more", "words"),
    [
        (
            '["core-hours", "more-hour"]',
            "",
            'counts_once 1, requirements: "more-hour" is not allowed. Did you mean more-hours? Allowed: core-hours',
        ),
        ('["core-hours"]', "", "counts_once 1, requirements: must name from 2 to 4 requirements by id"),
        (str([f"a{number}" for number in range(5)]), "", "must name from 2 to 4 requirements by id"),
        ('["core-hours", "core-hours"]', "", "counts_once 1, requirements: names core-hours twice"),
        ('["core-hours", "team-day"]', "", "names “team-day”, whose rule is of the kind team_event. Hours can be"),
        ('["core-hours", "either"]', "", "names “either”, whose rule is of the kind any_of. Hours can be shared out"),
        ('"core-hours"', "", "counts_once 1, requirements: must be a list of texts in square brackets"),
        (
            '["core-hours", "more-hours"]',
            '\n[[counts_once]]\nrequirements = ["more-hours", "core-hours"]',
            "counts_once 2, requirements: names “more-hours”, which stands in another group already.",
        ),
        ('["core-hours", "more-hours"]', 'nots = "x"', "counts_once 1, nots: is not a key here."),
    ],
)
def test_each_mistake_is_told_with_its_place_and_what_is_allowed(names: str, more: str, words: str) -> None:
    assert words in refused(grouped(names, more))


def test_a_requirement_of_which_joiners_owe_a_share_shares_its_hours_with_none() -> None:
    window = 'window = { months = 12, kind = "calendar_years", first_due = "share" }'
    yearly = f'rule = {{ kind = "recurring_hours", hours = 4, {window} }}'
    message = refused(grouped('["core-hours", "more-hours"]').replace('rule = { kind = "hours", hours = 4 }', yearly))
    assert "names “more-hours”, of which joiners owe a share of their first year." in message


def marked(*names: str) -> str:
    """The small standard with requirements that say themselves that their hours count once."""
    text = PROVED
    for name in names:
        text = text.replace(f'id = "{name}"\n', f'id = "{name}"\ncounts_once = true\n')
    return text


def test_requirements_that_say_so_themselves_are_a_group_and_one_alone_is_none() -> None:
    both = load_text(marked("core-hours", "more-hours"), "small.toml")
    assert [group.requirements for group in both.counts_once] == [("core-hours", "more-hours")]
    alone = marked("more-hours").replace('more-hours = "not_met"', 'more-hours = "met"')
    assert load_text(alone, "small.toml").counts_once == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (marked("either"), "counts_once: stands at “either”, whose rule is of the kind any_of."),
        (
            marked("core-hours") + '[[counts_once]]\nrequirements = ["core-hours", "more-hours"]\n',
            "requirement “core-hours”: counts_once: it stands in a [[counts_once]] already.",
        ),
        (
            marked("core-hours", "more-hours")
            + "".join(
                SECOND[: SECOND.index('[[requirement]]\nid = "either"')].replace(
                    'id = "more-hours"', f'id = "more-{number}"\ncounts_once = true'
                )
                for number in range(3)
            ),
            "counts_once: at most 4 requirements can share their hours, and 5 say so.",
        ),
    ],
)
def test_requirements_that_cannot_share_their_hours_are_told_so(text: str, words: str) -> None:
    assert words in refused(text)

"""What a file says of the edition before is refused where it cannot be meant."""

from dataclasses import replace

import pytest

from tests.standards.small import HOURS_RULE, SMALL, refused
from tracker.domain.standard import Before, EditionChange, Mapped, Mark
from tracker.standards.editions import edition, mapping_problems
from tracker.standards.loader import load_text

BEFORE = """
[before]
edition = "0"

  [[before.requirement]]
  earlier = "old-hours"
  now = "core-hours"
  change = "wider"
  mark = "draft"
"""
EARLIER = 'earlier = { kind = "hours", hours = 4 }'
BRIDGE = f'{HOURS_RULE}\nbridge = {{ edition = "0", carried = "four hours", {EARLIER} }}'


def test_a_mapping_and_a_bridge_are_read() -> None:
    found = load_text(SMALL.replace(HOURS_RULE, BRIDGE) + BEFORE, "small.toml")
    assert found.before == Before(
        "0", (Mapped(change=EditionChange.WIDER, mark=Mark.DRAFT, earlier="old-hours", now="core-hours"),)
    )
    bridge = found.requirement("core-hours").bridge
    assert bridge is not None
    assert (bridge.edition, bridge.carried, bridge.held_by, bridge.difference) == ("0", "four hours", None, None)


@pytest.mark.parametrize(
    ("right", "wrong", "words"),
    [
        ('edition = "0"', 'edition = "1"', 'before, edition: must be the edition before, not this one, not "1".'),
        ('edition = "0"', "", "before, edition: is missing. Add it."),
        ('"wider"', '"widder"', 'before, requirement 1, change: "widder" is not allowed. Did you mean wider?'),
        ('now = "core-hours"', 'now = "core-hour"', 'now: "core-hour" is not allowed. Did you mean core-hours?'),
        ('now = "core-hours"', "", "before, requirement 1, now: is missing. Add it."),
        ('earlier = "old-hours"', "", "before, requirement 1, earlier: is missing. Add it."),
        ('change = "wider"', 'change = "wider"\n  counts = 0', "before, requirement 1, counts: must be"),
        ('change = "wider"', 'change = "new"', "before, requirement 1, earlier: is not a key here."),
        ('change = "wider"', 'change = "gone"', "before, requirement 1, now: is not a key here."),
        ('mark = "draft"', 'mark = "D"', 'before, requirement 1, mark: "D" is not allowed.'),
    ],
)
def test_a_mapping_that_cannot_be_meant_is_refused(right: str, wrong: str, words: str) -> None:
    assert right in BEFORE
    assert words in refused(SMALL + BEFORE.replace(right, wrong, 1))


def test_a_mapping_of_nothing_is_refused() -> None:
    assert "before, requirement: must say of at least one" in refused(f'{SMALL}\n[before]\nedition = "0"\n')


@pytest.mark.parametrize(
    ("right", "wrong", "words"),
    [
        ('edition = "0", ', "", "requirement “core-hours”, bridge, edition: is missing. Add it."),
        ('carried = "four hours", ', "", "requirement “core-hours”, bridge, carried: is missing. Add it."),
        (f", {EARLIER}", "", "requirement “core-hours”, bridge, earlier: is missing. Add it."),
        ('kind = "hours", hours = 4', 'kind = "hour"', 'earlier, kind: "hour" is not allowed. Did you mean hours?'),
        ('carried = "four hours"', 'carries = "four hours"', "bridge, carried: is missing. Add it."),
        ("hours = 4 }", "hours = 4 }, more = 1", "bridge, more: is not a key here."),
        ("hours = 4 }", 'hours = 4 }, held_by = "2022"', "bridge, held_by: must be a day without quotes"),
        ("hours = 4 }", "hours = 4 }, difference = 3", "bridge, difference: must be a table"),
        ('kind = "hours", hours = 4', 'kind = "team_event"', 'bridge, earlier, kind: "team_event" is not allowed.'),
    ],
)  # fmt: skip
def test_a_bridge_that_cannot_be_meant_is_refused(right: str, wrong: str, words: str) -> None:
    assert right in BRIDGE
    assert words in refused(SMALL.replace(HOURS_RULE, BRIDGE.replace(right, wrong, 1)))


def test_hours_carried_over_a_bridge_cannot_be_shared_out() -> None:
    second = SMALL[SMALL.index("[[requirement]]") : SMALL.index('[[requirement]]\nid = "team-day"')]
    both = SMALL.replace(HOURS_RULE, BRIDGE) + second.replace("core-hours", "more-hours")
    both = both.replace('core-hours = "met" }', 'core-hours = "met", more-hours = "met" }')
    told = refused(f'{both}\n[[counts_once]]\nrequirements = ["more-hours", "core-hours"]')
    assert "counts_once 1, requirements: names “core-hours”, which has a bridge" in told


def test_what_ships_maps_every_requirement_of_the_edition_before_and_no_other() -> None:
    now, earlier = (edition("nca-essential-training", name) for name in ("2023", "2017"))
    assert mapping_problems(now, [now, earlier]) == []
    assert mapping_problems(now, [now]) == [
        "nca-essential-training, 2023, before: there is no edition 2017 beside it. "
        "Bring that edition in first, or take [before] out."
    ]
    assert now.before is not None
    less = replace(now, before=Before("2017", now.before.mapped[1:]))
    assert mapping_problems(less, [earlier]) == [
        "nca-essential-training, 2023, before: nothing says what became of team-yearly-training. "
        "Add a [[before.requirement]] for it."
    ]
    more = replace(earlier, requirements=earlier.requirements[1:])
    assert mapping_problems(now, [more]) == [
        "nca-essential-training, 2023, before: team-yearly-training is not in edition 2017. "
        "Write it as it stands there."
    ]

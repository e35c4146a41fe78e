"""A small standard that is right, for tests that break it on purpose."""

from collections.abc import Sequence

import pytest

from tracker.domain.errors import InvalidStandard
from tracker.standards.loader import load_text

SMALL = """
id = "small"
title = "A small standard"
edition = "1"
edition_label = "First edition"
publisher = "NCA"
effective_from = 2025-01-01

[[component]]
id = "part"
title = "A part"

[[requirement]]
id = "core-hours"
title = "Core hours"
text = "Advocates have 8 hours."
component = "part"
applies = { roles = ["victim_advocate"] }
rule = { kind = "hours", hours = 8, due_days = 90 }
source = { title = "A page", mark = "V", url = "https://example.org/page", note = "As told." }

[[requirement]]
id = "team-day"
title = "Team day"
text = "The team trains each year."
component = "part"
applies = { team = true }
rule = { kind = "team_event", window = { months = 12 } }
source = { title = "A draft", mark = "draft" }

[[example]]
name = "An advocate who has them"
as_of = 2026-11-24
person = [{ key = "advocate", roles = [{ role = "victim_advocate", from = 2025-01-06 }], completions = [{ title = "Course", on = 2025-02-03, hours = 8 }], expect = { core-hours = "met" } }]
team = { team-day = { status = "not_met", words = ["Needs 1 more team training"] } }
"""  # noqa: E501 an inline table of TOML stands on one line

HOURS_RULE = 'rule = { kind = "hours", hours = 8, due_days = 90 }'
TEAM_RULE = 'rule = { kind = "team_event", window = { months = 12 } }'


def each_of(mistakes: Sequence[tuple[str, str, str, str]]) -> pytest.MarkDecorator:
    """Give a test each mistake: its name, what is right, what stands in its place, and the words that are said."""
    return pytest.mark.parametrize(
        ("right", "wrong", "words"), [case[1:] for case in mistakes], ids=[case[0] for case in mistakes]
    )


def told_of(right: str, wrong: str) -> str:
    """Return the words with which the small standard is refused where something wrong stands in place of the right."""
    assert right in SMALL
    return refused(SMALL.replace(right, wrong, 1))


def refused(text: str) -> str:
    """Return the words with which a file is refused."""
    with pytest.raises(InvalidStandard) as caught:
        load_text(text, "small.toml")
    assert all(line.startswith("small.toml: ") for line in caught.value.message.splitlines())
    return caught.value.message

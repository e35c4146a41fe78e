"""A standard of the center's own, as a chapter might hand one out; taken away again, so that it measures nobody."""

from tracker.models import OwnStandard
from tracker.services.actor import Actor
from tracker.standards.shelf import digest_of

TEXT = """
id = "seed-chapter"
title = "Made up by seed"
edition = "2026"
edition_label = "2026, made up by seed"
publisher = "No chapter"

[[component]]
id = "made-up"
title = "Made up"

[[requirement]]
id = "an-hour"
title = "One hour"
text = "Advocates have one hour of training."
component = "made-up"
applies = { roles = ["victim_advocate"] }
source = { title = "Made up by seed", mark = "draft" }
rule = { kind = "hours", hours = 1 }

[[example]]
name = "Nothing yet"
as_of = 2026-01-02

  [[example.person]]
  roles = [{ role = "victim_advocate", from = 2026-01-01 }]
  expect = { an-hour = "not_met" }
""".strip()


def own_standard(director: Actor) -> OwnStandard:
    """Return a file that applied once."""
    return OwnStandard(
        standard="seed-chapter",
        edition="2026",
        number=1,
        text=TEXT,
        sha256=digest_of(TEXT),
        added_by=director.account_id,
        added_at=director.now,
        ended_at=director.now,
    )

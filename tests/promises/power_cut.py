"""A power cut at random moments: disks as it could leave them, rebuilt from the system calls of a run, and opened.

What was flushed is there. What was written since is there, absent, or torn between sectors; names that were given or
taken since have or have not reached the disk, each for itself. From each such disk the product must go on: everything
that was acknowledged before the cut is there, the database is whole, and no row is without its file.
"""

from collections.abc import Iterator
from pathlib import Path

from tests.promises.durability_cuts import Recording, images, record
from tests.promises.durability_tracing import is_possible
from tests.promises.figures import Figure, Size

PROMISE = "power cut"
GOAL = "0 acknowledged lost, 0 corrupt, 0 rows without their file"
IMAGES = {Size.SHORT: 120, Size.LONG: 1000}
ACTS = {Size.SHORT: 18, Size.LONG: 60}
SEED = 20_261_125


def figures(size: Size, folder: Path) -> Iterator[Figure]:
    """Yield the figure. Takes about a minute, in the long form some ten."""
    if not is_possible():
        yield Figure(PROMISE, GOAL, "not measured here: no strace, or it may not look into processes", kept=False)
        return
    recording: Recording = record(folder, ACTS[size])
    bad = [fault for _, faults in images(recording, folder, IMAGES[size], SEED) for fault in faults]
    run = f"{recording.said} acts and {len(recording.steps)} calls"
    reached = f"{len(bad)} faults on {IMAGES[size]} disks, cut from a run of {run}"
    yield Figure(PROMISE, GOAL, "; ".join([reached, *bad[:5]]), kept=not bad)

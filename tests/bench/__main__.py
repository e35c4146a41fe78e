"""Prints the figures of speed and size, ratios first: `make bench`, or `python -m tests.bench --small`.

It makes its own data in a temporary folder, about 2 GB, and leaves nothing. Nothing here is a test: a busy machine is
slow, not wrong.
"""

import argparse
import sys
from collections.abc import Iterator

from tests.bench import assessing, growing, importing, packet, pages, planning

OTHERS, FEW_OTHERS = 1_000, 20
PARTS = ("assessing", "growing", "planning", "importing", "pages", "packet")


def main() -> None:
    """Print the figures as they are found."""
    asked = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    asked.add_argument("--small", action="store_true", help="20 other centers and a packet of 25: a minute in all")
    asked.add_argument("--large", action="store_true", help="a packet of 500 people too: ten minutes more")
    asked.add_argument("--only", choices=PARTS, help="measure one of these only")
    chosen = asked.parse_args()
    for line in _figures(small=chosen.small, large=chosen.large, only=chosen.only):
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()


def _figures(*, small: bool, large: bool, only: str | None) -> Iterator[str]:
    if only in (None, "packet"):
        packet.browser()  # better now than after four minutes
    if only in (None, "assessing"):
        yield from assessing.figures(assessing.FEW if small else assessing.PEOPLE)
    if only in (None, "growing"):
        yield from growing.figures(growing.FEW if small else growing.MANY)
    if only in (None, "planning"):
        yield from planning.figures(small=small)
    if only in (None, "importing"):
        yield from importing.figures(importing.FEW_ROWS, importing.FEW_FILES) if small else importing.figures()
    if only in (None, "pages"):
        yield from pages.figures(FEW_OTHERS if small else OTHERS)
    if only in (None, "packet"):
        yield from packet.figures(packet.SMALL if small else packet.LARGE if large else packet.ROWS)


if __name__ == "__main__":
    main()

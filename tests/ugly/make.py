"""Writes the set of ugly lists anew: `python -m tests.ugly.make`. Needs LibreOffice; the files are kept beside it.

Nobody else's list is in the set: names are those of the demo center's invented people.
"""

import sys

from tests.ugly import kept_lists, long_lists, named_lists, other_lists


def main() -> None:
    """Write every list and its truth."""
    for its in (*long_lists.lists(), *kept_lists.lists(), *other_lists.lists(), *named_lists.lists()):
        its.write()
        sys.stdout.write(f"{its.name}.{its.form}: {len(its.truth)} lines\n")


if __name__ == "__main__":
    main()

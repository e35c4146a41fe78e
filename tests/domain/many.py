"""Many records judged both ways from the shell, as the oracles' modules do when they are run by themselves."""

import sys
from collections.abc import Callable


def judge_many(
    difference: Callable[[int], str], of: str = "records", otherwise: str = "judged otherwise than the oracle"
) -> int:
    """Judge as many records as the command line says; print each that differs, and return the exit code."""
    records, wrong = int(sys.argv[1]), 0
    for number in range(records):
        if told := difference(number):
            wrong += 1
            sys.stdout.write(f"{number}: {told}\n")
    sys.stdout.write(f"{records:,} {of}, {wrong:,} {otherwise}\n")
    return int(wrong > 0)

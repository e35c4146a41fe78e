"""Takes each foundation of docs/safety.md away, in a copy, and holds that its tests notice: `make foundations`.

Prints what was taken away and which test failed first. Ends with an error where tests stayed green, could not be run,
or where the code does not hold any more what is taken away: then breaks.toml must follow the code.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from queue import SimpleQueue
from time import perf_counter

from tests.foundations.breaks import Break, breaks

ROOT = Path(__file__).resolve().parents[2]
# With .git, for the tests of the repository ask it which files there are.
NEVER_COPIED = shutil.ignore_patterns(".venv*", "var", "__pycache__", ".*_cache", ".hypothesis")
LONGEST = 900
PYTEST = (sys.executable, "-m", "pytest", "-q", "-x", "-n", "0", "-p", "no:cacheprovider")
FAILED = re.compile(r"^(?:FAILED|ERROR) tests/\S+?::(\S+)", re.MULTILINE)


def main() -> int:
    """Try each; return the exit code."""
    asked = argparse.ArgumentParser(prog="python -m tests.foundations", description=__doc__)
    asked.add_argument("--only", type=int, action="append", metavar="NUMBER", help="this foundation; may be repeated")
    chosen = asked.parse_args().only
    begun = perf_counter()
    wanted = [each for each in breaks() if not chosen or each.number in chosen]
    jobs = int(os.environ.get("JOBS", "2"))
    with tempfile.TemporaryDirectory(prefix="foundations-") as folder, ThreadPoolExecutor(jobs) as pool:
        copies: SimpleQueue[Path] = SimpleQueue()
        for number in range(jobs):
            copies.put(Path(shutil.copytree(ROOT, Path(folder, str(number)), ignore=NEVER_COPIED)))
        tried = pool.map(lambda each: _try(copies, each), wanted)
        noticed = sum(_told(each, *found) for each, found in zip(wanted, tried, strict=True))
    seconds = int(perf_counter() - begun)
    _say(f"{noticed} of {len(wanted)} noticed, in {seconds // 60} min {seconds % 60} s.")
    return 0 if noticed == len(wanted) > 0 else 1


def _told(each: Break, noticed: bool, by: str) -> bool:
    _say(f"{'noticed  ' if noticed else 'UNNOTICED'}  {each.number}. {each.what} ({each.file}): {by}")
    return noticed


def _try(copies: "SimpleQueue[Path]", each: Break) -> tuple[bool, str]:
    """Tell whether a test fails, and which; or why that does not count."""
    copy = copies.get()
    try:
        with _broken(copy / each.file, each) as found:
            return _first_failure(copy, each) if found else (False, "the code does not hold this any more")
    finally:
        copies.put(copy)


@contextmanager
def _broken(file: Path, each: Break) -> Iterator[bool]:
    before = file.read_text()
    found = before.count(each.old) == 1
    try:
        if found:
            file.write_text(before.replace(each.old, each.new))
        yield found
    finally:
        file.write_text(before)


def _first_failure(copy: Path, each: Break) -> tuple[bool, str]:
    environment = {**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(  # noqa: S603 our own command
            [*PYTEST, f"--database={each.on}", *each.tests],
            cwd=copy,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=LONGEST,
        )
    except subprocess.TimeoutExpired:
        return False, f"no answer in {LONGEST} s"
    failed = FAILED.search(done.stdout)
    # Code 1: tests ran and failed. With any other they were not even collected, and say nothing.
    if done.returncode == 1 and failed:
        return True, failed[1]
    return False, "the tests stayed green" if done.returncode == 0 else f"pytest ended with {done.returncode}"


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())

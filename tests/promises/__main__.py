"""Measures what the product promises about safety and prints each figure beside its goal: `make promises`.

Each promise is a module of this folder with `figures(size, folder)`, which yields Figure lines and may use the empty
folder. Each runs in a process of its own: two that measure times would disturb each other, so that only those run two
at once that measure none and take one processor. Ends with an error where a promise is not kept.
"""

import argparse
import importlib
import json
import os
import pkgutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from time import perf_counter

import tests.promises
from tests.promises.figures import Figure, Size
from tests.promises.processes import tree

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = {Size.SHORT: 900, Size.LONG: 4 * 3600}
# They measure no times, so they may share the machine.
SHARING = {
    *("due_dates", "faults", "forged_packets", "lost_updates", "packet_truth", "planted_markup", "power_cut"),
    *("rights_end", "tokens"),
}
AT_ONCE = 2
# Of the others these come first: where time runs out, what matters most was measured.
FIRST = ("isolation", "hostile_requests", "history", "bad_uploads", "killed")


def main() -> int:
    """Print the table as it is found; return the exit code."""
    asked = argparse.ArgumentParser(prog="python -m tests.promises", description=__doc__)
    asked.add_argument("--long", action="store_true", help="as many cases as docs/safety.md names: hours")
    asked.add_argument("--minutes", type=float, default=float("inf"), help="begin no further one after so many")
    asked.add_argument("--only", action="append", choices=names(), help="measure this one; may be given again")
    asked.add_argument("--measure", choices=names(), help=argparse.SUPPRESS)
    chosen = asked.parse_args()
    size = Size.LONG if chosen.long else Size.SHORT
    if chosen.measure:
        return _measure(chosen.measure, size)
    begun = perf_counter()
    found: dict[bool | None, list[str]] = {True: [], False: [], None: []}
    for line, good in _lines(chosen.only or names(), size, begun + 60 * chosen.minutes):
        _say(line)
        found[good].append(line)
    told = f"{len(found[True])} kept, {len(found[False])} not kept, {len(found[None])} left out"
    _say(f"{_minutes(perf_counter() - begun)} in all, {size} form: {told}.")
    # Once more where whoever sees only the end of a long output finds it.
    for line in found[False]:
        _say(line)
    return 1 if found[False] or not found[True] else 0


def _lines(wanted: list[str], size: Size, until: float) -> Iterator[tuple[str, bool | None]]:
    """Yield the lines of promises, first of those that run alone, each with whether it is good; None if left out."""

    def run(name: str) -> Iterator[tuple[str, bool | None]]:
        if perf_counter() > until:
            yield f"LEFT OUT  {name}: no time was left to measure it", None
        else:
            yield from _run(name, size)

    alone = [name for name in wanted if name not in SHARING]
    alone.sort(key=lambda name: FIRST.index(name) if name in FIRST else len(FIRST))
    for name in alone:
        yield from run(name)
    sharing = [name for name in wanted if name in SHARING]
    # The quick ones first: where time runs out, fewer are left out.
    sharing.sort(key=lambda name: name in {"faults", "lost_updates", "power_cut"})
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for lines in pool.map(lambda name: list(run(name)), sharing):
            yield from lines


def names() -> list[str]:
    """Return the promises there are: the modules that measure one."""
    modules = (module.name for module in pkgutil.iter_modules(tests.promises.__path__))
    return sorted(name for name in modules if hasattr(importlib.import_module(f"tests.promises.{name}"), "figures"))


def _measure(name: str, size: Size) -> int:
    """Measure one promise in this process, a line of JSON a figure."""
    module = importlib.import_module(f"tests.promises.{name}")
    with tempfile.TemporaryDirectory(prefix=f"promise-{name}-") as folder:
        for figure in module.figures(size, Path(folder)):
            _say(json.dumps(asdict(figure)))
    return 0


def _run(name: str, size: Size) -> Iterator[tuple[str, bool]]:
    command = [sys.executable, "-m", "tests.promises", "--measure", name, *(["--long"] if size is Size.LONG else [])]
    begun = perf_counter()
    try:
        measured = subprocess.Popen(  # noqa: S603 our own command
            command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        said, faults = measured.communicate(timeout=PATIENCE[size])
    except subprocess.TimeoutExpired:
        for process in tree(measured.pid):  # with all that it serves
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        yield f"NOT KEPT  {name}: gave no answer within {PATIENCE[size]} s", False
        return
    sys.stderr.write(f"{name} took {_minutes(perf_counter() - begun)}\n")
    found = [Figure(**json.loads(line)) for line in said.splitlines() if line.startswith("{")]
    for figure in found:
        good = figure.kept or (figure.timed and size is Size.SHORT)
        word = "kept    " if figure.kept else "slow    " if good else "NOT KEPT"
        yield f"{word}  {figure.promise}: {figure.reached}  (goal: {figure.goal})", good
    if measured.returncode or not found:
        yield f"NOT KEPT  {name}: ended with code {measured.returncode}\n{faults[-3000:]}", False


def _minutes(seconds: float) -> str:
    return f"{int(seconds // 60)} min {int(seconds % 60)} s"


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())

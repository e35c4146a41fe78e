"""Counts which mutants the tests notice, by area, with mutmut: `make mutants`. Costs hours; `MUTANTS=--some` a fifth.

Works on a copy of the tree, for mutants are written beside the code. Ends with an error where an area stays below its
share; the survivors are printed, to be noticed by a test or explained.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from tests.mutants.areas import AREAS, LEAST_KILLED, Area

ROOT = Path(__file__).resolve().parents[2]
MUTMUT = ROOT / ".venv/bin/mutmut"
COPIED = ("templates", "static", "migrations", "docs", "wsgi.py", "Makefile", "README.md", "CHANGELOG.md", ".ci")
NOTICED = {"killed", "timeout", "segfault", "suspicious", "caught by type check"}
UNJUDGED = "not checked"
# A function's mutants are numbered: about every fifth, and the first of each function.
SOME = ("*__mutmut_*[16]",)
# Looking for what was left behind after each mutant takes as long as most tests, and says nothing of the mutant.
PLAIN = ("-n0", "-q", "-p", "no:unraisableexception", "-p", "no:threadexception")


def main() -> int:
    """Print each area's share and its survivors; return the exit code."""
    asked = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    asked.add_argument("--only", choices=sorted(AREAS), action="append", help="this area; may be given again")
    asked.add_argument("--some", action="store_true", help="judge about every fifth mutant only")
    chosen = asked.parse_args()
    which = SOME if chosen.some else ()
    return max(_measure(name, AREAS[name], which) for name in chosen.only or sorted(AREAS))


def _measure(name: str, area: Area, which: Sequence[str]) -> int:
    with tempfile.TemporaryDirectory(prefix=f"mutants-{name}-") as folder:
        tree = Path(folder) / "tree"
        _copy(tree, area)
        log = tree / "mutmut.log"
        if fault := _run(tree, log, which):
            sys.stdout.write(f"{name}: mutmut ended with {fault}\n{log.read_text()[-2000:]}\n")
            return 1
        verdicts = _verdicts(tree)
    judged = {mutant: verdict for mutant, verdict in verdicts.items() if verdict != UNJUDGED}
    counted = Counter(judged.values())
    noticed = sum(counted[verdict] for verdict in NOTICED)
    share = 100 * noticed / len(judged) if judged else 0
    of = f"{len(judged)} of {len(verdicts)}" if which else f"{len(judged)}"
    sys.stdout.write(f"{name}: {noticed} noticed of {of} mutants, {share:.0f} % (goal: {LEAST_KILLED} %)\n")
    for mutant, verdict in sorted(judged.items()):
        if verdict not in NOTICED:
            sys.stdout.write(f"    {verdict}: {mutant}\n")
    sys.stdout.flush()
    return int(share < LEAST_KILLED)


def _run(tree: Path, log: Path, which: Sequence[str]) -> int:
    """Judge the mutants, those whose names fit or all; returns the exit code."""
    with log.open("w") as out:
        command = [MUTMUT, "run", "--max-children", os.environ.get("JOBS", "2"), *which]
        return subprocess.run(command, cwd=tree, stdout=out, stderr=out, check=False).returncode  # noqa: S603 our own command


def _copy(tree: Path, area: Area) -> None:
    """Copy what git knows and what is new, and tell mutmut what to change and which tests to ask."""
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    names = subprocess.run(listed, cwd=ROOT, check=True, capture_output=True, text=True).stdout  # noqa: S603 our own
    for name in filter(None, names.split("\0")):
        if (ROOT / name).is_file():
            (tree / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, tree / name)
    settings = {
        "source_paths": ["tracker"],
        "only_mutate": list(area.modules),
        "also_copy": list(COPIED),
        "pytest_add_cli_args": list(PLAIN),
        "pytest_add_cli_args_test_selection": list(area.tests),
    }
    lines = "".join(f"{key} = {json.dumps(value)}\n" for key, value in settings.items())
    with (tree / "pyproject.toml").open("a") as stream:
        stream.write(f"\n[tool.mutmut]\n{lines}")


def _verdicts(tree: Path) -> dict[str, str]:
    command = [MUTMUT, "results", "--all", "true"]
    said = subprocess.run(command, cwd=tree, check=True, capture_output=True, text=True).stdout  # noqa: S603 our own
    return dict(line.strip().rsplit(": ", 1) for line in said.splitlines() if ": " in line)


if __name__ == "__main__":
    sys.exit(main())

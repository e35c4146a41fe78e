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

from tests.mutants.areas import AREAS, UNJUDGED, Area

ROOT = Path(__file__).resolve().parents[2]
MUTMUT = ROOT / ".venv/bin/mutmut"
COPIED = ("templates", "static", "migrations", "docs", "wsgi.py", "Makefile", "README.md", "CHANGELOG.md", ".ci")
NOTICED = {"killed", "timeout", "segfault", "suspicious", "caught by type check"}
# A function's mutants are numbered: about every fifth, and the first of each function.
SOME = ("*__mutmut_*[16]",)
# Looking for what was left behind after each mutant takes as long as most tests, and says nothing of the mutant.
PLAIN = ("-n0", "-q", "-p", "no:unraisableexception", "-p", "no:threadexception")
# It breaks the rules itself, to see that the oracle notices: minutes, and nothing that its neighbors do not see.
OF_THE_ORACLE = ("--deselect", "tests/domain/test_oracle.py::test_a_day_more_or_less_in_any_rule_is_noticed")


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
        _copy(tree)
        try:
            judge = _judged_in_forks if area.is_of_domain else _judged
            verdicts = judge(tree, area.tests, area.modules, which)
            lived = [mutant for mutant, verdict in verdicts.items() if verdict not in NOTICED | {UNJUDGED}]
            if lived and area.on_postgresql:
                again = _judged(tree, area.on_postgresql, area.modules, lived, "--database=postgresql")
                verdicts |= {mutant: again[mutant] for mutant in lived}
        except RuntimeError as fault:
            sys.stdout.write(f"{name}: {fault}\n")
            return 1
    judged = {mutant: verdict for mutant, verdict in verdicts.items() if verdict != UNJUDGED}
    counted = Counter(judged.values())
    noticed = sum(counted[verdict] for verdict in NOTICED)
    share = 100 * noticed / len(judged) if judged else 0
    of = f"{len(judged)} of {len(verdicts)}" if which else f"{len(judged)}"
    sys.stdout.write(f"{name}: {noticed} noticed of {of} mutants, {share:.0f} % (goal: {area.least} %)\n")
    for mutant, verdict in sorted(judged.items()):
        if verdict not in NOTICED:
            sys.stdout.write(f"    {verdict}: {mutant}\n")
    sys.stdout.flush()
    return int(share < area.least)


def _judged(
    tree: Path, tests: Sequence[str], modules: Sequence[str], which: Sequence[str], *options: str
) -> dict[str, str]:
    """Judge the mutants whose names fit, or all, by these tests; return every verdict there is. Raises RuntimeError."""
    _settle(tree, tests, modules, *options)
    # Which tests meet a function was learnt with other tests, perhaps.
    (tree / "mutants/mutmut-stats.json").unlink(missing_ok=True)
    _run(tree, [str(MUTMUT), "run", "--max-children", os.environ.get("JOBS", "2"), *which])
    return _verdicts(tree)


def _judged_in_forks(tree: Path, tests: Sequence[str], modules: Sequence[str], which: Sequence[str]) -> dict[str, str]:
    """Judge mutants of the domain, whose tests need nothing but the domain, ten times as fast. Raises RuntimeError."""
    _settle(tree, tests, modules)
    _run(tree, [sys.executable, "-m", "tests.mutants.forks", "verdicts.json", *OF_THE_ORACLE, *tests, "--", *which])
    verdicts: dict[str, str] = json.loads((tree / "verdicts.json").read_text())
    return verdicts


def _settle(tree: Path, tests: Sequence[str], modules: Sequence[str], *options: str) -> None:
    """Write what mutmut is to change, and by which tests it is judged."""
    settings = {
        "source_paths": ["tracker"],
        "only_mutate": list(modules),
        "also_copy": list(COPIED),
        "pytest_add_cli_args": [*PLAIN, *OF_THE_ORACLE, *options],
        "pytest_add_cli_args_test_selection": list(tests),
    }
    lines = "".join(f"{key} = {json.dumps(value)}\n" for key, value in settings.items())
    (tree / "pyproject.toml").write_text(f"{(ROOT / 'pyproject.toml').read_text()}\n[tool.mutmut]\n{lines}")


def _run(tree: Path, command: Sequence[str]) -> None:
    log = tree / "mutmut.log"
    with log.open("w") as out:
        ended = subprocess.run(command, cwd=tree, stdout=out, stderr=out, check=False).returncode  # noqa: S603 our own command
    if ended:
        raise RuntimeError(f"mutmut ended with {ended}\n{log.read_text()[-2000:]}")


def _copy(tree: Path) -> None:
    """Copy what git knows and what is new."""
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    names = subprocess.run(listed, cwd=ROOT, check=True, capture_output=True, text=True).stdout  # noqa: S603 our own
    for name in filter(None, names.split("\0")):
        if (ROOT / name).is_file():
            (tree / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, tree / name)


def _verdicts(tree: Path) -> dict[str, str]:
    command = [MUTMUT, "results", "--all", "true"]
    said = subprocess.run(command, cwd=tree, check=True, capture_output=True, text=True).stdout  # noqa: S603 our own
    return dict(line.strip().rsplit(": ", 1) for line in said.splitlines() if ": " in line)


if __name__ == "__main__":
    sys.exit(main())

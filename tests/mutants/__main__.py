"""Counts which mutants the tests notice, by area, with mutmut: `make mutants`. Costs an hour; `--only AREA` less.

Works on a copy of the tree, for mutants are written beside the code. Ends with an error where an area stays below its
share; the survivors are printed, to be noticed by a test or explained.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.mutants.areas import AREAS, LEAST_KILLED, Area

ROOT = Path(__file__).resolve().parents[2]
MUTMUT = ROOT / ".venv/bin/mutmut"
COPIED = ("templates", "static", "migrations", "docs", "wsgi.py", "Makefile", "README.md", "CHANGELOG.md", ".ci")
NOTICED = {"killed", "timeout", "segfault", "suspicious", "caught by type check"}
PROCESSES = "2"


def main() -> int:
    """Print each area's share and its survivors; return the exit code."""
    asked = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    asked.add_argument("--only", choices=sorted(AREAS), action="append", help="this area; may be given again")
    chosen = asked.parse_args()
    return max(_measure(name, AREAS[name]) for name in chosen.only or sorted(AREAS))


def _measure(name: str, area: Area) -> int:
    with tempfile.TemporaryDirectory(prefix=f"mutants-{name}-") as folder:
        tree = Path(folder) / "tree"
        _copy(tree, area)
        log = tree / "mutmut.log"
        with log.open("w") as out:
            command = [str(MUTMUT), "run", "--max-children", PROCESSES]
            done = subprocess.run(command, cwd=tree, stdout=out, stderr=out, check=False)  # noqa: S603 our own command
        if done.returncode:
            sys.stdout.write(f"{name}: mutmut ended with {done.returncode}\n{log.read_text()[-2000:]}\n")
            return 1
        verdicts = _verdicts(tree)
    counted = Counter(verdicts.values())
    noticed = sum(counted[verdict] for verdict in NOTICED)
    share = 100 * noticed / len(verdicts) if verdicts else 0
    sys.stdout.write(f"{name}: {noticed} of {len(verdicts)} mutants noticed, {share:.0f} % (goal: {LEAST_KILLED} %)\n")
    for mutant, verdict in sorted(verdicts.items()):
        if verdict not in NOTICED:
            sys.stdout.write(f"    {verdict}: {mutant}\n")
    sys.stdout.flush()
    return int(share < LEAST_KILLED)


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
        "pytest_add_cli_args": ["-n0", "-q"],
        "pytest_add_cli_args_test_selection": list(area.tests),
    }
    lines = "".join(f"{key} = {json.dumps(value)}\n" for key, value in settings.items())
    with (tree / "pyproject.toml").open("a") as stream:
        stream.write(f"\n[tool.mutmut]\n{lines}")


def _verdicts(tree: Path) -> dict[str, str]:
    command = [str(MUTMUT), "results", "--all", "true"]
    said = subprocess.run(command, cwd=tree, check=True, capture_output=True, text=True).stdout  # noqa: S603 our own
    return dict(line.strip().rsplit(": ", 1) for line in said.splitlines() if ": " in line)


if __name__ == "__main__":
    sys.exit(main())

"""Holds the rules of .semgrep.yaml against planted lines: a rule that finds nothing any more protects nothing."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.semgrep.planted import FILES

ROOT = Path(__file__).resolve().parents[2]
SEMGREP = ROOT / ".venv-scan/bin/semgrep"
Found = set[tuple[str, int, str]]


def main() -> int:
    """Print each line that was judged otherwise than it must be; return the exit code."""
    with tempfile.TemporaryDirectory() as folder:
        expected = _plant(Path(folder))
        found = _found(Path(folder))
    for path, line, rule in sorted(expected - found):
        sys.stdout.write(f"{path}:{line}: the rule {rule} must find this line and does not.\n")
    for path, line, rule in sorted(found - expected):
        sys.stdout.write(f"{path}:{line}: the rule {rule} must let this line pass and does not.\n")
    return 0 if found == expected else 1


def _plant(folder: Path) -> Found:
    """Write the planted files; return what must be found, as path, line and rule."""
    expected: Found = set()
    for path, (head, lines) in FILES.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(head + "".join(f"{line}\n" for line, _ in lines))
        first = head.count("\n") + 1
        expected |= {(path, number, rule) for number, (_, rule) in enumerate(lines, first) if rule}
    return expected


def _found(folder: Path) -> Found:
    config = str(ROOT / ".semgrep.yaml")
    command = [
        str(SEMGREP),
        "scan",
        "--config",
        config,
        "--metrics=off",
        "--disable-version-check",
        "--json",
        "--quiet",
    ]
    done = subprocess.run([*command, "."], cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603 our own
    answer = json.loads(done.stdout)
    if answer["errors"]:
        raise RuntimeError(f"Semgrep could not judge the planted lines: {answer['errors'][:3]}")
    return {
        (result["path"], result["start"]["line"], result["check_id"].rpartition(".")[2]) for result in answer["results"]
    }


if __name__ == "__main__":
    sys.exit(main())

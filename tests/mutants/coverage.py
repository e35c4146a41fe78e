"""Holds that the tests of each area take every branch of its modules: `make coverage`."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from tests.mutants.areas import AREAS

REPORT = ("--cov-report=term-missing", "--cov-fail-under=100")
ROOT = Path(__file__).resolve().parents[2]
CONFIG = """\
[run]
branch = true
parallel = true
sigterm = true
patch = subprocess
include =
    {modules}
[report]
show_missing = true
skip_covered = true
exclude_also =
    if TYPE_CHECKING:
    \\.\\.\\.$
"""


def main() -> int:
    """Run the tests of all areas once, and print what they leave out; return the exit code."""
    areas = [area for area in AREAS.values() if not area.is_of_domain]
    modules = [module for area in areas for module in area.modules]
    tests = sorted({test for area in areas for test in area.tests})
    there = sorted({test for area in areas for test in area.on_postgresql})
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder) / "coveragerc"
        config.write_text(CONFIG.format(modules="\n    ".join(modules)))
        environment = os.environ | {"COVERAGE_FILE": str(Path(folder) / "data")}
        run = partial(_run, config, environment)
        failed = run(tests, "--cov-report=")
        last = run(there, "--database=postgresql", "--cov-append", *REPORT)
    return failed or last


def _run(config: Path, environment: dict[str, str], tests: Sequence[str], *options: str) -> int:
    command = [sys.executable, "-m", "pytest", "-q", "-n", os.environ.get("JOBS", "2"), *tests]
    command += ["--cov", "--cov-branch", f"--cov-config={config}", *options]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode  # noqa: S603 our own command


if __name__ == "__main__":
    sys.exit(main())

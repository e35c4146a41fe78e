"""What is a value by the check of types alone is refused there where something would change it."""

import subprocess
import sys
from pathlib import Path

from tests.house.repository import ROOT

CHANGED = """\
from tracker.domain.verdict import Status, Verdict

verdict = Verdict(status=Status.MET, reason="8 of 8 hours.")
verdict.status = Status.LAPSED
Verdict(Status.MET, "8 of 8 hours.")
"""


def test_a_verdict_is_not_changed_and_its_fields_are_named(tmp_path: Path) -> None:
    module = tmp_path / "changed.py"
    module.write_text(CHANGED, encoding="utf-8")
    mypy = [sys.executable, "-m", "mypy", module]
    ran = subprocess.run(mypy, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 our own command
    assert 'changed.py:4: error: Property "status" defined in "Verdict" is read-only' in ran.stdout
    assert "changed.py:5: error: Too many positional arguments" in ran.stdout
    assert "Found 2 errors" in ran.stdout

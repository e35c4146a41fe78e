"""Drawing a packet gives way to pages, also where the system shares the processor out by sessions."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tracker.reports.giving_way import SESSION, give_way

# Whoever runs the tests may have been gentle already.
EXPECTED = str(os.nice(0) + 7)
_GENTLE = "import os; os.nice(7); from tracker.reports.giving_way import SESSION, give_way; give_way(); "


def _in_a_session_of_its_own(program: str) -> str:
    return subprocess.run(  # noqa: S603 our own program
        [sys.executable, "-c", program], start_new_session=True, capture_output=True, text=True, check=True
    ).stdout


@pytest.mark.skipif(not SESSION.exists(), reason="this system does not tell sessions apart")
def test_the_session_is_as_gentle_as_its_process() -> None:
    assert _in_a_session_of_its_own(f"{_GENTLE} print(SESSION.read_text())").split()[-1] == EXPECTED


@pytest.mark.skipif(not SESSION.exists(), reason="this system does not tell sessions apart")
def test_the_drawing_says_so_before_anything_else() -> None:
    program = f"import os; os.nice(7); import sys; sys.argv = ['x', '/nowhere']\n{_RUN}"
    assert _in_a_session_of_its_own(program).split()[-1] == EXPECTED


_RUN = """
from tracker.reports import production
try:
    production.main()
except BaseException:
    print(open("/proc/self/autogroup").read())
"""


def test_where_sessions_are_not_told_apart_nothing_is_said(tmp_path: Path) -> None:
    give_way(tmp_path / "nowhere" / "autogroup")
    assert not (tmp_path / "nowhere").exists()

"""The collector comes seldom where pages are answered, by whichever door they are served."""

import gc
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tracker import collector

ROOT = Path(__file__).parent.parent
TELL = "print(gc.get_threshold(), gc.get_freeze_count() > 100_000)"
DOORS = {
    "serve": f"""
import gc, sys
from flask.cli import main
from tracker.cli import together
together.run_together = lambda *_: {TELL}
sys.argv = ["flask", "--app", "wsgi", "serve", "--prepare"]
main()
""",
    "another web server": f"""
import gc
from tracker.app import serving_app
serving_app()
{TELL}
""",
}


@pytest.fixture
def _afterwards_as_before() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


@pytest.mark.usefixtures("_afterwards_as_before")
def test_what_was_loaded_is_left_out_and_it_comes_seldom() -> None:
    collector.let_it_rest()
    assert gc.get_threshold() == collector.SELDOM
    assert gc.get_freeze_count() > 0


def test_it_rests_at_both_doors(tmp_path: Path) -> None:
    environment = {"PATH": os.defpath, "TRACKER_DATA": str(tmp_path / "data")}
    for door, program in DOORS.items():
        said = subprocess.run(  # noqa: S603 our own program
            [sys.executable, "-c", program], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )
        assert f"{collector.SELDOM} True" in said.stdout, f"{door}: {said.stdout} {said.stderr}"

"""Memory is dealt with alike where pages are answered, by whichever door they are served."""

import gc
import os
import platform
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tracker import memory

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


SAID_OF_MEMORY = """
library = ctypes.CDLL(None)
library.fdopen.restype = ctypes.c_void_p
out = ctypes.c_void_p(library.fdopen(1, b"w"))
library.malloc_info(0, out)
library.fflush(out)
"""
PLACES = f"""
import ctypes, threading
from tracker import memory
memory.settle()
all_there = threading.Barrier(8)
def work():
    held = bytearray(50_000)
    all_there.wait()
threads = [threading.Thread(target=work) for _ in range(8)]
for thread in threads: thread.start()
for thread in threads: thread.join()
{SAID_OF_MEMORY}
"""
UPLOADS = f"""
import ctypes
from tracker import memory
memory.settle()
upload = bytearray(20_000_000)
del upload
others = [bytearray(1_000_000) for _ in range(8)]
{SAID_OF_MEMORY}
"""


@pytest.fixture
def _afterwards_as_before() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


@pytest.mark.usefixtures("_afterwards_as_before")
def test_what_was_loaded_is_left_out_and_it_comes_seldom() -> None:
    memory.settle()
    assert gc.get_threshold() == memory.SELDOM
    assert gc.get_freeze_count() > 0


def test_it_is_settled_at_both_doors(tmp_path: Path) -> None:
    environment = {"PATH": os.defpath, "TRACKER_DATA": str(tmp_path / "data")}
    for door, program in DOORS.items():
        said = subprocess.run(  # noqa: S603 our own program
            [sys.executable, "-c", program], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )
        assert f"{memory.SELDOM} True" in said.stdout, f"{door}: {said.stdout} {said.stderr}"


def _say(program: str) -> str:
    return subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True).stdout  # noqa: S603 our own


_ONLY_GNU = pytest.mark.skipif(
    platform.libc_ver()[0] != "glibc", reason="another C library deals with memory in its own way"
)


@_ONLY_GNU
def test_eight_threads_take_memory_from_two_places() -> None:
    assert _say(PLACES).count("<heap nr=") == 2


@_ONLY_GNU
def test_what_comes_after_a_large_upload_goes_back_to_the_system_as_well() -> None:
    said = re.search(r'<total type="mmap" count="(\d+)"', _say(UPLOADS))
    assert said is not None
    assert int(said[1]) >= 8

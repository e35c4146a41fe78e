"""The processes of an installation run together: one that dies is started again, one that cannot start ends all."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = """
import os, sys, time
from pathlib import Path
from tracker.cli import together
together.SHORTEST_LIFE = float(sys.argv[2])
folder = Path(sys.argv[1])

def note(name):
    with (folder / name).open("a") as file:
        file.write(f"{os.getpid()}\\n")

def lives():
    note("lives")
    time.sleep(60)

def cannot_start():
    note("cannot")
    sys.exit(3)

if sys.argv[3] == "watched":
    sys.platform = "another"  # where the system does not tell a process that its parent died
    sys.argv[3] = "lives"
together.run_together(*(globals()[name] for name in sys.argv[3:]))
"""


@contextmanager
def together(folder: Path, shortest_life: int, *names: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run what the program calls by these names together, and leave nothing behind."""
    asked = [sys.executable, "-c", PROGRAM, str(folder), str(shortest_life), *names]
    process = subprocess.Popen(asked, cwd=ROOT, start_new_session=True)  # noqa: S603 our own program
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@pytest.fixture
def running(tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """One process that lives, watched over; however soon it ends, it could start."""
    with together(tmp_path, 0, "lives") as process:
        yield process


def pids(folder: Path, name: str, count: int) -> list[int]:
    """Wait until so many processes have said that they are there; returns their numbers."""
    until = time.monotonic() + 20
    while time.monotonic() < until:
        lines = (folder / name).read_text().split() if (folder / name).exists() else []
        if len(lines) >= count:
            return [int(line) for line in lines]
        time.sleep(0.02)
    raise AssertionError(f"{name} did not start {count} times")


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_one_that_dies_is_started_again(tmp_path: Path, running: subprocess.Popen[bytes]) -> None:
    (first,) = pids(tmp_path, "lives", 1)
    os.kill(first, signal.SIGKILL)
    _, second = pids(tmp_path, "lives", 2)
    running.terminate()
    running.wait(timeout=20)
    assert not is_alive(second)


def test_told_to_stop_it_leaves_nobody_behind(tmp_path: Path, running: subprocess.Popen[bytes]) -> None:
    (child,) = pids(tmp_path, "lives", 1)
    running.terminate()
    running.wait(timeout=20)
    assert not is_alive(child)


def test_one_that_cannot_start_ends_all_with_its_code(tmp_path: Path) -> None:
    with together(tmp_path, 60, "lives", "cannot_start") as process:
        assert process.wait(timeout=20) == 3
        (lived,) = pids(tmp_path, "lives", 1)
        assert not is_alive(lived)


@pytest.mark.parametrize("way", ["lives", "watched"])
def test_killed_it_leaves_nobody_behind(tmp_path: Path, way: str) -> None:
    """The port is free and no packet is made twice: whoever starts it again need not look for what is left."""
    with together(tmp_path, 0, way) as process:
        (child,) = pids(tmp_path, "lives", 1)
        process.kill()
        process.wait(timeout=20)
        ended_by(child, seconds=10)


def ended_by(pid: int, seconds: float) -> None:
    """Wait until a process is gone, or is only waiting for its new parent to notice."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        state = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False)  # noqa: S603, S607 ps of the system
        if state.stdout.strip()[:1] in {"", "Z"}:
            return
        time.sleep(0.05)
    raise AssertionError(f"{pid} lives on")

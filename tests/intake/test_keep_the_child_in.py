"""The process that reads files can do nothing else, and what it says is believed only where it makes sense."""

import ctypes
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from textwrap import indent

import pytest

from tests.intake import making
from tests.intake.trespassing import IMPORTS, TOLD, tried
from tracker.domain.errors import UnreadableFile
from tracker.intake import sandbox
from tracker.intake.inspection import inspect
from tracker.intake.limits import Limits
from tracker.intake.words import Refusal

OnDisk = Callable[[bytes], Path]
MEBIBYTE = 1024 * 1024
LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="namespaces and Landlock are Linux")
SHUT_IN = """
import sys; sys.path.insert(0, {root!r})
from tracker.intake.reader import confinement
from tracker.intake.limits import Limits
confinement.limit(Limits(memory=256 << 20, seconds=1, output=1 << 20))
import socket, os, json
confinement.shut_in()
"""


def run_shut_in(code: str, folder: Path) -> subprocess.CompletedProcess[str]:
    root = str(Path(__file__).parents[2])
    return subprocess.run(  # noqa: S603 a line of our own in our own interpreter
        [sys.executable, "-I", "-c", SHUT_IN.format(root=root) + code],
        cwd=folder, env={}, capture_output=True, text=True, timeout=20, check=False,
    )  # fmt: skip


@LINUX
def test_no_network_can_be_reached(tmp_path: Path) -> None:
    told = run_shut_in("socket.create_connection(('127.0.0.1', 9), timeout=2)", tmp_path)
    # Refused would mean that the machine's own network answered.
    assert "Network is unreachable" in told.stderr or "Permission denied" in told.stderr


@LINUX
def test_no_file_outside_can_be_read_or_written(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    (tmp_path / "work").mkdir()
    for code in ("open('../secret')", "open('../new', 'w')", "os.listdir('..')", "os.truncate('../secret', 0)"):
        assert "PermissionError" in run_shut_in(code, tmp_path / "work").stderr, code
    assert (tmp_path / "secret").read_text() == "secret"


@LINUX
def test_nobody_outside_can_be_signalled_where_the_system_has_that(tmp_path: Path) -> None:
    version = ctypes.CDLL(None).syscall(444, None, ctypes.c_size_t(0), 1)  # of Landlock
    told = run_shut_in("os.kill(os.getppid(), 0)", tmp_path)
    assert ("PermissionError" in told.stderr) is (version >= 6)


@LINUX
def test_its_own_folder_can_be_written(tmp_path: Path) -> None:
    assert run_shut_in("open('0001.jpg', 'w').write('x')", tmp_path).returncode == 0


@LINUX
@pytest.mark.parametrize(
    ("code", "end"),
    [
        ("bytes(300 << 20)", "MemoryError"),
        ("open('x', 'wb').write(bytes(2 << 20))", "File too large"),
        ("[open('/dev/null') for _ in range(99)]", "Too many open files"),
    ],
)
def test_it_cannot_take_more_than_its_share(code: str, end: str, tmp_path: Path) -> None:
    assert end in run_shut_in(code, tmp_path).stderr


def test_it_cannot_keep_the_processor(tmp_path: Path) -> None:
    assert run_shut_in("while True: pass", tmp_path).returncode < 0


# Programs that stand in for a child which a hostile file took over.
TAKEN_OVER: dict[str, tuple[str, Refusal]] = {
    "says nothing": ("pass", Refusal.TOO_HEAVY),
    "dies": ("os.abort()", Refusal.TOO_HEAVY),
    "hangs": ("time.sleep(60)", Refusal.TOO_SLOW),
    "hangs after it spoke": ("print('{', flush=True); time.sleep(60)", Refusal.TOO_SLOW),
    "closes its ears": ("os.close(0)", Refusal.TOO_HEAVY),
    "talks without end": ("while True: print('x' * 9999)", Refusal.TOO_HEAVY),
    "talks nonsense": ("print('nonsense')", Refusal.TOO_HEAVY),
    "leaves a grandchild that hangs": ("os.fork() or time.sleep(60)", Refusal.TOO_SLOW),
}


@pytest.mark.parametrize("kind", TAKEN_OVER)
def test_a_child_that_misbehaves_is_ended_and_the_file_refused(
    kind: str, on_disk: OnDisk, monkeypatch: pytest.MonkeyPatch
) -> None:
    program, refusal = TAKEN_OVER[kind]
    monkeypatch.setattr(sandbox, "_PROGRAM", f"import os, time\n{program}")
    start = time.monotonic()

    with pytest.raises(UnreadableFile) as refused:
        inspect(on_disk(making.pdf()), "x.pdf", limits=Limits(seconds=0.5, patience=0.1))

    assert refused.value.message == refusal.words
    assert time.monotonic() - start < 3


def test_a_grandchild_dies_with_the_child(on_disk: OnDisk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    note = tmp_path / "grandchild"
    program = f"import os, time, pathlib\nif not os.fork():\n os.close(1)\n pathlib.Path({str(note)!r}).write_text(str(os.getpid()))\n time.sleep(60)\ntime.sleep(.3)"  # noqa: E501 a program in a line
    monkeypatch.setattr(sandbox, "_PROGRAM", program)
    with pytest.raises(UnreadableFile):
        inspect(on_disk(making.pdf()), "x.pdf")

    number = int(note.read_text())
    for _ in range(100):
        status = Path(f"/proc/{number}/stat")
        if not status.exists() or status.read_text().rsplit(")", 1)[1].split()[0] == "Z":
            return
        time.sleep(0.02)
    pytest.fail("the grandchild lives on")


def test_the_child_sees_no_environment_and_no_open_files(
    on_disk: OnDisk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    seen = tmp_path / "seen.json"
    monkeypatch.setenv("SECRET_KEY", "secret")
    monkeypatch.setattr(
        sandbox, "_PROGRAM",
        f"import os, json\njson.dump([dict(os.environ), os.getcwd(), os.listdir(), os.listdir('/proc/self/fd')], open({str(seen)!r}, 'w'))",  # noqa: E501 a program in a line
    )  # fmt: skip
    with open(os.devnull) as extra:  # noqa: PTH123 a handle like any other of the server
        os.set_inheritable(extra.fileno(), True)
        with pytest.raises(UnreadableFile):
            inspect(on_disk(making.pdf()), "x.pdf")
    environment, folder, files, handles = json.loads(seen.read_text())
    assert set(environment) <= {"MALLOC_ARENA_MAX", "OPENBLAS_NUM_THREADS", "LC_CTYPE"}
    assert files == []
    assert not Path(folder).exists()
    assert len(handles) <= 6  # the three standard ones, the file, and the two in use while looking


TRESPASS = f"""
import sys; sys.path.insert(0, sys.argv[1])
from tracker.intake.reader import documents, program
{IMPORTS}
def trespass(content, errand):
TRIED
documents.look = trespass
program.main()
"""


@LINUX
def test_the_door_is_shut_before_a_file_is_looked_at(on_disk: OnDisk, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        deed = indent(tried(server.getsockname()[1]) + TOLD, "    ")
        monkeypatch.setattr(sandbox, "_PROGRAM", TRESPASS.replace("TRIED", deed))
        with pytest.raises(UnreadableFile) as refused:
            inspect(on_disk(making.pdf()), "x.pdf")
    assert refused.value.message == Refusal.NO_PAGES.words

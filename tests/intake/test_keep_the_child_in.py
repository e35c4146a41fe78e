"""The process that reads files can do nothing else, and what it says is believed only where it makes sense."""

import errno
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.intake import making
from tracker.domain.errors import UnreadableFile
from tracker.intake import sandbox
from tracker.intake.answer import check
from tracker.intake.errand import Errand, Exhibit, Want
from tracker.intake.formats import Format
from tracker.intake.inspection import inspect
from tracker.intake.limits import Limits, for_upload
from tracker.intake.sandbox import read_apart
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
    assert set(environment) <= {"MALLOC_ARENA_MAX", "LC_CTYPE"}
    assert files == []
    assert not Path(folder).exists()
    assert len(handles) <= 6  # the three standard ones, the file, and the two in use while looking


GOOD = {"pages": 1, "width": 400, "height": 300, "notes": [], "exhibit": "picture", "files": ["0001.jpg"]}


def believe(scratch: Path, want: Want = Want.DISPLAY, **changes: object) -> object:
    told = json.dumps({**GOOD, **changes}).encode()
    return check(told, scratch, Errand(0, Format.JPEG, want, Limits(output=1000)))


def test_a_sensible_answer_is_believed(tmp_path: Path) -> None:
    (tmp_path / "0001.jpg").write_bytes(b"\xff\xd8\xff picture")
    answer = check(json.dumps(GOOD).encode(), tmp_path, Errand(0, Format.JPEG, Want.DISPLAY, Limits()))
    assert (answer.pages, answer.exhibit, answer.copies) == (1, Exhibit.PICTURE, (b"\xff\xd8\xff picture",))


LIES: dict[str, dict[str, object]] = {
    "too many pages": {"pages": 101},
    "no pages": {"pages": 0},
    "less than none": {"pages": -1},
    "half a page": {"pages": 1.5},
    "a page in words": {"pages": "1"},
    "yes pages": {"pages": True},
    "endless width": {"width": 10**30},
    "a note of its own": {"notes": ["<script>"]},
    "notes without end": {"notes": ["script"] * 99},
    "notes in a text": {"notes": "script"},
    "an exhibit of its own": {"exhibit": "everything"},
    "a refusal of its own": {"refused": "<script>"},
    "a refusal in a list": {"refused": []},
    "a file elsewhere": {"files": ["../0001.jpg"]},
    "a file by its full path": {"files": ["/etc/passwd"]},
    "a file that is none": {"files": ["0002.jpg"]},
    "a number for a file": {"files": [1]},
    "more files than pages": {"files": ["0001.jpg", "0001.jpg"]},
    "no file": {"files": []},
    "a link": {"files": ["0003.jpg"]},
    "a pipe": {"files": ["0004.jpg"]},
    "a folder": {"files": ["0005.jpg"]},
    "a file too large": {"files": ["0006.jpg"]},
    "a program for a picture": {"files": ["0007.jpg"]},
}


@pytest.mark.parametrize("lie", LIES)
def test_a_lie_is_not_believed(lie: str, tmp_path: Path) -> None:
    picture = b"\xff\xd8\xff picture"
    (tmp_path / "outside").write_bytes(picture)
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    (scratch / "0001.jpg").write_bytes(picture)
    (scratch / "0003.jpg").symlink_to(tmp_path / "outside")
    os.mkfifo(scratch / "0004.jpg")
    (scratch / "0005.jpg").mkdir()
    (scratch / "0006.jpg").write_bytes(picture + bytes(1000))
    (scratch / "0007.jpg").write_bytes(b"MZ")

    with pytest.raises(UnreadableFile) as refused:
        believe(scratch, **LIES[lie])
    assert refused.value.message == Refusal.TOO_HEAVY.words


@pytest.mark.parametrize("raw", [b"", b"\xff", b"[]", b"1", b"null", b'"refused"', b"[" * 60_000, b"{}"])
def test_an_answer_that_is_none_is_not_believed(raw: bytes, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile):
        check(raw, tmp_path, Errand(0, Format.JPEG, Want.NOTHING, Limits()))


def test_copies_that_nobody_asked_for_are_not_believed(tmp_path: Path) -> None:
    (tmp_path / "0001.jpg").write_bytes(b"\xff\xd8\xff")
    with pytest.raises(UnreadableFile):
        believe(tmp_path, Want.NOTHING)


TRESPASS = """
import sys; sys.path.insert(0, sys.argv[1])
import resource, socket
from tracker.intake.reader import documents, program
from tracker.intake.reader.findings import Unacceptable
from tracker.intake.words import Refusal

def denied(deed):
    try:
        deed()
    except OSError:
        return True
    return False

def trespass(content, errand):
    held = denied(lambda: open("/etc/passwd")) and denied(lambda: open("../intruder", "w"))
    held = held and denied(lambda: socket.create_connection(("127.0.0.1", PORT), 2))
    held = held and resource.getrlimit(resource.RLIMIT_AS)[1] == errand.limits.memory
    raise Unacceptable(Refusal.NO_PAGES if held else Refusal.EMPTY)

documents.look = trespass
program.main()
"""


@LINUX
def test_the_door_is_shut_before_a_file_is_looked_at(on_disk: OnDisk, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        monkeypatch.setattr(sandbox, "_PROGRAM", TRESPASS.replace("PORT", str(port)))
        with pytest.raises(UnreadableFile) as refused:
            inspect(on_disk(making.pdf()), "x.pdf")
    assert refused.value.message == Refusal.NO_PAGES.words


RAISING = """
import sys; sys.path.insert(0, sys.argv[1])
from tracker.intake.reader import documents, program

class Odd(BaseException):
    pass

def fail(content, errand):
    sys.stderr.write("libreader 1.2: bad object 7 at /srv/secret\\n")
    raise FAULT("libreader 1.2: bad object 7 at /srv/secret")

documents.look = fail
program.main()
"""


@pytest.mark.parametrize(
    ("fault", "refusal"),
    [
        ("ValueError", Refusal.DAMAGED_PDF),
        ("RecursionError", Refusal.DAMAGED_PDF),
        ("AssertionError", Refusal.DAMAGED_PDF),
        ("OSError", Refusal.DAMAGED_PDF),
        ("MemoryError", Refusal.TOO_HEAVY),
        ("SystemExit", Refusal.TOO_HEAVY),
        ("KeyboardInterrupt", Refusal.TOO_HEAVY),
        ("Odd", Refusal.TOO_HEAVY),
    ],
)
def test_whatever_a_parser_raises_becomes_words_of_our_own(
    fault: str,
    refusal: Refusal,
    on_disk: OnDisk,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(sandbox, "_PROGRAM", RAISING.replace("FAULT", fault))
    with pytest.raises(UnreadableFile) as refused:
        inspect(on_disk(making.pdf()), "x.pdf")
    assert refused.value.message == refusal.words
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("place", ["subprocess.Popen", "tempfile.TemporaryDirectory"])
def test_a_machine_that_can_start_no_process_says_so(
    place: str, on_disk: OnDisk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOMEM, "Cannot allocate memory")

    monkeypatch.setattr(f"tracker.intake.sandbox.{place}", full)
    with pytest.raises(UnreadableFile, match="This machine could not open the file just now"):
        inspect(on_disk(making.pdf()), "x.pdf")


FOREIGN = {
    form: making.saved(making.photo(), form) for form in ("GIF", "TIFF", "BMP", "EPS", "ICO", "PPM", "TGA", "JPEG2000")
}


@pytest.mark.parametrize("own", [each for each in Format if each.is_picture])
@pytest.mark.parametrize("form", FOREIGN)
def test_a_reader_of_pictures_opens_its_own_format_and_no_other(own: Format, form: str, on_disk: OnDisk) -> None:
    """Left to choose, the library would try dozens, and start Ghostscript for one of them."""
    with pytest.raises(UnreadableFile) as refused:
        read_apart(on_disk(FOREIGN[form]), own, Want.NOTHING, Limits())
    assert refused.value.message in (Refusal.DAMAGED_PICTURE.words, Refusal.TOO_MANY_PIXELS.words)


@pytest.mark.parametrize("form", Format)
def test_an_upload_gets_no_more_memory_than_its_format_needs(form: Format) -> None:
    assert for_upload(Limits(), form).memory < Limits().memory == 512 * MEBIBYTE
    assert for_upload(Limits(memory=MEBIBYTE), form).memory == MEBIBYTE

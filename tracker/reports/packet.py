"""Making a packet: the one function that the rest of the product calls.

    rendered = render_packet(context, files, progress=progress, workdir=folder)

The work is done in a process of its own (`tracker.reports.production`), which may run out of memory or time, or be
killed by a file, without harm to the one that waits. The same context and the same files give the same bytes.
"""

import json
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfile
from typing import Any

from tracker.domain.errors import TrackerError
from tracker.reports.context import PacketContext
from tracker.reports.sealed import to_json
from tracker.reports.templates import ROOT

Files = Callable[[str], bytes | Path | None]
Progress = Callable[[int, int, str], None]

_DIGEST = re.compile(r"[0-9a-f]{64}")
_SECONDS = 1800
_PASSED_ON = (
    "PATH",
    "HOME",
    "TMPDIR",
    "LD_LIBRARY_PATH",
    "DYLD_FALLBACK_LIBRARY_PATH",
    "FONTCONFIG_PATH",
    "FONTCONFIG_FILE",
    "XDG_CACHE_HOME",
)


@dataclass(frozen=True)
class RenderedPacket:
    """A finished packet: where it lies, its digest, and how many pages and exhibits it has."""

    path: Path
    sha256: str
    pages: int
    exhibits: int


def render_packet(context: PacketContext, files: Files, *, progress: Progress, workdir: Path) -> RenderedPacket:
    """Make a packet in `workdir`, an empty folder of the caller's that nobody else reads.

    `files` is asked for the copy of each exhibit by its digest and answers with its bytes, where they lie, or None.
    `progress` hears steps done, steps in all, and what is being done. Raises TrackerError where no packet could be
    made; then nothing that could be taken for one is left in `workdir`.
    """
    _lay_out(context, files, workdir)
    target = workdir / "packet.pdf"
    try:
        said = _produce(workdir, progress)
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    return RenderedPacket(target, said["sha256"], said["pages"], len(context.exhibits))


def _lay_out(context: PacketContext, files: Files, workdir: Path) -> None:
    (workdir / "files").mkdir(parents=True, exist_ok=True)
    (workdir / "context.json").write_text(to_json(context), "utf-8")
    for digest in {exhibit.copy for exhibit in context.exhibits}:
        # The digest becomes a file's name: anything else has no business there.
        if not _DIGEST.fullmatch(digest):
            raise TrackerError("An exhibit is named by something that is no SHA-256 digest. Check the record's files.")
        content, place = files(digest), workdir / "files" / digest
        if isinstance(content, Path):
            with suppress(FileNotFoundError):
                copyfile(content, place)
        elif content is not None:
            place.write_bytes(content)


def _produce(workdir: Path, progress: Progress) -> dict[str, Any]:
    said: dict[str, Any] = {}
    with subprocess.Popen(  # noqa: S603 our own module, in our own Python
        [sys.executable, "-m", "tracker.reports.production", str(workdir.resolve())],
        cwd=ROOT,
        env={name: os.environ[name] for name in _PASSED_ON if name in os.environ}
        | {"PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as child:
        watch = threading.Timer(_SECONDS, _end, (child,))
        watch.start()
        try:
            for line in child.stdout or ():
                said |= json.loads(line)
                if "step" in said:
                    progress(said["step"], said["steps"], said["what"])
        finally:
            watch.cancel()
            _end(child)
    if "sha256" not in said:
        raise TrackerError(
            said.get("error")
            or "The packet could not be made: its process ended early, perhaps for lack of memory."
            " Nothing was issued. Try again."
        )
    return said


def _end(child: subprocess.Popen[bytes]) -> None:
    """End the process and all that it started; they share a group of their own."""
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)

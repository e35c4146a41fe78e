"""Making a packet: the one function that the rest of the product calls.

    rendered = render_packet(context, files, progress=progress, workdir=folder)

The work is done in a process of its own (`tracker.reports.production`), which may run out of memory or time, or be
killed by a file, without harm to the one that waits. The same context and the same files give the same bytes.
"""

import re
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfile
from typing import Any

from tracker.domain.errors import TrackerError
from tracker.reports import child
from tracker.reports.context import PacketContext
from tracker.reports.sealed import to_json
from tracker.reports.troubles import Trouble

Files = Callable[[str], bytes | Path | None]
Progress = Callable[[int, int, str], None]

_DIGEST = re.compile(r"[0-9a-f]{64}")
_SECONDS = 1800


@dataclass(frozen=True)
class RenderedPacket:
    """A finished packet: where it lies, its digest, how many pages and exhibits it has, and what of these is not there.

    `troubles`: each exhibit whose file could not be printed, or only in part.
    """

    path: Path
    sha256: str
    pages: int
    exhibits: int
    troubles: tuple[Trouble, ...] = ()


def render_packet(
    context: PacketContext, files: Files, *, progress: Progress, workdir: Path, earlier: Path | None = None
) -> RenderedPacket:
    """Make a packet in `workdir`, an empty folder of the caller's that nobody else reads.

    `earlier` is a folder of pieces drawn for earlier packets of the same center; what is drawn anew lies in `drawn/` of
    `workdir` afterwards, to be put there. The packet is the same without.

    `files` is asked for the copy of each exhibit by its digest and answers with its bytes, where they lie, or None.
    `progress` hears steps done, steps in all, and what is being done. Raises TrackerError where no packet could be
    made; then nothing that could be taken for one is left in `workdir`.
    """
    _lay_out(context, files, workdir)
    target = workdir / "packet.pdf"
    try:
        said = _produce(workdir, earlier, progress)
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    troubles = tuple(Trouble(**each) for each in said["troubles"])
    return RenderedPacket(target, said["sha256"], said["pages"], len(context.exhibits), troubles)


def _lay_out(context: PacketContext, files: Files, workdir: Path) -> None:
    (workdir / "files").mkdir(parents=True, exist_ok=True)
    (workdir / "context.json").write_text(to_json(context), "utf-8")
    logo = {context.logo} if context.logo else set()
    for digest in {exhibit.copy for exhibit in context.exhibits} | logo:
        # The digest becomes a file's name: anything else has no business there.
        if not _DIGEST.fullmatch(digest):
            raise TrackerError("A file is named by something that is no SHA-256 digest. Check the record's files.")
        content, place = files(digest), workdir / "files" / digest
        if isinstance(content, Path):
            with suppress(FileNotFoundError):
                copyfile(content, place)
        elif content is not None:
            place.write_bytes(content)


def _produce(workdir: Path, earlier: Path | None, progress: Progress) -> dict[str, Any]:
    said: dict[str, Any] = {}
    folders = [workdir, *([earlier] if earlier else [])]
    with closing(child.said_by("tracker.reports.production", folders, _SECONDS)) as lines:
        for facts in lines:
            said |= facts
            if "step" in said:
                progress(said["step"], said["steps"], said["what"])
    if "sha256" not in said:
        raise TrackerError(
            said.get("error")
            or "The packet could not be made: its process ended early, perhaps for lack of memory."
            " Nothing was issued. Try again."
        )
    return said

"""Making the packets that wait, away from any request: composed at one moment, drawn, sealed, or failed with a reason.

    waiting -> making -> issued
                      -> failed      (asked again: waiting)
            -> canceled              (asked again: waiting)

Inputs are kept before the drawing begins and the PDF before its row says "issued", so a break at any point leaves
either a packet that waits again or an issued one that is whole. One process makes packets, one after the other.
"""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tracker.db import db
from tracker.db.tenancy import working_for
from tracker.db.work import unit_of_work
from tracker.domain.vocabulary import PacketState
from tracker.reports.packet import RenderedPacket, render_packet
from tracker.services import drawn_pieces, evidence, history, installation, redactions
from tracker.services.made_apart import MadeApart
from tracker.services.packets import kept_troubles, proof, rows
from tracker.services.packets.moment import Clock, keep_inputs
from tracker.services.packets.sealing import inputs_kept, kept_file, packet_store, sealed

WENT_WRONG = (
    "Something went wrong on our side, and nothing was issued. Ask for it again;"
    " if it fails again, tell whoever runs this installation."
)
_making = MadeApart(rows.waiting, "packet", WENT_WRONG)


def make_waiting(now: Clock) -> int:
    """Make every packet that waits, over all centers, the one asked for first first; return how many were issued."""
    return _making.make_waiting(lambda center_id, public_id: make(center_id, public_id, now))


def take_up_again() -> None:
    """Let what an ended process left half made wait again. For the start of the process that makes packets."""
    shutil.rmtree(_workshop(), ignore_errors=True)
    rows.waiting.let_wait_again()


def make(center_id: int, public_id: str, now: Clock) -> bool:
    """Make a packet that waits, and tell whether it was issued. What went wrong stands in its row.

    Costs about 0.1 s a person with twenty completions, and a tenth of that for each page of evidence; less where the
    center's packet before said the same.
    """
    return _making.make(center_id, public_id, lambda: _issue(center_id, public_id, now))


def _issue(center_id: int, public_id: str, now: Clock) -> None:
    # Looked for before the record is read: where a packet is withdrawn meanwhile, nothing is put there any more.
    pieces = drawn_pieces.store()
    earlier = pieces.generation_of(_prepare_files(center_id, public_id, now))
    inputs, center = keep_inputs(center_id, public_id, now)

    def progress(done: int, of: int, words: str) -> None:
        rows.waiting.tell(center_id, public_id, done, of, words)

    with _folder() as workdir:
        context = inputs_kept(inputs).context
        drawn = render_packet(context, kept_file, progress=progress, workdir=workdir, earlier=earlier)
        rendered = sealed(drawn, context, center, public_id)
        size = packet_store().put(rendered.path).size
        _seal(center_id, public_id, rendered, size, now)
        if earlier:
            pieces.keep(earlier, workdir / "drawn")


def _prepare_files(center_id: int, public_id: str, now: Clock) -> str:
    """Make the copies that will be printed before the record is held: the first copy of a file may take seconds.

    Returns the public id of the center.
    """
    with working_for(db.session(), center_id):
        actor = rows.actor_of(rows.row_of(public_id), now())
        files = evidence.files_of_record(actor)
        redacted = redactions.standing()
        db.session.rollback()
    proof.prepare(files, redacted)
    return actor.center


def _seal(center_id: int, public_id: str, rendered: RenderedPacket, size: int, now: Clock) -> None:
    made = {"sha256": rendered.sha256, "pages": rendered.pages, "exhibits": rendered.exhibits}
    with unit_of_work(), working_for(db.session(), center_id):
        actor = rows.actor_of(rows.row_of(public_id), now())
        history.hold(actor)
        troubles = kept_troubles.write(rendered.troubles)
        rows.waiting.move_on(public_id, state=PacketState.ISSUED, size=size, progress="", troubles=troubles, **made)
        history.append(actor, "issue", "packet", public_id, detail=made)


@contextmanager
def _folder() -> Iterator[Path]:
    """Yield an empty folder that nobody else reads, gone afterwards."""
    _workshop().mkdir(mode=0o700, exist_ok=True)
    folder = Path(tempfile.mkdtemp(dir=_workshop()))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _workshop() -> Path:
    return installation.current().data / "work"

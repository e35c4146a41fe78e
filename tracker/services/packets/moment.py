"""The one moment of the record that a packet is made from, found while people go on writing.

Composing takes a second for a large center, and on SQLite a transaction that writes keeps everybody else from saving.
So a packet is composed beside the others, and counts where the head of the history has not moved meanwhile: every
change of a center moves it. Where somebody saved in between it is composed anew; the last time while all others wait.
"""

import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from tracker.db import db
from tracker.db.tenancy import working_for
from tracker.db.work import unit_of_work
from tracker.domain.vocabulary import Level
from tracker.services import history, installation, standards
from tracker.services.actor import Actor
from tracker.services.history import Head
from tracker.services.packets import rows
from tracker.services.packets.composing import compose
from tracker.services.packets.sealing import packet_store, write_inputs

TRIES_BESIDE_OTHERS = 3
Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class _Composed:
    """What a packet is made from, as bytes, and when it was so: for whom, at which head, by which edition."""

    actor: Actor
    head: Head
    edition: str
    inputs: bytes


def keep_inputs(center_id: int, public_id: str, now: Clock) -> tuple[str, str]:
    """Keep what a packet is made from, at one moment of its center's record.

    Returns the digest of that, and the center's public id. Raises TakenBack where the packet was taken back.
    """
    for _ in range(TRIES_BESIDE_OTHERS):
        with working_for(db.session(), center_id):
            composed = _compose(public_id, now, history.head(center_id))
            db.session.rollback()
        with unit_of_work(), working_for(db.session(), center_id):
            if history.hold(composed.actor) == composed.head:
                return _keep(public_id, composed), composed.actor.center
    with unit_of_work(), working_for(db.session(), center_id):
        head = history.hold(rows.actor_of(rows.row_of(public_id), now()))
        composed = _compose(public_id, now, head)
        return _keep(public_id, composed), composed.actor.center


def _compose(public_id: str, now: Clock, head: Head) -> _Composed:
    row = rows.row_of(public_id)
    actor = rows.actor_of(row, now())
    followed = standards.one_followed(actor, row.standard, row.known_on)
    composition = compose(actor, followed, row.as_of, str(row.number), head, row.known_on, Level(row.level))
    context = replace(composition.context, check_address=_check_address(public_id))
    return _Composed(actor, head, followed.edition, write_inputs(replace(composition, context=context), followed))


def _check_address(public_id: str) -> str:
    """Return where anybody can check a packet; nowhere where only its own machine reaches the installation."""
    base = installation.current().base_url
    return f"{base}/check/{public_id}" if base.startswith("https://") else ""


def _keep(public_id: str, composed: _Composed) -> str:
    kept = packet_store().put(io.BytesIO(composed.inputs))
    rows.waiting.move_on(
        public_id,
        edition=composed.edition,
        inputs_sha256=kept.sha256,
        history_number=composed.head.number,
        history_digest=composed.head.digest,
        sealed_at=composed.actor.now,
    )
    return kept.sha256

"""The rows of a table that wait for work which outlives a request: each step one short transaction that names the
state it found, so that of two who begin it one does, and what was taken back meanwhile is noticed.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, or_, select, update

from tracker.db import db
from tracker.db.tenancy import everywhere, working_for
from tracker.db.work import unit_of_work

LONGEST_WORDS, LONGEST_FAILURE = 120, 2000


class TakenBack(Exception):
    """The row was taken back while the work on it went on."""


@dataclass(frozen=True)
class WaitingRows:
    """A table with `state`, `progress`, `steps_done` and `failure`, its three states, and the column that orders it."""

    table: Any
    waiting: str
    under_way: str
    failed: str
    since: Any

    def next_waiting(self, or_these: ColumnElement[bool] | None = None) -> tuple[int, str] | None:
        """Return center and public id of what waits longest, over all centers; None where nothing does.

        `or_these`: rows that wait too, whatever their state says.
        """
        waits = self.table.state == self.waiting
        with everywhere(db.session()):
            row = db.session.execute(
                select(self.table.center_id, self.table.public_id)
                .where(waits if or_these is None else or_(waits, or_these))
                .order_by(self.since, self.table.id)
                .limit(1)
            ).first()
            db.session.rollback()
        return (row.center_id, row.public_id) if row else None

    def let_wait_again(self) -> None:
        """Let everything that is under way wait again. For when whoever worked on it has ended."""
        with unit_of_work(), everywhere(db.session()):
            db.session.execute(
                update(self.table)
                .where(self.table.state == self.under_way)
                .values(state=self.waiting, progress="", steps_done=0)
                .execution_options(synchronize_session=False)
            )

    def let_one_wait_again(self, center_id: int, public_id: str) -> None:
        """Let one that is under way wait again."""
        with unit_of_work(), working_for(db.session(), center_id):
            self.turn(public_id, self.is_under_way, state=self.waiting, progress="", steps_done=0)

    def claim(self, center_id: int, public_id: str) -> bool:
        """Begin the work on one that waits, and tell whether it was ours to begin."""
        with unit_of_work(), working_for(db.session(), center_id):
            waits = self.table.state == self.waiting
            return self.turn(public_id, waits, state=self.under_way, progress="Reading the record")

    def tell(self, center_id: int, public_id: str, done: int, of: int, words: str) -> None:
        """Write how far the work is. Raises TakenBack."""
        with unit_of_work(), working_for(db.session(), center_id):
            self.move_on(public_id, steps_done=done, steps_all=of, progress=words[:LONGEST_WORDS])

    def fail(self, center_id: int, public_id: str, message: str) -> None:
        """Write why nothing came of it; nothing where it is under way no more."""
        with unit_of_work(), working_for(db.session(), center_id):
            failure = message[:LONGEST_FAILURE]
            self.turn(public_id, self.is_under_way, state=self.failed, failure=failure, progress="")

    def move_on(self, public_id: str, **values: Any) -> None:
        """Change one that is under way, in the caller's unit of work. Raises TakenBack."""
        if not self.turn(public_id, self.is_under_way, **values):
            raise TakenBack

    @property
    def is_under_way(self) -> Any:
        """That a row is under way, as a condition."""
        return self.table.state == self.under_way

    def turn(self, public_id: str, found: ColumnElement[bool], **values: Any) -> bool:
        """Change a row that is as found, in the caller's unit of work, and tell whether it was."""
        if "version" in self.table.__table__.columns:
            values["version"] = self.table.version + 1
        done = db.session.execute(
            update(self.table)
            .where(self.table.public_id == public_id, found)
            .values(**values)
            .execution_options(synchronize_session=False)
        )
        return bool(done.rowcount == 1)

"""Making what waits, away from any request, one after the other: whatever goes wrong stands in its row, or is told
there as soon as a row can be written again.
"""

import logging
from collections.abc import Callable

from tracker.db.work import Collided
from tracker.domain.errors import TrackerError
from tracker.services.waiting_rows import TakenBack, WaitingRows

log = logging.getLogger(__name__)


class MadeApart:
    """The making of one kind of thing by the one process that does it."""

    def __init__(self, rows: WaitingRows, noun: str, went_wrong: str) -> None:
        """Keep whose rows these are, the noun for the log, and what is said where it was our fault."""
        self._rows, self._noun, self._went_wrong = rows, noun, went_wrong
        self._unsaid: set[tuple[int, str]] = set()

    def make_waiting(self, make: Callable[[int, str], bool]) -> int:
        """Make everything that waits, over all centers, the one asked for first first; return how many were made."""
        made = 0
        self._take_up_unsaid()
        while waiting := self._rows.next_waiting():
            made += make(*waiting)
        return made

    def make(self, center_id: int, public_id: str, work: Callable[[], None]) -> bool:
        """Do the work on one that waits, and tell whether it was done. What went wrong stands in its row."""
        if not self._rows.claim(center_id, public_id):
            return False
        try:
            work()
        except TakenBack:
            return False
        except Collided:
            self._unsaid.add((center_id, public_id))
            return False
        except TrackerError as error:
            self._fail(center_id, public_id, error.message)
            return False
        except Exception as fault:
            # The type only: a message or a trace may quote what people typed.
            log.error("%s %s: %s", self._noun, public_id, type(fault).__name__)
            self._fail(center_id, public_id, self._went_wrong)
            return False
        return True

    def _fail(self, center_id: int, public_id: str, words: str) -> None:
        try:
            self._rows.fail(center_id, public_id, words)
        except (TrackerError, Collided):
            self._unsaid.add((center_id, public_id))

    def _take_up_unsaid(self) -> None:
        """Let those wait again of which not even the failure could be written, such as on a full disk.

        Their rows say that they are under way; nobody but this process knows that they are not.
        """
        for center_id, public_id in tuple(self._unsaid):
            self._rows.let_one_wait_again(center_id, public_id)
            self._unsaid.discard((center_id, public_id))

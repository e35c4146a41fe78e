"""The scheduled backup in a thread of its own, so that packets do not wait for it; one at a time."""

import logging
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime, timedelta

from tracker.services.backup.schedule import run_if_due

log = logging.getLogger(__name__)
# A disk that is full stays so for a while, and trying means reading every file.
RETRY_AFTER = timedelta(hours=1)


class Alone:
    """Makes the backup that is due whenever it is asked, and never fails: what went wrong stands in the log."""

    def __init__(
        self, in_application: Callable[[], AbstractContextManager[object]], now: Callable[[], datetime]
    ) -> None:
        """Keep the context that work is done in, and the clock."""
        self._in_application, self._now = in_application, now
        self._busy = threading.Lock()
        self._failed_at: datetime | None = None

    def begin(self) -> threading.Thread | None:
        """Begin in a thread, which ends with the process; None while the last one is under way."""
        if not self._busy.acquire(blocking=False):
            return None
        thread = threading.Thread(target=self._run, name="backup", daemon=True)
        thread.start()
        return thread

    def _run(self) -> None:
        try:
            if self._failed_at is None or self._now() - self._failed_at >= RETRY_AFTER:
                with self._in_application():
                    self._make()
        finally:
            self._busy.release()

    def _make(self) -> None:
        try:
            made = run_if_due(self._now())
            self._failed_at = None
        except Exception as fault:
            self._failed_at = self._now()
            log.error("the scheduled backup failed: %s; run `backup` to read why", type(fault).__name__)
            return
        if made is not None and made.manifest.missing:
            log.error("backup %s lacks %d files; run `check`", made.folder.name, len(made.manifest.missing))

"""Work that outlives a request, and its schedule.

What must be done stands in the tables of its noun (a packet or an archive that waits); the queue here only wakes the
process that does it. A nudge that is lost, because the disk was full or a process died, costs a minute: the schedule
looks again.

Files that somebody waits to see read do not stand behind packets, nor either of them behind mails: each has a line of
its own.
"""

import logging
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import cached_property
from pathlib import Path

from huey import SqliteHuey, crontab

from tracker import clock
from tracker.services import (
    archives,
    background,
    backup,
    imports,
    packets,
    reminders,
    removing_files,
    replies,
    retention,
    tidying,
)

log = logging.getLogger(__name__)
# One for each line, so that none is kept waiting by another.
WORKERS = 3


class Line:
    """Does one thing at a time; whoever comes meanwhile leaves word and goes, and it is done next."""

    def __init__(self) -> None:
        """Begin with nothing to do."""
        self._busy = threading.Lock()
        self._wanted: dict[Callable[[], None], None] = {}

    def do(self, work: Callable[[], None]) -> None:
        """Do something, here or by whoever is at it already; what was asked for twice before it began is done once."""
        self._wanted[work] = None
        # Asked again behind the release: whoever came in between went, and nobody else would look.
        while self._wanted and self._busy.acquire(blocking=False):
            try:
                while self._wanted:
                    wanted, _ = self._wanted.popitem()
                    wanted()
            finally:
                self._busy.release()


class Jobs:
    """The queue of an installation. Made with the application, opened at its first use."""

    def __init__(self, in_application: Callable[[], AbstractContextManager[object]], file: Path) -> None:
        """Keep the context that work is done in, and the queue's own database, which holds nothing that matters."""
        self._in_application, self._file = in_application, file
        self._backup = backup.Alone(in_application, clock.now)
        self._reading, self._making, self._errands = Line(), Line(), Line()
        background.configure(self._nudge)

    @cached_property
    def queue(self) -> SqliteHuey:
        """The queue with its tasks."""
        # Nothing in it matters, but a power cut could damage a file that is never flushed, and stop every later start.
        queue = SqliteHuey("tracker", filename=str(self._file), fsync=True, results=False, utc=True)
        self._nudges = [queue.task()(self.read_files), queue.task()(self.make_files)]
        for work, when in (
            (self.read_files, crontab(minute="*")),
            (self.make_files, crontab(minute="*")),
            (self.back_up, crontab(minute="*")),
            (self.remind, crontab(minute="*/10")),
            (self.read_mail, crontab(minute="*")),
            (self.tidy, crontab(minute="23")),
            (self.clean_up, crontab(minute="41")),
        ):
            queue.periodic_task(when, name=f"{work.__name__}_by_schedule")(work)
        return queue

    def work(self) -> None:
        """Do what waits and what is scheduled, until told to stop. The one process that does it."""
        consumer = self.queue.create_consumer(workers=WORKERS, periodic=True, initial_delay=0.1, max_delay=1.0)
        # Before the first of them begins, or it would take up what another has in hand.
        self.take_up_again()
        consumer.run()

    def take_up_again(self) -> None:
        """Let what an earlier process left half done wait again, and ask for it to be done."""
        try:
            with self._in_application():
                imports.take_up_again()
                packets.take_up_again()
                archives.take_up_again()
        except Exception as fault:
            # What can be done without it is done; the next start tries again.
            log.error("what was left half done could not be taken up: %s", type(fault).__name__)
        self._nudge()

    def read_files(self) -> None:
        """Read the files that wait, which takes seconds; then draw pictures of them, for which nobody waits yet."""
        self._reading.do(self._read_files)

    def make_files(self) -> None:
        """Make packets, then archives, which are wanted later."""
        self._making.do(self._make_files)

    def remind(self) -> None:
        """Send the digests that are due."""
        self._errands.do(self._remind)

    def read_mail(self) -> None:
        """Read the answers to reminders, where a mailbox is set."""
        self._errands.do(self._read_mail)

    def tidy(self) -> None:
        """Remove what was uploaded and never saved."""
        self._errands.do(self._tidy)

    def clean_up(self) -> None:
        """Remove what is over its time."""
        self._errands.do(self._clean_up)

    def back_up(self) -> None:
        """Begin the backup that is due; other work does not wait for it."""
        self._backup.begin()

    def _nudge(self) -> None:
        try:
            _ = self.queue
            for nudge in self._nudges:
                nudge()
        except Exception as fault:
            # The row is committed: the schedule finds it within a minute.
            log.warning("the queue could not be told: %s", type(fault).__name__)

    def _read_files(self) -> None:
        with self._in_application():
            imports.read_waiting(clock.now)
            while imports.draw_some():
                imports.read_waiting(clock.now)

    def _make_files(self) -> None:
        with self._in_application():
            packets.make_waiting(clock.now)
            archives.make_waiting(clock.now)

    def _remind(self) -> None:
        with self._in_application():
            reminders.send_due(clock.now)

    def _read_mail(self) -> None:
        with self._in_application():
            replies.read_new(clock.now)

    def _tidy(self) -> None:
        with self._in_application():
            tidying.sweep(clock.now())

    def _clean_up(self) -> None:
        with self._in_application():
            retention.clean_up(clock.now())
            removing_files.finish(clock.now())
            packets.finish(clock.now())
            archives.sweep(clock.now())

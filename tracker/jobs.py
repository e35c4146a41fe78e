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
from contextlib import AbstractContextManager, nullcontext
from functools import cached_property, partial
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

    def __init__(self, in_application: Callable[[], AbstractContextManager[object]] = nullcontext) -> None:
        """Begin with nothing to do, and keep the context that each thing is done in."""
        self._in_application = in_application
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
                    with self._in_application():
                        wanted()
            finally:
                self._busy.release()


class Jobs:
    """The queue of an installation. Made with the application, opened at its first use."""

    def __init__(self, in_application: Callable[[], AbstractContextManager[object]], file: Path) -> None:
        """Keep the context that work is done in, and the queue's own database, which holds nothing that matters."""
        self._in_application, self._file = in_application, file
        self._backup = backup.Alone(in_application, clock.now)
        self._reading, self._making, self._errands = (Line(in_application) for _ in range(WORKERS))
        background.configure(self._nudge)

    @cached_property
    def queue(self) -> SqliteHuey:
        """The queue with its tasks."""
        # Nothing in it matters, but a power cut could damage a file that is never flushed, and stop every later start.
        queue = SqliteHuey("tracker", filename=str(self._file), fsync=True, results=False, utc=True)
        waiting = {"read_files": (self._reading, _read_files), "make_files": (self._making, _make_files)}
        self._nudges = [queue.task(name=name)(partial(line.do, work)) for name, (line, work) in waiting.items()]
        for name, (line, work) in waiting.items():
            queue.periodic_task(crontab(minute="*"), name=f"{name}_by_schedule")(partial(line.do, work))
        queue.periodic_task(crontab(minute="*"), name="back_up")(self.back_up)
        for name, work, minutes in (
            ("remind", _remind, "*/10"),
            ("read_mail", _read_mail, "*"),
            ("tidy", _tidy, "23"),
            ("clean_up", _clean_up, "41"),
        ):
            errand = partial(self._errands.do, work)
            queue.periodic_task(crontab(minute=minutes), name=f"{name}_by_schedule")(errand)
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


def _read_files() -> None:
    """Read the files that wait, which takes seconds; then draw pictures of them, for which nobody waits yet."""
    imports.read_waiting(clock.now)
    while imports.draw_some():
        imports.read_waiting(clock.now)


def _make_files() -> None:
    """Make packets, then archives, which are wanted later."""
    packets.make_waiting(clock.now)
    archives.make_waiting(clock.now)


def _remind() -> None:
    """Send the digests that are due."""
    reminders.send_due(clock.now)


def _read_mail() -> None:
    """Read the answers to reminders, where a mailbox is set."""
    replies.read_new(clock.now)


def _tidy() -> None:
    """Remove what was uploaded and never saved."""
    tidying.sweep(clock.now())


def _clean_up() -> None:
    """Remove what is over its time."""
    retention.clean_up(clock.now())
    removing_files.finish(clock.now())
    packets.finish(clock.now())
    archives.sweep(clock.now())

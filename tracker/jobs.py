"""Work that outlives a request, and its schedule.

What must be done stands in the tables of its noun (a packet or an archive that waits); the queue here only wakes the
process that does it. A nudge that is lost, because the disk was full or a process died, costs a minute: the schedule
looks again.

Files that somebody waits to see read do not stand behind packets: each of the two has a line of its own.
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
# One for each line, and one for what the schedule brings: mails may take their time.
WORKERS = 3


class Line:
    """Work that one thread does at a time: whoever comes meanwhile does not wait, and it is looked for once more."""

    def __init__(self, work: Callable[[], None]) -> None:
        """Keep what does all that waits."""
        self._work = work
        self._busy, self._wanted = threading.Lock(), threading.Event()

    def look(self) -> None:
        """Do what waits, here or where it is being done already."""
        self._wanted.set()
        # Asked again behind the release: whoever came in between left, and nobody else would look.
        while self._wanted.is_set() and self._busy.acquire(blocking=False):
            try:
                self._wanted.clear()
                self._work()
            finally:
                self._busy.release()


class Jobs:
    """The queue of an installation. Made with the application, opened at its first use."""

    def __init__(self, in_application: Callable[[], AbstractContextManager[object]], file: Path) -> None:
        """Keep the context that work is done in, and the queue's own database, which holds nothing that matters."""
        self._in_application, self._file = in_application, file
        self._backup = backup.Alone(in_application, clock.now)
        self._lines = {"read_files": Line(self._read_files), "make_files": Line(self._make_files)}
        background.configure(self._nudge)

    @cached_property
    def queue(self) -> SqliteHuey:
        """The queue with its tasks."""
        # Nothing in it matters, but a power cut could damage a file that is never flushed, and stop every later start.
        queue = SqliteHuey("tracker", filename=str(self._file), fsync=True, results=False, utc=True)
        self._nudges = [queue.task(name=name)(line.look) for name, line in self._lines.items()]
        for name, line in self._lines.items():
            queue.periodic_task(crontab(minute="*"), name=f"{name}_again")(line.look)
        queue.periodic_task(crontab(minute="*"), name="back_up")(self.back_up)
        queue.periodic_task(crontab(minute="*/10"), name="remind")(self.remind)
        queue.periodic_task(crontab(minute="*"), name="read_mail")(self.read_mail)
        queue.periodic_task(crontab(minute="23"), name="tidy")(self.tidy)
        queue.periodic_task(crontab(minute="41"), name="clean_up")(self.clean_up)
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

    def _read_files(self) -> None:
        """Read the files that wait, which takes seconds; then draw pictures of them, for which nobody waits yet."""
        with self._in_application():
            imports.read_waiting(clock.now)
            while imports.draw_some():
                imports.read_waiting(clock.now)

    def _make_files(self) -> None:
        """Make packets, then archives, which are wanted later."""
        with self._in_application():
            packets.make_waiting(clock.now)
            archives.make_waiting(clock.now)

    def remind(self) -> None:
        """Send the digests that are due."""
        with self._in_application():
            reminders.send_due(clock.now)

    def read_mail(self) -> None:
        """Read the answers to reminders, where a mailbox is set."""
        with self._in_application():
            replies.read_new(clock.now)

    def tidy(self) -> None:
        """Remove what was uploaded and never saved."""
        with self._in_application():
            tidying.sweep(clock.now())

    def clean_up(self) -> None:
        """Remove what is over its time."""
        with self._in_application():
            retention.clean_up(clock.now())
            removing_files.finish(clock.now())
            packets.finish(clock.now())
            archives.sweep(clock.now())

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

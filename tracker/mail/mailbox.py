"""The one way in for mail: a mailbox on an IMAP server, by setting.

A mail is fetched in pieces, so that none has to be held whole, and moved into a folder beside once it is settled. It is
never marked in place: people may look into the mailbox, and what they read must not be passed over.
"""

import contextlib
import imaplib
import logging
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any, BinaryIO

from tracker.domain.mailbox import Mailbox

log = logging.getLogger(__name__)

SECONDS_FOR_SERVER = 15
PIECE = 1024 * 1024
THIS_MACHINE = frozenset({"127.0.0.1", "::1", "localhost"})
DONE = "Read by the tracker"
_SIZE = re.compile(rb"RFC822\.SIZE (\d{1,12})")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class MailboxFailed(Exception):
    """The server cannot be reached, lets us not in, or said no. The message is ours, and quotes nothing of it."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A mailbox that is open, with its folder chosen."""

    _server: imaplib.IMAP4
    _offers: frozenset[str]

    def waiting(self, most: int) -> list[str]:
        """Return the numbers (UIDs) of the first mails of the folder, oldest first."""
        found = self._ask("SEARCH", "ALL")
        return [number.decode() for number in b" ".join(found).split()][:most]

    def size(self, uid: str) -> int:
        """Return how many bytes a mail has; 0 where it is gone."""
        said = b" ".join(_bytes(self._ask("FETCH", uid, "(RFC822.SIZE)")))
        return int(found[1]) if (found := _SIZE.search(said)) else 0

    def head(self, uid: str, most: int) -> bytes:
        """Return the first `most` bytes of a mail's header."""
        return self._literal(uid, f"(BODY.PEEK[HEADER]<0.{most}>)")

    def fetch(self, uid: str, into: BinaryIO, size: int) -> None:
        """Write a mail, `size` bytes at most, into a file, a mebibyte at a time."""
        at = 0
        while at < size:
            piece = self._literal(uid, f"(BODY.PEEK[]<{at}.{min(PIECE, size - at)}>)")
            if not piece:
                return
            into.write(piece[: size - at])
            at += len(piece)

    def settle(self, uid: str) -> None:
        """Move a mail into the folder of what was read, which is made where it is missing."""
        with contextlib.suppress(MailboxFailed):
            if "MOVE" in self._offers:
                self._ask("MOVE", uid, _quoted(DONE))
                return
        try:
            self._ask("COPY", uid, _quoted(DONE))
        except MailboxFailed:
            with _plain():
                self._server.create(_quoted(DONE))
            self._ask("COPY", uid, _quoted(DONE))
        self._ask("STORE", uid, "+FLAGS.SILENT", r"(\Deleted)")
        self._expunge(uid)

    def forget(self, before: date) -> int:
        """Remove what came before a day from the folder of what was read; return how many mails."""
        with _plain():
            if self._server.select(_quoted(DONE))[0] != "OK":
                return 0
        found = self._ask("SEARCH", "BEFORE", f"{before.day}-{_MONTHS[before.month - 1]}-{before.year}")
        numbers = b" ".join(found).split()
        for number in numbers:
            self._ask("STORE", number.decode(), "+FLAGS.SILENT", r"(\Deleted)")
            self._expunge(number.decode())
        return len(numbers)

    def _expunge(self, uid: str) -> None:
        if "UIDPLUS" in self._offers:
            self._ask("EXPUNGE", uid)
        else:
            with _plain():
                self._server.expunge()

    def _literal(self, uid: str, what: str) -> bytes:
        parts = self._ask("FETCH", uid, what)
        return next((bytes(part[1]) for part in parts if isinstance(part, tuple)), b"")

    def _ask(self, *command: str) -> list[Any]:
        with _plain():
            said, answer = self._server.uid(*command)
        if said != "OK":
            raise MailboxFailed(f"it refused {command[0]}")
        return [part for part in answer if part is not None]


@contextmanager
def opened(box: Mailbox) -> Iterator[Opened]:
    """Yield the mailbox with its folder open. Raises MailboxFailed."""
    try:
        server = _connected(box)
    except ssl.SSLError as fault:
        raise MailboxFailed("its certificate could not be verified, or it does not encrypt as asked") from fault
    except (OSError, imaplib.IMAP4.error) as fault:
        raise MailboxFailed("it does not answer") from fault
    try:
        with _plain():
            _enter(server, box)
            # What it offers is known only now: before the sign-in it names less.
            offers = b" ".join(server.capability()[1]).decode("ascii", "replace").upper().split()
        yield Opened(server, frozenset(offers))
    finally:
        with contextlib.suppress(OSError, imaplib.IMAP4.error):
            server.logout()


@contextmanager
def _plain() -> Iterator[None]:
    """Turn what goes wrong with the server into MailboxFailed, and nothing else."""
    try:
        yield
    except (OSError, imaplib.IMAP4.error) as fault:
        raise MailboxFailed("the connection broke off") from fault


def _connected(box: Mailbox) -> imaplib.IMAP4:
    if box.encrypted:
        context = ssl.create_default_context()
        return imaplib.IMAP4_SSL(box.host, box.port, ssl_context=context, timeout=SECONDS_FOR_SERVER)
    return imaplib.IMAP4(box.host, box.port, timeout=SECONDS_FOR_SERVER)


def _enter(server: imaplib.IMAP4, box: Mailbox) -> None:
    # On this machine nobody listens in between; a server there may have no certificate.
    if not box.encrypted and (box.host not in THIS_MACHINE or "STARTTLS" in server.capabilities):
        _encrypt(server)
    try:
        if "AUTH=PLAIN" in server.capabilities:
            server.authenticate("PLAIN", lambda _: f"\0{box.user}\0{box.password}".encode())
        else:
            server.login(box.user, box.password)
    except (imaplib.IMAP4.error, UnicodeEncodeError) as fault:
        raise MailboxFailed("it does not know this user and password") from fault
    if server.select(_quoted(box.folder))[0] != "OK":
        raise MailboxFailed("it has no such folder")


def _encrypt(server: imaplib.IMAP4) -> None:
    try:
        server.starttls(ssl.create_default_context())
    except ssl.SSLError as fault:
        raise MailboxFailed("its certificate could not be verified, or it does not encrypt as asked") from fault
    except imaplib.IMAP4.error as fault:
        raise MailboxFailed("it offers no encryption to send a password through") from fault


def _quoted(name: str) -> str:
    return f'"{name}"'


def _bytes(parts: list[Any]) -> list[bytes]:
    return [part[0] if isinstance(part, tuple) else part for part in parts]

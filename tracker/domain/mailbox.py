"""Which mailbox answers are read from, if an installation has one."""

from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from tracker.domain.errors import Refused

IMAPS_PORT, IMAP_PORT = 993, 143
FORMS = "imaps://user:password@mail.example.org/INBOX, or imap://… for a server that encrypts by STARTTLS"
# The rest of the 64 letters that the part before an @ may have is for what tells whose answer it is.
LONGEST_NAME = 19


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A mailbox on an IMAP server. `encrypted`: from the first byte; else by STARTTLS. `address`: of the mailbox."""

    host: str
    port: int
    encrypted: bool
    user: str
    password: str = field(repr=False)
    folder: str
    address: str


def mailbox_from(url: str, password: str, address: str) -> Mailbox:
    """Read the settings of a mailbox. Raises Refused naming the setting in `field`, and quotes no password.

    `password` goes before one in the address; `address` may be left out where the user is one.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise Refused(f"it must look like {FORMS}.", field="IMAP_URL") from None
    user, secret = unquote(parts.username or ""), password or unquote(parts.password or "")
    if parts.scheme not in {"imap", "imaps"} or not parts.hostname or port == 0 or parts.query or parts.fragment:
        raise Refused(f"it must look like {FORMS}.", field="IMAP_URL")
    if not user or not secret:
        raise Refused("it must name a user, and a password unless IMAP_PASSWORD_FILE does.", field="IMAP_URL")
    folder = unquote(parts.path.strip("/")) or "INBOX"
    if not folder.isascii() or not folder.isprintable() or any(letter in folder for letter in '"\\*%'):
        raise Refused("the folder after the host must be named in plain letters.", field="IMAP_URL")
    encrypted = parts.scheme == "imaps"
    return Mailbox(
        parts.hostname,
        port or (IMAPS_PORT if encrypted else IMAP_PORT),
        encrypted,
        user,
        secret,
        folder,
        _address(address or user),
    )


def _address(stated: str) -> str:
    name, at, host = stated.partition("@")
    plain = stated.isascii() and stated.isprintable() and not any(letter in stated for letter in ' <>,;:"()[]\\+')
    if not plain or not name or not at or "." not in host or "@" in host or name[0] == "." or name[-1] == ".":
        raise Refused("it must be the address of the mailbox, such as training@example.org.", field="IMAP_ADDRESS")
    if len(name) > LONGEST_NAME:
        raise Refused(
            f"before the @ it may have {LONGEST_NAME} letters: what tells whose answer it is comes after them.",
            field="IMAP_ADDRESS",
        )
    return stated

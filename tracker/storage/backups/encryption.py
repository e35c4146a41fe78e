"""Encrypting to a public key in the age format, as a stream: this machine can write what it cannot read again."""

from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol, cast

import pyrage

from tracker.domain.errors import Refused, UnreadableFile

WRONG_KEY = "This identity is not the one that the backup was encrypted to. Use the file that make-backup-key wrote."


class Sink(Protocol):
    """What bytes go into."""

    def write(self, data: bytes) -> int:
        """Take all of the bytes; return how many."""
        ...


@dataclass(frozen=True, slots=True)
class Recipients:
    """The public keys that may read a backup; none where it is not encrypted."""

    keys: tuple[str, ...] = ()

    @classmethod
    def read(cls, text: str) -> "Recipients":
        """Read keys parted by spaces. Raises Refused saying what would do."""
        for key in text.split():
            try:
                pyrage.x25519.Recipient.from_str(key)
            except pyrage.RecipientError:
                raise Refused("it must be a public key that begins with age1, as make-backup-key prints it.") from None
        return cls(tuple(sorted(text.split())))

    def __bool__(self) -> bool:
        return bool(self.keys)

    def seal(self, source: BinaryIO, target: Sink) -> None:
        """Encrypt all of `source` into `target`, some 64 KB in memory at a time. Raises OSError from the disk."""
        heard = _Listening(source, target)
        try:
            pyrage.encrypt_io(heard, heard, [pyrage.x25519.Recipient.from_str(key) for key in self.keys])
        except pyrage.EncryptError as wrapped:
            raise (heard.fault or OSError(str(wrapped))) from None


@dataclass(frozen=True, slots=True)
class Identity:
    """The private key that reads a backup. Its text never leaves this object."""

    text: str

    def __repr__(self) -> str:
        return f"Identity({self.recipient})"

    @classmethod
    def make(cls) -> "Identity":
        """Make a new one."""
        return cls(str(pyrage.x25519.Identity.generate()))

    @classmethod
    def read(cls, file: Path) -> "Identity":
        """Read the file of one. Raises Refused where it holds none."""
        try:
            lines = file.read_text().splitlines()
        except (OSError, UnicodeDecodeError):
            lines = []
        for line in lines:
            try:
                pyrage.x25519.Identity.from_str(line.strip())
            except pyrage.IdentityError:
                continue
            return cls(line.strip())
        raise Refused(f"{str(file)!r} holds no private key; name the file that make-backup-key wrote.")

    @property
    def recipient(self) -> str:
        """The public key that belongs to it."""
        return str(pyrage.x25519.Identity.from_str(self.text).to_public())

    def open(self, source: BinaryIO, target: Sink) -> None:
        """Decrypt all of `source` into `target`.

        Raises UnreadableFile for another key and for content that was changed or cut, OSError from the disk.
        """
        heard = _Listening(source, target)
        try:
            pyrage.decrypt_io(heard, heard, [pyrage.x25519.Identity.from_str(self.text)])
        except pyrage.DecryptError:
            raise UnreadableFile(WRONG_KEY) from None
        except OSError:
            if heard.fault:
                raise heard.fault from None
            raise UnreadableFile("It is encrypted and does not open: it was changed or cut short.") from None


class _Listening:
    """A source and a sink that remember what the disk said: on its way through the library the number is lost."""

    def __init__(self, source: BinaryIO, target: Sink) -> None:
        self._source, self._target = source, target
        self.fault: OSError | None = None

    def read(self, size: int = -1) -> bytes:
        try:
            return self._source.read(size)
        except OSError as fault:
            self.fault = fault
            raise

    def write(self, data: bytes) -> int:
        try:
            return self._target.write(bytes(data))
        except OSError as fault:
            self.fault = fault
            raise

    def flush(self) -> None:
        """Nothing is held back here; whoever owns the file flushes it."""


def as_stream(source: object) -> BinaryIO:
    """Return a source that only reads, typed as what it stands in for."""
    return cast(BinaryIO, source)

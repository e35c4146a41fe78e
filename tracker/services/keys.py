"""The keys of an installation: of its sessions, of its history, and of what it seals."""

import secrets
from pathlib import Path

from tracker.services import packets
from tracker.storage import keys

KEY_BYTES = 48


def make(data: Path) -> None:
    """Make the keys that are not there yet."""
    for name in ("secret", "history"):
        keys.make_once(data / "keys" / name, lambda: secrets.token_urlsafe(KEY_BYTES).encode())
    packets.make_key(data)

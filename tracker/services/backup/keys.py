"""The keys of an installation: which there are, and how two are told apart without showing either."""

import hmac
import re
from hashlib import sha256
from pathlib import Path

from tracker.services.installation import Installation

FOLDER = "keys"
FINGERPRINT = 16
# What may stand in a manifest. A note or an editor's copy beside the keys is none of them.
_PLAIN = re.compile(r"[a-z0-9_][a-z0-9_.-]*", re.ASCII)


def held(here: Installation) -> dict[str, bytes]:
    """Return the keys by name: each file of `keys/`, and those that are set in the environment."""
    named = {"secret": here.secret_key, "history": here.history_key}
    return kept(here.data) | {name: key for name, key in named.items() if key}


def kept(data: Path) -> dict[str, bytes]:
    """Return the keys that lie in a data folder, by the name of their file."""
    folder = data / FOLDER
    if not folder.is_dir():
        return {}
    return {
        file.name: file.read_bytes()
        for file in sorted(folder.iterdir())
        if file.is_file() and _PLAIN.fullmatch(file.name) and not file.name.endswith(".age")
    }


def fingerprints(keys: dict[str, bytes]) -> dict[str, str]:
    """Return what tells a key from another, and nothing of the key."""
    return {
        name: hmac.new(key, f"fingerprint of {name}".encode(), sha256).hexdigest()[:FINGERPRINT]
        for name, key in keys.items()
    }


def object_name(history_key: bytes, recipients: tuple[str, ...], digest: str) -> str:
    """Return the name of an encrypted file: whoever holds a certificate cannot find out by its digest that it is there.

    Another key to encrypt to gives other names, so that no backup rests on a file that its own key cannot open.
    """
    return hmac.new(history_key, " ".join(("backup", *recipients, digest)).encode(), sha256).hexdigest()

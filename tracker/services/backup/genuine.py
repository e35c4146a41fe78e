"""Whether a backup is as an installation wrote it: a mark on its manifest, under the key of history.

The digests in a manifest find what a disk does. Whoever can write where backups lie could put another database there
and new digests beside it; the mark they cannot make.
"""

import hmac
from dataclasses import replace
from hashlib import sha256

from tracker.domain.errors import UnreadableFile
from tracker.services.backup import keys
from tracker.storage.backups import Manifest

_HISTORY = "history"
FORGED = "manifest.json: it was changed by somebody without HISTORY_KEY, or never written by this installation."
CANNOT_TELL = "Whether somebody changed it on purpose cannot be told here: HISTORY_KEY is not at hand."


def marked(manifest: Manifest, history_key: bytes) -> Manifest:
    """Return a manifest with its mark."""
    return replace(manifest, mark=_mark(manifest, history_key))


def may_tell(manifest: Manifest, history_key: bytes) -> bool:
    """Tell whether a key can judge a backup: it is the one that it says it was made under, or it names none."""
    if not history_key:
        return False
    own = keys.fingerprints({_HISTORY: history_key})[_HISTORY]
    return manifest.keys.get(_HISTORY, own) == own


def is_genuine(manifest: Manifest, history_key: bytes) -> bool:
    """Tell whether nobody without the key changed a manifest, and with it the digests of all files."""
    return hmac.compare_digest(manifest.mark.encode(), _mark(manifest, history_key).encode())


def forgery(manifest: Manifest, history_key: bytes) -> list[str]:
    """Return that a backup was changed on purpose, where that can be told and is so."""
    return [FORGED] if may_tell(manifest, history_key) and not is_genuine(manifest, history_key) else []


def refuse_forged(manifest: Manifest, history_key: bytes) -> None:
    """Raise UnreadableFile for a backup that was changed on purpose. Without the key at hand, nothing can be said."""
    if forgery(manifest, history_key):
        raise UnreadableFile(f"{FORGED} Nothing was restored. Take another backup, and find out who can write there.")


def _mark(manifest: Manifest, history_key: bytes) -> str:
    return hmac.new(history_key, b"manifest of a backup\n" + replace(manifest, mark="").to_json(), sha256).hexdigest()

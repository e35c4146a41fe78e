"""Backups on a disk: each a folder with a manifest, and the evidence files that all of them share.

DIR/objects/ab/<SHA-256>             a file of evidence, kept once however many backups name it
DIR/objects/ab/<keyed digest>.age    the same, encrypted
DIR/tracker-2026-11-25-231000Z/      one backup: database, keys, manifest.json
DIR/tracker-…/manifest.sha256        written last: a backup without it was never finished
"""

from tracker.storage.backups.encryption import Identity, Recipients
from tracker.storage.backups.folder import BackupFolder, Draft, Kept
from tracker.storage.backups.manifest import Manifest, Part, Table

__all__ = ["BackupFolder", "Draft", "Identity", "Kept", "Manifest", "Part", "Recipients", "Table"]

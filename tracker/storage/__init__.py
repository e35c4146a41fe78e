"""Evidence files on a local disk: by SHA-256, whole or not at all, never under anybody's name."""

from tracker.storage.evidence import EvidenceStore, Stored
from tracker.storage.failures import StorageFailed
from tracker.storage.staging import Owner, Staged, StagingArea

__all__ = ["EvidenceStore", "Owner", "Staged", "StagingArea", "StorageFailed", "Stored"]

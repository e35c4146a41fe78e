"""The certificate that tests keep, and what of a store lies on the disk."""

import hashlib
from datetime import UTC, datetime
from pathlib import Path

CERTIFICATE = b"%PDF-1.7 a certificate" * 100_000
DIGEST = hashlib.sha256(CERTIFICATE).hexdigest()
LONG_AGO = datetime(2001, 1, 1, tzinfo=UTC)
LATER = datetime(2999, 1, 1, tzinfo=UTC)


def files_below(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]

"""A store of evidence, empty."""

from pathlib import Path

import pytest

from tracker.storage.evidence import EvidenceStore


@pytest.fixture
def store(tmp_path: Path) -> EvidenceStore:
    return EvidenceStore(tmp_path / "evidence")

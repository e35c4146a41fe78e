"""A process that draws leaves nothing on the machine but what it was asked for."""

from pathlib import Path

import pytest

from tests.reports import samples
from tests.reports.conftest import Draw
from tests.reports.handouts import handout
from tracker.reports.handout import as_pdf


@pytest.fixture
def scratch(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The folder in which the machine's programs put what they need for a moment."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    return tmp_path


def test_a_packet_leaves_no_typefaces_behind(draw: Draw, scratch: Path) -> None:
    draw(samples.packet(1, 1, 1, 0))
    assert list(scratch.iterdir()) == []


def test_a_handout_leaves_no_typefaces_behind(scratch: Path) -> None:
    as_pdf(handout())
    assert list(scratch.iterdir()) == []

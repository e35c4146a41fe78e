"""An archive that tests bring in, made once."""

from pathlib import Path

import pytest

from tests.machines import _machines
from tests.services.archives.moved import seeded, taken


@pytest.fixture(scope="package")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of a seeded machine, made once."""
    with pytest.MonkeyPatch.context() as patched:
        machines = _machines(tmp_path_factory.mktemp("old"), patched, str)
        made = taken(seeded(next(machines)), tmp_path_factory.mktemp("taken") / "archive.zip")
        next(machines, None)
    return made

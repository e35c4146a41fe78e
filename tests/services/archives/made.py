"""Archives of test centers: asked for, made, and opened."""

import io
import json
import zipfile
from typing import Any

from tests.factories import CenterWorld
from tracker import clock
from tracker.db.work import unit_of_work
from tracker.services import archives
from tracker.services.archives import making


def asked(center: CenterWorld) -> str:
    """Ask for everything of a center as its director."""
    with center.working():
        return archives.ask(center.actor())


def made(center: CenterWorld) -> str:
    """Ask for an archive and make it; returns its public id."""
    public_id = asked(center)
    with center.app.app_context():
        assert making.make(center.center_id, public_id, clock.now), view(center, public_id)
    return public_id


def view(center: CenterWorld, public_id: str) -> archives.ArchiveView:
    with center.working():
        return archives.get(center.actor(), public_id)


def opened(center: CenterWorld) -> zipfile.ZipFile:
    """Make an archive and open it."""
    public_id = made(center)
    with center.app.app_context(), unit_of_work():
        return zipfile.ZipFile(io.BytesIO(archives.asking.folder().path_of(public_id).read_bytes()))


def table(archive: zipfile.ZipFile, name: str) -> list[dict[str, Any]]:
    """Return the rows of a table of an archive."""
    rows: list[dict[str, Any]] = json.loads(archive.read(f"data/{name}.json"))
    return rows

"""Files as tests let them come with a spreadsheet: dropped, read, paired."""

import io
import zipfile
from secrets import token_hex

from tests.factories import CenterWorld
from tests.intake import making
from tests.services.imports.sheets import look
from tracker import clock
from tracker.services import imports
from tracker.services.imports import Dropped, FileAhead, FileOutcome

BRAIN = "Ana Reyes Trauma and the brain 2024-03-14.pdf"


_RUN = token_hex(8)


def pdf(number: int = 0) -> bytes:
    """Return a PDF of one blank page that no other number, and no other run, has."""
    return making.pdf() + f"\n% {_RUN} {number}\n".encode()


def packed(*files: tuple[str, bytes]) -> bytes:
    """Return a ZIP of files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return out.getvalue()


def dropped(center: CenterWorld, public_id: str, *files: tuple[str, bytes]) -> Dropped:
    """Drop files to an import; they wait to be read."""
    actor = center.actor()
    with center.app.app_context():
        kept = [imports.keep_file(actor, io.BytesIO(content), name) for name, content in files]
    with center.working():
        return imports.drop_files(actor, public_id, kept)


def read(center: CenterWorld, public_id: str, *files: tuple[str, bytes]) -> Dropped:
    """Drop files to an import and read them."""
    done = dropped(center, public_id, *files)
    with center.app.app_context():
        while imports.read_some(clock.now, center.center_id):
            pass
    return done


def files_of(center: CenterWorld, public_id: str) -> dict[str, FileAhead]:
    """Return the files of an import by name, with what would come of them."""
    return {each.name: each for each in look(center, public_id).files.files}


def outcomes(center: CenterWorld, public_id: str) -> dict[str, FileOutcome]:
    """Return what would come of each file, by name."""
    return {name: each.outcome for name, each in files_of(center, public_id).items()}


def chosen(center: CenterWorld, public_id: str, **said: str) -> None:
    """Say which rows files prove, by the first word of their names."""
    files = files_of(center, public_id)
    by_word = {name.split()[0].split(".")[0]: each.public_id for name, each in files.items()}
    version, actor = look(center, public_id).it.version, center.actor()
    with center.working():
        imports.choose_files(actor, public_id, version, {by_word[word]: value for word, value in said.items()})

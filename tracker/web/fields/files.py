"""The field for files: several at once, from a folder or straight from the camera."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from werkzeug.datastructures import FileStorage
from wtforms import widgets

from tracker.formatting import format_count, format_size
from tracker.web.fields.base import NamedField
from tracker.web.fields.text import clean_line

CERTIFICATES = ("application/pdf", "image/jpeg", "image/png", "image/heic", "image/heif", "image/webp")
MOST_BYTES = 25_000_000
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file that is already with us while its form is not finished, or that the record already has.

    `signs`: why it looks like a file about a case, in words.
    """

    key: str
    name: str
    size: int
    url: str = ""
    signs: tuple[str, ...] = ()


class FilesField(NamedField):
    """Files, and the files already kept from an earlier try.

    `data` is the list of files sent now. `kept` is set by the route; `kept_keys` says which of those the person left
    ticked. Only number and size are judged here; what a file is, only its content tells, and that is read elsewhere.
    """

    kind = "files"
    verb = "Choose"
    widget = widgets.FileInput(multiple=True)

    def __init__(
        self,
        label: str = "Files",
        *,
        accept: Sequence[str] = CERTIFICATES,
        camera: bool = True,
        folders: bool = False,
        most: int = 20,
        most_bytes: int = MOST_BYTES,
        offers: str = "PDF or photo",
        **rest: Any,
    ) -> None:
        super().__init__(label, **{"thing": "a file", **rest})
        self.accept = ",".join(accept)
        self.camera = camera
        self.folders = folders
        self.most = most
        self.most_bytes = most_bytes
        self.offers = offers
        self.kept: Sequence[KeptFile] = ()
        self.kept_keys: list[str] = []

    @property
    def warning_id(self) -> str:
        """The id of the words that say what must not be among the files."""
        return f"{self.id}-warning"

    @property
    def described_by(self) -> str:
        """Say first what must not be among the files: whoever hears the page must hear that too."""
        return f"{self.warning_id} {super().described_by}".strip()

    @property
    def kept_name(self) -> str:
        """The name under which the ticks of the kept files are sent."""
        return f"{self.name}-kept"

    def is_kept(self, file: KeptFile) -> bool:
        """Tell whether a kept file is still wanted."""
        return file.key in self.kept_keys

    def keep(self, files: Iterable[KeptFile]) -> None:
        """Show files as kept and ticked, such as those that arrived with a form that has an error elsewhere."""
        added = list(files)
        self.kept = [*self.kept, *added]
        self.kept_keys = [*self.kept_keys, *(file.key for file in added)]

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        """Take the files sent, and which kept ones are still ticked."""
        super().process(formdata, data=data or [], extra_filters=extra_filters)
        if formdata is not None:
            self.kept_keys = [key[:64] for key in formdata.getlist(self.kept_name)][: self.most]

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take real files with a name; browsers send an empty part where none was chosen."""
        self.data = [file for file in valuelist if isinstance(file, FileStorage) and file.filename]

    def is_blank(self) -> bool:
        """Tell whether there is no file at all, new or kept."""
        return not self.data and not self.kept_keys

    def limits(self) -> dict[str, object]:
        """Return the kinds and the size of a file, how many, and where those kept from an earlier try are named."""
        kinds = self.accept.split(",")
        return {"accept": kinds, "most": self.most, "most_bytes": self.most_bytes, "kept_as": self.kept_name}

    def refusal(self) -> str | None:
        """Return what is wrong with number or size of the files, or None."""
        if len(self.data) + len(self.kept_keys) > self.most:
            return f"Choose at most {format_count(self.most, 'file')} at a time."
        for file in self.data:
            name = shown_name(file.filename)
            size = size_of(file)
            if size == 0:
                return f"{name} is empty. Choose the file again."
            if size > self.most_bytes:
                return f"{name} is {format_size(size)}; a file may have at most {format_size(self.most_bytes)}."
        return None

    def _value(self) -> str:
        return ""


def shown_name(name: str | None) -> str:
    """Return a file's name as it may be shown: no folders, no control characters, not too long."""
    last = clean_line((name or "").replace("\\", "/").rsplit("/", 1)[-1])
    return last[:LONGEST_NAME] or "The file"


def size_of(file: FileStorage) -> int:
    """Return how many bytes a file has, leaving it at its beginning."""
    file.stream.seek(0, os.SEEK_END)
    size = file.stream.tell()
    file.stream.seek(0)
    return size

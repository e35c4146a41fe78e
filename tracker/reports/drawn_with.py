"""What drawn pages and judged files depend on besides what they say: whoever changes any of it has all made anew."""

import os
import re
import sys
from collections.abc import Iterator
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from tracker.reports import drawing, fetcher

PACKAGES = (
    "weasyprint",
    "pydyf",
    "fonttools",
    "tinycss2",
    "cssselect2",
    "tinyhtml5",
    "pyphen",
    "pillow",
    "cffi",
    "pikepdf",
    "pypdfium2",
)
OUR_OWN = (
    *("anchors", "archival", "drawing", "exhibits", "fetcher", "images", "judging", "redrawn", "shapes", "structure"),
    "unseen_words",
)
# Typefaces of the machine stand in for letters that ours lack.
FONT_FOLDERS = (
    "/etc/fonts",
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/Library/Fonts",
    "~/.fonts",
    "~/.local/share/fonts",
    "~/Library/Fonts",
)
_LIBRARIES = re.compile(r"/\S*lib(?:pango|harfbuzz|fontconfig|freetype)\S*$", re.MULTILINE)


def drawn_with() -> bytes:
    """Return a digest of all that draws; to be called when WeasyPrint is loaded. Costs some milliseconds."""
    whole = sha256()
    for part in _parts():
        whole.update(sha256(part).digest())
    return whole.digest()


def _parts() -> Iterator[bytes]:
    yield sys.version.encode()
    yield drawing.STYLE_SHEET.read_bytes()
    yield from (Path(__file__).with_name(f"{name}.py").read_bytes() for name in OUR_OWN)
    yield from (fetcher.typeface(weight) for weight in fetcher.WEIGHTS)
    yield from (f"{name} {version(name)}".encode() for name in PACKAGES)
    yield repr([os.environ.get(name) for name in ("FONTCONFIG_PATH", "FONTCONFIG_FILE")]).encode()
    yield "\n".join(_system_files()).encode()


def _system_files() -> Iterator[str]:
    """Yield the machine's libraries in use and its typefaces, each with its size and when it was changed."""
    loaded = Path("/proc/self/maps")
    libraries = set(_LIBRARIES.findall(loaded.read_text("utf-8", "replace"))) if loaded.exists() else set()
    folders = (Path(folder).expanduser() for folder in FONT_FOLDERS)
    for path in sorted([*map(Path, libraries), *(file for folder in folders for file in folder.rglob("*"))]):
        if path.is_file():
            facts = path.stat()
            yield f"{path} {facts.st_size} {facts.st_mtime_ns}"

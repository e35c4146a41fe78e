"""What the house tests look at: the files of the repository as git would commit them."""

import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

# Lists as other people keep them are no texts of ours: some are in letters of old programs.
_LISTS = ROOT / "tests/ugly/lists"


@cache
def files() -> tuple[Path, ...]:
    """Every file that is committed or could be, without what .gitignore names."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607 git is on the path
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    return tuple(path for name in sorted(set(listing.split("\0")) - {""}) if (path := ROOT / name).is_file())


def texts(under: str = ".", suffix: str = "") -> Iterator[tuple[str, str]]:
    """Every text file below a folder, as its path in the repository and its content."""
    for path in files():
        if path.is_relative_to(ROOT / under) and path.name.endswith(suffix) and path.parent != _LISTS:
            content = path.read_bytes()
            if b"\0" not in content and not content.startswith(b"%PDF-"):
                yield path.relative_to(ROOT).as_posix(), content.decode("utf-8")

"""How much of a certificate is read right: `python -m tests.intake.reading.measure`, ten minutes with the photos.

All files of the set are read, printed, photographed and scanned, and the fresh photos on which nothing was tuned. The
tests hold all printed ones and every third photo.
"""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.intake.test_read_certificates import CERTIFICATES, all_judged
from tests.intake.test_read_photos import FRESH, PHOTOS, seen
from tracker.domain.certificates import Reading
from tracker.intake.inspection import certificate_in


def main() -> None:
    """Print a line for each kind of file, and one for each field that is not right."""
    with tempfile.TemporaryDirectory() as folder:
        _tell("printed", CERTIFICATES, lambda path: certificate_in(path)[0])
        _tell("photos and scans", PHOTOS, lambda path: seen(path, Path(folder))[0])
        _tell("fresh photos", FRESH, lambda path: seen(path, Path(folder))[0])


def _tell(kind: str, paths: list[Path], reading_of: Callable[[Path], Reading]) -> None:
    results = all_judged(paths, reading_of)
    for name, field, is_right, is_surely_wrong in results:
        if not is_right:
            sys.stdout.write(f"  {name}: {field} is {'wrong' if is_surely_wrong else 'not known'}\n")
    right, wrong = sum(each[2] for each in results), sum(each[3] for each in results)
    share = 100 * right / len(results)
    sys.stdout.write(
        f"{kind}: {right} of {len(results)} fields right ({share:.1f} %), {wrong} surely wrong, {len(paths)} files\n"
    )


if __name__ == "__main__":
    main()

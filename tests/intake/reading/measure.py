"""How much of a certificate is read right: `python -m tests.intake.reading.measure`, ten minutes with the photos.

All files of the set are read, printed, photographed and scanned, and the fresh photos on which nothing was tuned. The
tests hold all printed ones and every third photo.
"""

import sys
import tempfile
from pathlib import Path

from tests.intake.test_read_certificates import CERTIFICATES, judged, truth_of
from tests.intake.test_read_photos import FRESH, PHOTOS, seen
from tracker.intake.inspection import certificate_in


def main() -> None:
    """Print a line for each kind of file, and one for each field that is not right."""
    for kind, paths in (("printed", CERTIFICATES), ("photos and scans", PHOTOS), ("fresh photos", FRESH)):
        right = wrong = fields = 0
        for path in paths:
            with tempfile.TemporaryDirectory() as folder:
                reading = certificate_in(path)[0] if kind == "printed" else seen(path, Path(folder))[0]
            for field, is_right, is_surely_wrong in judged(reading, truth_of(path)):
                fields, right, wrong = fields + 1, right + is_right, wrong + is_surely_wrong
                if not is_right:
                    sys.stdout.write(f"  {path.name}: {field} is {'wrong' if is_surely_wrong else 'not known'}\n")
        share = 100 * right / fields
        sys.stdout.write(
            f"{kind}: {right} of {fields} fields right ({share:.1f} %), {wrong} surely wrong, {len(paths)} files\n"
        )


if __name__ == "__main__":
    main()

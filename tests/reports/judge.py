"""A judge of PDF/A and PDF/UA that is none of ours: `page-validation`, which passes veraPDF's own corpus of files."""

from pathlib import Path

import page

ARCHIVE, SCREEN_READER = "3b", "ua1"
# It takes a carriage return that ends a stream's own data for the line's end behind it.
MISREAD = "-STREAM-LENGTH-"


def faults(path: Path, profile: str) -> list[str]:
    """Return what a file fails of a profile, a line a rule; nothing where it conforms."""
    found = page.validate_pdf(path, profile=profile).failures
    return [f"{each.rule_id}: {each.message}" for each in found if MISREAD not in each.rule_id]

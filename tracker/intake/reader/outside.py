"""What reaches out of a spreadsheet. Nothing of it is followed: it is told to whoever added the file."""

import re
from html import unescape

from tracker.intake.words import Note

_WORDS = re.compile(r'"[^"]*"')
# Another program is asked by `program|topic!item`, or by a function for it.
_PROGRAM = re.compile(r"\w\|['\"]?[^!|]{0,255}!|\b(?:DDE|RTD|CALL|REGISTER(?:\.ID)?)\s*\(", re.IGNORECASE)
# `[1]S1!A1` names a file by its number. A table's column may be a number too: `Table1[2024]`, `Table1[[#All],[2024]]`.
_FILE = re.compile(
    r"'(?:file|https?|ftps?|smb):[^']*'#|'[^'\[]{0,255}[\\/][^'\[]{0,255}\[[^\]']{1,255}\]"
    r"|(?<![\w.\\\[\]])\[\d+\](?!\]|[:,] ?\[)"
    r"|\b(?:WEBSERVICE|IMAGE)\s*\(",
    re.IGNORECASE,
)
# A link that a person clicks on gives no value.
_PARTS: tuple[tuple[re.Pattern[bytes], Note], ...] = (
    (re.compile(rb"/(?:vbaProject|xlMacrosheet|xlIntlMacrosheet)[\"']"), Note.BOOK_MACROS),
    (
        re.compile(rb"<(?:\w+:)?Relationship\s(?=[^>]*\bTargetMode=[\"']External)(?![^>]*/hyperlink[\"'])"),
        Note.BOOK_LINKS,
    ),
    (re.compile(rb"<(?:\w+:)?(?:ddeLink|oleLink)\b"), Note.BOOK_PROGRAMS),
)
_HINT = re.compile(rb"[|\\]|\[\d|'(?:file|http|ftp|smb)|DDE|RTD|CALL|REGISTER|WEBSERVICE|IMAGE", re.IGNORECASE)
_FORMULA = re.compile(rb"<(?:\w+:)?(?:f|definedName)\b(?:>|[^>]*[^/>]>)([^<]{1,8192})")


def of_part(xml: bytes) -> set[Note]:
    """Return what a part of an XLSX file, or a piece of it, reaches for."""
    found = {note for mark, note in _PARTS if mark.search(xml)}
    if _HINT.search(xml):
        for formula in _FORMULA.finditer(xml):
            if _HINT.search(formula[1]):
                found |= of_formula(unescape(formula[1].decode("utf-8", "replace")))
    return found


def of_formula(formula: str) -> set[Note]:
    """Return what a formula reaches for; what stands in it between quotation marks is words."""
    bare = _WORDS.sub('""', formula)
    found = {Note.BOOK_PROGRAMS} if _PROGRAM.search(bare) else set()
    return found | ({Note.BOOK_LINKS} if _FILE.search(bare) else set())

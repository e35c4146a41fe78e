"""Certificates for the rules that read them: lines of words on a page, each word with a box."""

from datetime import date

from tracker.domain.certificates import Page, Reading, Word, read

TODAY = date(2026, 11, 24)
_ACROSS = 9  # thousandths of a page that a letter takes


def page_of(*lines: str | tuple[str, ...], height: int = 20) -> Page:
    """Return a page with these lines below each other; the parts of a tuple stand side by side, far apart."""
    words = []
    for row, line in enumerate(lines):
        top = 40 + row * (height + 14)
        for column, part in enumerate((line,) if isinstance(line, str) else line):
            left = 50 + column * 320
            for word in part.split():
                words.append(Word(word, left, top, left + len(word) * _ACROSS, top + height))
                left += (len(word) + 1) * _ACROSS
    return Page(words)


def reading_of(*lines: str | tuple[str, ...], today: date = TODAY) -> Reading:
    """Return what a page with these lines proposes."""
    return read([page_of(*lines)], today)


def values_of(*lines: str | tuple[str, ...], today: date = TODAY) -> dict[str, str]:
    """Return the best value for each field that such a page proposes; of credits, the first."""
    found = reading_of(*lines, today=today)
    return {each.field.value: each.value for each in reversed(found.proposals)}

"""Person, title, provider, days and numbers: what stands at the phrases and labels of a certificate."""

import re
from collections.abc import Iterator
from datetime import date

from tracker.domain.certificates import phrases
from tracker.domain.certificates.days import Day, days_in
from tracker.domain.certificates.proposals import Field, Proposal, Reason
from tracker.domain.certificates.text import Text

LONGEST_NAME, LONGEST_TITLE, SHORTEST_TITLE = 80, 300, 5
_PARTICLES = frozenset(
    {"de", "la", "del", "las", "los", "da", "dos", "di", "van", "von", "der", "den", "bin", "al", "el", "st.", "y", "e"}
)
_NAME_WORD = re.compile(r"[^\W\d_][^\W\d_.'\u2019\u2010-]*(?:[.'\u2019\u2010-][^\W\d_]*)*\.?")
_QUOTED = re.compile(r"[\"“„«](?P<inside>[^\"”“»\n]{5,200}(?:\n[^\"”“»\n]{1,200})?)[\"”»]")
_MARKS = " \t\n\"“”„«»'\u2018\u2019*_:;,\u2013\u2014-•|~!"
# What a line says that is more than the name of an organization.
_MORE_THAN_A_NAME = re.compile(
    r"^certificate\b|\b(?:director|officer|president|manager|coordinator|chair|trainer)\b|[,:\d]|\.$", re.IGNORECASE
)
_SMALL_IN_NAMES = frozenset({"of", "for", "and", "the", "on", "in", "at", "to"})
# So far before a day its label is looked for.
_NEAR = 60
_PRESENTER = re.compile(r"^(?:dr|det|sgt|lt|hon|judge|mr|mrs|ms)\b", re.IGNORECASE)


def people_in(text: Text) -> Iterator[Proposal]:
    """Yield who may have completed it."""
    for it in phrases.TO_WHOM.finditer(text.plain):
        yield from _person_from(text, it.end(), Reason.PHRASE)
    for it in phrases.WHOM_LABEL.finditer(text.plain):
        if _has_value(text, it):
            yield from _person_from(text, it.end(), Reason.LABEL)
    for it in phrases.HAS_DONE.finditer(text.plain):
        yield from _person_above(text, it.start(), Reason.ABOVE_PHRASE)
    for it in phrases.WHOM_BELOW.finditer(text.plain):
        yield from _person_above(text, it.start(), Reason.LABEL)


def titles_in(text: Text) -> Iterator[Proposal]:
    """Yield what may have been completed."""
    for it in phrases.TITLE_LABEL.finditer(text.plain):
        if _has_value(text, it):
            yield from _title_from(text, _skip_blank(text.plain, it.end()), Reason.LABEL)
    for it in phrases.HAS_DONE.finditer(text.plain):
        lead = phrases.LEAD.match(text.plain, it.end())
        yield from _title_from(text, lead.end() if lead else it.end(), Reason.PHRASE)
    for it in phrases.HEADING_WITH_TITLE.finditer(text.plain):
        yield from _title_from(text, it.end(), Reason.PHRASE)
    for it in _QUOTED.finditer(text.plain):
        yield from _title_from(text, it.start("inside"), Reason.LOOKS_LIKE_ONE)


def providers_in(text: Text) -> Iterator[Proposal]:
    """Yield who may have given the training: at a label or phrase, else what is called as organizations are."""
    for it in phrases.PROVIDER_LABEL.finditer(text.plain):
        if _has_value(text, it):
            yield from _provider_from(text, it.end(), Reason.LABEL)
    for it in phrases.BY_WHOM.finditer(text.plain):
        yield from _provider_from(text, it.end(), Reason.PHRASE)
    for number, line in enumerate(text.lines):
        said = text.said(number)
        if phrases.ORGANIZATION.search(said) and _is_lone_name(said):
            yield Proposal(Field.PROVIDER, said.strip(_MARKS), Reason.LOOKS_LIKE_ONE, text.spots(line.start, line.end))


def completed_in(text: Text, today: date) -> list[Proposal]:
    """Return the days on which it may have been completed, never one to come."""
    days = [day for day in days_in(text.plain) if day.on <= today]
    training = [
        day for day in days if not _is_at(text, day, phrases.OTHER_DAY) and not _is_at(text, day, phrases.EXPIRES_LABEL)
    ]
    for shape in (phrases.COMPLETED_LABEL, phrases.AWARDED_LABEL):
        if told := [day for day in training if _is_at(text, day, shape)]:
            reason = Reason.PHRASE if len({day.on for day in told}) == 1 else Reason.SEVERAL
            return [_day(text, Field.COMPLETED_ON, day, reason) for day in told]
    reason = Reason.ONLY_DAY if len({day.on for day in training}) == 1 else Reason.SEVERAL
    return [_day(text, Field.COMPLETED_ON, day, reason) for day in training]


def expires_in(text: Text) -> Iterator[Proposal]:
    """Yield the day that stands behind a word for the end of validity."""
    for day in days_in(text.plain):
        if _is_at(text, day, phrases.EXPIRES_LABEL):
            yield _day(text, Field.EXPIRES_ON, day, Reason.LABEL)


def numbers_in(text: Text) -> Iterator[Proposal]:
    """Yield the number of the certificate; it has a digit, or it would be a word."""
    for it in phrases.NUMBER_LABEL.finditer(text.plain):
        number = it["number"].rstrip("-/")
        if sum(letter.isdigit() for letter in number) >= 2:
            yield Proposal(Field.CERTIFICATE_NUMBER, number, Reason.LABEL, text.spots(it.start("number"), it.end()))


def is_name(said: str) -> bool:
    """Tell whether words look like the name of one person."""
    words = said.split()
    if not 2 <= len(words) <= 5 or len(said) > LONGEST_NAME or phrases.ORGANIZATION.search(said):
        return False
    if not words[0][0].isupper() or any(word.casefold().rstrip(".") in phrases.NO_NAME for word in words):
        return False
    return all(_NAME_WORD.fullmatch(word) and (word[0].isupper() or word in _PARTICLES) for word in words)


def _has_value(text: Text, label: re.Match[str]) -> bool:
    """Tell whether what follows a label belongs to it: a colon says so, and a place beside it in the same row."""
    if label[0].endswith(":"):
        return True
    number = text.line_at(label.start())
    its, *below = text.lines[number : number + 2]
    return any(
        each.page == its.page and each.box.left >= its.box.right and each.box.top < its.box.bottom for each in below
    )


def _person_from(text: Text, place: int, reason: Reason) -> Iterator[Proposal]:
    start = _skip_blank(text.plain, place)
    number = text.line_at(start)
    for last in text.lines[number : number + 2]:
        # A large name may go on in the next line.
        if found := list(_person(text, start, last.end, reason)):
            yield from found
            return


def _person_above(text: Text, place: int, reason: Reason) -> Iterator[Proposal]:
    """Yield the name before a phrase: on its line, else on one of the two lines above."""
    number = text.line_at(place)
    start = text.lines[number].start
    if start < place:
        yield from _person(text, start, place, reason)
        return
    for above in range(number - 1, max(-1, number - 3), -1):
        line = text.lines[above]
        found = list(_person(text, line.start, line.end, reason))
        if found:
            yield from found
            return


def _person(text: Text, start: int, end: int, reason: Reason) -> Iterator[Proposal]:
    said = text.plain[start:end]
    if done := phrases.HAS_DONE.search(said):
        said = said[: done.start()]
    bare = phrases.CREDENTIALS.sub("", said.strip(_MARKS)).strip(_MARKS)
    name = " ".join(_turned(bare).split())
    if is_name(name):
        yield Proposal(Field.PERSON, _as_written(name), reason, text.spots(start, start + len(said.rstrip())))


def _turned(said: str) -> str:
    """Return "Last, First" as "First Last"."""
    last, _, first = said.partition(",")
    return f"{first} {last}"


def _as_written(name: str) -> str:
    """Return a name in capitals as names are written; any other as it stands."""
    if not name.isupper():
        return name
    return re.sub(r"[^\W\d_]+", lambda word: word[0].capitalize(), name)


def _title_from(text: Text, start: int, reason: Reason) -> Iterator[Proposal]:
    end = _end_of_title(text, start)
    said = text.plain[start:end]
    if cut := phrases.TITLE_ENDS.search(said):
        said = said[: cut.start()]
    for day in days_in(said)[:1]:
        said = said[: day.start]
    if quoted := _QUOTED.match(text.plain[start - 1 : start] + said) or _QUOTED.match(said):
        said = quoted["inside"]
    title = " ".join(said.split()).strip(_MARKS).rstrip(".")
    is_else = title.casefold() in phrases.KINDS or phrases.NOT_TITLE.match(title)
    if SHORTEST_TITLE <= len(title) <= LONGEST_TITLE and not is_else:
        yield Proposal(Field.TITLE, title, reason, text.spots(start, start + len(said)))


def _end_of_title(text: Text, start: int) -> int:
    """Return the end of the line, or of those below it that go on as it began: near, as tall, and no other phrase."""
    number = text.line_at(start)
    above = first = text.lines[number]
    for line in text.lines[number + 1 : number + 4]:
        is_near = line.page == above.page and abs(line.box.top - above.box.bottom) <= first.height
        is_alike = abs(line.height - first.height) <= 0.35 * first.height
        is_under = line.box.left < above.box.right and above.box.left < line.box.right
        said = text.plain[line.start : line.end]
        is_other = phrases.NOT_TITLE.match(said) or phrases.TIME_SPENT.search(said) or ":" in said[:25] or is_name(said)
        if not (is_near and is_alike and is_under) or is_other:
            break
        above = line
    return above.end


def _provider_from(text: Text, place: int, reason: Reason) -> Iterator[Proposal]:
    start = _skip_blank(text.plain, place)
    said = text.plain[start : text.lines[text.line_at(start)].end]
    if cut := phrases.PROVIDER_ENDS.search(said):
        said = said[: cut.start()]
    name = said.strip(_MARKS).rstrip(".")
    is_person = is_name(name) or _PRESENTER.match(name) or phrases.CREDENTIALS.search(name)
    if 2 <= len(name) <= 150 and not is_person and not days_in(name):
        yield Proposal(Field.PROVIDER, name, reason, text.spots(start, start + len(said)))


def _is_lone_name(said: str) -> bool:
    """Tell whether a line is the name of an organization and nothing else: capitals, few words, no sentence."""
    words = said.split()
    is_small = any(word[0].islower() and word not in _SMALL_IN_NAMES for word in words)
    is_more = _MORE_THAN_A_NAME.search(said) or phrases.HAS_DONE.search(said) or phrases.TO_WHOM.search(said)
    return 2 <= len(words) <= 9 and not is_small and not is_more


def _is_at(text: Text, day: Day, shape: re.Pattern[str]) -> bool:
    """Tell whether a label stands right before a day: on its line, or ends the line above it in the same column."""
    line = text.lines[text.line_at(day.start)]
    earliest = day.start - _NEAR
    if line.start < day.start:
        earliest = max(line.start, earliest)
    return shape.search(text.plain, earliest, day.start) is not None


def _day(text: Text, field: Field, day: Day, reason: Reason) -> Proposal:
    return Proposal(
        field, day.on.isoformat(), Reason.TWO_WAYS if day.two_ways else reason, text.spots(day.start, day.end)
    )


def _skip_blank(text: str, place: int) -> int:
    while place < len(text) and text[place] in " \t\n:_":
        place += 1
    return place

"""From a file's text to its values; where TOML refuses it, to what is likely wrong on the line and how it is written.

The parser names a line and speaks to programmers, so its words never reach the person: the line is looked at again for
the slips of somebody who writes such a file for the first time. None of them is found on a line that is right.
"""

import re
import tomllib
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from tracker.domain.errors import InvalidStandard
from tracker.domain.wording import quoted

_MOST_CHARACTERS = 1_000_000
_LINE = re.compile(r"line (\d+)")
_LOOK_THERE = "Look there, and on the line before, for a missing quote or bracket, or a key written twice."

# A text in quotes is looked at as one sign: nothing in it is a slip.
_TEXT, _SIGN = re.compile(r'"(?:[^"\\]|\\.)*"|\'[^\']*\''), "~"
_KEY = re.compile(r"\s*([\w.-]+)\s*=")
_HEADING = re.compile(r"\s*(\[+)\s*([\w.-]+)\s*(\]+)\s*")
_DAY = re.compile(r"\b\d{4}-\d{1,2}-\d{1,2}\b")
_ENDS = {"[": "]", "{": "}"}
_BRACKET = re.compile(r"[\[\]{}]")
_WHOLE_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_SEVERAL = frozenset(
    ("component", "requirement", "example", "counts_once", "person", "event", "document", "parts", "only_whole")
)

_EQUALS = 'Between a key and its value stands an equals sign: edition = "2026".'
_DAYS = "Days are written 2027-03-01, without quotes: the year, the month, the day."
_IN_QUOTES = 'A text stands in straight quotes: kind = "hours".'
_TWO_BRACKETS = "What may come several times has two brackets on each side"
_ON_ONE_LINE = "What stands in { } begins and ends on one line."
_TRUTH = "true|false"
_SLIPS = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        ("[\u2018-\u201f\u00ab\u00bb]", 'Use straight quotes, ", and not the curly ones of a word processor.'),
        (
            "[\u00a0\u200b-\u200f\u2060\ufeff]",
            "There is a character that cannot be seen, as word processors set them. Type that line anew.",
        ),
        (rf"^\s*[\w.-]+(\s*:|\s+[\d{_SIGN}{{\[])", _EQUALS),
        (r"=\s*\d{1,4}([/.])\d{1,2}\1\d{1,4}|=\s*[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4}", _DAYS),
        (r"=\s*[-+]?\d+,\d", "Numbers have a point and no comma: 1.5, and 1000 for a thousand."),
        (r"=\s*(\.\d|\d+\.(?!\d))", "A point in a number has a digit on each side: 0.5."),
        (
            rf"=\s*(?!({_TRUTH})\b)(?i:{_TRUTH}|yes|no|on|off)\b",
            "It is true or false, in small letters and without quotes.",
        ),
        (rf"[{_SIGN}\d\]}}]\s+[\w-]+\s*=", "Two keys stand on two lines or, within { }, with a comma between them."),
        (r"=\s*[-+]?\d+(\.\d+)?(?!e\d)\s*[A-Za-z%]", "A number stands alone: 40, and not 40 hours."),
        (rf"=\s*(?!({_TRUTH}|inf|nan)\b)[A-Za-z]", _IN_QUOTES),
        (rf"[\[,]\s*(?!({_TRUTH})\b)[A-Za-z][\w -]*\s*[,\]]", _IN_QUOTES),
        (r"=\s*($|[,}\]])", "Behind the equals sign, on the same line, stands the value."),
        (rf"{_SIGN}\s*{_SIGN}|\}}\s*\{{", "Between two entries of a list stands a comma."),
        (rf"{_SIGN}\s*\w|\w{_SIGN}", r"A straight quote within a text is written \", with a backslash before it."),
        ("[\"']", "A text begins there and does not end: a quote stands before it and behind it, on one line."),
        (r",\s*\}", "Before } stands no comma."),
    )
)


def read_toml(text: str) -> dict[str, object]:
    """Return what a file says, numbers with a point as decimals. Raises InvalidStandard, naming the line."""
    if len(text) > _MOST_CHARACTERS:
        raise InvalidStandard(f"is longer than {_MOST_CHARACTERS:,} characters. A standard is far shorter.")
    try:
        found = tomllib.loads(text, parse_float=Decimal)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise InvalidStandard(_refusal(text, str(error))) from None
    if not found:
        raise InvalidStandard("is empty: no line of it says anything. Begin with its id, title and edition.")
    return found


def _refusal(text: str, told: str) -> str:
    line = _LINE.search(told)
    if line is None:
        return f"is not valid TOML near the end. {_LOOK_THERE}"
    lines = [_bare(each) for each in text.replace("\r\n", "\n").split("\n")]
    return f"is not valid TOML at line {line[1]}. {next(_likely(lines, int(line[1]) - 1), _LOOK_THERE)}"


def _bare(line: str) -> str:
    """Return a line without what its texts say, and without its note."""
    return _TEXT.sub(_SIGN, line).partition("#")[0].rstrip(" \t")


def _likely(lines: Sequence[str], index: int) -> Iterator[str]:
    """Say what may be wrong on a line, the likeliest first."""
    line = lines[index]
    yield from _of_list_above(lines, index)
    if heading := _HEADING.fullmatch(line):
        yield from _of_heading(heading, lines, index)
        return
    yield from _of_days(line)
    yield from (words for slip, words in _SLIPS if slip.search(line))
    yield from _of_brackets(line)
    yield from _of_twice(lines, index)


def _of_list_above(lines: Sequence[str], index: int) -> Iterator[str]:
    """Say where a list begins that has no end: the parser notices only what comes after it."""
    if not (_KEY.match(lines[index]) or _HEADING.fullmatch(lines[index])):
        return
    begins = max((number for number in range(index) if _KEY.match(lines[number])), default=index)
    between = "".join(lines[begins:index])
    if between.count("[") > between.count("]"):
        yield f"The list that begins at line {begins + 1} has no ] at its end."


def _of_heading(heading: re.Match[str], lines: Sequence[str], index: int) -> Iterator[str]:
    before, name, behind = heading.groups()
    if len(before) != len(behind):
        yield "A heading has as many brackets behind it as before it: [[component]]."
    elif name.rpartition(".")[2] in _SEVERAL:
        single = re.compile(rf"\s*\[\s*{re.escape(name)}\s*\]\s*")
        found = [number for number in (index, *range(index)) if single.fullmatch(lines[number])]
        if found:
            where = "" if found[0] == index else f", at line {found[0] + 1} too"
            yield f"{_TWO_BRACKETS}{where}: [[{name}]]."


def _of_days(line: str) -> Iterator[str]:
    for day in _DAY.findall(line):
        if not _WHOLE_DAY.fullmatch(day):
            yield f"Month and day are written with two digits each: 2027-03-01, and not {day}."
        elif not _is_day(day):
            yield f"{day} is no day of the calendar. {_DAYS}"


def _is_day(written: str) -> bool:
    try:
        date.fromisoformat(written)
    except ValueError:
        return False
    return True


def _of_brackets(line: str) -> Iterator[str]:
    """Say which bracket has no other; a list may go on over lines, and what stands in braces may not."""
    still_open: list[str] = []
    for bracket in _BRACKET.findall(line):
        if bracket in _ENDS:
            still_open.append(bracket)
        elif not still_open:
            if not line.lstrip().startswith("]"):
                yield f"There is a {bracket} too many. {_ON_ONE_LINE}"
            return
        elif _ENDS[begun := still_open.pop()] != bracket:
            yield f"There is a {begun} without its {_ENDS[begun]}, or a {bracket} too many."
            return
    if "{" in still_open[-1:]:
        yield _ON_ONE_LINE


def _of_twice(lines: Sequence[str], index: int) -> Iterator[str]:
    """Say where the key of a line stands already, below the same heading."""
    here = _KEY.match(lines[index])
    for above in range(index - 1, -1, -1):
        if here is None or _HEADING.fullmatch(lines[above]):
            return
        there = _KEY.match(lines[above])
        if there and there[1] == here[1]:
            yield f"The key {quoted(here[1])} is written twice: it stands at line {above + 1} already."

"""The weekly digest as a mail: the same in plain text and in HTML, which fetches nothing and needs no style sheet."""

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from tracker.formatting import format_count
from tracker.mail.outbox import Mail

ROOT = Path(__file__).resolve().parents[2]
WIDTH = 72


@dataclass(frozen=True, slots=True)
class Linked:
    """A sentence with a page of its own, and what is done there."""

    words: str
    act: str
    address: str


@dataclass(frozen=True, slots=True)
class Told:
    """One line: what it is about, sentences about it, and the page where it is done."""

    title: str
    sentences: tuple[str | Linked, ...]
    act: str
    address: str
    # A quieter link beside the first, such as to put the line off.
    other_act: str = ""
    other_address: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """What a digest says of one matter. `notes` stand below its lines, `home` is the page that has all of it."""

    heading: str
    intro: str
    lines: tuple[Told, ...]
    home_words: str
    home: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Digest:
    """Everything that a digest says, in one part or two. `stop` is the page that ends these mails.

    The headings of the parts are in the subject, and so stand in the mail only where there are two of them.
    """

    to: str
    subject: str
    greeting: str
    parts: tuple[Part, ...]
    notes: tuple[str, ...]
    because: str
    stop: str
    # What tells whose answer to this mail it is; empty where answers are not read.
    answer_to: str = ""
    message_id: str = ""


def mail(digest: Digest) -> Mail:
    """Return a digest as a mail of two parts, which a mail program answers by itself to nobody."""
    headers = {"Auto-Submitted": "auto-generated", "List-Unsubscribe": f"<{digest.stop}>"}
    if digest.answer_to:
        headers["Reply-To"] = digest.answer_to
    if digest.message_id:
        headers["Message-ID"] = digest.message_id
    html = _environment().get_template("digest.html").render(it=digest)
    return Mail(digest.to, digest.subject, "\n".join(_text(digest)) + "\n", html, headers)


def counted(number: int) -> str:
    """Return how many lines there are, as a subject says it: "3 things to do"."""
    return f"{format_count(number, 'thing')} to do"


def _text(digest: Digest) -> Iterator[str]:
    yield from _wrapped(digest.greeting)
    yield ""
    for part in digest.parts:
        if len(digest.parts) > 1:
            yield from (part.heading, "=" * len(part.heading), "")
        yield from _part(part)
    for note in digest.notes:
        yield from _wrapped(note)
        yield ""
    # Two hyphens and a blank: mail programs take what follows for a signature and leave it out of answers.
    yield "-- "
    yield from _wrapped(digest.because)
    yield f"Stop these mails: {digest.stop}"


def _part(part: Part) -> Iterator[str]:
    yield from _wrapped(part.intro)
    yield ""
    for number, line in enumerate(part.lines, start=1):
        yield from _wrapped(line.title, f"{number}. ", "   ")
        for sentence in line.sentences:
            if isinstance(sentence, Linked):
                yield from _wrapped(sentence.words, "   ", "   ")
                yield from _link(sentence.act, sentence.address)
            else:
                yield from _wrapped(sentence, "   ", "   ")
        yield from _link(line.act, line.address)
        if line.other_address:
            yield from _link(line.other_act, line.other_address)
        yield ""
    for note in part.notes:
        yield from _wrapped(note)
        yield ""
    yield f"{part.home_words}: {part.home}"
    yield ""


def _link(words: str, address: str) -> Iterator[str]:
    """An address stands on a line of its own and is never broken: every mail program makes a link of it."""
    yield f"   {words}:"
    yield f"   {address}"


def _wrapped(text: str, first: str = "", rest: str = "") -> list[str]:
    return textwrap.wrap(
        text, WIDTH, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(ROOT / "templates" / "mail"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )

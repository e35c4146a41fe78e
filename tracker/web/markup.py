"""Small pieces of HTML that are made in Python because they escape what they are given."""

import re
from collections.abc import Iterable
from functools import lru_cache

from markupsafe import Markup, escape

from tracker.web.assets import asset_url


def icon(name: str, size: int = 20) -> Markup:
    """Return a picture from the sprite, hidden from screen readers: words beside it say what it means."""
    return _icon(name, size, asset_url("img/icons.svg"))


def paragraphs(text: str) -> Markup:
    """Return text of several lines as paragraphs; a blank line parts them, a single break stays a break."""
    parts = [part.strip() for part in re.split(r"\n\s*\n", text or "") if part.strip()]
    return Markup("").join(
        Markup("<p>{}</p>").format(Markup("<br>").join(escape(line) for line in part.split("\n"))) for part in parts
    )


def highlight(text: str, words: str) -> Markup:
    """Return text with each word that was searched for in <mark>, whatever its case."""
    wanted = [re.escape(word) for word in words.split()]
    if not wanted:
        return escape(text)
    pieces = re.split(f"({'|'.join(sorted(wanted, key=len, reverse=True))})", text, flags=re.IGNORECASE)
    return Markup("").join(_marked(number, piece) for number, piece in enumerate(pieces))


def joined(parts: Iterable[str], separator: str = " · ") -> Markup:
    """Return the parts that are not empty, with a separator between them."""
    return escape(separator).join(escape(part) for part in parts if part)


@lru_cache(maxsize=256)
def _icon(name: str, size: int, sprite: str) -> Markup:
    return Markup(
        '<svg class="icon" width="{0}" height="{0}" aria-hidden="true" focusable="false"><use href="{1}#{2}"/></svg>'
    ).format(size, sprite, name)


def _marked(number: int, piece: str) -> Markup:
    return Markup("<mark>{}</mark>").format(piece) if number % 2 else escape(piece)

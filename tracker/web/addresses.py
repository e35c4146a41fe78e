"""Where to go next: only to our own pages, whatever an address asks for."""

from tracker.web.query import asked

LONGEST = 1000


def own_path(asked: str | None) -> str:
    """Return the path where it leads to one of our own pages, else nothing.

    A browser takes //host and /\\host for another host, and drops line breaks and tabs on the way.
    """
    path = asked or ""
    plain = len(path) <= LONGEST and path.isprintable() and "\\" not in path
    return path if plain and path.startswith("/") and not path.startswith("//") else ""


def asked_next() -> str:
    """Return the own page that this address wants to go on to; nothing where it names none."""
    return own_path(asked("next"))

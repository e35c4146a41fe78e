"""Names of the places that links lead to: one spelling for templates, bookmarks, exhibits and the joining of pieces.

A link in a template is `packet:NAME`; where the pieces are joined it becomes an internal link of the one file. Ids
come from data, so a name carries their digest instead: it is short, safe in any syntax, and the same on every run.
"""

from hashlib import sha256

SCHEME = "packet:"


def _digest(*ids: str) -> str:
    return sha256("\0".join(ids).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def person(person_id: str) -> str:
    """Name the section of a person."""
    return f"person-{_digest(person_id)}"


def requirement(requirement_id: str) -> str:
    """Name the section of a requirement."""
    return f"requirement-{_digest(requirement_id)}"


def finding(person_id: str, requirement_id: str) -> str:
    """Name a finding in its person's section."""
    return f"finding-{_digest(person_id, requirement_id)}"


def exhibit(number: int) -> str:
    """Name the first page of an exhibit."""
    return f"exhibit-{number}"


def exhibit_row(number: int) -> str:
    """Name an exhibit's line in the index."""
    return f"index-{number}"


def citation(number: int) -> str:
    """Name a place in an exhibit that somebody pointed at."""
    return f"place-{number}"


def link(name: str) -> str:
    """Return the address under which a template links to a place."""
    return f"{SCHEME}{name}"

"""What an address can name inside a file: places pointed at, and parts that are kept out of print."""

from tests.factories import CenterWorld
from tests.house.things import Owner, certificate
from tests.services.files import kept_out, pointed_at


def citation(center: CenterWorld, owner: Owner) -> str:
    """Point at the first page of a certificate."""
    return pointed_at(center, certificate(center, owner))


def redaction(center: CenterWorld, owner: Owner) -> str:
    """Keep a part of a certificate out of print."""
    return kept_out(center, certificate(center, owner))


def redacted(center: CenterWorld, owner: Owner) -> str:
    """Return a certificate of which a part is not printed."""
    kept_out(center, file := certificate(center, owner))
    return file

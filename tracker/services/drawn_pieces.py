"""Where pieces lie that were drawn for a center's packets, so that its next packet draws only what changed."""

from tracker.services import installation
from tracker.storage.drawn_pieces import DrawnPieces


def store() -> DrawnPieces:
    """Return the pieces of this installation."""
    return DrawnPieces(installation.current().data / "pieces")

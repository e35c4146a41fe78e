"""Everything a center owns as one archive: made away from any request, for a director to take along."""

from tracker.services.archives.asking import (
    ArchiveFile,
    ArchiveView,
    ask,
    drop,
    end_all,
    file_of,
    get,
    listing,
    remove,
)
from tracker.services.archives.bringing import Brought, bring
from tracker.services.archives.making import make_waiting, sweep, take_up_again

__all__ = [
    "ArchiveFile",
    "ArchiveView",
    "Brought",
    "ask",
    "bring",
    "drop",
    "end_all",
    "file_of",
    "get",
    "listing",
    "make_waiting",
    "remove",
    "sweep",
    "take_up_again",
]

"""Drawing gives way to pages: not only inside its own session, but beside those of everybody else.

Some systems share the processor out by sessions first, and only then by how gently each process of a session asks. The
drawing has a session of its own, so that it can be ended as one; without a word for the session it takes as much of the
processor as all who wait for pages together. Where sessions are not told apart there is nothing to say.
"""

import os
from contextlib import suppress
from pathlib import Path

SESSION = Path("/proc/self/autogroup")


def give_way(session: Path = SESSION) -> None:
    """Ask for the processor as gently for the whole session as this process does for itself."""
    with suppress(OSError):
        session.write_text(str(os.nice(0)), "ascii")

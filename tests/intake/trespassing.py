"""What a child that is shut in may not do, as lines of a program."""

import os

from tracker.intake.reader.confinement import GENTLY

IMPORTS = """
import os, resource, socket
from tracker.intake.reader.findings import Unacceptable
from tracker.intake.words import Refusal

def denied(deed):
    try:
        deed()
    except OSError:
        return True
    return False
"""
_TRIED = """
held = denied(lambda: open("/etc/passwd")) and denied(lambda: open("../intruder", "w"))
held = held and denied(lambda: socket.create_connection(("127.0.0.1", PORT), 2))
held = held and resource.getrlimit(resource.RLIMIT_AS)[1] == errand.limits.memory
held = held and os.nice(0) == GENTLY and os.getsid(0) == SESSION
"""
TOLD = """
raise Unacceptable(Refusal.NO_PAGES if held else Refusal.EMPTY)
"""


def tried(port: int) -> str:
    """Return the lines that try what is not allowed; `port` is where somebody on this machine answers.

    Whoever runs the tests may have been gentle already.
    """
    known = {"PORT": port, "GENTLY": max(os.nice(0), GENTLY), "SESSION": os.getsid(0)}
    lines = _TRIED
    for name, value in known.items():
        lines = lines.replace(name, str(value))
    return lines

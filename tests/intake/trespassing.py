"""What a child that is shut in may not do, as lines of a program: `PORT` is where somebody on this machine answers."""

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
TRIED = """
held = denied(lambda: open("/etc/passwd")) and denied(lambda: open("../intruder", "w"))
held = held and denied(lambda: socket.create_connection(("127.0.0.1", PORT), 2))
held = held and resource.getrlimit(resource.RLIMIT_AS)[1] == errand.limits.memory
"""
TOLD = """
raise Unacceptable(Refusal.NO_PAGES if held else Refusal.EMPTY)
"""

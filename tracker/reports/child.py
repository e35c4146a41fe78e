"""A process of its own for making a file: it may run out of memory or time, or be killed by what it reads.

It has an almost empty environment, no handles of ours, and a group of its own, so that it ends with all it started.
"""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Generator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from tracker.reports.templates import ROOT

_PASSED_ON = (
    "PATH",
    "HOME",
    "LD_LIBRARY_PATH",
    "DYLD_FALLBACK_LIBRARY_PATH",
    "FONTCONFIG_PATH",
    "FONTCONFIG_FILE",
    "XDG_CACHE_HOME",
)


def said_by(module: str, folders: Sequence[Path], seconds: int) -> Generator[dict[str, Any], None, None]:
    """Run one of our modules on folders and yield what it says, a JSON object a line, until it ends or time is up.

    What its libraries lay down for a moment, such as typefaces, lies in the first folder: killed, it clears up nothing.
    """
    places = [str(folder.resolve()) for folder in folders]
    with subprocess.Popen(  # noqa: S603 our own module, in our own Python
        [sys.executable, "-m", module, *places],
        cwd=ROOT,
        env={name: os.environ[name] for name in _PASSED_ON if name in os.environ}
        | {"PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8", "TMPDIR": places[0]},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        watch = threading.Timer(seconds, _end, (process,))
        watch.start()
        try:
            for line in process.stdout or ():
                yield json.loads(line)
        finally:
            watch.cancel()
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the process and all that it started; they share a group of their own."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)

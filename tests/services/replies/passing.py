"""`python -m tests.services.replies.passing STEP`: one pass over the mailbox that kills itself with -9 at a step.

A step is `module:function`, and `before` or `after`: the process dies before, or right after, that function did its
work. The settings come from the environment.
"""

import importlib
import os
import signal
import sys
from typing import Any

from tracker import clock
from tracker.app import create_app
from tracker.services import replies


def die_at(step: str) -> None:
    """Let the process die at a step."""
    when, _, place = step.partition(" ")
    module_name, _, path = place.partition(":")
    holder: Any = importlib.import_module(module_name)
    *owners, name = path.split(".")
    for owner in owners:
        holder = getattr(holder, owner)
    real = getattr(holder, name)

    def dying(*given: Any, **named: Any) -> Any:
        if when == "after":
            real(*given, **named)
        os.kill(os.getpid(), signal.SIGKILL)

    setattr(holder, name, dying)


def main() -> None:
    """Make the pass."""
    with create_app().app_context():
        die_at(sys.argv[1])
        replies.read_new(clock.now)


if __name__ == "__main__":
    main()

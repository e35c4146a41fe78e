"""An act in a fork of this process that dies in the middle, with connections of its own."""

import importlib
import os
import signal
from collections.abc import Callable
from typing import Any

from flask import Flask

from tracker.db import db

KILLED = -signal.SIGKILL


def ended(app: Flask, act: Callable[[], object]) -> int:
    """Do an act in a fork, and return how that ended: 0, or KILLED; 1 where it failed."""
    child = os.fork()
    if not child:
        try:
            with app.app_context():
                db.session.remove()
                db.engine.dispose(close=False)  # the connections of the process that was forked are not ours
            act()
        except BaseException:
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def die(*_given: Any, **_named: Any) -> None:
    """End this process as kill -9 does."""
    os.kill(os.getpid(), signal.SIGKILL)


def die_at(step: str) -> None:
    """Let this process die at a step: `before` or `after`, then `module:function` or `module:Class.method`."""
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
        die()

    setattr(holder, name, dying)

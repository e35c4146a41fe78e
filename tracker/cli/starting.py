"""Making an installation ready and serving it."""

import contextlib
import logging
import os
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext
from flask_migrate import upgrade

from tracker import clock
from tracker.db.work import unit_of_work
from tracker.services import installation, setting_up

KEY_BYTES = 48
WORKERS, THREADS = 2, 4
GRACE_SECONDS = 30


@click.command("init")
@with_appcontext
def init() -> None:
    """Make the data folder, the keys and the tables; safe to run again."""
    here = installation.current()
    here.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    for name in ("secret", "history"):
        _make_key(here.data / "keys" / name)
    upgrade()
    click.echo(f"Ready: {here.data}")


@click.command("serve")
@click.option("--port", type=click.IntRange(1, 65_535), default=lambda: int(os.environ.get("PORT", "8000")))
@click.option("--host", default="127.0.0.1", help="The address to listen on.")
@with_appcontext
def serve(port: int, host: str) -> None:
    """Serve the application and its background work until stopped."""
    here = installation.current()
    if not here.history_key:
        raise click.ClickException("This installation is not ready. Run `flask --app wsgi init` first.")
    if setting_up.is_needed():
        with unit_of_work():
            code = setting_up.make_code(clock.now())
        click.echo(f"\n  Set up this installation: {here.base_url}/set-up/{code}\n  (works once, for seven days)\n")
    else:
        click.echo(f"\n  Training tracker: {here.base_url}\n")
    sys.stdout.flush()
    # A worker process must not inherit an open connection of this one.
    from tracker.db import db

    db.session.remove()
    db.engine.dispose()
    _run_together(lambda: _web(host, port), _jobs)


@click.command("work")
@with_appcontext
def work() -> None:
    """Do the background work (packets, and what is scheduled) until stopped; `serve` starts this by itself."""
    logging.getLogger("huey").setLevel(logging.WARNING)
    current_app.extensions["jobs"].work()


def _web(host: str, port: int) -> list[str]:
    return [
        *(sys.executable, "-m", "gunicorn", "--bind", f"{host}:{port}", "--workers", str(WORKERS)),
        *("--threads", str(THREADS), "--worker-tmp-dir", "/dev/shm" if Path("/dev/shm").is_dir() else "/tmp"),  # noqa: S108 gunicorn's own default
        *("--graceful-timeout", str(GRACE_SECONDS), "--log-level", "warning", "tracker.app:serving_app()"),
    ]


def _jobs() -> list[str]:
    return [sys.executable, "-m", "flask", "--app", "wsgi", "work"]


def _run_together(*commands: Callable[[], list[str]]) -> None:
    """Run the processes until one is told to stop; one that dies by itself is started again."""
    running = {make: subprocess.Popen(make()) for make in commands}  # noqa: S603 our own commands
    stopping = False

    def stop(*_: object) -> None:
        nonlocal stopping
        stopping = True

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    started = dict.fromkeys(commands, time.monotonic())
    while not stopping:
        time.sleep(0.2)
        for make, process in running.items():
            if process.poll() is None or stopping:
                continue
            if time.monotonic() - started[make] < 1:
                # It cannot even start: say so by ending, rather than trying for ever.
                stopping = True
                break
            started[make] = time.monotonic()
            running[make] = subprocess.Popen(make())  # noqa: S603 our own commands
    for process in running.values():
        process.terminate()
    codes = [process.wait(timeout=GRACE_SECONDS) for process in running.values()]
    sys.exit(max((code for code in codes if code > 0), default=0))


def _make_key(file: Path) -> None:
    """Make a key where there is none. It appears whole or not at all: half a key would stop every later start."""
    if file.exists():
        return
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = file.with_name(f".{file.name}-{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w") as stream:
            stream.write(secrets.token_urlsafe(KEY_BYTES))
            stream.flush()
            os.fsync(stream.fileno())
        # Unlike a rename, a link never replaces the key that another `init` made at the same time.
        with contextlib.suppress(FileExistsError):
            file.hardlink_to(draft)
    finally:
        draft.unlink()


COMMANDS = (init, serve, work)

"""Making an installation ready and serving it."""

import logging
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn

import click
from flask import Flask, current_app
from flask.cli import with_appcontext
from flask_migrate import upgrade
from gunicorn.app.base import BaseApplication

from tracker import clock, memory
from tracker.cli import sharing, together
from tracker.cli.answering import answer, for_programs
from tracker.cli.seeding import seed
from tracker.db.work import unit_of_work
from tracker.services import backup, installation, keys, packets, setting_up, shipped_texts

# Many threads, of which few work: of a wave, most wait at the door (`web.proving`) or for a slow line.
WORKERS, THREADS = 2, 32
GENTLY = 10


@click.command("init")
@for_programs
@with_appcontext
def init(as_json: bool) -> None:
    """Make the data folder, the keys and the tables; safe to run again."""
    here = installation.current()
    _make_ready(here.data)
    packets.certificate()  # takes a moment to make, which the first packet need not wait for
    answer(as_json, {"data": here.data}, [f"Ready: {here.data}"])


@click.command("serve")
@click.option("--port", type=click.IntRange(1, 65_535), default=lambda: int(os.environ.get("PORT", "8000")))
@click.option("--host", default="127.0.0.1", help="The address to listen on.")
@click.option("--prepare", is_flag=True, help="Run init first; with --demo, make the demo center too.")
@click.option("--demo", is_flag=True, help="Print the demo center's logins.")
@click.pass_context
@with_appcontext
def serve(context: click.Context, port: int, host: str, prepare: bool, demo: bool) -> None:
    """Serve the application and its background work until stopped."""
    here = installation.current()
    _refuse_half_restored(here.data)
    if not os.environ.get("BASE_URL"):
        # Links in mails lead to where people are served, also at a port that this command alone was told.
        here = replace(here, base_url=f"http://127.0.0.1:{port}")
        installation.configure(here)
    if prepare and not here.history_key:
        _begin_anew_with_keys()
    if not here.history_key:
        raise click.ClickException("This installation is not ready. Run `flask --app wsgi init` first.")
    if prepare:
        _make_ready(here.data)
    if demo:
        context.invoke(seed, wants_demo=True, centers=None)
    if setting_up.is_needed():
        with unit_of_work():
            code = setting_up.make_code(clock.now())
        click.echo(f"\n  Set up this installation: {here.base_url}/set-up/{code}\n  (works once, for seven days)\n")
    else:
        click.echo(f"\n  Training tracker: {here.base_url}\n")
    sys.stdout.flush()
    _let_go_of_the_database()
    app = current_app._get_current_object()  # type: ignore[attr-defined]  # the application behind Flask's proxy
    memory.settle()
    together.run_together(_Web(app, host, port).run, _work)


def _make_ready(data: Path) -> None:
    _refuse_half_restored(data)
    data.mkdir(parents=True, exist_ok=True, mode=0o700)
    keys.make(data)
    upgrade()
    with unit_of_work():
        shipped_texts.remember_all(clock.now())


def _refuse_half_restored(data: Path) -> None:
    if backup.unfinished(data):
        raise click.ClickException(f"A restore into {data} has not come to its end. Run `restore` again.")


def _begin_anew_with_keys() -> NoReturn:
    """Make what is missing in a process of its own, then start this command again: keys are read at the start."""
    subprocess.run([sys.executable, "-m", "flask", "--app", "wsgi", "init"], check=True)
    os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606 the same command again


def _let_go_of_the_database() -> None:
    """Close every connection: a fork must not share one with this process."""
    from tracker.db import db

    db.session.remove()
    db.engine.dispose()


@click.command("work")
@with_appcontext
def work() -> None:
    """Do the background work (packets, and what is scheduled) until stopped; `serve` starts this by itself."""
    _refuse_half_restored(installation.current().data)
    _work()


class _Web(BaseApplication):  # type: ignore[misc]  # gunicorn ships no types
    """gunicorn over the application that this process made: its workers are forks and load nothing again."""

    def __init__(self, app: Flask, host: str, port: int) -> None:
        """Serve an application at an address."""
        self._app, self._address = app, f"{host}:{port}"
        super().__init__()

    def load_config(self) -> None:
        """Say how many serve, and what is logged."""
        settings = {
            "bind": self._address,
            "workers": WORKERS,
            "threads": THREADS,
            "worker_class": "tracker.cli.sharing.SharingWorker",
            # Longer than web servers in front keep connections: one that we end may carry a request just then.
            "keepalive": 75,
            "worker_tmp_dir": "/dev/shm" if Path("/dev/shm").is_dir() else "/tmp",  # noqa: S108 gunicorn's own default
            "graceful_timeout": together.GRACE_SECONDS,
            "loglevel": "warning",
            "preload_app": True,
            "pre_fork": sharing.give_a_place,
            "post_fork": _end_with_its_parent,
            "child_exit": sharing.free_its_place,
        }
        for name, value in settings.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """Hand over the application."""
        return self._app


def _end_with_its_parent(_arbiter: object, worker: Any) -> None:
    together.end_with(worker.ppid)


def _work() -> None:
    os.nice(GENTLY)  # pages go before packets: somebody waits for them
    logging.getLogger("huey").setLevel(logging.WARNING)
    current_app.extensions["jobs"].work()


COMMANDS = (init, serve, work)

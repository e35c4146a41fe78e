"""The commands of an installation: `flask --app wsgi …`."""

from flask import Flask

from tracker.cli import (
    access,
    accounts,
    archives,
    backup,
    cleaning,
    inspecting,
    links,
    packets,
    sealed,
    seeding,
    standards,
    starting,
)

GROUPS = (
    starting,
    seeding,
    accounts,
    inspecting,
    access,
    standards,
    links,
    packets,
    sealed,
    backup,
    archives,
    cleaning,
)


def install(app: Flask) -> None:
    """Attach the commands to an application."""
    for group in GROUPS:
        for command in group.COMMANDS:
            app.cli.add_command(command)

"""The commands of an installation: `flask --app wsgi …`."""

from flask import Flask

from tracker.cli import inspecting, seeding, standards, starting


def install(app: Flask) -> None:
    """Attach the commands to an application."""
    for command in (*starting.COMMANDS, *seeding.COMMANDS, *inspecting.COMMANDS, *standards.COMMANDS):
        app.cli.add_command(command)

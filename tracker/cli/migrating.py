"""The schemas that this version knows, for services that bring a database from one to another."""

from alembic import command
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from flask import current_app

from tracker.domain.errors import UnreadableFile
from tracker.services.backup import Migrations


def migrations() -> Migrations:
    """Return every revision, and the way to bring a database of any connection to one of them."""
    config = current_app.extensions["migrate"].migrate.get_config()
    known = frozenset(each.revision for each in ScriptDirectory.from_config(config).walk_revisions())

    def upgrade(connection: object, revision: str) -> None:
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, revision)
        except CommandError as fault:
            raise UnreadableFile("The database is at a revision that this version does not know.") from fault

    return Migrations(known, upgrade)

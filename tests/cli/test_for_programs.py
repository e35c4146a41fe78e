"""What examines an installation from outside reads each command's answer as JSON."""

import click
import pytest
from flask import Flask

CONTRACT = (
    *("init", "seed", "routes", "check", "verify-history", "verify-packet", "issue-packet", "check-standards"),
    *("backup", "check-backup", "restore", "access-report", "clean-up"),
)


@pytest.mark.parametrize("name", CONTRACT)
def test_each_command_of_the_contract_answers_programs(app: Flask, name: str) -> None:
    command = app.cli.get_command(click.Context(app.cli), name)
    assert command is not None
    assert "--json" in {word for option in command.params for word in option.opts}

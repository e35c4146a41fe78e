"""Facts that are answered as they were known keep what they said: no statement changes them past that."""

import ast
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import inspect

from tracker import models
from tracker.db import Base

SERVICES = Path(__file__).parents[2] / "tracker"
# Removing somebody leaves nothing of them, what was kept of them before neither; and what an import made goes with it
# when it is taken back, before anybody decided on it.
REMOVES = {"removing_people.take_off", "undoing._remove"}
CHANGES = {"update", "delete"}


def kept() -> set[str]:
    """The classes of which it is kept what they said."""
    return {mapper.class_.__name__ for mapper in Base.registry.mappers if hasattr(mapper.class_, "KEPT_WHEN_CHANGED")}


def changing(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    """Yield the functions with a statement that changes rows of such a class past their objects."""
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            calls = [call for call in ast.walk(function) if isinstance(call, ast.Call) and called(call) in CHANGES]
            if any(isinstance(call.args[0], ast.Name) and call.args[0].id in kept() for call in calls if call.args):
                yield function


def called(call: ast.Call) -> str:
    """The name of what is called."""
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def test_each_names_columns_that_it_has() -> None:
    for name in kept():
        cls = getattr(models, name)
        assert set(cls.KEPT_WHEN_CHANGED) <= set(inspect(cls).columns.keys())
        assert "public_id" in inspect(cls).columns or name == "FollowedStandard"  # kept by its number
        assert "name" not in cls.KEPT_WHEN_CHANGED


def test_a_statement_that_changes_facts_keeps_first_what_they_said() -> None:
    assert kept() >= {"Completion", "Event", "FollowedStandard", "Leave", "Person", "RoleTerm", "Waiver", "Center"}
    found = {
        f"{path.stem}.{function.name}": any(
            isinstance(call, ast.Call) and called(call) == "keep_those" for call in ast.walk(function)
        )
        for path in SERVICES.rglob("*.py")
        for function in changing(ast.parse(path.read_text(encoding="utf-8")))
    }
    keeping = {"attaching._grade", "catalog.adopt", "completion_rows.regrade_event"}
    assert {name for name, keeps in found.items() if keeps} == keeping
    assert {name for name, keeps in found.items() if not keeps} == REMOVES

"""Code stays readable at a glance: short modules and functions, the time asked in one place."""

import ast
import re
import sys
from collections.abc import Iterator

import pytest

from tests.house.repository import texts

MODULE_LINES = 300
FUNCTION_LINES = 40

# A longer one is a decision: its name as `path` or `path:function`, and why it is better whole.
LONGER: dict[str, str] = {}

MUTED = re.compile(r"#\s*(?:noqa|type:\s*ignore)(?P<rest>.*)")
REASONED = re.compile(r"^(?:: [A-Z]+\d+(?:, ?[A-Z]+\d+)* \S.*|\[[a-z-]+(?:, ?[a-z-]+)*\]\s+# \S.*)$")
CLOCK = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "time.localtime"}


def too_long(path: str, source: str) -> dict[str, int]:
    """Return the module and functions that are too long, with their lines; a docstring counts for nothing."""
    found = {path: lines} if (lines := len(source.splitlines())) > MODULE_LINES else {}
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1 - _docstring_lines(node)
            if lines > FUNCTION_LINES:
                found[f"{path}:{node.name}"] = lines
    return {name: lines for name, lines in found.items() if name not in LONGER}


def _docstring_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    if ast.get_docstring(node) is None:
        return 0
    first = node.body[0]
    return (first.end_lineno or first.lineno) - first.lineno + 1


def asks_the_time(source: str) -> list[str]:
    """Return the calls that read the machine's clock."""
    calls = (node.func for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    return [name for call in calls if (name := ".".join(ast.unparse(call).split(".")[-2:])) in CLOCK]


def foreign_imports(source: str) -> list[str]:
    """Return the imports that are neither the standard library nor the domain itself."""
    return [name for name in _imported(source) if not _belongs_to_domain(name)]


def _imported(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "tracker.domain" if node.level == 1 else "." * node.level + (node.module or "")


def _belongs_to_domain(name: str) -> bool:
    return f"{name}.".startswith("tracker.domain.") or name.partition(".")[0] in sys.stdlib_module_names


def muted_without_reason(source: str) -> list[str]:
    """Return the comments that mute a tool without saying which rule and why."""
    return [found.group() for found in MUTED.finditer(source) if not REASONED.match(found["rest"])]


@pytest.mark.parametrize("folder", ["tracker", "tests"])
def test_modules_and_functions_are_short_or_listed_with_a_reason(folder: str) -> None:
    assert {name: lines for path, text in texts(folder, ".py") for name, lines in too_long(path, text).items()} == {}


def test_the_time_is_asked_in_one_place() -> None:
    modules = {path: text for path, text in texts("tracker", ".py") if path != "tracker/clock.py"}
    assert {path: found for path, text in modules.items() if (found := asks_the_time(text))} == {}


def test_the_domain_imports_the_standard_library_and_itself() -> None:
    modules = dict(texts("tracker/domain", ".py"))
    assert {path: found for path, text in modules.items() if (found := foreign_imports(text))} == {}


def test_a_muted_tool_is_named_and_the_reason_given() -> None:
    modules = dict(texts("tracker", ".py")) | dict(texts("migrations", ".py"))
    assert {path: found for path, text in modules.items() if (found := muted_without_reason(text))} == {}


def test_the_guard_sees_a_long_function_and_a_long_module() -> None:
    function = "def f():\n" + "    pass\n" * FUNCTION_LINES
    assert too_long("a.py", function) == {"a.py:f": FUNCTION_LINES + 1}
    assert too_long("a.py", "\n" * (MODULE_LINES + 1)) == {"a.py": MODULE_LINES + 1}


@pytest.mark.parametrize("call", ["datetime.now(UTC)", "datetime.datetime.utcnow()", "date.today()", "time.time()"])
def test_the_guard_sees_a_question_for_the_time(call: str) -> None:
    assert len(asks_the_time(f"at = {call}")) == 1


@pytest.mark.parametrize(
    "line", ["import flask", "from sqlalchemy import select", "from tracker import db", "from .. import db"]
)
def test_the_guard_sees_a_foreign_import_in_the_domain(line: str) -> None:
    assert len(foreign_imports(line)) == 1


@pytest.mark.parametrize("comment", ["noqa", "noqa: E501", "type: ignore", "type: ignore[arg-type]"])
def test_the_guard_sees_a_tool_muted_without_reason(comment: str) -> None:
    assert len(muted_without_reason(f"x = 1  # {comment}")) == 1


@pytest.mark.parametrize("comment", ["noqa: S108 a fixed folder", "noqa: S1, S2 two", "type: ignore[misc]  # no types"])
def test_the_guard_accepts_a_tool_muted_with_its_reason(comment: str) -> None:
    assert muted_without_reason(f"x = 1  # {comment}") == []

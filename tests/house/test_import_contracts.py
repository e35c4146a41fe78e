"""The import contracts in pyproject.toml name every package outright as soon as it exists."""

import re
import tomllib
from collections.abc import Callable

from tests.house.repository import ROOT


def spared(contracts: list[dict[str, object]], exists: Callable[[str], bool]) -> list[str]:
    """Return the packages that exist and that a contract still treats as if they might not."""
    names: set[str] = set()
    for contract in contracts:
        names.update(re.findall(r"\((\w+)\)", " ".join(_texts(contract, "layers"))))
        for module in (*_texts(contract, "source_modules"), *_texts(contract, "forbidden_modules")):
            names.update(re.findall(r"^tracker\.(\w+)\.\*\*$", module))
    return sorted(name for name in names if exists(name))


def _texts(contract: dict[str, object], key: str) -> list[str]:
    value = contract.get(key, [])
    return [str(each) for each in value] if isinstance(value, list) else []


def _exists(name: str) -> bool:
    return (ROOT / f"tracker/{name}.py").exists() or (ROOT / f"tracker/{name}/__init__.py").exists()


def test_no_package_that_exists_is_spared_by_a_contract() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    names = spared(settings["tool"]["importlinter"]["contracts"], _exists)
    assert names == [], "take off the parentheses, or the `.**`, around these in pyproject.toml"


def test_the_guard_sees_a_spared_package() -> None:
    layers = {"layers": ["app", "config | (jobs)"]}
    sources = {"source_modules": ["tracker.*", "tracker.web.**"], "forbidden_modules": ["tracker.reports.**"]}
    assert spared([layers, sources], lambda name: name != "reports") == ["jobs", "web"]

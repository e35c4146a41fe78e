"""Every module of the domain is tried by mutants, and the tests that must notice are there."""

from tests.house.repository import ROOT
from tests.mutants.areas import AREAS

DOMAIN = "tracker/domain"
# They gather names, and have no line that could be changed.
WITHOUT_A_LINE = {f"{DOMAIN}/__init__.py", f"{DOMAIN}/imports/__init__.py", f"{DOMAIN}/rules/__init__.py"}


def test_every_module_of_the_domain_is_in_an_area() -> None:
    named = {module for area in AREAS.values() for module in area.modules}
    there = {path.relative_to(ROOT).as_posix() for path in (ROOT / DOMAIN).rglob("*.py")}
    assert not sorted(there - WITHOUT_A_LINE - named), "put it into an area, with the tests that must notice"


def test_what_an_area_names_is_there() -> None:
    named = {name for area in AREAS.values() for name in (*area.modules, *area.tests, *area.on_postgresql)}
    assert not [name for name in sorted(named) if not any(ROOT.glob(name))]

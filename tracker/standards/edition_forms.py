"""How a standard's file says what became of the edition before, and what of it is carried over a bridge."""

from collections.abc import Collection, Sequence

from tracker.domain.standard import Before, Bridge, EditionChange, Mapped, Mark, Requirement
from tracker.standards.rule_forms import read_rule
from tracker.standards.table import Table


def read_bridge(table: Table, *, team: bool) -> Bridge:
    """Read what is carried from an earlier edition. Raises InvalidStandard."""
    bridge = Bridge(
        edition=table.text("edition"),
        carried=table.text("carried"),
        earlier=read_rule(table.table("earlier"), team=team),
        difference=read_rule(table.table("difference"), team=team) if table.has("difference") else None,
        held_by=table.day_or_none("held_by"),
    )
    table.done()
    return bridge


def read_before(table: Table, edition: str, requirements: Sequence[Requirement]) -> Before:
    """Read what became of each requirement of the edition before. Raises InvalidStandard."""
    before = table.text("edition")
    if before == edition:
        raise table.wrong("edition", "must be the edition before, not this one")
    known = [entry.id for entry in requirements]
    mapped = tuple(_mapped(entry, known) for entry in table.tables("requirement"))
    if not mapped:
        raise table.missing("requirement", "must say of at least one requirement what became of it")
    table.done()
    return Before(before, mapped)


def _mapped(table: Table, known: Collection[str]) -> Mapped:
    change = table.choice("change", EditionChange)
    mapped = Mapped(
        change=change,
        mark=table.choice("mark", Mark),
        earlier="" if change is EditionChange.NEW else table.text("earlier"),
        now="" if change is EditionChange.GONE else table.word("now", known),
        note=table.text("note", ""),
        counts=table.whole("counts", least=1) if table.has("counts") else None,
    )
    table.done()
    return mapped

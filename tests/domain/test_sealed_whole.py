"""What is sealed keeps its form for ever: a center of every field and every kind of rule, beside the JSON it became.

The files are the measure. Where one no longer fits, packets that were sealed can no longer be compared with what this
version says: a change of the form takes a new number, and these files stay to be read.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

from tests.domain.build import on
from tests.domain.sealed import case
from tracker.domain.assessment import assess
from tracker.domain.rules import RULES
from tracker.domain.sealing_form import record_from_primitive, to_primitive
from tracker.domain.standard import Rule
from tracker.domain.verdict import Status

AS_OF = on("2026-11-24")
SEALED = Path(__file__).with_name("sealed")
Primitive = dict[str, Any]


@cache
def sealed(name: str) -> Primitive:
    """Return what a packet holds, as written in a file."""
    values: Primitive = json.loads((SEALED / f"{name}.json").read_text())
    return values


def kinds_of(rule: Rule) -> set[str]:
    """Return the kinds of a rule and of every rule in it."""
    parts = (*getattr(rule, "parts", ()), *filter(None, (getattr(rule, "each", None),)))
    return {rule.kind}.union(*(kinds_of(part) for part in parts))


def test_a_record_is_sealed_field_by_field_as_written() -> None:
    assert to_primitive(case.CENTER) == sealed("record")


def test_a_sealed_record_is_read_as_the_center_it_was() -> None:
    assert record_from_primitive(sealed("record")) == case.CENTER


def test_an_assessment_is_sealed_finding_by_finding_as_written() -> None:
    now = to_primitive(assess(case.STANDARD, case.CENTER, AS_OF))
    then = sealed("assessment")
    assert {**now, "findings": []} == {**then, "findings": []}
    for said, written in zip(now["findings"], then["findings"], strict=True):
        assert said == written


def test_a_sealed_record_says_the_sealed_assessment() -> None:
    assert to_primitive(assess(case.STANDARD, record_from_primitive(sealed("record")), AS_OF)) == sealed("assessment")


def test_every_kind_of_rule_every_status_and_every_field_of_a_finding_is_among_what_is_sealed() -> None:
    assert set[str]().union(*(kinds_of(asked.rule) for asked in case.STANDARD.requirements)) == set(RULES)
    findings = sealed("assessment")["findings"]
    assert {finding["status"] for finding in findings} == set(Status)
    assert not [name for name in findings[0] if not any(finding[name] for finding in findings)]

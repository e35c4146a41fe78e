"""A transcript as data: what lies inside its PDF, so that the next center need not type it.

The form has a number, and docs/transcript-data.md describes it. A field is only ever added under the same number; where
one changes its meaning or goes, the number grows.
"""

import json
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from tracker.domain.finding import Finding
from tracker.domain.record import Person
from tracker.domain.transcripts import FORM, NUMBER
from tracker.services.actor import Actor
from tracker.services.completions import CompletionView
from tracker.services.standards import Followed
from tracker.services.standing import Overview


def as_json(actor: Actor, name: str, overview: Overview, claimed: Sequence[CompletionView]) -> str:
    """Return the data of a transcript: the same bytes for the same record and day."""
    data = {
        "form": FORM,
        "number": NUMBER,
        "center": actor.center_name,
        "made_on": _day(actor.today),
        "person": _person(name, overview.person),
        "completions": [_completion(each) for each in claimed],
        "findings": [_finding(each.followed, it.finding) for each in overview.standards for it in each.standings],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _person(name: str, person: Person | None) -> dict[str, Any]:
    terms = person.role_terms if person else ()
    return {
        "name": name,
        "field": person.discipline.value if person else "",
        "agency": person.agency if person else "",
        "roles": [
            {"role": term.role.value, "starts_on": _day(term.starts_on), "ends_on": _day(term.ends_on)}
            for term in terms
        ],
    }


def _completion(each: CompletionView) -> dict[str, Any]:
    return {
        "kind": each.kind,
        "title": each.title,
        "provider": each.provider,
        "format": each.format,
        "completed_on": _day(each.completed_on),
        "expires_on": _day(each.expires_on),
        "hours": _amount(each.hours),
        "topics": sorted(each.topics),
        "topic_hours": [{"topic": key, "hours": _amount(share)} for key, share in each.topic_hours.items()],
        "credits": [{"body": it.body, "amount": _amount(it.amount), "number": it.number} for it in each.credits],
        "certificate_number": each.certificate_number,
        "proof": each.grade.value,
        "files": [{"name": it.file_name, "sha256": it.sha256} for it in each.current_files],
        "state": each.state.value,
        "submitted_on": _day(each.submitted_at.date() if each.submitted_at else None),
        "decided_on": _day(each.decided_at.date() if each.decided_at else None),
        "decided_by": each.decided_by or "",
    }


def _finding(followed: Followed, finding: Finding) -> dict[str, Any]:
    return {
        "standard": followed.key,
        "edition": followed.edition,
        "requirement": finding.requirement.id,
        "title": finding.requirement.title,
        "status": finding.status.value,
        "reason": finding.reason,
        "due_on": _day(finding.due_on),
        "lapses_on": _day(finding.lapses_on),
        "checked": bool(followed.standard.checked),
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _amount(amount: Decimal | None) -> str | None:
    """Return an amount as text, so that no program turns a tenth into something near it."""
    return None if amount is None else f"{amount.normalize():f}"

"""Routes: the standards that apply, and the one assessment of each on a day."""

from flask import Response

from tracker.api.answering import shown
from tracker.api.blueprint import calls
from tracker.api.declaring import call
from tracker.api.reading import asked
from tracker.api.shapes.standards import FindingsAsked, FindingShown, FindingsShown, StandardShown, StandardsShown
from tracker.domain.access import Action
from tracker.domain.errors import Conflict
from tracker.domain.finding import Finding
from tracker.formatting import format_date
from tracker.services import assessments, listings
from tracker.services import standards as followed
from tracker.services.assessments import EARLIEST, LATEST
from tracker.web.access import actor
from tracker.web.noting import Act, Subject, seen


@calls.get("/standards")
@call(Action.VIEW_STANDARDS, gives=StandardsShown)
def standards() -> Response:
    """List the standards that the center follows, each in the edition that holds."""
    return shown(StandardsShown(items=[StandardShown.of(each) for each in followed.followed(actor())]))


@calls.get("/standards/<word:standard>/findings")
@call(Action.VIEW_TEAM, gives=FindingsShown, query=FindingsAsked)
def findings(standard: str) -> Response:
    """List how each requirement of a standard stands for each person and the team on a day."""
    who, wanted = actor(), asked(FindingsAsked)
    held = followed.one_followed(who, standard)
    day = wanted.as_of or who.today
    if not EARLIEST <= day <= LATEST:
        words = f"as_of must be from {format_date(EARLIEST)} to {format_date(LATEST)}."
        raise Conflict(words, field="as_of")
    if wanted.person:
        assessments.person_of(who, wanted.person)  # who is not here is not found, rather than without findings
        seen(Act.LOOK, Subject.PERSON, wanted.person, wanted.person)
    else:
        seen(Act.EXPORT, Subject.TEAM, who.center)
    fitting = [(_name(each), each) for each in assessments.of_team(who, held, day).all_findings if _fits(each, wanted)]
    found = listings.cut(fitting, wanted.piece())
    return shown(
        FindingsShown(
            standard=held.key,
            edition=held.edition,
            as_of=day,
            items=[FindingShown.of(each) for each in found.items],
            next=found.next,
        )
    )


def _fits(finding: Finding, wanted: FindingsAsked) -> bool:
    whose = finding.person.key if finding.person else None
    return (not wanted.person or wanted.person == whose) and (not wanted.status or wanted.status is finding.status)


def _name(finding: Finding) -> str:
    whose, what = finding.cell
    return f"{whose or 'team'}.{what}"

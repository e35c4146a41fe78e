"""Routes: the director's first page: readiness, the queue, what lapses next, the biggest gaps."""

from flask import Blueprint, render_template

from tracker.domain.access import Action
from tracker.domain.assessment import Counts
from tracker.domain.finding import Status
from tracker.services import assessments, centers, desks, plan_lines, readiness, reviews, room, shipped_changes, waivers
from tracker.web import noting_updates
from tracker.web.access import actor, requires
from tracker.web.query import asked

pages = Blueprint("home", __name__)

BAR = (Status.MET, Status.WAIVED, Status.DUE_SOON, Status.IN_REVIEW, Status.NOT_YET_DUE, Status.LAPSED, Status.NOT_MET)


@pages.get("/home", endpoint="director")
@requires(Action.VIEW_TEAM, reads=("as_of",))
def director() -> str:
    """Show where the center stands, today or on another day, and what to do next."""
    who = actor()
    as_of = assessments.day_asked(asked("as_of"), who.today)
    found = readiness.of_standards(who, as_of)
    followed = [each.followed for each in found] if who.may(Action.MANAGE_STANDARDS) else []
    noting_updates.first_look(followed)
    settings, oldest = centers.settings(who), reviews.first_waits_since(who)
    return render_template(
        "home/director.html",
        as_of=as_of,
        found=found,
        gaps=readiness.biggest_gaps(found),
        lapses=readiness.next_lapses(found),
        week=readiness.week(who),
        waiting=reviews.waiting_count(who),
        waivers=waivers.waiting_count(who),
        questions=desks.waiting_count(who),
        overdue=plan_lines.overdue_count(who),
        updates=shipped_changes.told(followed),
        oldest_on=who.day_of(oldest) if oldest else None,
        steps=readiness.first_steps(who, settings.site_visit_on),
        visit_on=settings.site_visit_on,
        taken=room.of(who) if who.may(Action.MANAGE_CENTER) else None,
        parts_of=_parts,
    )


def _parts(counts: Counts) -> list[tuple[str, int]]:
    """Return the pieces of a bar: what is met first, then what stands nearest to it."""
    return [(status.value, counts.of(status)) for status in BAR if counts.of(status)]

"""Routes: people by requirements, on any day."""

from dataclasses import dataclass
from datetime import date

from flask import Blueprint, Response, render_template

from tracker.domain.access import Action
from tracker.domain.errors import NotFound
from tracker.pages.matrix.forms import FilterForm
from tracker.services import assessments, desks, handouts, matrix, standards
from tracker.services.matrix import Matrix
from tracker.services.standards import Followed
from tracker.web.access import actor, requires
from tracker.web.fields import Option
from tracker.web.handing import ENDINGS, handed
from tracker.web.noting import Act, Subject, seen
from tracker.web.query import search

pages = Blueprint("matrix", __name__)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for: one followed standard of those offered, on a day, as known on a day, narrowed."""

    offered: tuple[Followed, ...]
    followed: Followed
    filters: FilterForm
    known_on: date | None
    shown: Matrix

    @property
    def words(self) -> tuple[str, ...]:
        """What narrows it, as the form says it."""
        return self.filters.words_of("role", "agency", "component")

    @property
    def days(self) -> dict[str, str | None]:
        """The days, as an address carries them."""
        as_of, known_on = self.shown.assessment.as_of, self.known_on
        return {"as_of": as_of.isoformat(), "known_on": known_on.isoformat() if known_on else None}


@pages.get("/matrix", endpoint="show")
@requires(Action.VIEW_TEAM, searches=FilterForm)
def show() -> str:
    """Show everybody whom the chosen standard binds on the chosen day."""
    who, asked = actor(), _asked()
    if asked is None:
        return render_template("matrix/none.html", known_on=_known_on(search(FilterForm)))
    return render_template(
        "matrix/show.html",
        shown=asked.shown,
        followed=asked.followed,
        offered=asked.offered,
        filters=asked.filters,
        counts=asked.shown.assessment.counts(),
        days=asked.days,
        known_on=asked.known_on,
        asked=desks.on_standard(who, asked.followed.key) if who.may(Action.ISSUE_PACKET) else {},
    )


@pages.get(f"/matrix.{ENDINGS}")
@requires(Action.VIEW_TEAM, fresh=True, searches=FilterForm, saves=True)
def take(ending: str) -> Response:
    """Give the same on one sheet, to take along."""
    asked = _asked()
    if asked is None:
        raise NotFound("No standard applied on that day. A director chooses which do, under Standards.")
    seen(Act.EXPORT, Subject.TEAM, actor().center)
    return handed(handouts.of_matrix(actor(), asked.followed, asked.shown, asked.words, asked.known_on), ending)


def _asked() -> Asked | None:
    who = actor()
    filters = search(FilterForm)
    known_on = _known_on(filters)
    offered = standards.followed(who, known_on)
    if not offered:
        return None
    followed = next((each for each in offered if each.key == filters.standard.data), offered[0])
    as_of = assessments.day_asked(filters.as_of.data, who.today)
    found = assessments.of_team(who, followed, as_of, known_on)
    shown = matrix.arrange(
        found,
        role=filters.word("role"),
        agency=filters.word("agency"),
        component=filters.word("component"),
        by_name=filters.word("sort") == "name",
    )
    filters.role.options = [Option(role.value, role.label) for role in shown.roles]
    filters.agency.options = [Option(matrix.OWN, "The center's own"), *(Option(name, name) for name in shown.agencies)]
    filters.component.options = [Option(each.id, each.title) for each in shown.components]
    return Asked(offered, followed, filters, known_on, shown)


def _known_on(filters: FilterForm) -> date | None:
    """Return the day on which what was known is asked for; None for what is known today."""
    return assessments.known_on_asked(filters.known_on.data, actor().today)

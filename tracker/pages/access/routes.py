"""Routes: who can get in at the center, and what a director should look at."""

from flask import Blueprint, render_template, url_for

from tracker.domain.access import Action
from tracker.services import access_report
from tracker.services.access_links import LinkKind, OpenLink
from tracker.services.access_report import Report
from tracker.services.access_warnings import Concern, Warned, warnings
from tracker.web.access import actor, requires

pages = Blueprint("access", __name__)

# For each warning what to do about it, and the page on which that is done.
MENDS = {
    Concern.LEADER_WITHOUT_SECOND_FACTOR: ("Ask them to set one up under Your account.", ""),
    Concern.LEFT_AND_SIGNS_IN: ("End their sign-in", "members.list"),
    Concern.IDLE: ("End their sign-in", "members.list"),
    Concern.MANY_DIRECTORS: ("Make some of them deputies", "members.list"),
    Concern.NOBODY_ASKED_TWICE: ("Ask leaders for a second factor", "settings.show"),
}


@pages.get("/access")
@requires(Action.MANAGE_ACCOUNTS, fresh=True)
def show() -> str:
    """Show who can get in, by what they prove themselves, and what should be looked at, with the way to mend it."""
    who = actor()
    report = access_report.of_center(who)
    return render_template(
        "access/show.html",
        report=report,
        house=report.centers[0],
        members=report.members(who.center),
        warned=[(each, *_mend(report, each)) for each in warnings(report)],
        links=[(each, _ends_at(each)) for each in report.links],
    )


def _ends_at(link: OpenLink) -> str:
    """Return the address of the page where a link is ended; empty where its owner alone ends it."""
    match link.kind:
        case LinkKind.DESK:
            return url_for("desks.show", desk=link.public_id)
        case LinkKind.DECISION:
            return url_for("decision_links.list")
        case LinkKind.PHONE:
            return url_for("phone_links.list")
        case LinkKind.CHECK_IN:
            return url_for("planned.code", planned=link.public_id)
        case LinkKind.CALENDAR:
            return ""


def _mend(report: Report, warned: Warned) -> tuple[str, str]:
    """Return what to do about a warning, and the address where; empty where somebody else does it."""
    if warned.concern is Concern.LEADER_WITHOUT_SECOND_FACTOR and warned.account == report.you:
        return "Set one up under Your account", url_for("account.show")
    if warned.concern is Concern.DESK_WITHOUT_GIVER:
        return "Take it over, or revoke it", url_for("desks.show", desk=warned.desk)
    words, endpoint = MENDS[warned.concern]
    return words, url_for(endpoint) if endpoint else ""

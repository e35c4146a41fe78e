"""Routes: the center that a token belongs to."""

from flask import Response

from tracker.api.answering import shown
from tracker.api.blueprint import calls
from tracker.api.declaring import call
from tracker.api.shapes.center import CenterShown, TokenShown
from tracker.domain.access import Action
from tracker.services import centers
from tracker.web.access import actor


@calls.get("/center")
@call(Action.VIEW_TEAM, gives=CenterShown)
def center() -> Response:
    """Show the center of the token."""
    who = actor()
    held = centers.settings(who)
    token = TokenShown(name=who.name, may_write=who.may(Action.RECORD_FOR_OTHERS))
    return shown(
        CenterShown(
            id=who.center,
            name=who.center_name,
            time_zone=who.zone,
            today=who.today,
            site_visit_on=held.site_visit_on,
            token=token,
        )
    )

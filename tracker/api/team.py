"""Routes: partner agencies, who is away, and waivers."""

from flask import Response

from tracker.api.answering import shown
from tracker.api.blueprint import calls
from tracker.api.declaring import call
from tracker.api.noting import of_list
from tracker.api.reading import asked
from tracker.api.shapes.base import OfPersonAsked, PieceAsked
from tracker.api.shapes.team import (
    AgenciesShown,
    AgencyShown,
    LeaveShown,
    LeavesShown,
    WaiversAsked,
    WaiverShown,
    WaiversShown,
)
from tracker.domain.access import Action
from tracker.services import agencies as partners
from tracker.services import listings
from tracker.web.access import actor
from tracker.web.noting import Act, Subject, seen


@calls.get("/agencies")
@call(Action.VIEW_TEAM, gives=AgenciesShown, query=PieceAsked)
def agencies() -> Response:
    """List partner agencies, also those that are partners no longer."""
    found = listings.agencies(actor(), asked(PieceAsked).piece())
    return shown(AgenciesShown(items=[AgencyShown.of(each) for each in found.items], next=found.next))


@calls.get("/agencies/<public_id:agency>")
@call(Action.VIEW_TEAM, gives=AgencyShown)
def agency(agency: str) -> Response:
    """Show one partner agency."""
    view = partners.get(actor(), agency)
    return shown(AgencyShown.of(view), version=view.version)


@calls.get("/leaves")
@call(Action.VIEW_TEAM, gives=LeavesShown, query=OfPersonAsked)
def leaves() -> Response:
    """List who is, was or will be away; findings take it into account as their standard says."""
    wanted = asked(OfPersonAsked)
    found = listings.leaves(actor(), wanted.piece(), wanted.person)
    of_list(wanted.person, found=bool(found.items))
    return shown(LeavesShown(items=[LeaveShown.of(each) for each in found.items], next=found.next))


@calls.get("/waivers")
@call(Action.VIEW_TEAM, gives=WaiversShown, query=WaiversAsked)
def waivers() -> Response:
    """List waivers and equivalents with their files, declined and ended ones too."""
    wanted = asked(WaiversAsked)
    found = listings.waivers(actor(), wanted.piece(), wanted.person, wanted.state)
    of_list(wanted.person, found=bool(found.items))
    return shown(WaiversShown(items=[WaiverShown.of(each) for each in found.items], next=found.next))


@calls.get("/waivers/<public_id:waiver>")
@call(Action.VIEW_TEAM, gives=WaiverShown)
def waiver(waiver: str) -> Response:
    """Show one waiver."""
    found = listings.waiver(actor(), waiver)
    if found.view.person:
        seen(Act.LOOK, Subject.PERSON, found.view.person, found.view.person)
    return shown(WaiverShown.of(found), version=found.view.version)

"""What somebody comes back from a provider to: a session, a center, a connection, or going on."""

from flask import flash, redirect, render_template, session, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from tracker import clock
from tracker.db.work import unit_of_work
from tracker.domain.errors import Refused
from tracker.domain.id_token import Vouched
from tracker.domain.second_factor import Proof
from tracker.domain.single_sign_on import Provider
from tracker.services import mailing, sessions
from tracker.services.single_sign_on import identities, journeys
from tracker.services.single_sign_on.journeys import Aim, Journey, Stale
from tracker.web import entering
from tracker.web.addresses import own_path

JOINING = "joining_by"
Answer = Response | tuple[str, int]


def arrive(provider: Provider, journey: Journey, who: Vouched) -> Answer:
    """Do what the journey was made for. Raises Refused, Conflict or NotFound."""
    ways = {Aim.SIGN_IN: _sign_in, Aim.JOIN: _join, Aim.CONNECT: _connect, Aim.CONFIRM: _confirm}
    return ways[journey.aim](provider, journey, who)


def refuse_somebody_else(journey: Journey) -> None:
    """Raise Stale where whoever began the journey signed in is not who is signed in now."""
    here = current_user.signed_in.account_id if current_user.is_authenticated else None
    if journey.account_id is not None and journey.account_id != here:
        raise Stale(journeys.STALE)


def _sign_in(provider: Provider, journey: Journey, who: Vouched) -> Answer:
    with unit_of_work():
        account_id = identities.account_of(provider, who)
        identities.note_use(provider, who, clock.now())
    if account_id is None:
        return render_template("single_sign_on/unknown.html", name=provider.name), 403
    return entering.enter(account_id, _proof(who), next=journey.next)


def _join(provider: Provider, _journey: Journey, who: Vouched) -> Answer:
    with unit_of_work():
        account_id = identities.join(str(session.pop(JOINING, "")), provider, who, clock.now())
    return entering.enter(account_id, _proof(who), say=f"Welcome. From now on you can sign in with {provider.name}.")


def _connect(provider: Provider, _journey: Journey, who: Vouched) -> Answer:
    me = current_user.signed_in
    with unit_of_work():
        mail = identities.connect(me.account_id, me.session_id, provider, who, clock.now())
    mailing.send_later(mail)
    flash(f"{provider.name} is connected. Every other browser was signed out.", "success")
    return redirect(url_for("account.signing_in"), 303)


def _confirm(provider: Provider, journey: Journey, who: Vouched) -> Answer:
    me, now = current_user.signed_in, clock.now()
    with unit_of_work():
        if identities.account_of(provider, who) != me.account_id:
            raise Refused(f"You are somebody else at {provider.name}. Confirm in another way, or sign in there as you.")
        if who.signed_in_at is None or now - who.signed_in_at > sessions.FRESH:
            # It may have sent back, without asking anything, whoever sits at a computer that was left signed in there.
            raise Refused(f"{provider.name} does not say that you signed in there just now. Confirm in another way.")
        sessions.confirm(me.session_id, now)
    return redirect(own_path(journey.next) or url_for("start.show"), 303)


def _proof(who: Vouched) -> Proof:
    return Proof.PROVIDER_TWICE if who.is_two else Proof.PROVIDER

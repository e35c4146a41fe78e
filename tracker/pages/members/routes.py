"""Routes: who signs in at the center: invitations, roles, endings."""

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from tracker.db.work import unit_of_work
from tracker.domain.access import AccessRole, Action
from tracker.domain.errors import Conflict
from tracker.pages.members.forms import InviteForm, RoleForm
from tracker.services import invitations, mailing, memberships
from tracker.services.memberships import Member
from tracker.web.access import actor, requires
from tracker.web.fields import Option
from tracker.web.forms import ActForm

pages = Blueprint("members", __name__)

Answer = str | Response | tuple[str, int]


@pages.get("/members", endpoint="list")
@requires(Action.MANAGE_ACCOUNTS, fresh=True)
def show_list() -> str:
    """Show who signs in, and who is invited."""
    return _page(_invite_form())


@pages.post("/members/invite")
@requires(Action.MANAGE_ACCOUNTS, fresh=True, takes=InviteForm)
def invite() -> Answer:
    """Invite somebody; the link is mailed, and shown once to hand over in person."""
    form = _invite_form()
    if not form.validate():
        return _page(form), 422
    key = form.submission_key.data or ""
    try:
        with unit_of_work():
            if invitations.was_made_by(actor(), key):
                # Another mail would make the first one's link stop working.
                flash("This invitation was sent already. No link? Withdraw it below and invite them anew.", "info")
                return redirect(url_for("members.list"), 303)
            mail, link = invitations.invite(
                actor(), form.email.data, AccessRole(form.role.data), form.person.data or None, key
            )
    except Conflict as problem:
        form.refuse(problem.message, problem.field)
        return _page(form), 422
    return render_template("members/invited.html", link=link, to=mail.to, sent=mailing.send(mail))


@pages.post("/members/invitations/<public_id:invitation>/withdraw")
@requires(Action.MANAGE_ACCOUNTS, takes=ActForm)
def withdraw(invitation: str) -> Response:
    """Make an invitation's link stop working."""
    with unit_of_work():
        invitations.withdraw(actor(), invitation)
    flash("The invitation is withdrawn; its link does not work any more.", "success")
    return redirect(url_for("members.list"), 303)


@pages.post("/members/<public_id:member>/role")
@requires(Action.MANAGE_ACCOUNTS, fresh=True, takes=RoleForm)
def change_role(member: str) -> Response:
    """Give a member another role."""
    form = RoleForm()
    if not form.validate():
        raise Conflict("Choose a role from the list.")
    with unit_of_work():
        memberships.change_role(actor(), member, AccessRole(form.role.data))
    flash("The role is changed. They were signed out, and sign in with the new role.", "success")
    return redirect(url_for("members.list"), 303)


@pages.post("/members/<public_id:member>/end")
@requires(Action.MANAGE_ACCOUNTS, fresh=True, takes=ActForm)
def end(member: str) -> Response:
    """End somebody's membership; their record stays."""
    with unit_of_work():
        memberships.end(actor(), member)
    flash("They do not sign in here any more. Their record stays.", "success")
    return redirect(url_for("members.list"), 303)


@pages.post("/members/<public_id:member>/reset-second-factor")
@requires(Action.MANAGE_ACCOUNTS, fresh=True, takes=ActForm)
def reset_second_factor(member: str) -> Response:
    """Forget the second factor of a member who lost it."""
    with unit_of_work():
        mail = memberships.reset_second_factor(actor(), member)
    mailing.send_later(mail)
    flash("Their second factor is reset, and they are signed out. A mail tells them so.", "success")
    return redirect(url_for("members.list"), 303)


def _invite_form() -> InviteForm:
    form = InviteForm()
    form.person.options = [Option(key, name) for key, name in memberships.people_without_account(actor())]
    return form


def _page(form: InviteForm) -> str:
    who = actor()
    return render_template(
        "members/list.html",
        form=form,
        members=[(each, _role_form(each)) for each in memberships.members(who)],
        invitations=invitations.standing(who),
        act=ActForm(formdata=None),
    )


def _role_form(member: Member) -> RoleForm:
    form = RoleForm(formdata=None, role=member.role.value)
    form.role.id = f"role-{member.public_id}"  # several such forms stand on one page
    return form

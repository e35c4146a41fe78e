"""Routes: evidence packets as PDF: asked for, watched while they are made, downloaded."""

from datetime import date

from flask import Response, flash, jsonify, redirect, render_template, send_file, url_for
from werkzeug.wrappers import Response as Answered

from tracker.db.work import unit_of_work
from tracker.domain.access import Action
from tracker.domain.errors import Conflict
from tracker.domain.vocabulary import Level, PacketState
from tracker.pages.packets import withdrawing
from tracker.pages.packets.blueprint import ONE, Answer, pages
from tracker.pages.packets.forms import PacketForm
from tracker.pages.packets.mending import Checked
from tracker.services import assessments, background, packets, standards
from tracker.services.packets import out_of_print
from tracker.services.standards import Followed
from tracker.web.access import actor, requires
from tracker.web.fields import Option
from tracker.web.forms import ActForm
from tracker.web.headers import shut_in
from tracker.web.noting import Act, Subject, seen
from tracker.web.paging import PAGE_SIZE, Page, offset, page_number
from tracker.web.query import asked
from tracker.web.told import OnOnePage

__all__ = ["pages", "withdrawing"]

# What buttons lead to that issue nothing.
_ELSEWHERE = {"see": "packets.preview", "check": "packets.new"}


@pages.get("/packets", endpoint="list")
@requires(Action.ISSUE_PACKET, reads=("page",))
def show_list() -> str:
    """Show what was issued, the latest first."""
    number = page_number(asked("page"))
    found, total = packets.listing(actor(), offset(number), PAGE_SIZE)
    return render_template("packets/list.html", page=Page(found, number, total))


@pages.route("/packets/new", methods=["GET", "POST"], endpoint="new")
@requires(Action.ISSUE_PACKET, takes=PacketForm, reads=("standard", "as_of", "known_on", "level"))
def new() -> Answer:
    """Show what a reviewer would question in a packet, and ask for it."""
    who = actor()
    offered = standards.followed(who)
    if not offered:
        return render_template("packets/none.html")
    day = _until_today("as_of")
    chosen = asked("standard") or offered[0].key
    form = PacketForm(today=who.today, standard=chosen, as_of=day, known_on=_known_on(), level=_level())
    form.standard.options = [
        Option(each.key, each.standard.title, each.standard.edition_words) for each in _choices(offered, form)
    ]
    if not form.is_submitted():
        return _page(form, offered, day, _known_on())
    if form.validate():
        if (way := form.pressed("way")) in _ELSEWHERE:
            return redirect(_with_what_was_chosen(_ELSEWHERE[way], form), 303)
        try:
            return _ask(form)
        except Conflict as clash:
            form.refuse(clash.message, clash.field)
    return _page(form, offered, *_days_typed(form)), 422


def _days_typed(form: PacketForm) -> tuple[date, date | None]:
    """Return the days that a form names as far as they are days, so that what is checked is what is asked for."""
    as_of, known_on, today = form.as_of, form.known_on, actor().today
    return (
        _until_today("as_of") if as_of.errors or not as_of.data else min(as_of.data, today),
        None if known_on.errors else known_on.data,
    )


def _choices(offered: tuple[Followed, ...], form: PacketForm) -> tuple[Followed, ...]:
    """Return the standards to choose from: those that apply, and those that did on the day of what was known."""
    day, here = form.known_on.data, {each.key for each in offered}
    then = standards.followed(actor(), day) if day and day < actor().today else ()
    return (*offered, *(each for each in then if each.key not in here))


def _known_on() -> date | None:
    """Return the day of knowledge that an address names, or None."""
    return _until_today("known_on") if asked("known_on") else None


def _until_today(name: str) -> date:
    """Return the day of that name in an address, today where it is missing or to come."""
    today = actor().today
    return min(assessments.day_asked(asked(name), today), today)


def _level() -> Level:
    """Return the level of names that an address names; full names where it names none."""
    return Level(asked("level")) if asked("level") in set(Level) else Level.FULL


def _page(form: PacketForm, offered: tuple[Followed, ...], as_of: date, known_on: date | None) -> str:
    found = packets.questions_of_all(actor(), offered, as_of, known_on)
    return render_template("packets/new.html", form=form, days=Checked(as_of, known_on), asked=found)


def _ask(form: PacketForm) -> Answered:
    with unit_of_work():
        made = packets.ask(
            actor(),
            form.standard.data,
            form.as_of.data,
            form.submission_key.data,
            form.known_on.data,
            Level(form.level.data),
        )
    background.wake()
    return redirect(url_for("packets.show", packet=made), 303)


@pages.get("/packets/preview")
@requires(Action.ISSUE_PACKET, reads=("standard", "as_of", "known_on", "level"))
def preview() -> str:
    """Show what a packet would say if it were issued now."""
    who = actor()
    as_of, known_on, level = _until_today("as_of"), _known_on(), _level()
    offered = standards.followed(who, known_on)
    if not offered:
        return render_template("packets/none.html", known_on=known_on)
    standard = asked("standard") if asked("standard") in {each.key for each in offered} else offered[0].key
    back = url_for(
        "packets.new", standard=standard, as_of=as_of.isoformat(), known_on=known_on, level=_but_the_usual(level)
    )
    outline = packets.preview(who, standard, as_of, known_on, level)
    ((chosen, found),) = packets.questions_of_all(
        who, [each for each in offered if each.key == standard], as_of, known_on
    )
    return render_template(
        "packets/preview.html",
        outline=outline,
        to=OnOnePage(outline),
        back=back,
        days=Checked(as_of, known_on),
        chosen=chosen,
        questions=found,
    )


def _with_what_was_chosen(endpoint: str, form: PacketForm) -> str:
    day, known_on = form.as_of.data.isoformat(), form.known_on.data
    level = _but_the_usual(Level(form.level.data))
    return url_for(endpoint, standard=form.standard.data, as_of=day, known_on=known_on, level=level)


def _but_the_usual(level: Level) -> str | None:
    """Return a level for an address, which names full names by naming none."""
    return None if level is Level.FULL else level.value


@pages.get(ONE)
@requires(Action.ISSUE_PACKET)
def show(packet: str) -> str:
    """Show one packet: how far it is, or what was issued and what has changed since."""
    return _shown(packet)


def _shown(packet: str) -> str:
    who, it = actor(), packets.get(actor(), packet)
    # Costs reading what the packet was made from, where the center ever removed a file or keeps one out of print.
    prints = who.may(Action.MANAGE_CENTER) and packets.prints_removed(packet)
    marked = out_of_print.exhibits_in(packet)
    still = out_of_print.words(marked) if marked else ""
    return render_template(
        "packets/show.html",
        it=it,
        act=ActForm(),
        prints_removed=prints,
        prints_marked=still,
        troubles=packets.troubles_of(who, packet) if it.troubles else (),
        time_stamp=packets.time_stamp(it.sha256) if it.state is PacketState.ISSUED else "",
    )


@pages.get(f"{ONE}/changes")
@requires(Action.ISSUE_PACKET)
def changes(packet: str) -> str:
    """Show what has changed since a packet was issued, as far as it would show in a packet about the same day."""
    it = packets.get(actor(), packet)
    return render_template("packets/changes.html", it=it, moved=packets.since(actor(), packet))


@pages.get(f"{ONE}/progress")
@requires(Action.ISSUE_PACKET)
def progress(packet: str) -> Response:
    """Tell the page's script how far the making is."""
    it = packets.get(actor(), packet)
    answer = jsonify(under_way=it.state.is_under_way, words=it.progress_words, done=it.steps_done, of=it.steps_all)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@pages.get(f"{ONE}/file")
@requires(Action.ISSUE_PACKET, fresh=True, saves=True)
def file(packet: str) -> Answer:
    """Send the PDF as it was issued; of one that was withdrawn say so."""
    if packets.get(actor(), packet).withdrawn_at is not None:
        return _shown(packet), 410
    found = packets.file_of(actor(), packet)
    seen(Act.DOWNLOAD, Subject.PACKET, packet)
    answer = send_file(
        found.path,
        mimetype="application/pdf",
        as_attachment=True,
        download_name=found.file_name,
        conditional=False,
        etag=False,
    )
    return shut_in(answer)


@pages.post(f"{ONE}/cancel")
@requires(Action.ISSUE_PACKET, takes=ActForm)
def cancel(packet: str) -> Answered:
    """Take back a packet that is still to come."""
    with unit_of_work():
        packets.cancel(actor(), packet)
    flash("The packet is canceled; nothing was issued.", "info")
    return redirect(url_for("packets.show", packet=packet), 303)


@pages.post(f"{ONE}/ask-again")
@requires(Action.ISSUE_PACKET, takes=ActForm)
def ask_again(packet: str) -> Answered:
    """Let a packet that was not issued wait once more."""
    with unit_of_work():
        packets.ask_again(actor(), packet)
    background.wake()
    return redirect(url_for("packets.show", packet=packet), 303)

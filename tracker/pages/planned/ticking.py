"""Between the list on which a director ticks and the use case: what each line offers, and what was chosen on it."""

from collections.abc import Sequence

from tracker.domain.errors import Conflict
from tracker.pages.planned.forms import NEW, PresentRow, RecordForm
from tracker.services.planned_events import Line, Lines, NewPerson, PlannedView, Present
from tracker.services.uploads import Waiting
from tracker.web.fields import Option

PROPOSED, OTHERS = "Most likely", "Everybody else"


def filled(view: PlannedView, lines: Lines, waiting: Sequence[Waiting]) -> RecordForm:
    """Return the form with a line for each, check-ins ticked, at their row of the printed sheet."""
    form = RecordForm(formdata=None, data={"scan": ".".join(each.token for each in waiting)})
    form.rows.pop_entry()
    for line in lines.lines:
        form.rows.append_entry(
            {
                "line": line.key,
                "there": line.is_check_in,
                "who": line.person,
                "agency": line.agency if line.is_check_in else "",
                "hours": view.hours,
                "row": line.row,
            }
        )
    offer(form, lines)
    return form


def offer(form: RecordForm, lines: Lines) -> None:
    """Offer in each line of who checked in, and in each blank row, whom it may be. Its group bears its name."""
    for entry in form.rows.entries:
        row, line = entry.form, lines.get(entry.form.line.data or "")
        row.who.options = _choices(line, lines) if line and line.asks_who else []
        if line:
            row.there.label.text = line.name


def present(form: RecordForm, lines: Lines) -> list[Present]:
    """Return who is ticked. Raises Conflict for a line that is gone, or on which it is not said who it is."""
    return [_present(row, lines) for row in (entry.form for entry in form.rows.entries) if row.there.data]


def _present(row: PresentRow, lines: Lines) -> Present:
    line = lines.get(row.line.data or "")
    if line is None:
        raise Conflict("The list changed meanwhile. Look at it again; nothing was recorded.")
    if row.page.data and not row.row.data:
        raise Conflict(f"{line.name}: say the row too, or leave the page out.")
    who = row.who.data if line.asks_who else line.person
    if not who:
        raise Conflict(f"{line.name}: choose who this is, or leave the line unticked.")
    return Present(
        person="" if who == NEW else who,
        new=_newcomer(row, line) if who == NEW else None,
        hours=row.hours.data,
        page=row.page.data,
        row=row.row.data,
        check_in=line.key if line.is_check_in else "",
    )


def _newcomer(row: PresentRow, line: Line) -> NewPerson:
    name = row.name.data if line.is_blank else line.name
    if not name:
        raise Conflict(f"{line.name}: write the name of the new person.")
    if not (row.agency.data and row.discipline.data and row.role.data):
        raise Conflict(f"{line.name}: a new person needs an agency, a professional field and a role.")
    return NewPerson(name, row.agency.data, row.discipline.data, row.role.data)


def _choices(line: Line, lines: Lines) -> list[Option]:
    likely = [Option(it.person.public_id, f"{it.person.name} ({it.words})", group=PROPOSED) for it in line.likely]
    shown = {each.value for each in likely}
    rest = [
        Option(each.public_id, f"{each.name}, {each.agency}" if each.agency else each.name, group=OTHERS)
        for each in lines.everybody
        if each.public_id not in shown
    ]
    return [*likely, Option(NEW, "A new person of a partner agency", group=PROPOSED), *rest]

"""The training plan: what was agreed on, with who sees to it and by when."""

from collections.abc import Sequence

from tracker.domain.handout import Cell, Column, Handout, Kind, Table, file_name
from tracker.formatting import format_count
from tracker.services.actor import Actor
from tracker.services.handouts import heads
from tracker.services.plan_lines import PlanLineView

COLUMNS = (
    Column("For whom", Kind.NAME),
    Column("What"),
    Column("Closes"),
    Column("Who sees to it", Kind.SHORT),
    Column("By", Kind.DATE),
    Column("Booked for", Kind.DATE),
    Column("How it stands", Kind.SHORT),
    Column("Completed on", Kind.DATE),
    Column("Note", Kind.SHORT),
    Column("Reason", Kind.SHORT),
)


def of_lines(actor: Actor, shown: Sequence[PlanLineView], filters: Sequence[str] = ()) -> Handout:
    """Return lines of the plan as the page shows them; `filters` are the words of what narrows it."""
    narrowed = f" Only {'; '.join(filters)}." if filters else ""
    return Handout(
        name=file_name("training-plan", actor.today.isoformat()),
        title="Training plan",
        center=actor.center_name,
        made_on=actor.today,
        lines=(heads.of_day(actor.today), f"{format_count(len(shown), 'line')} agreed on.{narrowed}"),
        tables=(
            Table(title="Agreed", columns=COLUMNS, rows=tuple(map(_row, shown)), empty="Nothing is agreed on yet."),
        ),
    )


def _row(each: PlanLineView) -> tuple[Cell, ...]:
    what = (each.whom, each.title, "; ".join(each.closes), each.owner_name, each.due_on, each.booked_on)
    return (*what, each.state.label, each.done_on, each.note, each.closed_reason)

"""A center whose record came in by a spreadsheet that somebody filled with formulas, in every column of words."""

import csv
import io
from collections.abc import Sequence

from flask.testing import FlaskClient

from tests.factories import CenterWorld
from tests.house import things
from tests.pages.forms import errors_of, file, page_of, submit
from tests.pages.matrix.teams import CSEC, follow_only
from tests.services.archives.made import made
from tests.services.planned import agreed
from tests.services.planned_events.ahead import planned
from tracker.db import db
from tracker.domain.vocabulary import Role
from tracker.models import Center, Person

# Each with the words by which it is known again: a program that reckons it would show them, start a program, or call.
FORMULAS = (
    '=HYPERLINK("https://lists.example/","one")',
    "+1+two",
    "-2+three",
    "@SUM(four)",
    "\t=five",
    "\r=six",
    "=cmd|' /C calc'!A0 seven",
    "\uff1d8+eight",
    " =nine",
    "\u200b=ten",
    '=IMPORTXML("https://lists.example/","eleven")',
    "\uff0b1 twelve",
)
FIRST = ("Ana", "Ben", "Cyd", "Dee", "Edd", "Fay", "Gil", "Hal", "Ida", "Jon", "Kay", "Lou")
NAMES = tuple(f"{name} Reyes" for name in FIRST)
DANA = "Dana Whitfield"
TRAININGS = ("Name", "Training", "Date", "Hours", "Provider", "Certificate number", "Credits", "Note")
PEOPLE = ("Name", "Role", "Email", "Agency")


def bring_in(
    client: FlaskClient, center: CenterWorld, name: str, heads: Sequence[str], rows: Sequence[Sequence[str]]
) -> None:
    """Drop a spreadsheet, agree to what was understood, say that unknown names are new people, and bring it in."""
    answer = submit(client, center.path("import"), files=file(_as_csv(heads, rows), name))
    assert answer.status_code == 303, errors_of(answer)
    address = str(answer.location)
    submit(client, f"{address}/columns", day_first="no")
    for asked, means in (("people", "new"), ("titles", "own")):
        opened = client.get(f"{address}/{asked}")
        names = [str(each["name"]) for each in page_of(opened).select("select[name$=meant]")] if opened else []
        if names:
            submit(client, f"{address}/{asked}", **dict.fromkeys(names, means))
    answer = submit(client, address, action="/bring-in")
    assert answer.status_code == 303, errors_of(answer)


def fill(client: FlaskClient, center: CenterWorld) -> dict[str, str]:
    """Bring everything in, and return what the addresses of exports name: a person, an event, and so on."""
    follow_only(center, CSEC)
    bring_in(
        client,
        center,
        "=people.csv",
        PEOPLE,
        [(name, "forensic interviewer", "", f"{each} County") for name, each in zip(NAMES, FORMULAS, strict=True)],
    )
    rows = []
    for name, each in zip(NAMES, FORMULAS, strict=True):
        words = (f"{each} course", "3/14/2024", "1.5", f"{each} college", f"{each} number", f"{each} 2 CEU", each)
        rows += [(DANA, *words), (name, *words)]
    bring_in(client, center, "+trainings.csv", TRAININGS, rows)
    # No import reads such a name; somebody may type it.
    center.person("=Bo Hart", roles=(Role.FORENSIC_INTERVIEWER,))
    with center.working():
        db.session.get_one(Center, center.center_id).name = "=Harbor House"
        people = db.session.execute(db.select(Person.public_id, Person.name).order_by(Person.id)).all()
    ids = [public_id for public_id, name in people if name != DANA]
    agreed(center, ids[0], title=f"{FORMULAS[0]} course")
    return {
        "person": ids[0],
        "planned": planned(center, ids),
        "event": things.event(center, things.somebody(center)),
        "archive": made(center),
    }


def _as_csv(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([heads, *rows])
    return out.getvalue().encode()

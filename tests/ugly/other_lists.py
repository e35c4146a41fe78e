"""Wide lists, lists of people and agencies, and lists that only their owner can explain."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from tests.ugly.people import PEOPLE, TITLES, done, last_first, us, us_short
from tests.ugly.writing import COVERED, Done, Listed, Span, Tab


def lists() -> Iterator[Listed]:
    """Every list of this kind."""
    yield from _wide()
    yield from _wide_with_hours()
    yield from _of_events()
    yield from _people()
    yield from _asked()


def _wide() -> Iterator[Listed]:
    for form, write in (("xlsx", lambda day: day), ("csv", us), ("ods", us_short)):
        its = Listed(f"wide-{form}", form, [Tab("Matrix")])
        its.rows(["Staff Name", "Role", *TITLES[:4]])
        for place, person in enumerate(PEOPLE[:8]):
            said = [Done(person, title, date(2024, 1 + place, 13 + 2 * at)) for at, title in enumerate(TITLES[:4])]
            said = [each for at, each in enumerate(said) if (at + place) % 3]
            cells = {each.title: write(each.on) for each in said}
            its.row([person, "Victim Advocate", *(cells.get(title, "") for title in TITLES[:4])], *said)
        yield its
    its = Listed("wide-with-crosses", "xlsx", [Tab("Required trainings")])
    its.rows(["REQUIRED TRAININGS"], ["Name", "HIPAA", "Ethics", "CSEC 101"])
    for place, person in enumerate(PEOPLE[:6]):
        on = date(2024, 5, 14 + place)
        its.row([last_first(person), on, "n/a" if place % 2 else "", "pending"], Done(person, "HIPAA", on))
    its.row(["Park, Nina", "x", "", ""], Done("Nina Park", "HIPAA", date(2024, 1, 1)), wrong=True)
    its.row(
        ["Lin, Grace", "", "2023", "yes"],
        Done("Grace Lin", "Ethics", date(2024, 1, 1)),
        Done("Grace Lin", "CSEC 101", date(2024, 1, 1)),
        wrong=True,
    )
    yield its
    its = Listed("people-in-columns", "xlsx", [Tab("Grid")])
    its.rows(["Training", "Hours", *PEOPLE[:5]])
    for at, title in enumerate(TITLES[:5]):
        days = {person: date(2025, 1 + at, 10 + place) for place, person in enumerate(PEOPLE[:5]) if (place + at) % 2}
        said = [Done(person, title, day, "1.5") for person, day in days.items()]
        its.row([title, Decimal("1.5"), *(days.get(person, "") for person in PEOPLE[:5])], *said)
    yield its


def _wide_with_hours() -> Iterator[Listed]:
    its = Listed("wide-hours-in-the-cell", "xlsx", [Tab("2024")])
    its.rows(["Name", *TITLES[:3]])
    for place, person in enumerate(PEOPLE[:7]):
        said = [Done(person, title, date(2024, 2 + at, 14 + place), "2") for at, title in enumerate(TITLES[:3])]
        its.row([person, *(f"{us_short(each.on)} (2 hrs)" for each in said)], *said)
    yield its
    its = Listed("wide-two-rows", "xlsx", [Tab("Tracker")])
    its.rows(
        ["", *(part for title in TITLES[:3] for part in (Span(title, 2), COVERED))],
        ["Employee Name", *["Date", "Hours"] * 3],
    )
    for place, person in enumerate(PEOPLE[:7]):
        said = [
            Done(person, title, date(2023, 3 + at, 15 + place), f"{at + 1}.5") for at, title in enumerate(TITLES[:3])
        ]
        its.row([person, *(part for each in said for part in (each.on, Decimal(each.hours)))], *said)
    yield its
    its = Listed("wide-pairs-of-columns", "xls", [Tab("Tracker")])
    its.rows(
        [
            "Last Name",
            "First Name",
            *(f"{title} {part}" for title in ("CSEC 101", "OnWatch") for part in ("Date", "Hours")),
        ]
    )
    for place, person in enumerate(PEOPLE[:7]):
        first, last = person.split(" ")
        said = [
            Done(person, title, date(2023, 6, 15 + place), "1") for title in ("CSEC 101", "OnWatch")[: 1 + place % 2]
        ]
        cells = [part for each in said for part in (us(each.on), each.hours)]
        its.row([last, first, *cells], *said)
    yield its


def _of_events() -> Iterator[Listed]:
    its = Listed("held-on-a-day", "xlsx", [Tab("MDT trainings")])
    its.rows(["MDT Member", "Agency", "CSEC 101 (3/14/2024)", "OnWatch - 5/20/2024"])
    for place, person in enumerate(PEOPLE[6:12]):
        said = [Done(person, "CSEC 101", date(2024, 3, 14), "1.5")]
        said += [Done(person, "OnWatch", date(2024, 5, 20))] if place % 2 else []
        its.row([person, "Cedar County", "1.5", "x" if place % 2 else ""], *said)
    yield its


def _people() -> Iterator[Listed]:
    its = Listed("roster", "xlsx", [Tab("Team roster")])
    its.rows(["MDT Team Roster 2025"], [], ["Name", "Title", "Agency", "Discipline", "E-mail", "Start Date"])
    for place, person in enumerate(PEOPLE[:8]):
        mail = f"{person.split(' ')[0].lower()}@example.org"
        role, key = (("Forensic Interviewer", "forensic_interviewer"), ("Family Advocate", "victim_advocate"))[
            place % 2
        ]
        its.tabs[0].rows.append([person, role, "Harbor House", "CAC", mail, date(2020, 1 + place, 15)])
        its.truth.append(
            {
                **{"sheet": "Team roster", "row": 4 + place, "person": person, "role": key, "agency": "Harbor House"},
                **{"discipline": "cac", "email": mail, "since": f"2020-{1 + place:02d}-15", "asks": "conflict"},
            }
        )
    yield its
    its = Listed("agencies", "csv", [Tab("")])
    its.rows(["Agency Name", "Discipline", "Phone"])
    told = (("Cedar Falls Police", "LE", "law_enforcement"), ("County Attorney", "Prosecution", "prosecution"))
    for place, (name, words, key) in enumerate((*told, ("Valley Hospital", "Medical", "medical"))):
        its.tabs[0].rows.append([name, words, "555-0100"])
        its.truth.append({"sheet": "agencies.csv", "row": 2 + place, "name": name, "discipline": key})
    yield its


def _asked() -> Iterator[Listed]:
    its = Listed("either-order", "xlsx", [Tab("Log")], answers={"day_first": False})
    its.rows(["Name", "Training", "Date", "Hours"])
    for each in done(4, first=2):
        said = Done(each.person, each.title, each.on.replace(day=(each.on.month + 2) % 12 + 1), each.hours)
        its.row([each.person, each.title, us(said.on), each.hours], said, is_asked=True)
    yield its
    its = Listed("months-alone", "csv", [Tab("")], answers={"month_as": "last_day"})
    its.rows(["Name", "Training", "Date"])
    for person, written, on in (
        ("Maya Chen", "03/2024", date(2024, 3, 31)),
        ("Ruth Abel", "Feb 2024", date(2024, 2, 29)),
    ):
        its.row([person, "OnWatch", written], Done(person, "OnWatch", on), is_asked=True)
    its.row(["Joel Stein", "OnWatch", "3/14/2024"], Done("Joel Stein", "OnWatch", date(2024, 3, 14)))
    yield its
    # A program that puts the month first opened a list that puts the day first.
    its = Listed("turned-by-a-program", "xlsx", [Tab("Log")], answers={"day_first": True})
    its.rows(["Name", "Training", "Date"])
    for person, cell, on in (
        ("Maya Chen", date(2024, 3, 4), date(2024, 4, 3)),
        ("Ruth Abel", date(2024, 5, 2), date(2024, 2, 5)),
    ):
        its.row([person, "OnWatch", cell], Done(person, "OnWatch", on), is_asked=True)
    for person, on in (("Joel Stein", date(2024, 3, 25)), ("Nina Park", date(2024, 6, 13))):
        its.row([person, "OnWatch", f"{on.day}/{on.month}/{on.year}"], Done(person, "OnWatch", on))
    yield its

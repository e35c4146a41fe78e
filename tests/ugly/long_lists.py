"""Lists with a row for each completion, as they are written."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from tests.ugly.people import done, european, last_first, of, serial, us, us_short, worded
from tests.ugly.writing import Done, Formula, Listed, Span, Tab

NBSP = "\u00a0"


def lists() -> Iterator[Listed]:
    """Every list of this kind."""
    yield from _plain()
    yield from _of_sheets()
    yield from _texts()
    yield from _forms()


def _plain() -> Iterator[Listed]:
    its = Listed("log-with-title-rows", "xlsx", [Tab("Training Log")])
    its.rows([Span("HARBOR HOUSE CHILDREN'S ADVOCACY CENTER", 5)], ["Staff Training Log"], [], ["Updated 1/5/2026"], [])
    its.rows(["Staff Member", "Training Attended", "Date of Training", "Hours", "Comments"])
    for each in done(12):
        its.row([each.person, each.title, each.on, Decimal(each.hours), ""], each)
    its.rows(
        [],
        ["Total hours", "", "", Formula("SUM([.D7:.D18])", Decimal("27.25"))],
        ["* certificates are in the red binder"],
    )
    yield its
    its = Listed("last-first-in-capitals", "xls", [Tab("Sheet1")])
    its.rows(["EMPLOYEE NAME (LAST, FIRST)", "NAME OF TRAINING", "DATE COMPLETED", "# HRS", "PROVIDER"])
    for each in done(10, first=2):
        its.row(
            [last_first(each.person).upper(), each.title, each.on, Decimal(each.hours), "NCA"], each, provider="NCA"
        )
    yield its


def _of_sheets() -> Iterator[Listed]:
    its = Listed("years-on-sheets", "xlsx", [Tab("2023"), Tab("2024")])
    for tab in (0, 1):
        its.rows(["Name", "Class", "Date", "Hrs"], tab=tab)
        for each in done(6, first=tab):
            said = Done(
                each.person, each.title, each.on.replace(year=2023 + tab, day=13 + each.on.day % 14), each.hours
            )
            its.row([each.person, each.title, f"{said.on.month}/{said.on.day}", f"{each.hours} hrs"], said, tab=tab)
    yield its
    its = Listed("a-sheet-a-person", "xlsx", [Tab("Priya Nair"), Tab("Okafor, Sam"), Tab("Instructions")])
    for tab, person in enumerate(("Priya Nair", "Sam Okafor")):
        its.rows(["Course Title", "Completed", "Clock Hours", "Provider"], tab=tab)
        for each in of(person, 5, first=tab):
            its.row([each.title, each.on, Decimal(each.hours), "NCJTC"], each, tab=tab, provider="NCJTC")
    its.rows(["How to use this file"], ["Copy the last sheet and rename it."], tab=2)
    yield its
    its = Listed("nobody-headed-it", "ods", [Tab("Sheet1")])
    for each in done(9, first=1):
        its.row([each.person, each.title, each.on, Decimal(each.hours)], each)
    yield its
    its = Listed("since-1904", "xlsx", [Tab("Log")], is_since_1904=True)
    its.rows(["Name", "Training", "Date", "Hours"])
    for each in done(6, first=4):
        its.row([each.person, each.title, each.on, Decimal(each.hours)], each)
    yield its


def _texts() -> Iterator[Listed]:
    its = Listed("german-excel", "csv", [Tab("")], letters="cp1252", separator=";")
    its.rows(["Name", "Training", "Date", "Hours", "Notes"])
    for place, each in enumerate(done(8, first=3)):
        person = "Renée Díaz" if place == 2 else each.person
        said = Done(person, each.title, each.on, each.hours)
        its.row([person, each.title, european(each.on), each.hours.replace(".", ","), "café"], said)
    yield its
    its = Listed("tabs-in-utf-16", "csv", [Tab("")], letters="utf-16", separator="\t")
    its.rows(["First Name", "Last Name", "Course", "Completion Date", "Duration"])
    for each in done(8, first=5):
        first, last = each.person.split(" ")
        its.row([first, last, each.title, us_short(each.on), f"{int(Decimal(each.hours) * 60)} min"], each)
    yield its
    its = Listed("pipes", "csv", [Tab("")], letters="utf-8-sig", separator="|")
    its.rows(["who", "what", "when", "how long"])
    for each in done(7, first=6):
        its.row([each.person, each.title, each.on.isoformat(), ""], Done(each.person, each.title, each.on))
    yield its
    its = Listed("worded-dates", "csv", [Tab("")])
    its.rows(["Participant Name", "Workshop Title", "Date(s) Attended", "Contact Hours", "Location"])
    for each in done(9, first=7):
        its.row([f" {each.person}  ", each.title, worded(each.on), f"{each.hours} hours", "Cedar Falls"], each)
    yield its


def _forms() -> Iterator[Listed]:
    its = Listed("numbers-for-dates", "csv", [Tab("")])
    its.rows(["Employee", "Training Title", "Date Completed", "Hours"])
    for each in done(8, first=8):
        its.row([last_first(each.person), each.title, serial(each.on), each.hours], each)
    yield its
    its = Listed("spaces-everywhere", "xlsx", [Tab("Trainings ")])
    its.rows([" Name ", f"Training{NBSP}Title", "Date  Completed", "Hours "])
    for each in done(8, first=9):
        its.row(
            [f"{NBSP}{each.person.replace(' ', '  ')} ", f"{each.title} ", f" {us(each.on)}{NBSP}", f" {each.hours} "],
            each,
        )
    yield its
    its = Listed("every-form-of-date", "xlsx", [Tab("Log")])
    its.rows(["Staff", "Training", "Date", "Hours"])
    forms = (
        *(us, us_short, worded, date.isoformat, lambda day: f"{day:%d-%b-%y}", lambda day: f"{day:%a} {worded(day)}"),
        *(lambda day: day, lambda day: f"{day:%b}. {day.day}, '{day:%y}", lambda day: us(day, "-")),
        lambda day: f"{us(day - timedelta(days=1))} - {us(day)}",
        lambda day: f"{day:%B} {day.day - 1}-{day.day}, {day.year}",
        lambda day: f"{day.day} {day:%B} {day.year}",
    )
    for form, each in zip(forms, done(len(forms), first=10), strict=True):
        said = Done(each.person, each.title, each.on.replace(day=14 + each.on.day % 14), each.hours)
        its.row([each.person, each.title, form(said.on), Decimal(each.hours)], said)
    yield its

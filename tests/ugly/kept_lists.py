"""Lists with a row for each completion, as they are kept: in blocks, by event, with sums, out of other systems."""

from collections.abc import Iterator
from datetime import date, time, timedelta
from decimal import Decimal

from tests.ugly.people import done, last_first, of, us
from tests.ugly.writing import COVERED, Done, Formula, Listed, Span, Tab

NBSP = "\u00a0"


def lists() -> Iterator[Listed]:
    """Every list of this kind."""
    yield from _blocks()
    yield from _events()
    yield from _amounts()
    yield from _exports()
    yield from _faults()


def _blocks() -> Iterator[Listed]:
    for form in ("xlsx", "ods"):
        its = Listed(f"merged-names-{form}", form, [Tab("Trainings")])
        its.rows(["Name", "Position", "Training", "Date", "Hours"])
        for person in ("Maya Chen", "Ruth Abel", "Elena Voss"):
            for place, each in enumerate(of(person, 3, first=len(person))):
                who = [Span(person, 1, 3), Span("Advocate", 1, 3)] if place == 0 else [COVERED, COVERED]
                its.row([*who, each.title, each.on, Decimal(each.hours)], each)
        yield its
    its = Listed("names-written-once", "xls", [Tab("Sheet1")])
    its.rows(["Employee", "Training", "Date", "Hours"])
    for person in ("Joel Stein", "Nina Park", "Tom Baker"):
        for place, each in enumerate(of(person, 4, first=len(person))):
            its.row([last_first(person) if place == 0 else "", each.title, us(each.on), each.hours], each)
    yield its
    its = Listed("transcripts-one-below-the-other", "xlsx", [Tab("All staff")])
    for person in ("Grace Lin", "Paul Adeyemi", "Luis Ortega"):
        its.rows([person], ["Course", "Date Completed", "Hours", "CEUs"])
        for each in of(person, 3, first=len(person)):
            its.row([each.title, each.on, Decimal(each.hours), ""], each)
        its.rows(["Total", "", Decimal(9)], [])
    yield its


def _events() -> Iterator[Listed]:
    its = Listed("attendance-by-training", "xlsx", [Tab("Attendance")])
    its.rows(["Training", "Date", "Hours", "Attendee", "Agency"])
    for title in done(3, first=1):
        for place, person in enumerate(("Hannah Brandt", "Joel Stein", "Elena Voss")):
            what = [title.title, title.on, Decimal(title.hours)] if place == 0 else ["", "", ""]
            its.row([*what, person, "Cedar County"], Done(person, title.title, title.on, title.hours))
    yield its
    its = Listed("sign-in-sheet", "ods", [Tab("Sheet1")])
    its.rows(["Harbor House"], ["Training:", "CSEC 101"], ["Date:", "March 14, 2024"], ["Hours:", "1.5"], [])
    its.rows(["#", "Print Name", "Agency", "Signature"])
    for place, each in enumerate(done(8)):
        its.row([place + 1, each.person, "Harbor House", ""], Done(each.person, "CSEC 101", date(2024, 3, 14), "1.5"))
    yield its
    its = Listed("ditto-marks", "xlsx", [Tab("Log")])
    its.rows(["Name", "Training", "Date", "Hours"])
    for place, each in enumerate(done(6, first=2)):
        said = Done(each.person, "OnWatch", date(2024, 5, 20), "2")
        its.row([each.person, *(["OnWatch", "5/20/2024", "2 hrs"] if place == 0 else ['"', '"', "''"])], said)
    yield its
    its = Listed("several-names-in-a-cell", "xlsx", [Tab("Trainings")])
    its.rows(["Training", "Date", "Hours", "Attendees"])
    for each in done(4, first=3):
        both = (each.person, "Dana Whitfield" if each.person != "Dana Whitfield" else "Maya Chen")
        its.row(
            [each.title, each.on, Decimal(each.hours), "; ".join(both)],
            *(Done(one, each.title, each.on, each.hours) for one in both),
        )
    yield its


def _amounts() -> Iterator[Listed]:
    its = Listed("every-form-of-hours", "xlsx", [Tab("Log")])
    its.rows(["Name", "Training", "Date", "Length"])
    forms = (
        *(("1.5", "1.5"), ("1:30", "1.5"), (time(1, 30), "1.5"), ("90 min", "1.5"), ("1 hr", "1"), ("1h 30m", "1.5")),
        *(("1,5", "1.5"), ("2 CEU", ""), ("1½", "1.5"), ("1 hour 15 minutes", "1.25"), ("8 hrs.", "8"), ("n/a", "")),
        *((Decimal("0.75"), "0.75"), ("2 hrs (2 CEU)", "2"), ("45 mins", "0.75")),
    )
    for (written, hours), each in zip(forms, done(len(forms), first=5), strict=True):
        its.row([each.person, each.title, each.on, written], Done(each.person, each.title, each.on, hours))
    yield its
    its = Listed("credits-beside-hours", "xlsx", [Tab("CEU log")])
    its.rows(["Clinician", "Training", "Date", "Clock Hours", "CEUs", "CLE", "Certificate #", "Expires"])
    for place, each in enumerate(done(7, first=6)):
        credits = [["CEU", each.hours]] if place % 2 else [["CLE", "1"]]
        cells = [each.hours, ""] if place % 2 else ["", 1]
        ends = each.on.replace(year=each.on.year + 2)
        its.row(
            [f"{each.person}, LCSW", each.title, each.on, Decimal(each.hours), *cells, f"A-{place}", ends],
            each,
            credits=credits,
            certificate_number=f"A-{place}",
            expires_on=ends.isoformat(),
        )
    yield its
    its = Listed("minutes", "csv", [Tab("")])
    its.rows(["User Name", "Course Name", "Completion Date", "Score", "Status", "Time Spent (min)"])
    for place, each in enumerate(done(9, first=1)):
        minutes = int(Decimal(each.hours) * 60)
        if place == 4:
            its.rows([each.person, each.title, "", "", "In Progress", 12])
        else:
            its.row([each.person, each.title, each.on.isoformat(), 95, "Completed", minutes], each)
    yield its


def _exports() -> Iterator[Listed]:
    its = Listed("start-and-end", "xlsx", [Tab("Report")])
    its.rows(["Report generated 11/2/2025"], [])
    its.rows(["ID", "Learner Name", "Email", "Learning Item", "Start Date", "End Date", "Credit Hours", "Modality"])
    for place, each in enumerate(done(8, first=3)):
        mail = f"{each.person.split(' ')[0].lower()}@example.org"
        start = each.on - timedelta(days=2)
        its.row(
            [1000 + place, each.person, mail, each.title, start, each.on, Decimal(each.hours), "Virtual"],
            Done(each.person, each.title, each.on),
            email=mail,
            format="live_online",
            credits=[["CE", each.hours]],
        )
    yield its
    its = Listed(
        "hidden-and-other-sheets",
        "xlsx",
        [Tab("Current"), Tab("Former staff", is_hidden=True), Tab("Lists"), Tab("Summary")],
    )
    for tab in (0, 1):
        its.rows(["Name", "Training", "Date", "Hours"], tab=tab)
        for each in done(5, first=6 + tab):
            its.row([each.person, each.title, each.on, Decimal(each.hours)], each, tab=tab)
    its.rows(["In person"], ["Online"], tab=2)
    its.rows(["Name", "Total Hours"], ["Maya Chen", Decimal(12)], tab=3)
    yield its
    its = Listed("formulas", "xlsx", [Tab("Log")])
    its.rows(["First", "Last", "Full Name", "Training", "Date", "Hours"])
    for place, each in enumerate(done(6, first=7)):
        first, last = each.person.split(" ")
        full = Formula(f'[.A{place + 2}]&" "&[.B{place + 2}]', each.person)
        its.row([first, last, full, each.title, each.on, Decimal(each.hours)], each)
    yield its


def _faults() -> Iterator[Listed]:
    its = Listed("two-rows-of-headings", "xls", [Tab("Sheet1")])
    its.rows(["Harbor House"], ["Employee", "Training", "Date", "Number of"], ["Name", "Title", "Completed", "Hours"])
    for each in done(7, first=8):
        its.row([each.person, each.title, each.on, Decimal(each.hours)], each)
    yield its
    its = Listed("cells-nobody-can-read", "xlsx", [Tab("2024")])
    its.rows(["Name", "Training", "Date", "Hours"])
    wrong = ("13/45/2024", "sometime in spring", "", "3/14/24 and 3/21/24", "2024")
    for place, each in enumerate(done(10, first=9)):
        if place < len(wrong):
            its.row([each.person, each.title, wrong[place], each.hours], each, wrong=True)
        else:
            its.row(
                [each.person, each.title, each.on, "about two" if place == 7 else each.hours],
                Done(each.person, each.title, each.on, "" if place == 7 else each.hours),
            )
    yield its

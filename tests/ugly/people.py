"""What the invented people of the demo center completed, as it is in truth, and ways to write it."""

from datetime import date

from tests.ugly.writing import Done

PEOPLE = (
    *("Dana Whitfield", "Luis Ortega", "Maya Chen", "Ruth Abel", "Sam Okafor", "Priya Nair", "Hannah Brandt"),
    *("Elena Voss", "Joel Stein", "Tom Baker", "Grace Lin", "Paul Adeyemi", "Nina Park"),
)
TITLES = (
    "Introduction to Child Sex Trafficking",
    "CSEC 101",
    "OnWatch",
    "Human Trafficking 101",
    "Protecting Children from Sex Trafficking",
    "HIPAA Refresher",
    "Mandated Reporter Training",
    "Vicarious Trauma and the MDT",
)
HOURS = ("1", "1.5", "2", "0.5", "3", "7.5", "1.25", "6")


def done(count: int = 10, *, first: int = 0, months: int = 1) -> list[Done]:
    """Some completions, in days that leave no doubt here and there; each person and title in turn."""
    return [
        Done(
            PEOPLE[(first + number) % len(PEOPLE)],
            TITLES[(first + 3 * number) % len(TITLES)],
            date(2022 + (first + number) % 4, 1 + (first + number * months) % 12, 1 + (7 * (first + number) + 3) % 28),
            HOURS[(first + number) % len(HOURS)],
        )
        for number in range(count)
    ]


def of(person: str, count: int = 5, *, first: int = 0) -> list[Done]:
    """Some completions of one person."""
    return [Done(person, each.title, each.on, each.hours) for each in done(count, first=first)]


def us(day: date, by: str = "/") -> str:
    """A day as most write it: 3/14/2024."""
    return f"{day.month}{by}{day.day}{by}{day.year}"


def us_short(day: date) -> str:
    """03/14/24."""
    return f"{day:%m/%d/%y}"


def european(day: date) -> str:
    """14.03.2024."""
    return f"{day:%d.%m.%Y}"


def worded(day: date) -> str:
    """March 14, 2024."""
    return f"{day:%B} {day.day}, {day.year}"


def last_first(name: str) -> str:
    """Nair, Priya."""
    first, _, last = name.rpartition(" ")
    return f"{last}, {first}"


def serial(day: date) -> int:
    """The number under which a program keeps a day."""
    return (day - date(1899, 12, 30)).days

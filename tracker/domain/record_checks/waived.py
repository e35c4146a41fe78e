"""What is set aside, or met by something else, with nothing to show for it."""

from collections.abc import Iterator

from tracker.domain.finding import TEAM
from tracker.domain.record import Waiver
from tracker.domain.record_checks.facts import Facts
from tracker.domain.record_checks.line import Check, Line, Opens, Thing
from tracker.domain.wording import day, quoted


def without_file(facts: Facts) -> Iterator[Line]:
    """Yield waivers and equivalents that hold today or later and have no file."""
    people = [(person.name, waiver) for person in facts.record.people for waiver in person.waivers]
    for name, waiver in [*people, *((TEAM, waiver) for waiver in facts.record.waivers)]:
        if waiver.ends_on >= facts.today and waiver.key not in facts.filed:
            yield _line(facts, name, waiver)


def _line(facts: Facts, name: str, waiver: Waiver) -> Line:
    what = quoted(_title(facts, waiver))
    how = f"is met by {quoted(waiver.instead)}" if waiver.instead else "is set aside"
    return Line(
        check=Check.WAIVER_NO_FILE,
        name=name,
        says=(
            f"{what} {how} from {day(waiver.starts_on)} to {day(waiver.ends_on)}, and no file is behind it. "
            "A reviewer reads the reason and who decided, and would ask what it rests on."
        ),
        do="Add what it rests on, such as minutes or a letter.",
        things=(Thing(Opens.WAIVER, waiver.key, f"Add a file to the {waiver.kind.value} for {what}"),),
    )


def _title(facts: Facts, waiver: Waiver) -> str:
    """Return the requirement's title; its key where the standard is followed no more, or in another edition."""
    titles = (
        asked.title
        for assessment in facts.assessments
        if (assessment.standard.id, assessment.standard.edition) == (waiver.standard, waiver.edition)
        for asked in assessment.standard.requirements
        if asked.id == waiver.requirement
    )
    return next(titles, waiver.requirement)

"""Standards that the center follows, and how they stand on a day."""

from datetime import date

from pydantic import Field

from tracker.api.shapes.base import Day, PieceAsked, PublicId, Shape
from tracker.domain.finding import Finding
from tracker.domain.verdict import Status
from tracker.services.standards import Followed


class RequirementShown(Shape):
    """A demand of a standard; `checked`: whether somebody compared it with the publisher's text."""

    id: str
    title: str
    text: str
    component: str
    of_team: bool
    checked: bool


class StandardShown(Shape):
    """A standard in the edition that holds at the center."""

    id: str
    edition: str
    title: str
    checked: bool
    requirements: list[RequirementShown]

    @classmethod
    def of(cls, followed: Followed) -> "StandardShown":
        """Return a standard as programs see it."""
        it = followed.standard
        demands = [
            RequirementShown(
                id=each.id,
                title=each.title,
                text=each.text,
                component=each.component,
                of_team=each.applies.team,
                checked=each.checked is not None,
            )
            for each in it.requirements
        ]
        return cls(id=it.id, edition=it.edition, title=it.title, checked=it.checked is not None, requirements=demands)


class StandardsShown(Shape):
    """The standards that the center follows."""

    items: list[StandardShown]


class FindingShown(Shape):
    """How a requirement stands for a person, or the team where `person` is null, and why; `gap`: what would close it.

    `cautions` must be shown wherever the status is. `rests_on`: the completions and events that it rests on.
    """

    requirement: str
    person: str | None
    person_name: str | None
    status: Status
    reason: str
    gap: str
    due_on: date | None
    lapses_on: date | None
    cautions: list[str]
    rests_on: list[str]

    @classmethod
    def of(cls, finding: Finding) -> "FindingShown":
        """Return a finding as programs see it."""
        return cls(
            requirement=finding.requirement.id,
            person=finding.person.key if finding.person else None,
            person_name=finding.person.name if finding.person else None,
            status=finding.status,
            reason=finding.reason,
            gap=finding.gap,
            due_on=finding.due_on,
            lapses_on=finding.lapses_on,
            cautions=list(finding.cautions),
            rests_on=[each.completion.key for each in finding.counted],
        )


class FindingsAsked(PieceAsked):
    """Which findings, and on which day."""

    as_of: Day | None = Field(None, description="The day, past or to come; today where it is left out.")
    person: PublicId | None = Field(None, description="Only this person's.")
    status: Status | None = Field(None, description="Only those that stand so.")


class FindingsShown(Shape):
    """A part of the findings of a standard on a day."""

    standard: str
    edition: str
    as_of: date
    items: list[FindingShown]
    next: str | None

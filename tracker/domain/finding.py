"""The verdict on one requirement for one person or the team: what every page, packet and export shows."""

from tracker.domain.record import Completion, Person, Waiver
from tracker.domain.standard import Requirement
from tracker.domain.value import value
from tracker.domain.verdict import Counted, NotCounted, Status, Verdict
from tracker.domain.wording import inside_a_sentence, listed, quoted

__all__ = ["TEAM", "Counted", "Finding", "NotCounted", "Status", "Verdict"]

TEAM = "The team"


@value
class Finding(Verdict):
    """A verdict with its requirement and its person (None: the team).

    `weak` are counted completions whose proof is weaker than the requirement asks for. They count, and are
    named. `waiver` is the decision that acts here, where the status is waived.
    """

    requirement: Requirement
    person: Person | None
    weak: tuple[Completion, ...] = ()
    waiver: Waiver | None = None

    @property
    def cell(self) -> tuple[str, str]:
        """Whose it is and of what: the person's key, empty for the team, and the requirement's id."""
        return self.person.key if self.person else "", self.requirement.id

    @property
    def whose(self) -> str:
        """Whose it is, as people read it: the person's name, or the team."""
        return self.person.name if self.person else TEAM

    @property
    def weak_words(self) -> str:
        """Name what counted on proof weaker than asked for; empty where nothing did."""
        if not self.weak or self.requirement.least_grade is None:
            return ""
        named = listed(f"{quoted(entry.title)} ({_proof(entry)})" for entry in self.weak)
        return f"Weaker proof than the {inside_a_sentence(self.requirement.least_grade.label)} asked for: {named}."

    @classmethod
    def of(
        cls,
        verdict: Verdict,
        requirement: Requirement,
        person: Person | None,
        weak: tuple[Completion, ...] = (),
        waiver: Waiver | None = None,
    ) -> "Finding":
        """Give a verdict its requirement and its person, and the waiver that acts in it."""
        return cls(
            requirement=requirement,
            person=person,
            weak=weak,
            waiver=waiver,
            status=verdict.status,
            reason=verdict.reason,
            title=verdict.title,
            gap=verdict.gap,
            counted=verdict.counted,
            not_counted=verdict.not_counted,
            hours_needed=verdict.hours_needed,
            hours_counted=verdict.hours_counted,
            topics_missing=verdict.topics_missing,
            due_on=verdict.due_on,
            lapses_on=verdict.lapses_on,
            cautions=verdict.cautions,
            children=verdict.children,
        )


def _proof(completion: Completion) -> str:
    return inside_a_sentence(completion.grade.label) if completion.grade else "no proof"

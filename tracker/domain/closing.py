"""Which trainings would do something about a gap: what the rule looks at, asked of a training nobody completed yet."""

from tracker.domain.bridges import leaves_of
from tracker.domain.finding import Finding
from tracker.domain.record import CompletionKind
from tracker.domain.rules import Hours, RecurringHours, TopicCoverage


def would_help(finding: Finding, key: str, topics: frozenset[str]) -> int:
    """Return how well a training answers a finding: 0 not at all, more for each topic that is missing or asked for.

    Says nothing of hours: whether one training is enough is for the director to see.
    """
    best = 0
    for leaf, selection in leaves_of(finding.requirement):
        if (
            not isinstance(leaf, Hours | RecurringHours | TopicCoverage)
            or CompletionKind.TRAINING not in selection.kinds
        ):
            continue
        listed = selection.approved.trainings if selection.approved else frozenset()
        # A rule that goes by the title knows its courses by no list: whether this is one is not told here.
        if (listed and key not in listed) or selection.titled or not selection.also_topics <= topics:
            continue
        asked = frozenset(finding.topics_missing) or selection.topics
        fit = len(topics & asked) if asked else (1 if listed else 0)
        best = max(best, fit + len(selection.also_topics) * bool(fit or not asked))
    return best

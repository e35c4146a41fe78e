"""What whoever decides on a completion looks for, by its kind, and the reasons for which most are returned."""

from tracker.domain.record import CompletionKind

# What people return most often, in words that say what to do.
PHRASES = (
    "The certificate is missing. Please add it.",
    "The certificate cannot be read. Please take a new photo or add the PDF.",
    "The name on the certificate is another person's.",
    "The completion date differs from the certificate.",
    "The hours differ from the certificate, or it does not show them.",
    "The title or the provider differs from the certificate.",
    "This looks like one that was logged already.",
)
_ON_EACH = ("The name is this person's", "The day is the one on the certificate")
CHECKLISTS: dict[str, tuple[str, ...]] = {
    CompletionKind.TRAINING: (*_ON_EACH, "Title and provider are right", "The hours are those on the certificate"),
    CompletionKind.PEER_REVIEW: ("The day is right", "It was peer review, not a training", "The length is shown"),
    CompletionKind.SUPERVISION: ("The day is right", "Who supervised is shown", "The length is shown"),
    CompletionKind.LICENSE: (*_ON_EACH, "The license number is right", "The last valid day is entered"),
    CompletionKind.DEGREE: (*_ON_EACH, "The school is named"),
    CompletionKind.ENROLLMENT: (*_ON_EACH, "What they enrolled in is named"),
}


def checklist(kind: str) -> tuple[str, ...]:
    """Return what to look for on a completion of a kind."""
    return CHECKLISTS.get(kind, _ON_EACH)

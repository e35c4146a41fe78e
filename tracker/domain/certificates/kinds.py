"""Documents that people add by mistake: an evaluation form, an agenda, an invoice, a registration."""

import re

from tracker.domain.certificates.proposals import Kind

# So many different signs of a kind must be there; a certificate may have one by chance.
_ENOUGH = 2
_SIGNS: dict[Kind, tuple[re.Pattern[str], ...]] = {
    Kind.EVALUATION: tuple(
        re.compile(shape, re.IGNORECASE)
        for shape in (
            r"\bevaluation\s+(?:form|survey|of\s+(?:the\s+)?(?:training|course|session|speaker))|\b(?:course|training|session|workshop|program|participant|speaker)\s+evaluation\b"
            r"|\bfeedback\s+(?:form|survey)",
            r"\bstrongly\s+(?:dis)?agree\b",
            r"\bplease\s+(?:rate|circle|indicate|complete\s+this\s+(?:form|evaluation|survey))",
            r"\b(?:overall\s+rating|how\s+(?:likely|satisfied|would\s+you\s+rate)|what\s+did\s+you\s+(?:like|learn)|suggestions\s+for\s+improvement)\b",
        )
    ),
    Kind.AGENDA: tuple(
        re.compile(shape, re.IGNORECASE)
        for shape in (
            r"\b(?:agenda|schedule\s+(?:at\s+a\s+glance|of\s+events)|conference\s+program|daily\s+schedule)\b",
            r"(?:\b\d{1,2}:\d{2}\s*(?:[ap]\.?m\.?)?\s*(?:-|\u2013|to)?[^\n]*\n(?:[^\n]*\n){0,2}){4,}",
            r"\b(?:lunch|break|registration\s+(?:and|&)\s+(?:coffee|breakfast)|welcome\s+(?:and|&)|adjourn|closing\s+remarks|opening\s+remarks|keynote)\b",
        )
    ),
    Kind.INVOICE: tuple(
        re.compile(shape, re.IGNORECASE)
        for shape in (
            r"\b(?:invoice|receipt|order\s+(?:number|confirmation|summary)|billing\s+statement)\b",
            r"\b(?:amount\s+(?:due|paid)|balance\s+due|subtotal|total\s+(?:due|paid)|payment\s+(?:method|received)|bill(?:ed)?\s+to|remit\s+to|unit\s+price|tax)\b",
            r"\$\s?\d+(?:[.,]\d{2})?\b",
        )
    ),
    Kind.REGISTRATION: tuple(
        re.compile(shape, re.IGNORECASE)
        for shape in (
            r"\b(?:registration\s+(?:confirmation|form|confirmed)|you\s+(?:are|have\s+been)\s+(?:now\s+)?registered|thank\s+you\s+for\s+registering|your\s+registration)\b",
            r"\b(?:join\s+(?:link|the\s+meeting|url|webinar)|add\s+to\s+calendar|look\s+forward\s+to\s+(?:seeing|having)|meeting\s+id|passcode|check-in\s+(?:opens|begins)|cancellation\s+policy|before\s+the\s+(?:event|training))\b",
            r"\b(?:parking|what\s+to\s+bring|zoom|ticket|venue|dress\s+code|arrive\s+(?:early|by))\b",
        )
    ),
}
_IS_ONE = re.compile(
    r"\bcertificate\s+of\s+(?:completion|attendance|participation|achievement|training)|\bcertif(?:y|ies)\s+that\b|\b(?:has|have)\s+(?:successfully\s+)?completed\b",
    re.IGNORECASE,
)


def kind_of(text: str) -> Kind | None:
    """Return what a document seems to be instead of a certificate; None where it may be one, or nothing tells."""
    if _IS_ONE.search(text):
        return None
    counts = {kind: sum(shape.search(text) is not None for shape in signs) for kind, signs in _SIGNS.items()}
    likest = max(counts, key=lambda kind: counts[kind])
    return likest if counts[likest] >= _ENOUGH else None

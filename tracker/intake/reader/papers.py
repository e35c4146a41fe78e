"""A PDF looked at as any other that is taken in, and read as a certificate, in one process."""

from tracker.intake.errand import Errand
from tracker.intake.reader import certificates, documents
from tracker.intake.reader.findings import Findings


def look(content: bytes, errand: Errand) -> Findings:
    """Examine a PDF, and write what it proposes as 0001.json."""
    findings = documents.look(content, errand)
    read = certificates.look(content, errand)
    findings.notes |= read.notes
    findings.files = read.files
    return findings

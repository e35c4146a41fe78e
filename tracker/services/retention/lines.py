"""What is stored, why, and for how long: the one table that the page shows and that the clean-up goes by.

Each table of the database stands in one line, with its columns that tell about somebody in plain words. A test holds
this against the tables: a new table, or a new column of text, without its words fails it.
"""

from collections.abc import Iterator

from tracker.services.retention.archives import ARCHIVES
from tracker.services.retention.center import CENTER, DECISION_LINKS, PHONE_LINKS, PLANNED, PLANS
from tracker.services.retention.desks import DESKS
from tracker.services.retention.imports import IMPORTS
from tracker.services.retention.line import RECORD, Line
from tracker.services.retention.mails import MAILS
from tracker.services.retention.programs import PROGRAMS

LINES: tuple[Line, ...] = (
    Line(
        "people",
        "People and their roles",
        "Training is asked of a role, from the day on which somebody takes it.",
        {
            "person": {"name": "name", "email": "email address", "other_names": "other names", "discipline": "field"},
            "role_term": {"role": "roles", "starts_on": "from when to when", "ends_on": "from when to when"},
            "leave": {"starts_on": "leave of absence, never why", "ends_on": "leave of absence, never why"},
            "agency": {"name": "agency", "discipline": "professional field"},
        },
        until=RECORD,
        stays=(
            "The email address of somebody who left can be emptied. Their name stays beside what they did. Who was "
            "added by mistake is removed, if nothing hangs on them."
        ),
    ),
    Line(
        "completions",
        "Completed trainings and what was decided on them",
        "They are the record that accreditation rests on; reviewers ask about years past.",
        {
            "completion": {
                **dict.fromkeys(("title", "provider", "completed_on", "expires_on"), "training, day, hours"),
                **dict.fromkeys(("hours", "topic_hours"), "training, day, hours"),
                "certificate_number": "number of the certificate",
                "note": "notes",
                "stated_by": "which prior center states it",
                "withdrawn_reason": "reasons given",
                "decided_as": "who decided what",
            },
            "credit": {"body": "credits", "amount": "credits", "number": "credits"},
            "review": {"decision": "who decided what", "decided_as": "who decided what", "reason": "reasons given"},
            "event": {"title": "team events", "provider": "team events", "note": "notes"},
        },
        until=RECORD,
        stays="What is withdrawn stays, with its reason, and counts no more.",
    ),
    Line(
        "waivers",
        "Waivers and equivalents",
        "A requirement counts as met by somebody's decision, and reviewers ask who decided, when and why.",
        {
            "waiver": {
                "kind": "what was proposed, for whom, until when",
                "standard": "what was proposed, for whom, until when",
                "edition": "what was proposed, for whom, until when",
                "requirement": "what was proposed, for whom, until when",
                "starts_on": "what was proposed, for whom, until when",
                "ends_on": "what was proposed, for whom, until when",
                "instead": "what meets it instead",
                "reason": "reasons given",
                "decision_reason": "reasons given",
                "ended_reason": "reasons given",
                "state": "who decided what",
            }
        },
        until=RECORD,
        stays="What was declined, taken back or ended stays, with its reason, and counts no more.",
    ),
    Line(
        "earlier_states",
        "What a fact said before it was changed",
        "Reviewers ask what was known on a day: how a completion, a role, an event, a waiver or a standard stood.",
        {
            "earlier_state": {
                "of": "which kind of fact",
                "said": "what a completion, a role, an event, a waiver, the visit or a standard said before",
            }
        },
        until=RECORD,
        stays="A name or an address that was corrected is not kept here.",
    ),
    Line(
        "plan_lines",
        "What was agreed on in the plan",
        "Who completes what by when is asked again until it is done, and what came of it afterwards.",
        {
            "plan_line": {
                "title": "what was agreed on, for whom, until when",
                "closes": "what was agreed on, for whom, until when",
                "due_on": "what was agreed on, for whom, until when",
                "booked_on": "for which day it is booked",
                "note": "notes",
                "closed_as": "that it was done or dropped",
                "closed_reason": "reasons given",
            }
        },
        until=RECORD,
        stays="What was dropped stays, with its reason.",
    ),
    Line(
        "record_checks",
        "What was set aside on Check the record",
        "What looked wrong and was found right needs no second look, and a reviewer may ask why.",
        {
            "record_check_set_aside": {
                "check": "what looked wrong",
                "line": "what looked wrong",
                "reason": "reasons given",
            }
        },
        until=RECORD,
        stays="What was taken back stays in the history.",
    ),
    IMPORTS,
    Line(
        "evidence",
        "Certificates and other files",
        "They prove what was logged.",
        {
            "evidence": {
                "file_name": "name of the file",
                "named": "names read on it as those of whoever completed it",
                "sha256": "the file, and pictures of its pages",
                "withdrawn_reason": "reasons given",
                "removed_reason": "reasons given",
            },
            "citation": {"label": "places in it that were pointed at"},
            "redaction": {
                "sha256": "parts of it that are not printed",
                "reason": "reasons given",
                "taken_back_reason": "reasons given",
            },
        },
        until=RECORD,
        files=("the file, and pictures of its pages",),
    ),
    Line(
        "packets",
        "Packets",
        "A packet proves what was so on its day, so it is kept as it was issued.",
        {
            "packet": {
                "failure": "what was said about its making",
                "inputs_sha256": "names and trainings as printed",
                "withdrawn_reason": "reasons given",
            }
        },
        until=RECORD,
        stays="Of one that is withdrawn stay its number, its SHA-256, when, by whom and why.",
        files=("names and trainings as printed", "certificates as printed"),
    ),
    DESKS,
    Line(
        "pieces",
        "Drawn pages of packets",
        "The next packet of a center draws only the pages that changed.",
        files=("names and trainings as printed",),
        stays="When a packet is withdrawn, all of them of its center go at once.",
    ),
    Line(
        "history",
        "History",
        "Every change says who made it, when and why, and the lines are chained so that none can be altered unseen.",
        {
            "history_entry": {"action": "who changed what", "detail": "what it was before", "reason": "reasons given"},
            "history_head": {},
        },
        until=RECORD,
        stays=(
            "No line can be removed without breaking the chain. Names beside it are read from people and accounts. Of "
            "email addresses it says only that they changed; lines from before November 26, 2026, may hold one."
        ),
    ),
    CENTER,
    DECISION_LINKS,
    PHONE_LINKS,
    PLANS,
    PLANNED,
    Line(
        "accounts",
        "Accounts",
        "Somebody who signs in must be told from everybody else.",
        {
            "account": {
                "email": "email address",
                "display_name": "name",
                "password_hash": "a digest of the password, never the password",
            },
            "membership": {"role": "role at each center", "reminded": "whether the weekly mail comes"},
            "calendar_feed": {"digest": "a digest of the address of your calendar"},
            "authenticator": {"sealed_secret": "the secret of the app, sealed"},
            "passkey": {
                "name": "names of passkeys",
                "credential_id": "public keys of passkeys",
                "public_key": "public keys of passkeys",
            },
            "recovery_code": {"digest": "digests of recovery codes"},
            "identity": {
                "issuer": "who one is at another provider",
                "subject": "who one is at another provider",
                "email": "email address",
            },
        },
        until="as long as the installation",
        stays=(
            "Who left a center gets into it no more. Who closes their account leaves its name, by which lines of "
            "history say who did what; the address and all that signs in go."
        ),
    ),
    Line(
        "sessions",
        "Sign-ins",
        "You see where you are signed in, and directors the day of somebody's last sign-in.",
        {"sign_in_session": {"device": "browser", "started_at": "from when to when", "token_digest": "a digest"}},
        stays="The last one stays until the account is closed, so that a new browser is noticed.",
    ),
    Line(
        "devices",
        "Known browsers",
        "You hear by mail when somebody signs in from another one.",
        {"known_device": {"device": "browser", "first_at": "first and last sign-in", "digest": "a digest"}},
    ),
    Line(
        "sightings",
        "Looks at the records of others",
        "Everybody can see who looked at their record.",
        {
            "sighting": {
                "seen_as": "who saw what",
                "act": "who saw what",
                "subject": "who saw what",
                "subject_id": "who saw what",
                "seen_on": "day, first and last time, how often",
            }
        },
    ),
    PROGRAMS,
    Line(
        "invitations",
        "Invitations",
        "Directors see who was asked to join, and by whom.",
        {"invitation": {"email": "email address", "role": "role offered", "digest": "a digest of the link"}},
    ),
    *MAILS,
    Line(
        "links",
        "Links that work once",
        "A new password and the first set-up begin with one.",
        {"one_time_link": {"digest": "a digest of the link"}},
    ),
    Line(
        "steps",
        "Steps of signing in",
        "A second factor and another provider answer to one.",
        {"sign_in_step": {"detail": "what was asked", "digest": "a digest"}},
    ),
    Line(
        "attempts",
        "Counted tries",
        "Guessing is slowed down.",
        {"attempt": {"key": "a digest of what was tried, and how often"}},
    ),
    Line(
        "forms",
        "Keys of forms that were sent",
        "Sending a form twice makes one thing.",
        {
            "submission": {
                "key": "that a form was sent",
                "made": "what it made",
                "sent_digest": "a digest of what was sent",
            }
        },
    ),
    ARCHIVES,
    Line(
        "uploads",
        "Files of forms that were not saved",
        "Nobody has to choose a file twice.",
        files=("the file", "its name"),
    ),
)


def of_tables() -> Iterator[tuple[str, Line]]:
    """Yield each table with the line that it stands in."""
    for line in LINES:
        for table in line.tables:
            yield table, line

"""What a line of history says to a director."""

from typing import Any

from flask import url_for

from tracker.services.history import Line

NOUNS = {
    "archive": "everything of the center as one file",
    "account": "their account",
    "calendar": "the private calendar",
    "api_token": "a token for programs",
    "center": "the center's settings",
    "completion": "a completion",
    "decision_link": "somebody decide on completions by a link",
    "desk": "somebody read a packet by a link",
    "event": "a team event",
    "evidence": "a file",
    "import": "a spreadsheet",
    "invitation": "an invitation",
    "membership": "a sign-in",
    "packet": "a packet",
    "person": "a person",
    "phone_link": "a completion be logged from a phone by a link",
    "plan_line": "a line of the plan",
    "planned_event": "a planned event",
    "record_check": "a line of the check of the record",
    "snooze": "something to do",
    "standard": "a standard",
    "records": "the center's records from a backup",
    "training": "a training of the catalog",
    "waiver": "a waiver",
    "agency": "an agency",
    "link": "a link",
}
VERBS = {
    "accept": "accepted",
    "accepted": "accepted",
    "add": "added",
    "add_leave": "entered a leave of absence of",
    "add_role": "gave a role to",
    "adopt": "adopted",
    "attach": "added a file to",
    "ask": "asked for",
    "ask_again": "asked again for",
    "ask_at_desk": "asked a question where",
    "answer_at_desk": "answered a question where",
    "begin": "began the center with",
    "bring_back": "brought back",
    "book": "said the day of",
    "bring_in": "took over corrections of",
    "bring_in_file": "brought in",
    "cancel": "canceled",
    "change": "changed",
    "change_leave": "corrected a leave of absence of",
    "change_role": "changed the role of",
    "close": "closed",
    "check": "marked as checked",
    "cite": "pointed at a place in a file of",
    "close_check_in": "closed the check-in of",
    "correct": "corrected",
    "correct_place": "corrected where to look in a file of",
    "decide_by_link": "used up the link that let",
    "decline": "declined",
    "drop": "no longer applies",
    "drop_file": "dropped",
    "drop_files": "dropped files to",
    "end": "ended",
    "expect": "expects further people at",
    "finish": "called done",
    "follow": "applied",
    "pin": "pinned the edition",
    "unpin": "let the visit's day pick the edition again instead of",
    "give": "let",
    "give_file": "gave the center's own file of",
    "grant": "granted",
    "import": "brought in from a spreadsheet",
    "invite": "sent",
    "issue": "issued",
    "join": "accepted",
    "keep": "kept",
    "lay_out": "looked through",
    "make": "made",
    "end_token": "revoked",
    "leave": "recorded the leaving of",
    "merge": "merged",
    "open_check_in": "said when people can check in at",
    "plan": "planned",
    "propose": "proposed",
    "record": "logged",
    "redact": "keeps out of print a part of a file of",
    "remind": "switched on the weekly mail of",
    "remove": "removed from the list",
    "remove_file": "removed for good a file of",
    "remove_place": "no longer points at a place in a file of",
    "renew_code": "made another code for",
    "report": "reported",
    "restore": "restored",
    "reset_second_factor": "reset the second factor of",
    "retire": "retired",
    "return": "returned",
    "returned": "returned",
    "revoke": "no longer lets",
    "settle": "settled a report on",
    "see_update": "has seen what an update changed in",
    "set_aside": "set aside",
    "stop_reminding": "switched off the weekly mail of",
    "submit": "submitted",
    "uncheck": "took back the checking of",
    "snooze": "snoozed in the weekly mail",
    "use": "used up the link that let",
    "wake": "woke again in the weekly mail",
    "take_over": "took over what lets",
    "take_back": "put back",
    "put_back_import": "put back as before an import",
    "take_back_import": "took back from the record",
    "take_back_redaction": "prints again a part of a file of",
    "take_back_leave": "took back a leave of absence of",
    "take_away": "took away the center's own file of",
    "throw_away": "threw away",
    "withdraw": "withdrew",
    "withdraw_file": "withdrew a file of",
}
# In these a list of two says what was there and what came; in all others it is a list.
PAIRED = {"change", "change_leave", "correct", "withdraw"}
# Values of these are keys of our lists, not words that somebody typed.
KEYS = {"discipline", "format", "kind", "role", "roles", "state", "topics"}
PAGES = {
    "completion": ("completions.show", "completion"),
    "desk": ("desks.show", "desk"),
    "event": ("events.show", "event"),
    "import": ("imports.show", "dropped"),
    "packet": ("packets.show", "packet"),
    "person": ("person.show", "person"),
    "plan_line": ("plan.line", "plan_line"),
    "planned_event": ("planned.show", "planned"),
    "training": ("catalog.show", "training"),
    "waiver": ("waivers.show", "waiver"),
}


def sentence(line: Line, *, own: bool = False) -> str:
    """Return what was done, as the rest of a sentence that begins with who did it; `own`: to the one it concerns."""
    verb = VERBS.get(line.action, line.action.replace("_", " "))
    noun = NOUNS.get(line.subject, line.subject.replace("_", " "))
    if line.subject == "standard":
        noun = f"the standard {line.subject_id}"
    if line.subject == "person" and line.person_name:
        noun = "you" if own else line.person_name
    about = (
        f" of {'yours' if own else line.person_name}"
        if line.person_name and line.subject in {"completion", "evidence", "phone_link", "plan_line", "waiver"}
        else ""
    )
    return f"{verb} {noun}{about}"


def address(line: Line) -> str:
    """Return the page of what was changed, where it has one. Who was removed has none, and no name."""
    if line.subject == "person" and not line.person_name:
        return ""
    return page_of(line.subject, line.subject_id)


def page_of(subject: str, subject_id: str) -> str:
    """Return the page of a thing; empty where it has none."""
    if subject not in PAGES:
        return ""
    endpoint, name = PAGES[subject]
    values: dict[str, Any] = {name: subject_id}
    return url_for(endpoint, **values)


def detail(line: Line) -> list[str]:
    """Return what changed, a line each: from what to what where it says both."""
    found = []
    for name, value in line.detail.items():
        label = name.replace("_", " ")
        if isinstance(value, list) and len(value) == 2 and line.action in PAIRED:
            found.append(f"{label}: {_shown(name, value[0])} → {_shown(name, value[1])}")
        else:
            found.append(f"{label}: {_shown(name, value)}")
    return found


def _shown(name: str, value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{_shown('topics', key)} {_shown(name, each)}" for key, each in value.items()) or "nothing"
    if isinstance(value, list):
        return ", ".join(_shown(name, each) for each in value) or "nothing"
    if value in (None, ""):
        return "nothing"
    return str(value).replace("_", " ") if name in KEYS else str(value)

"""What each form does when it is sent, and so what must hold when it is sent twice.

A new POST route takes its place in one of these: it makes something, it changes what exists, or it acts.
"""

from tests.pages.forms import page_of
from tests.pages.walking import FORM, Sent, Visit

# A form with a key: sent again, it leads to what it made.
CREATES = {
    "catalog.new",
    "catalog.report",
    "completions.new",
    "decision_links.give",
    "desk.ask",
    "desk.ask_exhibit",
    "desk.ask_person",
    "desk.sample",
    "desks.give",
    "events.new",
    "evidence.cite",
    "evidence.redact",
    "installation.begin",
    "members.invite",
    "packets.new",
    "people.enter_leave",
    "people.give_role",
    "people.new",
    "people.team",
    "phone_links.give",
    "phone_links.own",
    "plan.agree",
    "planned.new",
    "planned.record",
    "reminders.begin_calendar",
    "reminders.snooze",
    "tokens.make",
    "waivers.new",
}
# Their answer shows a link that is kept nowhere; the form's twin leads back to the list and says so.
SHOWN_ONCE = {"decision_links.give", "reminders.begin_calendar", "desks.give", "installation.begin", "members.invite"}
SHOWN_ONCE |= {"phone_links.give", "phone_links.own", "tokens.make"}

# A form with a version: the second of two who opened it is told, by a page with what they typed, or where there is
# nothing to keep, by the page of the thing.
EDITS = {
    "catalog.change",
    "completions.correct",
    "completions.withdraw",
    "events.correct",
    "events.withdraw",
    "imports.columns",
    "imports.pair",
    "imports.people",
    "imports.rows",
    "imports.trainings",
    "people.agency",
    "people.correct_leave",
    "people.correct_role",
    "people.edit",
    "plan.book",
    "plan.change",
    "plan.close",
    "planned.change",
    "planned.code",
    "queue.show",
    "reminders.settings",
    "settings.letterhead",
    "settings.queue",
    "settings.second_factor",
    "settings.show",
    "standards.bring_in",
    "standards.correct",
    "waivers.decide",
    "waivers.end",
    "waivers.take_back",
}
# A form with a version after which there is no page of the thing: the second of two finds nothing.
REMOVALS = {"imports.throw_away", "people.remove"}
BUTTONS_WITH_VERSION = {"completions.submit", "imports.save", "imports.take_back"}

# Forms whose button says what is done: the one by which what was typed is kept.
DECIDED: dict[str, dict[str, list[bytes]]] = {
    "people.correct_leave": {"decision": [b"save"]},
    "plan.close": {"decision": [b"drop"]},
    "planned.code": {"decision": [b"open"]},
    "queue.show": {"decision": [b"return"]},
    "standards.bring_in": {"decision": [b"save"]},
    "standards.correct": {"decision": [b"save"]},
    "standards.own": {"decision": [b"save"]},
    "waivers.decide": {"decision": [b"decline"]},
}

# Forms that save only what they showed before.
SEEN_FIRST = {"standards.bring_in", "standards.correct"}

# Neither key nor version, and why none is needed.
_STATE = "sets a state; where it stands so already, nothing changes or it is refused"
_ONCE = "uses something up that works once"
_FILES = "a file that the record holds already is not attached again"
_PROVES = "asks who one is, and changes nothing of a record"
_ASKS = "asks what a file is, and changes nothing"
_OWN = "changes the account of whoever sends it, who sees at once how it stands"
ACTS = {
    "archive.remove": _STATE,
    "archive.show": "while one is on its way, that one is it",
    "record_check.set_aside": _STATE,
    "record_check.take_back": _STATE,
    "account.add_passkey": _ONCE,
    "account.app": _OWN,
    "account.change_password": _OWN,
    "account.close": "closed once; after it nobody is signed in who could send it again",
    "account.confirm": _PROVES,
    "account.confirm_by_code": _PROVES,
    "account.confirm_by_passkey": _PROVES,
    "account.confirm_question": _PROVES,
    "account.end": _STATE,
    "account.end_others": _STATE,
    "account.passkey_question": _PROVES,
    "account.recovery_codes": "the newest codes hold, and are those that are shown last",
    "account.remove_app": _STATE,
    "account.remove_passkey": _STATE,
    "account.rename_passkey": _OWN,
    "bring_in.save": "what is here already is not brought in again",
    "bring_in.transcript": "a file waits for a day, and nothing is saved",
    "catalog.bring_back": _STATE,
    "catalog.merge": "an entry is merged once; the second time it is refused",
    "catalog.retire": _STATE,
    "catalog.settle": _STATE,
    "catalog.typed": "takes the completions that carry the title still; the second time there are none",
    "certificates.list": "files wait for a day, and nothing is saved",
    "certificates.log": "each certificate is logged once, by the key that the token of its file gives",
    "check.packet": _ASKS,
    "check_in.show": "the same name of the same agency, and the same form, is one check-in",
    "check.show": _ASKS,
    "completions.add_files": _FILES,
    "decide.show": _ONCE,
    "decision_links.revoke": _STATE,
    "desk.leave": _STATE,
    "desk.mark": "the last mark of the one reader holds, and says so at once",
    "desk.mark_exhibit": "the last mark of the one reader holds, and says so at once",
    "desk.mark_person": "the last mark of the one reader holds, and says so at once",
    "desk.open": "opens the desk in this browser; what was opened before ends by itself",
    "desks.answer": "answered once, in one UPDATE; the second time it is refused",
    "desks.revoke": _STATE,
    "desks.take_over": _STATE,
    "events.add_files": _FILES,
    "phone.show": _ONCE,
    "phone_links.revoke": _STATE,
    "planned.add_sheet": "a file waits for a day, and nothing is saved",
    "planned.cancel": _STATE,
    "planned.expect": "who is expected already stays as they are",
    "planned.scan": "a file waits for a day, and nothing is saved",
    "events.attendance": "who is on the sheet stays as they are",
    "evidence.correct_place": "a place is corrected once, by another row; who comes second is told that it is gone",
    "evidence.print_again": "taken back once, in one UPDATE; the second time there is no such mark",
    "evidence.remove_place": _STATE,
    "evidence.withdraw": "withdrawn where it stands, in one UPDATE; the second time it is refused",
    "imports.files": "the same content comes to an import once",
    "imports.list": "carries a key; the second time it leads to what was dropped",
    "members.change_role": _STATE,
    "members.end": _STATE,
    "members.reset_second_factor": _STATE,
    "members.withdraw": _STATE,
    "packets.ask_again": _STATE,
    "packets.cancel": _STATE,
    "packets.withdraw": "withdrawn once; the second time it is refused",
    "people.bring_back_agency": _STATE,
    "people.leave": _STATE,
    "people.retire_agency": _STATE,
    "plan.keep": "what is agreed on for a person and to do still is not agreed on again",
    "queue.accept_together": "each completion is named with the version that was read",
    "reminders.mine": _OWN,
    "reminders.end_calendar": _STATE,
    "reminders.wake": _STATE,
    "removal.file": "removed once; the second time it is refused",
    "set_up.show": _ONCE,
    "settings.add_logo": "names the logo that the page showed; where another is there meanwhile, it is refused",
    "settings.remove_logo": _STATE,
    "sign_in.forgot": "asking again does not spoil the link before",
    "sign_in.join": _ONCE,
    "sign_in.passkey": _ONCE,
    "sign_in.passkey_question": _PROVES,
    "sign_in.recovery_code": _ONCE,
    "sign_in.reset": _ONCE,
    "sign_in.second_factor": _ONCE,
    "sign_in.second_passkey": _ONCE,
    "sign_in.show": _PROVES,
    "sign_in.sign_out": _STATE,
    "single_sign_on.confirm": _PROVES,
    "single_sign_on.connect": _PROVES,
    "single_sign_on.disconnect": _STATE,
    "single_sign_on.join": _PROVES,
    "single_sign_on.sign_in": _PROVES,
    "standards.checked": _STATE,
    "standards.drop": _STATE,
    "standards.follow": _STATE,
    "standards.own": "the same file is kept once; another one of its edition is shown first",
    "standards.pin": _STATE,
    "standards.seen": "names the text that the page showed; what was seen already changes nothing",
    "standards.take_away": _STATE,
    "standards.unchecked": _STATE,
    "standards.unpin": _STATE,
    "stop_reminders.show": _STATE,
    "tokens.revoke": _STATE,
    "waivers.add_files": _FILES,
}


def filled(visit: Visit) -> Sent:
    """Fill a form so that it is carried out: with its button, and where it saves only what it showed, after looking."""
    form = {**visit.ordinary(), **DECIDED.get(visit.name, {})}
    if visit.name not in SEEN_FIRST:
        return form
    seen = visit.browser.post(visit.path(), data=visit.body({**form, "decision": [b"preview"]}), content_type=FORM)
    return {**form, "seen": [str(page_of(seen).select("input[name=seen]")[0]["value"]).encode()]}

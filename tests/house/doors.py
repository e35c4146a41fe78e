"""Which routes there are, who may use each, and what stands in its address; test_routes_and_roles walks along them.

A new route takes its place in DOORS: its verbs, who may use it, and for each parameter how to make what it names.
"""

from dataclasses import dataclass, field

from tests import desks
from tests.house import arrivals, dropped, logos, mailed, marks, phones, taken, things, tokens
from tests.house.things import Maker
from tests.services.decision_links import given
from tests.services.planned_events import ahead

PUBLIC = "anybody"
SIGNED_IN = "whoever is signed in"
MEMBERS = "everybody at the center"
TEAM = "deputies and directors"
DIRECTOR = "directors"
DESK = "whoever opened the desk by its link; nobody is that by who they are"
ADMINISTRATOR = "the administrator of the installation, who belongs to no center"

LETS_IN = {
    PUBLIC: {"nobody", "stranger", "administrator", "staff", "deputy", "director"},
    SIGNED_IN: {"stranger", "administrator", "staff", "deputy", "director"},
    MEMBERS: {"staff", "deputy", "director"},
    TEAM: {"deputy", "director"},
    DIRECTOR: {"director"},
    ADMINISTRATOR: {"administrator"},
    DESK: set(),
}

FIRST = things.always("1")

# Parts of an address that name nothing of a center.
PLAIN = {"name", "filename", "number", "page", "token", "code", "printed"}
PLAIN |= {"key", "edition", "requirement", "provider", "ending"}

PERSON: dict[str, Maker] = {"person": things.person}


@dataclass(frozen=True)
class Door:
    """A route as people meet it.

    `things`: what each parameter of the address names. `sends`: what its form must hold to get as far as the thing.
    `private`: staff reach their own and get 404 for another person's. `fresh`: asks for the password again after ten
    minutes. `leads`: looking at it leads on to another page.
    """

    methods: str
    who: str
    things: dict[str, Maker] = field(default_factory=dict)
    sends: dict[str, str] = field(default_factory=dict)
    private: bool = False
    fresh: bool = False
    leads: bool = False


EDITION: dict[str, Maker] = {"key": things.standard, "edition": things.edition}
ABOUT: dict[str, Maker] = {"desk": desks.desk, "requirement": desks.requirement, "number": FIRST}
_CHECKING = ("checked", "pin", "unchecked", "unpin")
DOORS: dict[str, Door] = {
    "access.show": Door("GET", DIRECTOR, fresh=True),
    "api_document.openapi": Door("GET", PUBLIC),
    "account.add_passkey": Door("POST", SIGNED_IN, fresh=True),
    "account.app": Door("GET POST", SIGNED_IN, fresh=True),
    "account.change_password": Door("POST", SIGNED_IN),
    "account.close": Door("GET POST", SIGNED_IN, fresh=True),
    "account.confirm": Door("GET POST", SIGNED_IN),
    **dict.fromkeys((f"account.confirm_{by}" for by in ("by_code", "by_passkey", "question")), Door("POST", SIGNED_IN)),
    "account.end": Door("POST", SIGNED_IN, {"session": things.own_session}),
    "account.end_others": Door("POST", SIGNED_IN),
    "account.kept": Door("GET", SIGNED_IN),
    "account.kept_here": Door("GET", PUBLIC),
    "account.passkey_question": Door("POST", SIGNED_IN, fresh=True),
    "account.recovery_codes": Door("POST", SIGNED_IN, fresh=True),
    "account.remove_app": Door("POST", SIGNED_IN, fresh=True),
    "account.remove_passkey": Door("POST", SIGNED_IN, {"passkey": things.passkey}, fresh=True),
    "account.rename_passkey": Door("POST", SIGNED_IN, {"passkey": things.passkey}, {"name": "My phone"}, fresh=True),
    "account.show": Door("GET", SIGNED_IN),
    "account.signing_in": Door("GET", SIGNED_IN, fresh=True),
    "archive.file": Door("GET", DIRECTOR, {"archive": taken.ready_archive}, fresh=True),
    "archive.progress": Door("GET", DIRECTOR, {"archive": taken.archive}),
    "archive.remove": Door("POST", DIRECTOR, {"archive": taken.archive}),
    "archive.show": Door("GET POST", DIRECTOR),
    "assets.font": Door("GET", PUBLIC, {"name": things.always("Roboto-Regular.woff2")}),
    "assets.stylesheet": Door("GET", PUBLIC),
    "bring_in.save": Door("POST", MEMBERS, things={"person": things.person}, private=True),
    "bring_in.transcript": Door("GET POST", MEMBERS, things={"person": things.person}, private=True),
    "calendar.show": Door("GET", PUBLIC, {"token": mailed.feed}),
    **dict.fromkeys(("catalog.bring_back", "catalog.retire"), Door("POST", TEAM, {"training": things.training})),
    "catalog.change": Door("GET POST", TEAM, {"training": things.training}),
    "catalog.links": Door("GET", TEAM),
    "catalog.list": Door("GET", MEMBERS),
    "catalog.merge": Door("GET POST", TEAM, {"training": things.training}),
    "catalog.new": Door("GET POST", TEAM),
    "catalog.report": Door("POST", MEMBERS, {"training": things.training}),
    "catalog.settle": Door("POST", TEAM, {"report": things.link_report}),
    "catalog.show": Door("GET", MEMBERS, {"training": things.training}),
    "catalog.suggest": Door("GET", MEMBERS),
    "catalog.typed": Door("GET POST", TEAM),
    "check_in.done": Door("GET", PUBLIC, {"token": ahead.door}),
    "check_in.show": Door("GET POST", PUBLIC, {"token": ahead.door}),
    "certificates.list": Door("GET POST", MEMBERS),
    "certificates.log": Door("POST", MEMBERS),
    "certificates.picture": Door("GET", MEMBERS, {"waiting": arrivals.upload, "number": things.always("1")}),
    "completions.add_files": Door("POST", MEMBERS, {"completion": things.draft}, private=True),
    "completions.correct": Door("GET POST", MEMBERS, {"completion": things.draft}, private=True),
    "completions.new": Door("GET POST", MEMBERS),
    "completions.show": Door("GET", MEMBERS, {"completion": things.draft}, private=True),
    "completions.submit": Door("POST", MEMBERS, {"completion": things.draft}, private=True),
    "completions.withdraw": Door("GET POST", MEMBERS, {"completion": things.draft}, private=True),
    "events.add_files": Door("POST", TEAM, {"event": things.event}),
    "events.attendance": Door("POST", TEAM, {"event": things.event}),
    "check.packet": Door("GET POST", PUBLIC, {"printed": desks.packet}),
    "check.show": Door("GET POST", PUBLIC),
    "decide.picture": Door("GET", PUBLIC, given.PICTURE),
    "decide.show": Door("GET POST", PUBLIC, {"token": given.token}),
    "decision_links.give": Door("GET POST", DIRECTOR, fresh=True),
    "decision_links.list": Door("GET", DIRECTOR),
    "decision_links.revoke": Door("POST", DIRECTOR, {"link": given.link}),
    "desk.ask": Door("POST", DESK, ABOUT),
    "desk.exhibit": Door("GET", DESK, {"desk": desks.desk, "number": FIRST}),
    "desk.exhibits": Door("GET", DESK, {"desk": desks.desk}),
    "desk.finding": Door("GET", DESK, ABOUT),
    **dict.fromkeys(("desk.gaps", "desk.matrix", "desk.method"), Door("GET", DESK, {"desk": desks.desk})),
    "desk.leave": Door("POST", DESK, {"desk": desks.desk}),
    "desk.left": Door("GET", PUBLIC),
    "desk.mark": Door("POST", DESK, ABOUT, {"mark": "met"}),
    "desk.notes": Door("GET", DESK, {"desk": desks.desk}),
    "desk.open": Door("GET POST", PUBLIC, {"token": desks.link}),
    "desk.pdf": Door("GET", DESK, {"desk": desks.desk}),
    "desk.people": Door("GET", DESK, {"desk": desks.desk}),
    "desk.person": Door("GET", DESK, {"desk": desks.desk, "number": FIRST}),
    "desk.picture": Door("GET", DESK, {"desk": desks.desk, "number": FIRST, "page": FIRST}),
    "desk.requirement": Door("GET", DESK, {"desk": desks.desk, "requirement": desks.requirement}),
    "desk.sample": Door("GET POST", DESK, {"desk": desks.desk}),
    "desk.show": Door("GET", DESK, {"desk": desks.desk}),
    "desks.answer": Door("GET POST", TEAM, {"question": desks.question}),
    "desks.give": Door("GET POST", DIRECTOR, {"packet": things.issued_packet}, fresh=True),
    "desks.list": Door("GET", TEAM, {"packet": things.issued_packet}),
    "desks.questions": Door("GET", TEAM),
    "desks.revoke": Door("POST", DIRECTOR, {"desk": desks.desk}),
    "desks.show": Door("GET", TEAM, {"desk": desks.desk}),
    "events.list": Door("GET", TEAM),
    "events.new": Door("GET POST", TEAM),
    "events.show": Door("GET", TEAM, {"event": things.event}),
    "events.sheet": Door("GET", TEAM),
    "events.take_sheet": Door("GET", TEAM, {"ending": things.always("csv")}, fresh=True),
    "events.take_sheet_of_event": Door(
        "GET", TEAM, {"event": things.event, "ending": things.always("csv")}, fresh=True
    ),
    **dict.fromkeys(("events.correct", "events.withdraw"), Door("GET POST", TEAM, {"event": things.event})),
    "evidence.cite": Door("POST", MEMBERS, {"evidence": things.certificate}, private=True),
    "evidence.correct_place": Door("GET POST", MEMBERS, {"citation": marks.citation}, private=True),
    "evidence.file": Door("GET", MEMBERS, {"evidence": things.certificate}, private=True),
    "evidence.places": Door("GET", MEMBERS, {"evidence": things.certificate}, private=True),
    "evidence.preview": Door("GET", MEMBERS, {"evidence": things.certificate, "number": FIRST}, private=True),
    "evidence.print_again": Door("GET POST", TEAM, {"redaction": marks.redaction}),
    "evidence.printed": Door("GET", TEAM, {"evidence": marks.redacted, "number": FIRST}),
    "evidence.redact": Door("GET POST", TEAM, {"evidence": things.certificate}),
    "evidence.remove_place": Door("POST", MEMBERS, {"citation": marks.citation}, private=True),
    "evidence.withdraw": Door("GET POST", MEMBERS, {"evidence": things.certificate}, private=True),
    "health.show": Door("GET", PUBLIC),
    "history.list": Door("GET", TEAM),
    "history.list_csv": Door("GET", TEAM, fresh=True),
    "history.mine": Door("GET", MEMBERS),
    "home.director": Door("GET", TEAM),
    **{f"imports.{name}": Door(verbs, TEAM, its, fresh=asks) for name, verbs, its, asks in dropped.DOORS},
    "installation.begin": Door("POST", ADMINISTRATOR, fresh=True),
    "installation.show": Door("GET", ADMINISTRATOR, fresh=True),
    **dict.fromkeys(("handouts.gaps", "handouts.lapses"), Door("GET", TEAM)),
    "handouts.take_gaps": Door("GET", TEAM, {"ending": things.always("csv")}, fresh=True),
    "handouts.take_lapses": Door("GET", TEAM, {"ending": things.always("csv")}, fresh=True),
    "matrix.show": Door("GET", TEAM),
    "matrix.take": Door("GET", TEAM, {"ending": things.always("csv")}, fresh=True),
    "members.change_role": Door("POST", DIRECTOR, {"member": things.member}, {"role": "deputy"}, fresh=True),
    "members.end": Door("POST", DIRECTOR, {"member": things.member}, fresh=True),
    "members.invite": Door("POST", DIRECTOR, fresh=True),
    "members.list": Door("GET", DIRECTOR, fresh=True),
    "members.reset_second_factor": Door("POST", DIRECTOR, {"member": things.member}, fresh=True),
    "members.withdraw": Door("POST", DIRECTOR, {"invitation": things.invitation}),
    "my.training": Door("GET", MEMBERS),
    "own_data.take": Door("GET", MEMBERS, fresh=True),
    **dict.fromkeys(("packets.ask_again", "packets.cancel"), Door("POST", TEAM, {"packet": things.packet})),
    "packets.changes": Door("GET", TEAM, {"packet": desks.packet}),
    "packets.file": Door("GET", TEAM, {"packet": things.issued_packet}, fresh=True),
    "packets.list": Door("GET", TEAM),
    "packets.new": Door("GET POST", TEAM),
    "packets.preview": Door("GET", TEAM),
    "packets.progress": Door("GET", TEAM, {"packet": things.packet}),
    "packets.show": Door("GET", TEAM, {"packet": things.packet}),
    "packets.withdraw": Door("GET POST", DIRECTOR, {"packet": things.issued_packet}, fresh=True),
    "people.agencies": Door("GET", TEAM),
    "people.agency": Door("GET POST", TEAM, {"agency": things.agency}),
    "people.bring_back_agency": Door("POST", TEAM, {"agency": things.agency}),
    "people.retire_agency": Door("POST", TEAM, {"agency": things.agency}),
    "people.correct_role": Door("POST", TEAM, PERSON | {"term": things.role_term}, {"starts_on": "2020-02-01"}),
    "people.correct_leave": Door("POST", TEAM, PERSON | {"leave": things.leave}, {"starts_on": "2024-02-01"}),
    "people.edit": Door("GET POST", TEAM, {"person": things.person}),
    "people.enter_leave": Door("POST", TEAM, {"person": things.person}),
    "people.give_role": Door("POST", TEAM, {"person": things.person}),
    "people.leave": Door("POST", TEAM, {"person": things.person}),
    "people.list": Door("GET", TEAM),
    "people.new": Door("GET POST", TEAM),
    "people.remove": Door("GET POST", DIRECTOR, {"person": things.person}, fresh=True),
    "people.team": Door("GET POST", TEAM),
    "person.show": Door("GET", MEMBERS, {"person": things.person}, private=True),
    **{name: Door(verbs, who, its, **rest) for name, verbs, who, its, rest in phones.DOORS},
    "plan.agree": Door("GET POST", TEAM),
    "plan.agreed": Door("GET", TEAM),
    "plan.take_agreed": Door("GET", TEAM, {"ending": things.always("csv")}, fresh=True),
    "plan.book": Door("POST", MEMBERS, {"plan_line": things.plan_line}, private=True),
    "plan.change": Door("POST", TEAM, {"plan_line": things.plan_line}),
    "plan.close": Door("POST", TEAM, {"plan_line": things.plan_line}),
    "plan.keep": Door("POST", TEAM),
    "plan.line": Door("GET", MEMBERS, {"plan_line": things.plan_line}, private=True),
    "plan.mine": Door("GET", MEMBERS),
    "plan.show": Door("GET", TEAM),
    "plan.what_if": Door("GET", TEAM),
    **dict.fromkeys(("planned.show", "planned.wall"), Door("GET", TEAM, ahead.ONE)),
    **dict.fromkeys(("planned.change", "planned.code", "planned.record"), Door("GET POST", TEAM, ahead.ONE)),
    **dict.fromkeys(("planned.add_sheet", "planned.cancel", "planned.expect"), Door("POST", TEAM, ahead.ONE)),
    "planned.new": Door("GET POST", TEAM),
    "planned.scan": Door("GET POST", TEAM),
    "planned.take_sheet": Door("GET", TEAM, ahead.ONE | {"ending": things.always("csv")}, fresh=True),
    "queue.accept_together": Door("POST", TEAM, {"event": things.waiting_event}),
    "queue.list": Door("GET", TEAM),
    "queue.read": Door("GET", TEAM, {"completion": things.waiting}),
    "queue.show": Door("GET POST", TEAM, {"completion": things.waiting}),
    "record.mine": Door("GET", MEMBERS),
    "record.mine_csv": Door("GET", MEMBERS, fresh=True),
    "record.of_person": Door("GET", MEMBERS, {"person": things.person}, private=True),
    "record.of_person_csv": Door("GET", MEMBERS, {"person": things.person}, private=True, fresh=True),
    "record.take_own_transcript": Door("GET", MEMBERS, {"ending": things.always("csv")}, fresh=True),
    "record.take_transcript": Door(
        "GET", MEMBERS, {"person": things.person, "ending": things.always("csv")}, private=True, fresh=True
    ),
    "record_check.set_aside": Door("GET POST", TEAM, {"line": things.odd_line}),
    "record_check.show": Door("GET", TEAM),
    "record_check.take_back": Door("POST", TEAM, {"line": things.line_set_aside}),
    "reminders.begin_calendar": Door("POST", MEMBERS, fresh=True),
    "reminders.end_calendar": Door("POST", MEMBERS),
    "reminders.mine": Door("GET POST", MEMBERS),
    "reminders.preview": Door("GET", TEAM, {"membership": mailed.member}),
    "reminders.settings": Door("GET POST", DIRECTOR),
    "reminders.show": Door("GET", TEAM),
    "reminders.snooze": Door("GET POST", MEMBERS),
    "reminders.wake": Door("POST", MEMBERS, {"snooze": mailed.snooze}, private=True),
    "removal.file": Door("GET POST", DIRECTOR, {"evidence": things.certificate}, fresh=True),
    "resources.show": Door("GET", MEMBERS),
    "set_up.show": Door("GET POST", PUBLIC, {"code": things.set_up_code}, leads=True),
    "set_up.waiting": Door("GET", PUBLIC, leads=True),
    "settings.add_logo": Door("POST", DIRECTOR),
    "settings.logo": Door("GET", DIRECTOR, things={"logo": logos.logo}),
    "settings.remove_logo": Door("POST", DIRECTOR),
    "settings.second_factor": Door("POST", DIRECTOR, fresh=True),
    **dict.fromkeys([f"settings.{page}" for page in ("letterhead", "queue", "show")], Door("GET POST", DIRECTOR)),
    "sign_in.forgot": Door("GET POST", PUBLIC),
    "sign_in.join": Door("GET POST", PUBLIC, {"token": things.invitation_token}),
    **dict.fromkeys(("sign_in.passkey", "sign_in.passkey_question", "sign_in.second_passkey"), Door("POST", PUBLIC)),
    "sign_in.recovery_code": Door("GET POST", PUBLIC, leads=True),
    "sign_in.reset": Door("GET POST", PUBLIC, {"token": things.reset_token}),
    "sign_in.second_factor": Door("GET POST", PUBLIC, leads=True),
    "sign_in.show": Door("GET POST", PUBLIC, leads=True),
    "sign_in.sign_out": Door("POST", SIGNED_IN),
    "single_sign_on.back": Door("GET", PUBLIC, {"provider": things.provider}, leads=True),
    "single_sign_on.confirm": Door("POST", SIGNED_IN, {"provider": things.provider}),
    "single_sign_on.connect": Door("POST", SIGNED_IN, {"provider": things.provider}, fresh=True),
    "single_sign_on.disconnect": Door("POST", SIGNED_IN, {"connection": things.connection}, fresh=True),
    "single_sign_on.join": Door("POST", PUBLIC, {"provider": things.provider, "token": things.invitation_token}),
    "single_sign_on.sign_in": Door("POST", PUBLIC, {"provider": things.provider}),
    "standards.before": Door(
        "GET", MEMBERS, {"key": things.always("nca-essential-training"), "edition": things.edition}
    ),
    "standards.bring_in": Door("GET POST", DIRECTOR, {"key": things.standard, "edition": things.edition}),
    "standards.correct": Door(
        "GET POST",
        DIRECTOR,
        {"key": things.standard, "edition": things.edition, "requirement": things.always("csec-foundations")},
    ),
    "standards.file": Door("GET", MEMBERS, {"key": things.standard, "edition": things.edition}),
    "standards.list": Door("GET", MEMBERS),
    "standards.show": Door("GET", MEMBERS, {"key": things.standard, "edition": things.edition}),
    **dict.fromkeys(("standards.drop", "standards.follow"), Door("POST", DIRECTOR, EDITION)),
    **dict.fromkeys([f"standards.{it}" for it in _CHECKING], Door("POST", DIRECTOR, EDITION, fresh=True)),
    "start.show": Door("GET", PUBLIC, leads=True),
    "stop_reminders.show": Door("GET POST", PUBLIC, {"membership": mailed.member, "token": mailed.stop_secret}),
    "tokens.list": Door("GET", TEAM),
    "tokens.make": Door("POST", TEAM, fresh=True),
    "tokens.revoke": Door("POST", TEAM, {"program": tokens.api_token}),
    "waivers.add_files": Door("POST", TEAM, {"waiver": things.waiver}),
    "waivers.decide": Door("POST", TEAM, {"waiver": things.waiver}),
    "waivers.end": Door("POST", TEAM, {"waiver": things.granted_waiver}),
    "waivers.list": Door("GET", TEAM),
    "waivers.new": Door("GET POST", TEAM),
    "waivers.show": Door("GET", TEAM, {"waiver": things.waiver}),
    "waivers.take_back": Door("POST", TEAM, {"waiver": things.waiver}),
    "static": Door("GET", PUBLIC, {"filename": things.always("js/folds.js")}),
}

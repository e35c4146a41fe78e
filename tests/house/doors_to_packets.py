"""Routes to what leaves the center or is looked at from outside: packets, desks, lists, archives, checks."""

from tests import desks
from tests.house import taken, things
from tests.house.door import DESK, DIRECTOR, FIRST, PUBLIC, TEAM, Door
from tests.house.things import Maker

ABOUT: dict[str, Maker] = {"desk": desks.desk, "requirement": desks.requirement, "number": FIRST}
PROOF: dict[str, Maker] = {"desk": desks.desk, "number": FIRST}
DOORS_TO_PACKETS: dict[str, Door] = {
    "archive.file": Door("GET", DIRECTOR, {"archive": taken.ready_archive}, fresh=True),
    "archive.progress": Door("GET", DIRECTOR, {"archive": taken.archive}),
    "archive.remove": Door("POST", DIRECTOR, {"archive": taken.archive}),
    "archive.show": Door("GET POST", DIRECTOR),
    "check.packet": Door("GET POST", PUBLIC, {"printed": desks.packet}),
    "check.show": Door("GET POST", PUBLIC),
    "desk.ask": Door("POST", DESK, ABOUT),
    **dict.fromkeys(("desk.ask_exhibit", "desk.ask_person"), Door("POST", DESK, PROOF)),
    "desk.exhibit": Door("GET", DESK, PROOF),
    "desk.exhibits": Door("GET", DESK, {"desk": desks.desk}),
    "desk.finding": Door("GET", DESK, ABOUT),
    **dict.fromkeys(("desk.gaps", "desk.matrix", "desk.method"), Door("GET", DESK, {"desk": desks.desk})),
    "desk.leave": Door("POST", DESK, {"desk": desks.desk}),
    "desk.left": Door("GET", PUBLIC),
    "desk.mark": Door("POST", DESK, ABOUT, {"mark": "met"}),
    **dict.fromkeys(("desk.mark_exhibit", "desk.mark_person"), Door("POST", DESK, PROOF, {"mark": "met"})),
    "desk.notes": Door("GET", DESK, {"desk": desks.desk}),
    "desk.open": Door("GET POST", PUBLIC, {"token": desks.link}),
    "desk.pdf": Door("GET", DESK, {"desk": desks.desk}),
    "desk.people": Door("GET", DESK, {"desk": desks.desk}),
    "desk.person": Door("GET", DESK, PROOF),
    "desk.picture": Door("GET", DESK, {"desk": desks.desk, "number": FIRST, "page": FIRST}),
    "desk.requirement": Door("GET", DESK, {"desk": desks.desk, "requirement": desks.requirement}),
    "desk.sample": Door("GET POST", DESK, {"desk": desks.desk}),
    "desk.show": Door("GET", DESK, {"desk": desks.desk}),
    "desks.answer": Door("GET POST", TEAM, {"question": desks.question}),
    "desks.give": Door("GET POST", DIRECTOR, {"packet": things.issued_packet}, fresh=True),
    "desks.list": Door("GET", TEAM, {"packet": things.issued_packet}),
    "desks.questions": Door("GET", TEAM),
    "desks.revoke": Door("POST", DIRECTOR, {"desk": desks.desk}),
    "desks.take_over": Door("POST", DIRECTOR, {"desk": desks.desk}),
    "desks.show": Door("GET", TEAM, {"desk": desks.desk}),
    **dict.fromkeys(("handouts.gaps", "handouts.lapses"), Door("GET", TEAM)),
    "handouts.take_gaps": Door("GET", TEAM, {"ending": things.always("csv")}, fresh=True),
    "handouts.take_lapses": Door("GET", TEAM, {"ending": things.always("csv")}, fresh=True),
    "matrix.show": Door("GET", TEAM),
    "matrix.take": Door("GET", TEAM, {"ending": things.always("csv")}, fresh=True),
    **dict.fromkeys(("packets.ask_again", "packets.cancel"), Door("POST", TEAM, {"packet": things.packet})),
    "packets.changes": Door("GET", TEAM, {"packet": desks.packet}),
    "packets.file": Door("GET", TEAM, {"packet": things.issued_packet}, fresh=True),
    "packets.list": Door("GET", TEAM),
    "packets.new": Door("GET POST", TEAM),
    "packets.preview": Door("GET", TEAM),
    "packets.progress": Door("GET", TEAM, {"packet": things.packet}),
    "packets.show": Door("GET", TEAM, {"packet": things.packet}),
    "packets.withdraw": Door("GET POST", DIRECTOR, {"packet": things.issued_packet}, fresh=True),
}

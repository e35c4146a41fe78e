"""What each part of a packet must say, written from the recount in the order of its pages.

Only days, numbers, fingerprints and the shapes of statuses are compared, so the sentences here may be plainer than the
printed ones; titles and names stand in them because people write numbers into those too.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from tests.promises.packet_lines import codes, considered, files, hours, proof, stored, why
from tests.promises.packet_recount import APART, Exhibit, Recount, served
from tests.promises.packet_tables import TEAM, Fact
from tests.promises.packet_verdicts import MET, STANDING, Found
from tests.promises.packet_words import SHAPES, all_of, day, evenly, marked, moment, number, short

PEOPLE_A_PAGE = 20
IN_OTHER_WORDS = ("due_soon", "in_review", "not_yet_due", APART)
ON_A_WORD = ("own_word", "prior_center", "supervisor_word")
DISCIPLINES = (
    *("cac", "law_enforcement", "child_protective_services", "prosecution", "medical", "mental_health"),
    *("victim_advocacy", "juvenile_justice", "courts", "other"),
)


def cover(it: Recount, key: str, contents: Iterable[tuple[str, int]]) -> str:
    """Write the cover; `key` is the fingerprint of the key that seals, `contents` the parts with their pages."""
    packet, center, standard = it.tables.packet, it.tables.center, it.tables.standard
    issued = moment(packet["sealed_at"], center["time_zone"])
    visit = center["site_visit_on"]
    head = f"{center['public_id']}:{packet['history_number']}:{it.tables.head}"
    return all_of(
        [
            f"{standard['title']} {standard['edition_label']} {center['name']} As of {day(it.as_of)}",
            f"Site visit {stored(visit)}" if visit else "",
            f"Issued {day(issued.date())}, {issued.hour % 12 or 12}:{issued:%M}",
            f"Packet {packet['number']} {marked(key)} {marked(head)} {standard['notice']}",
            *(f"{title} page {page}" for title, page in contents),
        ]
    )


def foot(it: Recount) -> str:
    """Write what stands at the foot of each page, before its own number."""
    center, standard = short(it.tables.center["name"], 70), short(it.tables.standard["title"], 50)
    return f"{center} · {standard} · as of {day(it.as_of)} · packet {it.tables.packet['number']}"


def summary(it: Recount) -> str:
    """Write the page of counts."""
    tally = Counter(found.status for found in it.found.values())
    met, visit = sum(tally[status] for status in MET), it.tables.center["site_visit_on"]
    parts = [
        f"{met} of {len(it.found)} findings are met on {day(it.as_of)}.",
        *(f"{shape} {tally[status]}" for status, shape in SHAPES.items() if tally[status]),
    ]
    for place, component in enumerate(it.components, start=1):
        under = [asked["id"] for asked in it.asked if asked["component"] == component["id"]]
        stands = [found.status for (_, requirement), found in it.found.items() if requirement in under]
        parts.append(f"{place} {component['title']} {sum(s in MET for s in stands)} of {len(stands)}")
    parts += [f"People {len(it.people)} Exhibits {len(it.exhibits)} Gaps {len(list(_open(it)))}"]
    parts += [f"Running out {len(list(_running_out(it)))} by {stored(visit)}"] if visit else []
    parts += [f"Self-reported {len([*_on_a_word(it), *without_a_file(it)])} Team events {len(it.held)}"]
    for asked in it.asked:
        stands = [found.status for _, found in it.under(asked["id"])]
        words = "" if asked["applies"].get("team") else _who_meets(stands)
        parts.append(f"{it.codes[asked['id']]} {short(asked['title'], 120)} {SHAPES[_worst(stands)]} {words}")
    return all_of(parts)


def matrix(it: Recount) -> str:
    """Write the people and requirements, block by block; those of the team follow the last."""
    columns = [asked for asked in it.asked if not asked["applies"].get("team")]
    blocks = evenly(it.people, PEOPLE_A_PAGE)
    statuses = {found.status for found in it.found.values()}
    statuses |= {APART} if len(columns) * len(it.people) > sum(who != TEAM for who, _ in it.found) else set()
    parts = []
    for place, people in enumerate(blocks, start=1):
        parts.append(f"{place} of {len(blocks)}" if len(blocks) > 1 else "")
        parts += [it.codes[asked["id"]] for asked in columns]
        for person in people:
            found = [it.found.get((person["public_id"], asked["id"])) for asked in columns]
            parts.append(short(person["name"], 36))
            parts += [SHAPES[each.status if each else APART] for each in found]
        parts += [SHAPES[status] for status in SHAPES if status in statuses and status in IN_OTHER_WORDS]
        parts += [f"{it.codes[asked['id']]} {short(asked['title'], 70)}" for asked in columns]
    team = [asked for asked in it.asked if asked["applies"].get("team")]
    parts += [f"{it.codes[a['id']]} {short(a['title'], 70)} {SHAPES[it.found[TEAM, a['id']].status]}" for a in team]
    return all_of(parts)


def requirements(it: Recount) -> str:
    """Write each requirement: its words, how it stands, and everybody whom it binds."""
    titles = {component["id"]: component["title"] for component in it.components}
    parts = []
    for asked in it.asked:
        team, under = bool(asked["applies"].get("team")), it.under(asked["id"])
        stands = [found.status for _, found in under]
        parts += [f"Requirement {it.codes[asked['id']]} {titles[asked['component']]} {asked['title']} {asked['text']}"]
        parts += [asked.get("note", ""), asked["source"]["url"], SHAPES[_worst(stands)]]
        parts += ["" if team else _who_meets(stands)]
        for who, found in under:
            parts += [it.names[who] if who else "", why(found)]
            parts += [considered(it, found, left_out=bool(found.gap))] if team else []
            parts.append(proof(it, found))
    return all_of(parts)


def gaps(it: Recount) -> str:
    """Write what is missing, and what is met and runs out by the visit."""
    parts = [day(it.as_of)]
    for asked, who, found in _open(it):
        due = day(found.due) if found.due and found.status != "lapsed" else ""
        parts += [f"{it.codes[asked]} {it.names.get(who, '')} {SHAPES[found.status]} {found.gap} {due}"]
    rows = list(_running_out(it))
    parts += [f"Met on {day(it.as_of)}, until {stored(it.tables.center['site_visit_on'])}"] if rows else []
    titles = {asked["id"]: short(asked["title"], 120) for asked in it.asked}
    for asked, who, found in rows:
        lapses = day(found.lapses) if found.lapses else ""
        parts.append(f"{it.codes[asked]} {it.names.get(who, '')} {titles[asked]} {lapses}")
    return all_of(parts)


def self_reported(it: Recount) -> str:
    """Write what rests on somebody's word, and what is the team's without a file."""
    parts = [
        f"{name} {day(fact.on)} {short(fact.title, 160)} {hours(fact)} {codes(it, it.rests(fact.person, fact))}"
        for name, fact in _on_a_word(it)
    ]
    for fact in without_a_file(it):
        amount = hours(fact) if fact in it.held else ""
        parts.append(f"{day(fact.on)} {short(fact.title, 160)} {amount} {codes(it, it.rests(TEAM, fact))}")
    return all_of(parts)


def without_a_file(it: Recount) -> list[Fact]:
    """Return what the team did, the latest first, then what it holds, that has no file."""
    papers = sorted(it.tables.documents(), key=lambda each: each.row["id"])
    return [fact for fact in (*it.held, *papers) if not it.numbers.get(fact.key)]


def events(it: Recount) -> str:
    """Write what the team did, with who was there of how many."""
    parts = []
    for event in it.held:
        hours = f"{number(event.hours, ',')} hours" if event.hours is not None else ""
        parts.append(f"{event.title} {day(event.on)} {hours} {codes(it, it.rests(TEAM, event))} {files(it, event)}")
        there = it.tables.there(event)
        for discipline in DISCIPLINES:
            field = [person for person in it.tables.people if person["discipline"] == discipline]
            came = [person["public_id"] for person in field if person["public_id"] in there]
            team = [p for p in field if p["public_id"] in there or served(it.tables.terms, p["id"], event.on)]
            names = " ".join(short(it.names[key], 36) for key in came if key in it.names)
            parts.append(f"{len(came)} {len(team)} {names}" if team else "")
    return all_of(parts)


def index(it: Recount) -> str:
    """Write the list of exhibits."""
    return all_of(
        f"Exhibit {each.number} {short(each.title, 160)}, {day(each.on)} "
        f"{' '.join(short(it.names[key]) for key in each.people)} {_places(it, each)} "
        f"{codes(it, each.requirements)} {marked(each.digest)}"
        for each in it.exhibits
    )


def _places(it: Recount, exhibit: Exhibit) -> str:
    those = [f"{each['label']} (page {each['first_page']})" for each in _pointed(it, exhibit)]
    return f"Look at {', '.join(those)}" if those else ""


def _boxes(it: Recount, exhibit: Exhibit, page: int) -> str:
    those = [each for each in _pointed(it, exhibit) if each["first_page"] <= page <= each["last_page"]]
    boxed = [f"box {number}: {each['label']}" for number, each in enumerate((e for e in those if e["boxed"]), start=1)]
    return "; ".join([*boxed, *(f"the whole page: {each['label']}" for each in those if not each["boxed"])])


def _pointed(it: Recount, exhibit: Exhibit) -> list[Any]:
    return [each for each in it.tables.places() if each["sha256"] == exhibit.digest]


def sheets(it: Recount) -> str:
    """Write the bands over the pages of the exhibits."""
    parts = []
    for each in it.exhibits:
        codes, names = [it.codes[a["id"]] for a in it.asked if a["id"] in each.requirements], list(each.people)
        for page in range(1, each.pages + 1):
            parts.append(f"Exhibit {each.number} page {page} of {each.pages} {short(each.title, 90)}, {day(each.on)}")
            parts.append(", ".join(codes[:8]) + (f" and {len(codes) - 8} more" if len(codes) > 8 else ""))
            parts.append(" ".join(short(it.names[key], 36) for key in names[:3]))
            parts.append(f"and {len(names) - 3} more" if len(names) > 3 else "")
            parts.append(short(_boxes(it, each, page), 110))
    return all_of(parts)


def _open(it: Recount) -> Iterator[tuple[str, str, Found]]:
    return ((a["id"], who, found) for a in it.asked for who, found in it.under(a["id"]) if found.gap)


def _running_out(it: Recount) -> Iterator[tuple[str, str, Found]]:
    visit = it.tables.center["site_visit_on"] or ""
    for asked in it.asked:
        for who, found in it.under(asked["id"]):
            if not found.gap and found.lapses and found.lapses.isoformat() <= visit:
                yield asked["id"], who, found


def _on_a_word(it: Recount) -> Iterator[tuple[str, Fact]]:
    for person in it.people:
        for fact in it.claimed(person):
            if fact.row["grade"] in ON_A_WORD or not it.numbers.get(fact.key):
                yield short(person["name"]), fact


def _who_meets(stands: Sequence[str]) -> str:
    return f"{sum(status in MET for status in stands)} of {len(stands)} meet it" if stands else ""


def _worst(stands: Sequence[str]) -> str:
    return min(stands, key=STANDING.index) if stands else APART

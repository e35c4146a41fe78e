"""What a packet must say of each person, written from the recount: roles, findings, completions with running totals."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from tests.promises.packet_lines import codes, considered, files, hours, proof, stored, why
from tests.promises.packet_recount import Recount
from tests.promises.packet_tables import Fact
from tests.promises.packet_words import all_of, day, moment, number, short
from tracker.domain.vocabulary import Topic


def people(it: Recount) -> str:
    """Write each person: roles, findings with what counted and what did not, and every completion."""
    return all_of(all_of([*_person(it, person), *_completions(it, person)]) for person in it.people)


def _person(it: Recount, person: Any) -> Iterator[str]:
    yield f"{person['agency'] or ''} {person['name']}"
    terms = [t for t in it.tables.terms if t["person_id"] == person["id"] and t["starts_on"] <= it.as_of.isoformat()]
    for term in sorted(terms, key=lambda term: str(term["starts_on"]), reverse=True):
        yield f"{stored(term['starts_on'])} {stored(term['ends_on']) if term['ends_on'] else ''}"
    for asked in it.asked:
        found = it.found.get((person["public_id"], asked["id"]))
        if found:
            yield f"{it.codes[asked['id']]} {short(asked['title'], 70)} {why(found)}"
            yield f"{considered(it, found, left_out=True)} {proof(it, found)}"
    apart = [
        a["id"] for a in it.asked if not a["applies"].get("team") and (person["public_id"], a["id"]) not in it.found
    ]
    yield codes(it, apart)


def _completions(it: Recount, person: Any) -> Iterator[str]:
    total, zone = Decimal(0), it.tables.center["time_zone"]
    for fact in it.claimed(person):
        row, accepted = fact.row, fact.state == "accepted"
        total += (fact.hours or 0) if accepted else 0
        sums = number(total, ",") if accepted and fact.hours is not None else ""
        credits = [_credit(each) for each in it.tables.credits if each["completion_id"] == row["id"]]
        yield f"{day(fact.on)} {short(fact.title, 160)} {row['provider']} {_apart(fact)} {', '.join(credits)}"
        yield f"{row['certificate_number']} {row['note']} {hours(fact)} {sums}"
        if accepted:
            decided = day(moment(row["decided_at"], zone).date()) if row["decided_at"] else ""
            yield f"{decided} {short(row['decider'] or '')}"
        submitted = day(moment(row["submitted_at"], zone).date()) if row["submitted_at"] else ""
        yield f"{files(it, fact)} {submitted} {short(row['recorder'] or '')}"


def _apart(fact: Fact) -> str:
    """Write the hours of each topic that has its own, in the order of the list of topics."""
    return ", ".join(number(fact.shares[topic]) for topic in Topic if topic in fact.shares)


def _credit(row: Any) -> str:
    amount = number(Decimal(row["amount"]) / 100, ",") if row["amount"] is not None else ""
    return f"{amount} {row['body']} {row['number'] or ''}"

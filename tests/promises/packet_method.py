"""What a packet must say of how it was measured, told from the standard's file, and of who checked what."""

from collections import Counter
from typing import Any

from tests.promises.packet_expected import ON_A_WORD, without_a_file
from tests.promises.packet_recount import Recount
from tests.promises.packet_words import all_of, short

Rule = dict[str, Any]


def method(it: Recount) -> str:
    """Write each requirement in its words, the amounts and lengths of its rule in their order, and its source."""
    return all_of(
        f"{it.codes[asked['id']]} {short(asked['title'], 90)} {asked['text']} {asked.get('note', '')}"
        f" {_told(asked['rule'])} {asked['source']['url']}"
        for asked in it.asked
    )


def _told(rule: Rule) -> str:
    if "parts" in rule:
        return " ".join(
            f"({place}) {part.get('title', '')} {_told(part)}" for place, part in enumerate(rule["parts"], 1)
        )
    amount = rule.get("hours", rule.get("count", ""))
    months = rule["window"]["months"] if "window" in rule else rule.get("valid_months", "")
    return f"{amount} {months} {rule.get('due_days', '')}"


def checked(it: Recount) -> str:
    """Write who accepted how many, what rests on a word, what waits and what is missing."""
    claimed = [fact for person in it.people for fact in it.claimed(person)]
    accepted = Counter(fact.row["decider"] for fact in claimed if fact.state == "accepted" and fact.row["decider"])
    on_a_word = sum(fact.row["grade"] in ON_A_WORD or not it.numbers.get(fact.key) for fact in claimed)
    on_a_word += len(without_a_file(it))
    return all_of(
        [
            *(f"{short(name)} accepted {count}" for name, count in sorted(accepted.items())),
            f"{on_a_word} on a word, {sum(fact.state == 'submitted' for fact in claimed)} wait",
            f"{sum(bool(found.gap) for asked in it.asked for _, found in it.under(asked['id']))} missing",
        ]
    )

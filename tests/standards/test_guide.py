"""The guide to writing a standard: every block in it loads and judges as it says, and nothing that can be written is
missing from it.
"""

import re
import tomllib
from pathlib import Path

import pytest

from tracker.domain.pauses import LeaveEffect
from tracker.domain.record import CompletionKind
from tracker.domain.rules import RULES, FirstDue, WindowKind
from tracker.domain.standard import EditionChange, Mark, Standard
from tracker.domain.verdict import Status
from tracker.domain.vocabulary import CompletionState, Discipline, Grade, Role, Topic
from tracker.standards.keys import KEYS, WRITTEN
from tracker.standards.loader import load_text
from tracker.standards.table import Table

GUIDE = (Path(__file__).parents[2] / "docs" / "standards.md").read_text(encoding="utf-8")
WHOLE, *PARTS = re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL)
HEAD = WHOLE[: WHOLE.index("[[requirement]]")]
HEADINGS = re.findall(r"^#{3,4} (.+)$", GUIDE, re.MULTILINE)
WORDS = (
    Role,
    Discipline,
    Topic,
    CompletionKind,
    Grade,
    CompletionState,
    Status,
    Mark,
    WindowKind,
    FirstDue,
    EditionChange,
    LeaveEffect,
)


def loaded(block: str) -> Standard:
    """Load a block of the guide, with the head of its whole file before it."""
    return load_text(block if block is WHOLE else HEAD + block, "guide.toml")


@pytest.mark.parametrize("block", [WHOLE, *PARTS], ids=lambda block: re.findall(r'id = "(.+)"', block)[0])
def test_every_block_loads_and_judges_as_it_says(block: str) -> None:
    assert loaded(block).examples


@pytest.mark.parametrize("kind", RULES)
def test_every_kind_of_rule_has_a_heading_and_an_example(kind: str) -> None:
    assert any(f"`{kind}`" in heading for heading in HEADINGS)
    assert any(f'kind = "{kind}"' in block for block in (WHOLE, *PARTS))


@pytest.mark.parametrize("word", [str(word) for words in WORDS for word in words])
def test_every_word_that_may_be_used_is_in_it(word: str) -> None:
    assert re.search(rf'["`]{word}["`]', GUIDE)


def test_what_a_message_shows_as_written_is_read_as_toml() -> None:
    assert WRITTEN.keys() <= KEYS
    assert all(tomllib.loads(f"{key} = {written}")[key] for key, written in WRITTEN.items())


def test_every_key_that_may_be_written_is_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: set[str] = set()
    done = Table.done

    def noting(table: Table) -> None:
        asked.update(table._asked)
        done(table)

    monkeypatch.setattr(Table, "done", noting)
    requirements = {entry.id for block in (WHOLE, *PARTS) for entry in loaded(block).requirements}
    keys = asked - requirements - set(Topic)
    # No block says who compared it with the publisher's text.
    assert keys | {"by"} == KEYS
    assert sorted(key for key in keys if not re.search(rf"`{key}`|\b{key} = |\[\[{key}\]\]", GUIDE)) == []

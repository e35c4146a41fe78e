"""What a sent list of certificates asks for: what to log, what to take off, and what is not right yet."""

from collections.abc import Sequence
from typing import Any

from tracker.domain.errors import Conflict
from tracker.domain.titles import fold
from tracker.formatting import format_date
from tracker.pages.certificates.forms import LOG, TAKE_OFF, ListForm
from tracker.services import certificates
from tracker.services.actor import Actor
from tracker.services.certificates import Chosen, Listed

TWICE = "It stands twice in this list: same person, title and day. Leave one of them in the list, or take it off."
GONE = "This file is no longer waiting: its time is over, or it was taken off the list. Add it again."


class Confirmation:
    """A list as it was sent, held against what waits. `over`: the tokens of what leaves the list."""

    def __init__(self, actor: Actor, form: ListForm, lines: Sequence[Listed]) -> None:
        self._actor = actor
        self._rows = {entry.form.token.data: entry.form for entry in form.rows.entries}
        self._lines = {line.file.token: line for line in lines}
        self.chosen: list[Chosen] = []
        self.taken_off = 0
        self.logged_before = 0
        self.over: list[str] = []

    def judge(self) -> bool:
        """Say at each row to log what is wrong with it; tell whether all of them may be logged."""
        for token, row in self._rows.items():
            if row.act.data == TAKE_OFF:
                self.taken_off += token in self._lines
                self.over.append(token)
            elif row.act.data == LOG:
                self._take(token, row)
        for one in self.chosen:
            self._ask_about_likely_ones(self._rows[one.line.file.token], one)
        return not any(field.errors for row in self._rows.values() for field in row)

    def _take(self, token: str, row: Any) -> None:
        if token in self._lines:
            self._choose(row, self._lines[token])
        elif certificates.was_logged(self._actor, token):
            self.logged_before += 1
        else:
            row.act.errors = [GONE]

    def _choose(self, row: Any, line: Listed) -> None:
        needed = [field for field in (row.person, row.title, row.completed_on) if field.is_blank()]
        for field in needed:
            field.errors = [field.blank_message()]
        if needed:
            return
        one = Chosen(
            line=line,
            person=row.person.data,
            title=row.title.data,
            completed_on=row.completed_on.data,
            hours=row.hours.data,
        )
        try:
            certificates.refuse_impossible(self._actor, one)
        except Conflict as problem:
            row[problem.field if problem.field in row else "act"].errors = [problem.message]
        else:
            self.chosen.append(one)
            self.over.append(line.file.token)

    def _ask_about_likely_ones(self, row: Any, one: Chosen) -> None:
        if next(each for each in self.chosen if _key(each) == _key(one)) is not one:
            row.act.errors = [TWICE]
            return
        found = certificates.there_already(self._actor, one)
        ids = [each.completion.public_id for each in found][: row.seen.MOST]
        if row.seen.has_shown(ids):
            return
        row.seen.show(ids)
        old = found[0].completion
        row.act.errors = [
            f"It may be there already: “{old.title}” of {format_date(old.completed_on)}. {found[0].why} If it is "
            "another one, send the list again to log it all the same; else take it off the list."
        ]


def _key(one: Chosen) -> tuple[object, ...]:
    return one.person, fold(one.title), one.completed_on

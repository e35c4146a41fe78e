"""What only the owner of a file can know, asked once for the whole of it, with examples of its own cells."""

from dataclasses import dataclass

from tracker.domain.imports.cells import shown
from tracker.domain.imports.deciding import Order, cells_of_days
from tracker.domain.imports.grid import Book, Value
from tracker.domain.imports.plan import Layout, Plan

DAY_FIRST, MONTH_AS = "day_first", "month_as"
EXAMPLES = 4
_WORDS = {
    DAY_FIRST: "Some dates can be read in two ways. Which comes first in them, the month or the day?",
    MONTH_AS: "Some cells tell a month and no day. Which day is meant?",
}
_TURNED = (
    "Some dates can be read in two ways. In a column with some of them, others stand as text because the program that "
    "opened the list could not read them; so it may have taken days for months. Which came first when the list was "
    "written, the month or the day?"
)


@dataclass(frozen=True, slots=True)
class Question:
    """A question by the field of the plan that holds its answer, in words, with cells that it is about."""

    key: str
    words: str
    examples: tuple[str, ...]

    def is_answered(self, plan: Plan) -> bool:
        """Tell whether a plan holds the answer."""
        return getattr(plan, self.key) is not None


def questions(book: Book, plan: Plan) -> tuple[Question, ...]:
    """Return what is to be asked, answered or not; nothing where the file itself tells everything."""
    # As if nobody had answered: an answer must not make its question go away.
    order = Order(book, Plan(plan.sheets))
    examples: dict[str, list[str]] = {DAY_FIRST: [], MONTH_AS: []}
    is_turned = False
    plans = {each.sheet: each for each in plan.sheets if each.layout is not Layout.SKIP}
    for sheet in book.sheets:
        if sheet.name not in plans:
            continue
        for index, cell in cells_of_days(sheet, plans[sheet.name]):
            decided = order.decide(cell, sheet.name, index, plans[sheet.name].year)
            if decided.day is None and decided.reading.is_either:
                is_turned = is_turned or not isinstance(cell, str)
                _note(examples[DAY_FIRST], cell)
            elif decided.day is None and decided.reading.month:
                _note(examples[MONTH_AS], cell)
    words = _WORDS | ({DAY_FIRST: _TURNED} if is_turned else {})
    return tuple(Question(key, words[key], tuple(found)) for key, found in examples.items() if found)


def _note(examples: list[str], cell: Value) -> None:
    example = shown(cell)[:60]
    if len(examples) < EXAMPLES and example not in examples:
        examples.append(example)

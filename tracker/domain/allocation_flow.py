"""How hours in stock can be given to requirements: a flow of whole numbers, found by augmenting paths.

    stock = Stock()
    stock.put("course", 24, {("course", ""): 24})
    stock.serve("core", [("course", "")], 16)  # 16

The stock holds completions, each with pools: its hours on a topic where the certificate splits them, and the rest.
What flows from a completion through a pool to a requirement counts there and nowhere else. A requirement served once
keeps its amount whatever is served after it; only where it comes from may change. Cost of serving: one search of the
graph for each path, and there are few.
"""

from collections import deque
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

Pool = tuple[str, str]
_Node = Hashable
_SOURCE: _Node = None
_UNBOUNDED = 10**18


@dataclass(frozen=True, slots=True)
class Ask:
    """What a requirement asks for: an amount, all of it out of the pools of any one of the ways.

    What is set `aside` stands without it, and takes what the others leave.
    """

    name: str
    amount: int
    ways: tuple[tuple[Pool, ...], ...]
    aside: bool = False


class Stock:
    """Hours and to whom they flow: what is left on every edge, and what may be taken back."""

    def __init__(self) -> None:
        """Begin empty."""
        self._left: dict[_Node, dict[_Node, int]] = {_SOURCE: {}}

    def put(self, completion: str, amount: int, pools: Mapping[Pool, int]) -> None:
        """Add a completion: never more than its amount, and of each pool never more than is in it."""
        node = ("completion", completion)
        self._edge(_SOURCE, node, amount)
        for pool, size in pools.items():
            self._edge(node, ("pool", pool), size)

    def serve(self, name: str, pools: Iterable[Pool], amount: int) -> int:
        """Give a requirement as much of the amount as can be, without taking from another's; return how much."""
        taker = ("requirement", name)
        for pool in pools:
            self._edge(("pool", pool), taker, _UNBOUNDED)
        given = 0
        while given < amount and (path := self._path(taker)):
            part = min(amount - given, *(self._left[a][b] for a, b in path))
            for a, b in path:
                self._left[a][b] -= part
                self._left[b][a] += part
            given += part
        return given

    def given(self, name: str) -> dict[Pool, int]:
        """Return what a requirement got out of each pool."""
        edges = self._left.get(("requirement", name), {})
        return {node[1]: amount for node, amount in edges.items() if amount and isinstance(node, tuple)}

    def take(self, pool: Pool) -> int:
        """Take out of a pool what nobody uses; return how much it was."""
        node = ("completion", pool[0])
        unused = min(self._left[_SOURCE][node], self._left[node]["pool", pool])
        self._left[_SOURCE][node] -= unused
        self._left[node]["pool", pool] -= unused
        return unused

    @property
    def unused(self) -> int:
        """How much nobody uses, all in all."""
        return sum(self._left[_SOURCE].values())

    def copy(self) -> "Stock":
        """Return one that can be served from without changing this."""
        other = Stock()
        other._left = {node: dict(edges) for node, edges in self._left.items()}
        return other

    def _edge(self, a: _Node, b: _Node, amount: int) -> None:
        self._left[a].setdefault(b, amount)
        self._left.setdefault(b, {}).setdefault(a, 0)

    def _path(self, taker: _Node) -> list[tuple[_Node, _Node]]:
        """Return the edges of a shortest way to a requirement on which something is left, or none.

        Looks from the requirement back to the source: most ways are short, and it has few pools.
        """
        onward: dict[_Node, _Node] = {taker: taker}
        ahead = deque([taker])
        while ahead and _SOURCE not in onward:
            node = ahead.popleft()
            for before in self._left.get(node, ()):
                if before not in onward and self._left[before][node]:
                    onward[before] = node
                    ahead.append(before)
        path: list[tuple[_Node, _Node]] = []
        node = _SOURCE
        while node in onward and node != taker:
            path.append((node, onward[node]))
            node = onward[node]
        return path


def most(asks: Sequence[Ask], stock: Stock) -> tuple[tuple[str, ...], Stock]:
    """Return the most that can be served whole, and the stock that serves them; then those set aside that can be too.

    Of equally many the set that comes first in the order of the asks: the first ask is among them if it can be, then
    the second, and so on. Exact: every set is tried that may be larger than the largest found.
    """
    able = [ask for ask in asks if not ask.aside and all_of([ask], stock) is not None]
    found: tuple[tuple[Ask, ...], Stock] = ((), stock)

    def look(index: int, met: tuple[Ask, ...], served: Stock) -> None:
        nonlocal found
        if len(met) > len(found[0]):
            found = met, served
        if len(met) + _at_most(able[index:], served.unused) <= len(found[0]):
            return
        ask = able[index]
        if (further := _also(ask, met, served, stock)) is not None:
            look(index + 1, (*met, ask), further)
        look(index + 1, met, served)

    look(0, (), stock)
    met, served = found
    for ask in asks:
        if ask.aside and (further := _also(ask, met, served, stock)) is not None:
            met, served = (*met, ask), further
    return tuple(ask.name for ask in met), served


def _at_most(asks: Sequence[Ask], unused: int) -> int:
    """Return how many asks there are hours for, if every hour could serve every ask."""
    number = 0
    for amount in sorted(ask.amount for ask in asks):
        unused -= amount
        number += unused >= 0
    return number


def _also(ask: Ask, met: Sequence[Ask], served: Stock, stock: Stock) -> Stock | None:
    """Serve one more, from what is served already or, where that went another way, anew from the stock."""
    if (found := all_of([ask], served)) is not None:
        return found
    return all_of([*met, ask], stock) if any(len(each.ways) > 1 for each in met) else None


def all_of(asks: Sequence[Ask], stock: Stock) -> Stock | None:
    """Return a stock that serves every ask whole, or None where none does."""
    if not asks:
        return stock
    first, *others = asks
    for pools in first.ways:
        further = stock.copy()
        served = further.serve(first.name, pools, first.amount) == first.amount
        if served and (found := all_of(others, further)) is not None:
            return found
    return None

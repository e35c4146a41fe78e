"""What the team holds rather than does: its protocols, agreements and tools, as a packet tells of them."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamDocument:
    """A document of the team with the day it is of; `requirement_ids` are those whose findings it counted for."""

    title: str
    completed_on: date
    requirement_ids: tuple[str, ...] = ()
    exhibits: tuple[int, ...] = ()
    left_out: int = 0

"""What an examination by a tool ends with."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Found:
    """How many findings, and a sentence that says what was examined."""

    count: int
    words: str

"""What nobody changes once it is made, and of which an assessment makes hundreds for one matrix."""

from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

Kind = TypeVar("Kind")


@dataclass_transform(frozen_default=True, kw_only_default=True)
def value(kind: type[Kind]) -> type[Kind]:
    """Declare a dataclass of named fields that the check of types holds to be frozen.

    At run time it is not: making a frozen one costs three times as much, as it writes each field past its own refusal.
    """
    return dataclass(slots=True, kw_only=True, unsafe_hash=True)(kind)

"""How a value of a column stands in a line of history, for who writes lines and for who compares rows with them."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any


def in_a_line(value: Any) -> Any:
    """Return words as a sorted list, hours without idle zeros, what is shared out by its keys, all else as text."""
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, Mapping):
        return {key: in_a_line(share) for key, share in sorted(value.items())}
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return None if value is None else str(value)

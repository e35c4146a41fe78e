"""A packet's context as JSON and back: what is kept when a packet is sealed, so that it can be issued again.

Decimals are written as text, days as ISO dates, keys in the order of their names: the same context gives the same
bytes on any machine. Reading is strict. A field that is missing, unknown or of another kind is refused, by its path.
"""

import json
import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

from tracker.domain.errors import UnreadableFile
from tracker.reports.context import PacketContext


def to_json(context: PacketContext) -> str:
    """Return the context as JSON with a stable order of keys, ending in a newline."""
    plain = to_plain(context)
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False) + "\n"


def to_plain(context: PacketContext) -> dict[str, Any]:
    """Return the context as what JSON knows: records by the names of their fields, lists, texts, whole numbers."""
    return cast(dict[str, Any], _plain(context))


def from_json(text: str) -> PacketContext:
    """Read what `to_json` wrote. Raises UnreadableFile, naming the field, where it is not that."""
    try:
        plain = json.loads(text)
    except ValueError:
        raise UnreadableFile("The sealed inputs of this packet are not JSON. Restore them from a backup.") from None
    return cast(PacketContext, _read(PacketContext, plain, "packet"))


def _plain(value: Any) -> Any:
    kind = type(value)
    if kind in _PLAIN:
        return value
    if kind is tuple:
        return [_plain(entry) for entry in value]
    if is_dataclass(kind):
        return {name: _plain(getattr(value, name)) for name in _field_names(kind)}
    return value.isoformat() if isinstance(value, date) else str(value)


@cache
def _field_names(kind: type) -> tuple[str, ...]:
    return tuple(entry.name for entry in fields(kind))


def _read(kind: Any, value: Any, path: str) -> Any:
    if get_origin(kind) in {Union, types.UnionType}:
        wanted = next(entry for entry in get_args(kind) if entry is not type(None))
        return None if value is None else _read(wanted, value, path)
    if get_origin(kind) is tuple:
        entries = _of(list, value, path)
        return tuple(_read(get_args(kind)[0], entry, f"{path}[{place}]") for place, entry in enumerate(entries))
    if is_dataclass(kind):
        return _read_record(cast(type, kind), _of(dict, value, path), path)
    return _SCALARS[kind](value, path)


def _read_record(kind: type, values: Mapping[str, Any], path: str) -> Any:
    hints = _hints(kind)
    if unknown := sorted(set(values) - set(hints)):
        raise _refusal(f"{path}.{unknown[0]}", "is not a field of this packet's version")
    needed = [entry.name for entry in fields(kind) if entry.default is MISSING and entry.name not in values]
    if needed:
        raise _refusal(f"{path}.{needed[0]}", "is missing")
    return kind(**{name: _read(hints[name], value, f"{path}.{name}") for name, value in values.items()})


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _of(kind: type, value: Any, path: str) -> Any:
    if type(value) is not kind:
        raise _refusal(path, f"is not {_NAMES[kind]}")
    return value


def _day(value: Any, path: str) -> date:
    try:
        return date.fromisoformat(_of(str, value, path))
    except ValueError:
        raise _refusal(path, "is not a day such as 2026-11-24") from None


def _decimal(value: Any, path: str) -> Decimal:
    try:
        number = Decimal(_of(str, value, path))
    except InvalidOperation:
        raise _refusal(path, "is not a number") from None
    if not number.is_finite():
        raise _refusal(path, "is not a number")
    return number


def _refusal(path: str, what: str) -> UnreadableFile:
    return UnreadableFile(
        f"The sealed inputs of this packet cannot be read: {path} {what}. Restore them from a backup."
    )


_PLAIN = frozenset({str, int, bool, type(None)})
_NAMES: dict[type, str] = {str: "text", int: "a whole number", bool: "true or false", list: "a list", dict: "a record"}
_SCALARS: dict[Any, Callable[[Any, str], Any]] = {
    str: lambda value, path: _of(str, value, path),
    int: lambda value, path: _of(int, value, path),
    bool: lambda value, path: _of(bool, value, path),
    date: _day,
    Decimal: _decimal,
}

"""The list of routes as an OpenAPI document, for tools that read one."""

from collections.abc import Callable
from typing import Any

from tests.desks import REQUIREMENT
from tests.scan.target import PARAMETER, Route, Target

# There is one visit for all requests.
LEAVES_THE_DESK = "desk.leave"
AT_A_DESK: dict[str, Callable[[Target], list[Any]]] = {
    "desk": lambda target: [target.desk, *target.ids("desk")],
    "requirement": lambda _target: [REQUIREMENT],
    "number": lambda _target: [1, 2, 3],
}
FORM = "application/x-www-form-urlencoded"
FALLBACK = ("person", "completion", "evidence", "event", "training", "membership", "packet", "invitation")
TABLES = {
    "question": "desk_question",
    "report": "link_report",
    "member": "membership",
    "session": "sign_in_session",
    "role": "role_term",
}


def document(target: Target) -> dict[str, Any]:
    """Return the document: real ids of both centers stand in it as values that a parameter may have."""
    paths: dict[str, Any] = {}
    for route in target.routes:
        if route["endpoint"] == LEAVES_THE_DESK:
            continue
        path = PARAMETER.sub(r"{\g<name>}", route["rule"])
        operations = paths.setdefault(path, {})
        for method in route["methods"]:
            operations[method.lower()] = _operation(target, route, method)
    return {
        "openapi": "3.0.3",
        "info": {"title": "Training tracker", "version": "1"},
        "servers": [{"url": target.url}],
        "paths": paths,
    }


def _operation(target: Target, route: Route, method: str) -> dict[str, Any]:
    parameters = [
        {"name": name, "in": "path", "required": True, "schema": _of_path(target, route, kind, among, name)}
        for kind, among, name in PARAMETER.findall(route["rule"])
    ]
    for field in route["fields"]:
        if field["in"] == "query":
            parameters.append({"name": field["name"], "in": "query", "schema": _schema(field)})
    operation: dict[str, Any] = {
        "operationId": f"{route['endpoint']}.{method.lower()}",
        "parameters": parameters,
        "responses": {"default": {"description": "A page."}},
    }
    sent = {field["name"]: _schema(field) for field in route["fields"] if _is_sent(field)}
    if method == "POST" and sent:
        operation["requestBody"] = {"content": {FORM: {"schema": {"type": "object", "properties": sent}}}}
    return operation


def _is_sent(field: dict[str, Any]) -> bool:
    # The token travels in a header, and files have an examination of their own.
    return field["in"] == "form" and field["kind"] not in {"token", "files"}


def _of_path(target: Target, route: Route, kind: str, among: str, name: str) -> dict[str, Any]:
    if route["endpoint"].startswith("desk.") and name in AT_A_DESK:
        return {"anyOf": [{"enum": AT_A_DESK[name](target)}, _of_kind(target, kind, among, name)]}
    return _of_kind(target, kind, among, name)


def _of_kind(target: Target, kind: str, among: str, name: str) -> dict[str, Any]:
    if name == "center":
        return {"type": "string", "enum": [target.center, target.center, target.other]}
    if kind == "public_id":
        ids = target.ids(TABLES.get(name, name)) or [row for table in FALLBACK for row in target.ids(table)]
        return {"type": "string", "enum": sorted(set(ids))}
    if kind == "int":
        return {"type": "integer", "minimum": 0, "maximum": 2**31}
    if among:
        return {"type": "string", "enum": [each.strip(" '") for each in among.split(",")]}
    return {"type": "string", "minLength": 1, "maxLength": 120}


def _schema(field: dict[str, Any]) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string"}
    if field["name"] == "submission_key":
        return schema | {"pattern": "^[0-9a-f]{32}$"}
    if field.get("options"):
        # What a browser offers, and what nobody foresaw.
        return {"anyOf": [schema | {"enum": field["options"]}, schema | {"maxLength": 300}]}
    if field["kind"] == "date":
        return {"anyOf": [schema | {"format": "date"}, schema | {"maxLength": 40}]}
    return schema | {"maxLength": (field.get("max_length") or 200) + 20}

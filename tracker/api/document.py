"""The OpenAPI document of the API, made from what its routes declare: no second list that could differ from them."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, Literal

from flask import Flask, Response, current_app, jsonify
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema
from werkzeug.routing import Rule

from tracker.api.blueprint import PREFIX
from tracker.api.declaring import KEY, VERSION, Operation
from tracker.api.shapes.base import ID_PATTERN
from tracker.domain.access import Action
from tracker.web.access import Permission, permission_of, public
from tracker.web.problems import MEDIA_TYPE

PATH = f"{PREFIX}/openapi.json"
DOCUMENT = "3.1.0"
Facts = dict[str, Any]
_Mode = Literal["serialization", "validation"]
_SERIALIZATION: _Mode = "serialization"
_VALIDATION: _Mode = "validation"
_REFERENCE = "#/components/schemas/{model}"
_PARTS = {"public_id": {"type": "string", "pattern": ID_PATTERN}, "word": {"type": "string", "maxLength": 120}}
_PART = re.compile(r"<(?P<kind>\w+):(?P<name>\w+)>")
_HEADERS: dict[str, Facts] = {
    KEY: {
        "description": "New for each thing that is to be made: sent again within a week, it makes nothing again.",
        "schema": {"type": "string", "pattern": "^[A-Za-z0-9_-]{8,64}$"},
    },
    VERSION: {
        "description": "The ETag under which the thing was read, so that nobody is overwritten unseen.",
        "schema": {"type": "string", "pattern": '^"[0-9]{1,9}"$'},
    },
}
_PROBLEMS = {
    401: "No token, or one that opens nothing.",
    403: "The token may not do this.",
    404: "There is nothing here, or it is not this center's.",
    409: "It cannot be so as things are: the words say why, and the field where one is at fault.",
    410: "It was withdrawn, and is not given out any more.",
    412: "It was changed since it was read.",
    413: "Too large.",
    415: "Of another kind than this address takes.",
    422: "Something is missing or not of the stated form; each field is named.",
    428: "Say which version was read, in If-Match.",
    429: "Too many requests; Retry-After says how many seconds to wait.",
    503: "Busy, or out of room. Nothing was changed; try again later.",
}
_ALWAYS = (401, 403, 422, 429, 503)


class WrongField(BaseModel):
    """What is wrong with a field."""

    field: str
    message: str


class ProblemShown(BaseModel):
    """What is told instead of an answer, as RFC 9457 has it."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[WrongField] | None = None


@public()
def openapi() -> Response:
    """Show the document to anybody: it holds nothing of a center."""
    return jsonify(document(current_app))


@cache
def document(app: Flask) -> Facts:
    """Return the document of an application."""
    rules = list(rules_of(app))
    paths: Facts = {}
    for rule in rules:
        path = paths.setdefault(_PART.sub(r"{\g<name>}", rule.rule), {})
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            path[method.lower()] = _operation(app, rule)
    return {
        "openapi": DOCUMENT,
        "info": {
            "title": "Training records of a center",
            "version": "1",
            "description": "Read what a center's record holds; write completions and files, which people review.",
        },
        "security": [{"token": []}],
        "paths": paths,
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": _schemas(app, rules),
        },
    }


def rules_of(app: Flask) -> Iterator[Rule]:
    """Yield the routes of the API, in the order of their addresses."""
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: (rule.rule, sorted(rule.methods or ()))):
        permission = permission_of(app, rule.endpoint)
        if permission is not None and permission.token:
            yield rule


def _operation(app: Flask, rule: Rule) -> Facts:
    view = app.view_functions[rule.endpoint]
    permission, told = _declared(app, rule)
    words = (view.__doc__ or "").strip().split("\n\n", 1)
    facts: Facts = {
        "operationId": rule.endpoint.removeprefix("api."),
        "summary": words[0],
        "parameters": [*_parts(rule), *_query(permission), *_headers(permission)],
        "responses": {str(told.status): _given(told), **_problems(permission, told, rule)},
        "x-token-must-write": permission.action is Action.RECORD_FOR_OTHERS,
    }
    if len(words) > 1:
        facts["description"] = " ".join(words[1].split())
    return facts | _body(permission)


def _declared(app: Flask, rule: Rule) -> tuple[Permission, Operation]:
    permission, view = permission_of(app, rule.endpoint), app.view_functions[rule.endpoint]
    if permission is None or not hasattr(view, "operation"):
        raise RuntimeError(f"{rule.endpoint} does not declare what it gives; use tracker.api.declaring.call.")
    return permission, view.operation


def _parts(rule: Rule) -> list[Facts]:
    return [
        {"name": name, "in": "path", "required": True, "schema": _PARTS[kind]}
        for kind, name in _PART.findall(rule.rule)
    ]


def _query(permission: Permission) -> list[Facts]:
    if permission.query is None:
        return []
    schema = permission.query.model_json_schema(ref_template=_REFERENCE)
    return [
        {
            "name": name,
            "in": "query",
            "required": False,
            "description": facts.pop("description", ""),
            "schema": _without_null(facts),
        }
        for name, facts in schema["properties"].items()
    ]


def _without_null(facts: Facts) -> Facts:
    """Return the schema of a word in an address, which is left out and never null."""
    if "anyOf" not in facts:
        return facts
    (only,) = (each for each in facts["anyOf"] if each.get("type") != "null")
    return dict(only)


def _headers(permission: Permission) -> list[Facts]:
    return [{"name": name, "in": "header", "required": True, **_HEADERS[name]} for name in permission.headers]


def _body(permission: Permission) -> Facts:
    if permission.takes_file:
        names = permission.body.model_json_schema(ref_template=_REFERENCE)["properties"] if permission.body else {}
        properties = {"file": {"type": "string", "format": "binary"}, **names}
        schema: Facts = {"type": "object", "properties": properties, "required": ["file"]}
        schema["additionalProperties"] = False
        return {"requestBody": {"required": True, "content": {"multipart/form-data": {"schema": schema}}}}
    if permission.body is None:
        return {}
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": _named(permission.body)}}}}


def _given(told: Operation) -> Facts:
    if told.gives is None:
        content = {each: {"schema": {"type": "string", "format": "binary"}} for each in told.kinds}
        return {"description": "The file.", "content": content}
    words = " ".join((told.gives.__doc__ or "").split())
    return {"description": words, "content": {"application/json": {"schema": _named(told.gives)}}}


def _problems(permission: Permission, told: Operation, rule: Rule) -> Facts:
    found = set(_ALWAYS)
    if told.gives is None:
        found.add(410)
    if rule.arguments or permission.query is not None:
        found.add(404)
    if permission.query is not None or permission.action is Action.RECORD_FOR_OTHERS:
        found.add(409)
    if permission.action is Action.RECORD_FOR_OTHERS:
        found |= {404, 413}
    if permission.body is not None or permission.takes_file:
        found.add(415)
    if VERSION in permission.headers:
        found |= {412, 428}
    content = {MEDIA_TYPE: {"schema": {"$ref": _REFERENCE.format(model=ProblemShown.__name__)}}}
    return {str(status): {"description": _PROBLEMS[status], "content": content} for status in sorted(found)}


def _named(shape: type[BaseModel]) -> Facts:
    return {"$ref": _REFERENCE.format(model=shape.__name__)}


def _schemas(app: Flask, rules: list[Rule]) -> Facts:
    declared = [_declared(app, rule) for rule in rules]
    given: set[type[BaseModel]] = {told.gives for _, told in declared if told.gives is not None}
    taken = {each for permission, _ in declared for each in (permission.query, permission.body) if each is not None}
    shapes = [(each, _SERIALIZATION) for each in _by_name(given | {ProblemShown})]
    shapes += [(each, _VALIDATION) for each in _by_name(taken)]
    _, told = models_json_schema(shapes, ref_template=_REFERENCE)
    return dict(told["$defs"])


def _by_name(shapes: Iterable[type[BaseModel]]) -> list[type[BaseModel]]:
    return sorted(shapes, key=lambda each: each.__name__)

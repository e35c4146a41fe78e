"""Pages used as people use them: opened, filled in, sent.

`submit` opens a page, takes what its form holds (token, key, version, ticks, choices), changes what the test names, and
sends it with the button that the test presses.
"""

import io
from typing import Any
from weakref import WeakKeyDictionary

from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.test import TestResponse, encode_multipart

UNSENT = {"submit", "button", "image", "reset", "file"}


_pages: WeakKeyDictionary[TestResponse, BeautifulSoup] = WeakKeyDictionary()


def page_of(response: TestResponse) -> BeautifulSoup:
    """Return a page to look into, the same at each call: taking it apart is an eighth of a test."""
    if response not in _pages:
        _pages[response] = BeautifulSoup(response.get_data(as_text=True), "lxml", multi_valued_attributes=None)
    return _pages[response]


def text_of(response: TestResponse) -> str:
    """Return the words of a page's main part, blanks single."""
    main = page_of(response).main
    return " ".join((main or page_of(response)).get_text(" ").split())


def errors_of(response: TestResponse) -> list[str]:
    """Return the lines of the error summary."""
    return [item.get_text(" ", strip=True) for item in page_of(response).select("[data-error-summary] li")]


def values_of(form: Tag) -> MultiDict[str, Any]:
    """Return what a browser would send of a form as it stands."""
    values: MultiDict[str, Any] = MultiDict()
    for control in form.select("input[name], textarea[name], select[name]"):
        name, kind = str(control["name"]), control.get("type", "text")
        if control.name == "select":
            values.setlist(name, values.getlist(name) + _chosen(control))
        elif control.name == "textarea":
            values.add(name, control.get_text().removeprefix("\n"))
        elif kind in {"checkbox", "radio"}:
            if control.has_attr("checked"):
                values.add(name, control.get("value", "on"))
        elif kind not in UNSENT:
            values.add(name, control.get("value", ""))
    return values


def form_in(response: TestResponse, action: str = "") -> Tag:
    """Return the form of a page's main part that posts; the one whose action ends so, where one is named."""
    forms = page_of(response).select("main form[method=post]")
    found = [form for form in forms if str(form.get("action", "")).endswith(action)]
    assert found, f"no form posts to …{action}; there are {[form.get('action', '(itself)') for form in forms]}"
    return found[0]


def submit(client: FlaskClient, path: str, /, *, action: str = "", **values: Any) -> TestResponse:
    """Open a page, fill in its form and send it; returns the answer, redirects not followed.

    A value is words, a list of them for several ticks, None to leave the field out, or `file(...)`, or a list of files.
    """
    opened = client.get(path)
    assert opened.status_code == 200, f"{path} answers {opened.status_code}"
    return send(client, opened, path, action=action, **values)


def send(client: FlaskClient, opened: TestResponse, path: str, /, *, action: str = "", **values: Any) -> TestResponse:
    """Fill in and send a form of a page that was opened already, such as one that came back with errors."""
    form = form_in(opened, action)
    filled = values_of(form)
    for name, value in values.items():
        if value is None:
            filled.poplist(name)
        else:
            filled.setlist(name, value if isinstance(value, list) else [value])
    if form.get("enctype") != "multipart/form-data":
        return client.post(str(form.get("action") or path), data=filled)
    # In memory: the client's own encoder leaves a temporary file open for what is large.
    boundary, body = encode_multipart(filled)
    kind = f'multipart/form-data; boundary="{boundary}"'
    return client.post(str(form.get("action") or path), data=body, content_type=kind)


def file(content: bytes, name: str = "certificate.pdf") -> FileStorage:
    """Return a file as a form sends it."""
    return FileStorage(io.BytesIO(content), name)


def _chosen(select: Tag) -> list[str]:
    options = select.select("option")
    chosen = [option for option in options if option.has_attr("selected")] or options[:1]
    return [str(option.get("value", option.get_text())) for option in chosen]

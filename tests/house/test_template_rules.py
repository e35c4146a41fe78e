"""Templates hold to what the content security policy and the house allow, whatever data they show."""

import re

import pytest

from tests.house.repository import texts

# Mail programs read no style sheets, so a mail carries its looks in its tags.
RULES = {
    "style attribute: use a class": re.compile(r"<[^>]*\sstyle\s*=", re.I),
    "style element: use a file in static/css": re.compile(r"<style\b", re.I),
    "inline handler: use a file in static/js": re.compile(r"<[^>]*\son[a-z]+\s*=", re.I),
    "inline script: use a file in static/js": re.compile(r"<script\b(?![^>]*\ssrc\s*=)", re.I),
    "script address: use a form or a link": re.compile(r"""(?:href|src|action)\s*=\s*["']?\s*javascript:""", re.I),
    "foreign file: serve it ourselves": re.compile(
        r"""<(?:script|img|link|iframe)\b[^>]*(?:src|href)\s*=\s*["']?(?:https?:)?//""", re.I
    ),
    "unescaped data: let it be escaped": re.compile(r"\|\s*safe\b|autoescape\s+false", re.I),
}
FIELD = re.compile(r"<(?:input|select|textarea)\b", re.I)


def broken_rules(path: str, template: str) -> list[str]:
    """Say which rules a template breaks; a page leaves the writing of fields to the components."""
    text = re.sub(r"\{#.*?#\}", "", template, flags=re.S)
    names = [name for name, pattern in RULES.items() if pattern.search(text)]
    if path.startswith("templates/mail/"):
        names = [name for name in names if not name.startswith("style")]
    if "/components/" not in path and FIELD.search(text):
        names.append("field written by hand: call its component")
    return names


def test_templates_keep_the_rules() -> None:
    assert {path: names for path, text in texts("templates") if (names := broken_rules(path, text))} == {}


@pytest.mark.parametrize(
    "template",
    [
        '<p class="a" style="color: red">',
        "<style>p {}</style>",
        '<button\n  onclick="go()">',
        "<script>go()</script>",
        '<a href="javascript:go()">',
        '<script src="https://example.org/a.js"></script>',
        '<img alt="" src="//example.org/a.png">',
        "{{ name | safe }}",
        "{% autoescape false %}",
        '<input name="a">',
    ],
)
def test_the_guard_sees_a_broken_rule(template: str) -> None:
    assert len(broken_rules("templates/people/show.html", template)) == 1


def test_the_guard_leaves_good_templates_alone() -> None:
    good = '<script src="/static/js/menu.js" defer></script><a class="on" href="https://a.org">{{ b }}</a>'
    assert broken_rules("templates/people/show.html", good) == []
    assert broken_rules("templates/components/field.html", '<input name="a">') == []

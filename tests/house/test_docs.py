"""What the guides say is there: links and pictures lead somewhere, and commands, settings and targets are told."""

import re
import subprocess

import pytest
from flask import Flask

from tests import screenshots
from tests.house.repository import ROOT, texts
from tracker import cli

IMAGES = "docs/images/"
MEND = "say in docs/operating.md, in code quotes, what these do"
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)|<(?:img|a) [^>]*?(?:src|href)=\"([^\"]+)\"")
PICTURE = re.compile(r"!\[([^\]]*)\]\([^)]*\)|<img ([^>]*)>")
HEADING = re.compile(r"^#+ (.+)$", re.M)
SETTING = re.compile(r"\benv\.get\(\"([A-Z_]+)\"")


def guides() -> dict[str, str]:
    """Return the pages that people read: the README and its like, and everything in docs."""
    return {path: text for path, text in texts(suffix=".md") if "/" not in path or path.startswith("docs/")}


def links_in(text: str) -> list[str]:
    """Return where the links and pictures of a page lead, but for those to other sites."""
    found = (markdown or html for markdown, html in LINK.findall(text))
    return [link for link in found if "://" not in link and not link.startswith("mailto:")]


def headings_in(text: str) -> set[str]:
    """Return the names by which headings of a page are linked."""
    words = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in HEADING.findall(text))
    return {heading.strip().replace(" ", "-") for heading in words}


def dead_links(path: str, text: str) -> list[str]:
    """Return the links of a page that lead to no file or heading."""
    return [link for link in links_in(text) if not _leads(path, text, link)]


def _leads(path: str, text: str, link: str) -> bool:
    file, _, heading = link.partition("#")
    goal = (ROOT / path).parent / file if file else ROOT / path
    if not goal.exists():
        return False
    return not heading or heading in headings_in(goal.read_text() if file else text)


def undescribed_pictures(text: str) -> list[str]:
    """Return the pictures of a page that say nothing to whoever cannot see them."""
    return [
        markdown or html for markdown, html in PICTURE.findall(text) if not (markdown or re.search(r'alt="\w', html))
    ]


def untold(names: set[str], text: str) -> set[str]:
    """Return the names that no code in a text mentions."""
    quoted = re.findall(r"```.*?```|`[^`\n]+`", text, re.S)
    return names - set(re.findall(r"[A-Za-z][\w-]*", " ".join(quoted)))


def told() -> str:
    """Return what is told to whoever runs it."""
    return (ROOT / "docs/operating.md").read_text() + (ROOT / "README.md").read_text()


def test_every_link_and_picture_of_a_guide_leads_somewhere() -> None:
    assert {path: dead for path, text in guides().items() if (dead := dead_links(path, text))} == {}


def test_every_picture_of_a_guide_says_what_it_shows() -> None:
    assert {path: mute for path, text in guides().items() if (mute := undescribed_pictures(text))} == {}


def test_every_picture_is_taken_by_the_script_and_used_by_a_guide() -> None:
    there = {path.name for path in (ROOT / IMAGES).iterdir()}
    used = {link.rsplit("/", 1)[1] for text in guides().values() for link in links_in(text) if "images/" in link}
    assert screenshots.names() == there, "run make docs-screenshots"
    assert used == there, "use the picture in a guide, or take it out of tests/screenshots.py"


def test_every_target_of_make_is_told() -> None:
    explained = subprocess.run(["make", "help"], cwd=ROOT, check=True, capture_output=True, text=True).stdout  # noqa: S607 make is on the path
    targets = set(re.findall(r"^  make ([a-z-]+) ", explained, re.M))
    assert {"demo", "run", "test"} <= targets
    assert untold(targets, told() + (ROOT / "CONTRIBUTING.md").read_text()) == set(), MEND


def test_every_setting_is_told() -> None:
    settings = set(SETTING.findall((ROOT / "tracker/config.py").read_text()))
    assert {"TRACKER_DATA", "DATABASE_URL"} <= settings
    assert untold(settings, told()) == set(), MEND


def test_every_command_and_its_options_are_told() -> None:
    bare = Flask("commands")
    cli.install(bare)
    commands = bare.cli.commands
    options = {option for command in commands.values() for each in command.params for option in each.opts}
    assert {"init", "serve", "issue-packet"} <= set(commands)
    assert untold(set(commands) | {option[2:] for option in options if option.startswith("--")}, told()) == set(), MEND


@pytest.mark.parametrize(
    "text",
    [
        "[a](nowhere.md)",
        "![a picture](images/none.png)",
        '<img src="none.png" alt="a">',
        "[a](README.md#no-such-part)",
        "[a](#no)",
    ],
)
def test_the_guard_sees_a_link_that_leads_nowhere(text: str) -> None:
    assert len(dead_links("README.md", text)) == 1
    assert (
        dead_links("README.md", "# So it is\n[a](#so-it-is) [b](docs/operating.md#settings) [c](https://example.org/x)")
        == []
    )


@pytest.mark.parametrize("text", ["![](a.png)", '<img src="a.png">', '<img src="a.png" alt="">'])
def test_the_guard_sees_a_picture_without_words(text: str) -> None:
    assert undescribed_pictures(text) != []
    assert undescribed_pictures('![What it shows](a.png) <img src="a.png" alt="What it shows">') == []


def test_the_guard_sees_what_is_not_told() -> None:
    assert untold({"PORT", "seed", "serve"}, "`PORT=1 make demo`\n```sh\nserve\n```\nseed") == {"seed"}

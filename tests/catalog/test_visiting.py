"""A link is asked politely, and nothing is said of it that was not seen."""

import socket
from collections.abc import Iterator

import pytest

from tests.catalog.site import Site, serving
from tracker.catalog.visiting import MOST_REDIRECTS, Verdict, Visitor, is_public


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as made:
        yield made


@pytest.fixture
def waits() -> list[float]:
    return []


@pytest.fixture
def visitor(waits: list[float]) -> Visitor:
    return Visitor(private_too=True, wait=waits.append, timeout=5)


def test_a_page_that_is_there_works_and_only_its_head_was_asked_for(site: Site, visitor: Visitor) -> None:
    site.answers["/course?id=1&x=%20y"] = 200
    visit = visitor.visit(site.url("/course?id=1&x=%20y#part"))
    assert (visit.verdict, visit.answered) == (Verdict.WORKING, True)
    assert site.asked == [("HEAD", "/course?id=1&x=%20y")]


def test_the_visitor_says_who_it_is(site: Site, visitor: Visitor) -> None:
    site.answers["/"] = 200
    visitor.visit(site.url())
    [agent] = site.agents
    assert agent.startswith("training-tracker ")
    assert "Mozilla" not in agent


@pytest.mark.parametrize("refusal", [403, 404, 405, 501])
def test_where_the_head_is_refused_the_page_is_asked_for(site: Site, visitor: Visitor, refusal: int) -> None:
    site.answers |= {"HEAD /a": refusal, "/a": 200}
    assert visitor.visit(site.url("/a")).verdict is Verdict.WORKING
    assert site.asked == [("HEAD", "/a"), ("GET", "/a")]


@pytest.mark.parametrize(
    ("status", "verdict"),
    [
        (204, Verdict.WORKING),
        (404, Verdict.DEAD),
        (410, Verdict.DEAD),
        (401, Verdict.UNSURE),
        (403, Verdict.UNSURE),
        (500, Verdict.UNSURE),
    ],
)
def test_only_what_the_site_says_is_gone_is_dead(site: Site, visitor: Visitor, status: int, verdict: Verdict) -> None:
    site.answers["/a"] = status
    visit = visitor.visit(site.url("/a"))
    assert (visit.verdict, visit.answered) == (verdict, True)


def test_a_link_that_is_sent_on_works_where_it_arrives(site: Site, visitor: Visitor) -> None:
    site.answers |= {"/old": (301, "/new"), "/new": 200}
    visit = visitor.visit(site.url("/old"))
    assert (visit.verdict, visit.seen) == (Verdict.WORKING, f"it works, and leads to {site.url('/new')}")


def test_few_redirects_are_followed_and_a_circle_ends(site: Site, visitor: Visitor) -> None:
    site.answers["/round"] = (302, "/round")
    assert visitor.visit(site.url("/round")).verdict is Verdict.UNSURE
    assert len(site.asked) == MOST_REDIRECTS + 1


def test_a_page_that_became_the_front_page_is_not_called_working(site: Site, visitor: Visitor) -> None:
    site.answers |= {"/course": (302, "/"), "/": 200}
    assert visitor.visit(site.url("/course")).verdict is Verdict.UNSURE
    assert visitor.visit(site.url("/")).verdict is Verdict.WORKING


@pytest.mark.parametrize("answer", [b"", b"nonsense\r\n\r\n", b"HTTP/1.1 200 OK\r\n" + b"a: b\r\n" * 200])
def test_an_answer_that_is_none_leaves_it_unsure(site: Site, visitor: Visitor, answer: bytes) -> None:
    site.answers["/a"] = answer
    visit = visitor.visit(site.url("/a"))
    assert (visit.verdict, visit.answered) == (Verdict.UNSURE, False)


def test_a_redirect_out_of_the_web_ends_the_visit(site: Site, visitor: Visitor) -> None:
    site.answers["/a"] = (302, "file:///etc/passwd")
    assert visitor.visit(site.url("/a")).verdict is Verdict.LEFT


def test_each_host_gets_a_pause_between_two_questions(site: Site, visitor: Visitor, waits: list[float]) -> None:
    site.answers |= {"HEAD /a": 405, "/a": 200}
    visitor.visit(site.url("/a"))
    assert len(waits) == 1
    assert 0 < waits[0] <= visitor.pause
    visitor.visit(site.url("/a"))
    assert len(waits) == 3
    with serving() as another:
        another.answers["/"] = 200
        # Another name is another host, though both mean this machine.
        visitor.visit(another.url().replace("127.0.0.1", "localhost"))
    assert len(waits) == 3


def test_a_site_that_asks_for_fewer_questions_gets_no_more(site: Site, visitor: Visitor) -> None:
    site.answers |= {"/a": 429, "/b": 200}
    assert visitor.visit(site.url("/a")).verdict is Verdict.UNSURE
    before = len(site.asked)
    assert visitor.visit(site.url("/b")).verdict is Verdict.UNSURE
    assert len(site.asked) == before


def test_a_closed_port_is_dead_but_nobody_answered(visitor: Visitor) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    visit = visitor.visit(f"http://127.0.0.1:{port}/")
    assert (visit.verdict, visit.answered) == (Verdict.DEAD, False)


def test_a_silent_site_is_not_waited_for(visitor: Visitor) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        visitor.timeout = 0.05
        visit = visitor.visit(f"http://127.0.0.1:{silent.getsockname()[1]}/")
    assert (visit.verdict, visit.answered) == (Verdict.UNSURE, False)


def test_a_site_that_never_finishes_is_broken_off(visitor: Visitor) -> None:
    """A time-out counts from byte to byte; the visit as a whole has an end too."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        visitor.timeout, visitor.most_seconds = 60, 0.05
        visit = visitor.visit(f"http://127.0.0.1:{silent.getsockname()[1]}/")
    assert visit.verdict is Verdict.UNSURE


def test_https_is_verified(site: Site, visitor: Visitor) -> None:
    site.answers["/"] = 200
    assert visitor.visit(site.url().replace("http:", "https:")).verdict is Verdict.UNSURE
    assert site.asked == []


@pytest.mark.parametrize(
    "url",
    [
        "",
        "course",
        "ftp://127.0.0.1/a",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "http://",
        "http://[::1",
        "http://a:b/",
    ],
)
def test_what_is_no_web_address_is_never_asked(visitor: Visitor, url: str) -> None:
    assert visitor.visit(url).verdict is Verdict.LEFT


def test_this_machine_and_the_network_behind_it_are_never_asked(site: Site) -> None:
    site.answers["/"] = 200
    visit = Visitor().visit(site.url())
    assert (visit.verdict, visit.answered) == (Verdict.LEFT, False)
    assert site.asked == []


@pytest.mark.parametrize(
    "number",
    [
        "127.0.0.1",
        "10.1.2.3",
        "192.168.0.1",
        "172.16.0.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",  # noqa: S104 asked about, not bound
        "224.0.0.1",
        "::1",
        "fe80::1%eth0",
        "fc00::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "2002:7f00:1::",
    ],
)
def test_private_numbers_in_any_writing_are_not_public(number: str) -> None:
    assert not is_public(number)


@pytest.mark.parametrize("number", ["8.8.8.8", "2606:4700::1111"])
def test_public_numbers_are_public(number: str) -> None:
    assert is_public(number)

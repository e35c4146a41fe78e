"""Requests that no browser sends: each kind puts one part of an ordinary request out of order."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from urllib.parse import quote

Chance = random.Random
FORM = b"application/x-www-form-urlencoded"
BIG = str(2**63)
# What stands where an id, a number or a word belongs, in an address.
PIECES = (
    *(BIG, str(2**64), "-1", "0", "%00", "%2e%2e%2f", "..", ".", "%ff%fe", "%c0%af", "%ed%a0%80", "%", "%zz", "%u0041"),
    *(
        "' OR 1=1 --",
        "{{7*7}}",
        "<script>",
        "a" * 3000,
        "2" * 19,
        "2" * 20,
        "%F0%9F%A7%A1" * 20,
        "%0d%0aX-A:1",
        ";",
        "\\",
    ),
    *("con", "1e999", "NaN", "%E2%80%AE", "//", "?", "#", "*", "%252e", "\x7f", "\u00e9"),
)
# What stands in a field, a header or a word of a query.
VALUES = (
    *(b"", b"\0", b"a\0b", b"\xff\xfe", b"\xed\xa0\x80", b"\xf0\x9f\xa7\xa1" * 300, b"x" * 10_000, BIG.encode(), b"-1"),
    *(b"NaN", b"1e400", b"Infinity", b"0001-01-01", b"9999-12-31", b"2026-02-30", b"' OR 1=1 --", b"{{7*7}}", b"%s%n"),
    *(b"a\r\nBcc: all@example.org", "\u202emark\u202c".encode(), "\ufffe\uffff".encode(), b"[]", b"{}", b"../../etc"),
    *("\u0665\u0666".encode(), "\u00bd".encode(), b"0x10", b"1_000", b" 1 ", b"+1", b"1.5.2", b"=1+1", b"on", b"null"),
)
METHODS = (
    *(
        b"PUT",
        b"PATCH",
        b"DELETE",
        b"OPTIONS",
        b"HEAD",
        b"TRACE",
        b"CONNECT",
        b"PROPFIND",
        b"get",
        b"G\xcb\x87T",
        b"POST\0",
    ),
    *(b"", b"X" * 500, b"GET GET", b"POST", b"*", b"PRI"),
)
HEADERS = (
    *(b"Cookie", b"Host", b"Referer", b"User-Agent", b"Accept", b"Accept-Language", b"Range", b"If-None-Match"),
    *(b"If-Modified-Since", b"X-Forwarded-For", b"X-Forwarded-Host", b"X-Forwarded-Proto", b"Forwarded", b"Origin"),
    *(
        b"Content-Type",
        b"Content-Length",
        b"Content-Encoding",
        b"Transfer-Encoding",
        b"Expect",
        b"Upgrade",
        b"Connection",
    ),
    *(
        b"X-HTTP-Method-Override",
        b"Authorization",
        b"X-CSRFToken",
        b"Date",
        b"Via",
        b"TE",
        b"X_Odd",
        b"Odd Name",
        b"\xff",
    ),
)
HEADER_VALUES = (
    *(*VALUES, b"bytes=0-,0-,0-", b"bytes=-1", b"bytes=99999999999999999999-", b"chunked, gzip", b"identity", b"gzip"),
    *(
        b"multipart/form-data",
        b"multipart/form-data; boundary=",
        b"text/html;q=9e99",
        b"*/*;q=" + b"1" * 400,
        b"en;q=x",
    ),
    *(
        b"application/json",
        b"100-continue",
        b"websocket",
        b"session=.eJyrVkrOT0.x.y",
        b"session=" + b"a." * 1500,
        b"Basic ====",
    ),
    *(
        b"Mon, 99 Foo 2026 99:99:99 GMT",
        b"127.0.0.1:99999",
        b"example.org",
        b"[::1",
        b"127.0.0.1:",
        b"a b",
        b'W/"',
        b'"',
        b",",
    ),
)


@dataclass(frozen=True)
class Request:
    """A request as bytes, apart. `slowly`: seconds over which the body trickles in."""

    method: bytes
    target: bytes
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes = b""
    kind: str = ""
    version: bytes = b"HTTP/1.1"
    length: bytes | None = None
    slowly: float = 0.0
    fields: tuple[tuple[str, bytes], ...] = field(default=())

    def head(self) -> bytes:
        """Return what goes before the body."""
        headers = list(self.headers)
        named = {name.lower() for name, _ in headers}
        if (self.body or self.method == b"POST") and not named & {b"content-length", b"transfer-encoding"}:
            headers.append((b"Content-Length", str(len(self.body)).encode() if self.length is None else self.length))
        lines = [b" ".join((self.method, self.target, self.version)), *(b": ".join(header) for header in headers)]
        return b"\r\n".join(lines) + b"\r\n\r\n"


def filled(request: Request, fields: tuple[tuple[str, bytes], ...]) -> Request:
    """Return a request with fields as its form."""
    body = "&".join(f"{quote(name)}={quote(value)}" for name, value in fields).encode()
    return replace(request, body=body, headers=(*request.headers, (b"Content-Type", FORM)))


def odd_path(request: Request, chance: Chance) -> Request:
    """Put something else into the address."""
    parts = request.target.decode().split("/")
    for _ in range(chance.randint(1, 2)):
        parts[chance.randrange(1, len(parts))] = chance.choice(PIECES)
    return replace(filled(request, request.fields), target="/".join(parts).encode())


def odd_query(request: Request, chance: Chance) -> Request:
    """Ask with words that nobody foresaw, many or deep."""
    names = ["q", "next", "page", "as_of", "standard", "person", "role", "status", "sort", "training", "kind"]
    pairs = [f"{chance.choice(names)}={quote(chance.choice(VALUES)[:3000])}" for _ in range(chance.choice((1, 3, 30)))]
    deep = chance.choice(("", "&a" + "[b]" * 800 + "=1", "&" * 2000, "&%ff=%fe", "&=", "&;&;", "&next=%00"))
    return replace(
        request, method=b"GET", body=b"", target=request.target + f"?{'&'.join(pairs)[:5000]}{deep}".encode()
    )


def odd_method(request: Request, chance: Chance) -> Request:
    """Ask in a way that there is not."""
    return replace(filled(request, request.fields), method=chance.choice(METHODS))


def odd_header(request: Request, chance: Chance) -> Request:
    """Add headers, or send some twice."""
    more = tuple((chance.choice(HEADERS), chance.choice(HEADER_VALUES)) for _ in range(chance.choice((1, 1, 2, 90))))
    return replace(filled(request, request.fields), headers=(*request.headers, *more))


def odd_field(request: Request, chance: Chance) -> Request:
    """Fill a form with what does not belong there."""
    odd = [(name, value if name == "csrf_token" else chance.choice(VALUES)) for name, value in request.fields]
    more = [(f"odd{number}", b"") for number in range(chance.choice((0, 0, 1, 600)))]
    return filled(replace(request, method=b"POST"), (*odd, *((name, b"1") for name, _ in more)))


def odd_body(request: Request, chance: Chance) -> Request:
    """Send a body that is no form, or whose length is not the one that was said."""
    bodies = (
        b"\xff\xfe" * 500,
        b"&" * 5000,
        b"a=" * 3000,
        b"{" * 5000,
        b"[" * 9000,
        b"%" * 999,
        b"\0" * 999,
        b"<a>" * 99,
        b"",
    )
    kinds = (
        FORM,
        b"application/json",
        b"multipart/form-data; boundary=x",
        b"text/xml",
        b"\xff",
        b"",
        FORM + b"; charset=utf-99",
    )
    length = chance.choice((None, None, None, b"5", b"-1", b"0", b"x", b"99999999999999999999", b"1, 2", b"+3", b"100"))
    typed = (*request.headers, (b"Content-Type", chance.choice(kinds)))
    return replace(request, method=b"POST", headers=typed, body=chance.choice(bodies), length=length)


def odd_multipart(request: Request, chance: Chance) -> Request:
    """Send the form in parts that are out of order."""
    parts = [_part(chance, name, value) for name, value in request.fields] + [_part(chance, "files", b"%PDF-1.7")]
    end = chance.choice((b"--x--\r\n", b"--x", b"", b"--x--", b"\r\n" * 50))
    typed = (*request.headers, (b"Content-Type", b"multipart/form-data; boundary=x"))
    return replace(request, method=b"POST", headers=typed, body=b"".join(parts) + end)


def _part(chance: Chance, name: str, value: bytes) -> bytes:
    plain = b'form-data; name="%s"' % name.encode()
    odd = (
        plain + b'; filename=""',
        plain + b"; filename*=utf-8''%ff",
        b"form-data",
        plain + b'; filename="a\0.pdf"',
        b"\xff",
    )
    kept = name == "csrf_token" or chance.random() < 0.6
    more = (
        b""
        if kept
        else chance.choice((b"", b"Content-Type: \xff\r\n", b"Content-Transfer-Encoding: base64\r\n", b":\r\n"))
    )
    told = plain if kept else chance.choice(odd)
    return b"--x\r\nContent-Disposition: " + told + b"\r\n" + more + b"\r\n" + value + b"\r\n"


def odd_chunks(request: Request, chance: Chance) -> Request:
    """Send a body in chunks that are none."""
    chunks = (
        b"zz\r\nabc\r\n0\r\n\r\n",
        b"5\r\nab",
        b"ffffffffffffffff\r\na",
        b"-1\r\n\r\n",
        b"0\r\n\r\n",
        b"1;" + b"a" * 3000 + b"\r\na\r\n0\r\n\r\n",
    )
    more = chance.choice(((), ((b"Content-Length", b"5"),), ((b"Transfer-Encoding", b"gzip"),)))
    typed = (*request.headers, (b"Content-Type", FORM), (b"Transfer-Encoding", b"chunked"), *more)
    return replace(request, method=b"POST", headers=typed, body=chance.choice(chunks))


def odd_line(request: Request, chance: Chance) -> Request:
    """Begin with a line that is none."""
    version = chance.choice(
        (b"HTTP/0.9", b"HTTP/2.0", b"HTTP/1.0", b"HTTP/9.9", b"", b"HTTP/1.1 HTTP/1.1", b"\xff", b"http/1.1")
    )
    target = chance.choice(
        (
            request.target,
            b"*",
            b"http://example.org/",
            b"//example.org/sign-in",
            b"",
            b"sign-in",
            b"/" * 3000,
            b"/\t",
            b"/\xff",
        )
    )
    return replace(request, method=b"GET", body=b"", target=target, version=version)


def slow_body(request: Request, chance: Chance) -> Request:
    """Let the body trickle in."""
    return replace(filled(replace(request, method=b"POST"), request.fields), slowly=chance.choice((0.5, 1.0, 1.5)))


# How often each kind is sent.
KINDS: dict[Callable[[Request, Chance], Request], int] = {
    odd_path: 20,
    odd_query: 10,
    odd_method: 8,
    odd_header: 16,
    odd_field: 16,
    odd_body: 10,
    odd_multipart: 8,
    odd_chunks: 5,
    odd_line: 6,
    slow_body: 1,
}


def drawn(ordinary: Request, chance: Chance) -> Request:
    """Put one part of a request out of order."""
    kind = chance.choices(list(KINDS), list(KINDS.values()))[0]
    return replace(kind(ordinary, chance), kind=kind.__name__)

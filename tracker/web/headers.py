"""The headers that stand on every answer, errors included."""

from flask import Flask, Response, request

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
FIXED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), microphone=(), geolocation=()",
    "Referrer-Policy": "same-origin",
}
A_YEAR = 31_536_000
# A file that is sent runs nothing and leads nowhere, whatever its reader does with it.
SHUT_IN = "default-src 'none'; sandbox; frame-ancestors 'none'"


def shut_in(answer: Response) -> Response:
    """Let a file that is sent run nothing and stay in no store that others use; returns the answer."""
    answer.headers["Content-Security-Policy"] = SHUT_IN
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def install(app: Flask, *, secure: bool) -> None:
    """Attach the headers to an application."""

    def add(response: Response) -> Response:
        response.headers.setdefault("Content-Security-Policy", POLICY)
        if _is_reached_by_secret():
            response.headers["Referrer-Policy"] = "no-referrer"
            response.headers["X-Robots-Tag"] = "noindex"
        for name, value in FIXED.items():
            response.headers.setdefault(name, value)
        if secure:
            response.headers["Strict-Transport-Security"] = f"max-age={A_YEAR}"
        if request.endpoint not in {"static", "assets.font"}:
            # Pages carry names; a shared computer's back button must not show them after sign-out.
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    app.after_request(add)


def _is_reached_by_secret() -> bool:
    """Tell whether the address itself opens a door, or lies behind one: it must not travel on in the header Referer."""
    rule = request.url_rule.rule if request.url_rule is not None else ""
    return "<token:" in rule or rule.startswith("/desk/")

"""The one way out to a provider: to its own hosts only, below Authlib, as the adapter of its session.

Whatever Authlib sends takes this way.
"""

from typing import Any, cast

from authlib.integrations.requests_client import OAuth2Session
from requests import PreparedRequest, Response
from requests.adapters import BaseAdapter
from requests.exceptions import RequestException

from tracker.domain.single_sign_on import Provider
from tracker.services import outgoing
from tracker.services.outgoing import Answer, Question, Unanswered

SECONDS = 5.0
LARGEST_ANSWER = 256 * 1024
USER_AGENT = "training-tracker"


class Unasked(RequestException):
    """The question was not asked, or its answer not taken; the message says why, for the log."""


class _WayOut(BaseAdapter):
    """Carries a question of Authlib's to a provider, and its answer back."""

    def __init__(self, provider: Provider, seconds: float) -> None:
        super().__init__()
        self._provider, self._seconds = provider, seconds

    def send(self, request: PreparedRequest, *_options: Any, **_more: Any) -> Response:
        """Ask. Raises Unasked."""
        if not self._provider.may_be_asked(request.url):
            raise Unasked("it lies at another host")
        body = cast("str | bytes | None", request.body)  # Authlib sends forms only
        headers = cast("dict[str, str]", dict(request.headers.items()))
        question = Question(str(request.url), str(request.method), body, headers, self._seconds, LARGEST_ANSWER)
        try:
            return _taken(outgoing.ask(question), request)
        except Unanswered as fault:
            raise Unasked(str(fault)) from None

    def close(self) -> None:
        """Keep nothing open between two questions."""


def session(provider: Provider, **options: Any) -> OAuth2Session:
    """Return Authlib's session with a provider, whose every question takes our way."""
    made = OAuth2Session(provider.client_id, provider.client_secret, **options)
    made.trust_env = False
    made.headers.update({"User-Agent": USER_AGENT, "Accept": "application/json", "Accept-Encoding": "identity"})
    for scheme in list(made.adapters):
        made.mount(scheme, _WayOut(provider, SECONDS))
    return made


def _taken(answer: Answer, request: PreparedRequest) -> Response:
    taken = Response()
    taken.status_code, taken.url, taken.request = answer.status, str(request.url), request
    taken.headers.update(answer.headers)
    taken._content, taken.encoding = answer.body, "utf-8"
    return taken

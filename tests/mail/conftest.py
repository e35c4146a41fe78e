"""A real mail server on this machine, which takes or refuses what it is given."""

import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message
from aiosmtpd.smtp import AuthResult, LoginPassword


@dataclass
class MailServer:
    """What a server heard, and where it listens."""

    url: str
    taken: list[Any] = field(default_factory=list)


class _Keeper(Message):
    def __init__(self, taken: list[EmailMessage], refuses: bool) -> None:
        super().__init__(EmailMessage)
        self._taken, self._refuses = taken, refuses

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:  # noqa: N802 aiosmtpd's name
        if self._refuses:
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    def handle_message(self, message: Any) -> None:
        self._taken.append(message)


Serve = Callable[..., MailServer]


@pytest.fixture
def mail_server() -> Iterator[Serve]:
    """Start a server: `mail_server()`; `refuses=True` turns everybody away, `password` is the one it knows."""
    running: list[Controller] = []

    def serve(*, refuses: bool = False, password: str = "") -> MailServer:
        taken: list[EmailMessage] = []
        port = free_port()

        def authenticate(_server: Any, _session: Any, _envelope: Any, _mechanism: str, given: Any) -> AuthResult:
            right = isinstance(given, LoginPassword) and given.password == password.encode()
            return AuthResult(success=right, handled=False)  # the server is to say so

        asks = {"auth_require_tls": False, "authenticator": authenticate} if password else {}
        controller = Controller(_Keeper(taken, refuses), hostname="127.0.0.1", port=port, **asks)
        controller.start()
        running.append(controller)
        return MailServer(f"smtp://127.0.0.1:{port}", taken)

    yield serve
    for controller in running:
        controller.stop()


def free_port() -> int:
    """Return a port of this machine on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])

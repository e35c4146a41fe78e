"""How long a web worker waits for whoever sends slowly, or takes the answer slowly: not for ever.

Each of its few threads is held by one request from its first byte to the last of the answer. A phone that lost its line
in the middle of an upload would hold one for hours, and as many such as there are threads would be all.
"""

import errno
import socket
from time import monotonic
from typing import Any

from gunicorn.workers.gthread import _DEFER, ThreadWorker

# A request has so long, and longer for what came of it: a second for each piece of this size.
SECONDS_FOR_A_REQUEST = 10.0
BYTES_A_SECOND = 4_096
# So long nothing of an answer may be taken.
SECONDS_FOR_A_PIECE = 30.0


class PatientWorker(ThreadWorker):  # type: ignore[misc]  # gunicorn ships no types
    """gunicorn's worker with threads, over connections that it does not wait on for ever."""

    def handle(self, conn: Any) -> Any:
        """Handle a request; its time begins now, also where the connection was kept from one before.

        One that says nothing yet is watched by the worker itself and holds no thread, where gunicorn would wait five
        seconds for each in turn.
        """
        if not conn.initialized and not conn.wait_for_data(0):
            return _DEFER
        if not isinstance(conn.sock, Patient):
            conn.sock = Patient(fileno=conn.sock.detach())
        conn.sock.begin()
        return super().handle(conn)


class Patient(socket.socket):
    """A connection whose request must come in its time, and whose answer must be taken."""

    _until = 0.0

    def begin(self) -> None:
        """Begin the time of a request."""
        self._until = monotonic() + SECONDS_FOR_A_REQUEST

    def recv(self, size: int, flags: int = 0) -> bytes:
        """Wait for the next bytes. Raises ConnectionResetError where they are late, as if the sender had hung up."""
        left = self._until - monotonic()
        if left <= 0:
            raise _hung_up()
        self.settimeout(left)
        try:
            came = super().recv(size, flags)
        except TimeoutError:
            raise _hung_up() from None
        finally:
            self.settimeout(None)
        self._until += len(came) / BYTES_A_SECOND
        return came

    def sendall(self, data: Any, flags: int = 0) -> None:
        """Send a piece. Raises ConnectionResetError where nobody takes it."""
        self.settimeout(SECONDS_FOR_A_PIECE)
        try:
            super().sendall(data, flags)
        except TimeoutError:
            raise _hung_up() from None
        finally:
            self.settimeout(None)


def _hung_up() -> ConnectionResetError:
    return ConnectionResetError(errno.ECONNRESET, "too slow")

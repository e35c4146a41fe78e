"""Where the virus scanner listens, if an installation has one."""

from dataclasses import dataclass

from tracker.domain.errors import Refused

_OURS = frozenset({"127.0.0.1", "::1", "localhost"})
_FORMS = "it must look like unix:/run/clamav/clamd.ctl or tcp:127.0.0.1:3310"


@dataclass(frozen=True, slots=True)
class ScannerAddress:
    """The socket of clamd: a path, or a host of this machine and a port."""

    path: str = ""
    host: str = ""
    port: int = 0

    def __str__(self) -> str:
        """Return it as the setting spells it."""
        return f"unix:{self.path}" if self.path else f"tcp:{self.host}:{self.port}"


def scanner_from(text: str) -> ScannerAddress | None:
    """Read an address; None for an empty text. Raises Refused saying what would do.

    Only this machine: the files are sent as they are, unencrypted.
    """
    if not text:
        return None
    kind, _, place = text.partition(":")
    host, _, port = place.rpartition(":")
    if kind == "unix" and place.startswith("/"):
        return ScannerAddress(path=place)
    if kind != "tcp" or not (port.isascii() and port.isdigit() and 0 < int(port[:6]) < 2**16):
        raise Refused(f"{_FORMS}.")
    host = host.strip("[]")
    if host not in _OURS:
        raise Refused(f"{_FORMS}: files are sent to it unencrypted, so it must be on this machine.")
    return ScannerAddress(host=host, port=int(port))

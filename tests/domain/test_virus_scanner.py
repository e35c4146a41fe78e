"""A virus scanner listens on this machine only, for files are sent to it as they are."""

import pytest

from tracker.domain.errors import Refused
from tracker.domain.virus_scanner import ScannerAddress, scanner_from

FORMS = "it must look like unix:/run/clamav/clamd.ctl or tcp:127.0.0.1:3310"


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("unix:/run/clamav/clamd.ctl", ScannerAddress(path="/run/clamav/clamd.ctl")),
        ("tcp:127.0.0.1:3310", ScannerAddress(host="127.0.0.1", port=3310)),
        ("tcp:localhost:1", ScannerAddress(host="localhost", port=1)),
        ("tcp:[::1]:65535", ScannerAddress(host="::1", port=65535)),
        ("", None),
    ],
)
def test_a_scanner_of_this_machine_is_taken(text: str, address: ScannerAddress | None) -> None:
    assert scanner_from(text) == address


def test_an_address_is_written_as_the_setting_spells_it() -> None:
    for text in ("unix:/run/clamav/clamd.ctl", "tcp:127.0.0.1:3310"):
        assert str(scanner_from(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "clamd",
        "unix:clamd.ctl",
        "udp:127.0.0.1:3310",
        "udp:/run/clamd.ctl",
        "tcp:127.0.0.1",
        "tcp:127.0.0.1:0",
        "tcp:127.0.0.1:65536",
        "tcp:127.0.0.1:٣",
        "tcp:127.0.0.1:-1",
    ],
)
def test_what_is_no_address_is_refused_with_what_would_do(text: str) -> None:
    with pytest.raises(Refused) as refused:
        scanner_from(text)
    assert refused.value.message == f"{FORMS}."


@pytest.mark.parametrize("text", ["tcp:192.168.1.9:3310", "tcp:scanner.example.org:3310", "tcp::3310"])
def test_a_scanner_elsewhere_is_refused_and_why(text: str) -> None:
    with pytest.raises(Refused) as refused:
        scanner_from(text)
    assert refused.value.message == f"{FORMS}: files are sent to it unencrypted, so it must be on this machine."

"""The same inputs give the same packet, byte for byte, and inputs survive being written down."""

from dataclasses import replace
from decimal import Decimal
from hashlib import sha256

import pytest

from tests.reports import samples
from tests.reports.conftest import Draw
from tracker.domain.errors import TrackerError, UnreadableFile
from tracker.reports.context import PacketContext
from tracker.reports.packet import RenderedPacket
from tracker.reports.sealed import from_json, to_json


def test_a_context_survives_being_written_and_read(context: PacketContext) -> None:
    assert from_json(to_json(context)) == context
    assert to_json(from_json(to_json(context))) == to_json(context)


def test_hours_keep_their_digits() -> None:
    packet = samples.packet(1, 1, 1)
    completion = replace(packet.people[0].completions[0], hours=Decimal("1.50"))
    packet = replace(packet, people=(replace(packet.people[0], completions=(completion,)),))
    assert str(from_json(to_json(packet)).people[0].completions[0].hours) == "1.50"


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ('"as_of":"2026-11-24"', '"as_of":"soon"', "packet.as_of"),
        ('"as_of":"2026-11-24"', '"as_of":7', "packet.as_of"),
        ('"as_of":"2026-11-24",', "", "packet.as_of is missing"),
        ('"as_of":', '"as_off":1,"as_of":', "packet.as_off"),
        ('"hours":"0.75"', '"hours":"NaN"', "packet.people[0].completions[0].hours"),
        ('"met":', '"met":true,"unused":', "packet.components[0]"),
        ("{", "", "not JSON"),
    ],
)
def test_inputs_that_are_not_a_packets_are_refused_by_field(old: str, new: str, path: str) -> None:
    text = to_json(samples.packet(1, 1, 1))
    assert old in text
    with pytest.raises(UnreadableFile) as caught:
        from_json(text.replace(old, new, 1))
    assert path in caught.value.message


def test_issued_again_from_its_inputs_it_is_the_same_file(
    draw: Draw, rendered: RenderedPacket, context: PacketContext, evidence: dict[str, bytes]
) -> None:
    again = draw(from_json(to_json(context)), evidence)
    assert again.path.read_bytes() == rendered.path.read_bytes()
    assert sha256(rendered.path.read_bytes()).hexdigest() == rendered.sha256


def test_any_change_of_the_inputs_changes_the_file(draw: Draw) -> None:
    packet = samples.packet(1, 1, 1)
    assert draw(packet).sha256 != draw(replace(packet, issued_by="The deputy")).sha256


def test_a_packet_that_cannot_be_made_leaves_nothing_behind(draw: Draw, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.reports.packet._SECONDS", 0.3)
    seen: list[RenderedPacket] = []
    with pytest.raises(TrackerError, match="ended early"):
        seen.append(draw(samples.packet(3, 3, 3)))
    assert seen == []


def test_progress_is_true_and_never_goes_back(tmp_path_factory: pytest.TempPathFactory) -> None:
    from tracker.reports.packet import render_packet

    steps: list[tuple[int, int]] = []
    render_packet(
        samples.packet(2, 2, 2),
        lambda _: None,
        progress=lambda done, of, _: steps.append((done, of)),
        workdir=tmp_path_factory.mktemp("packet"),
    )
    assert steps == sorted(steps)
    assert all(done <= of for done, of in steps)

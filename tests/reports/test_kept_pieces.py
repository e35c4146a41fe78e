"""Pieces drawn for one packet serve the next: it draws what changed, and is the same to the byte as one drawn whole."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reports import samples
from tests.reports.conftest import Draw
from tracker.reports import drawn_with
from tracker.reports.context import PacketContext
from tracker.reports.kept import Kept
from tracker.reports.outline import Outline
from tracker.reports.packet import RenderedPacket, render_packet
from tracker.reports.pieces import Length, cut

EVIDENCE: dict[str, bytes] = {}


@dataclass(frozen=True)
class Shelf:
    """A folder of kept pieces, and the packets that use it."""

    folder: Path
    workdirs: Callable[[], Path]

    def draw(self, context: PacketContext) -> tuple[RenderedPacket, set[str]]:
        """Draw a packet with what is kept; return it and the names of the pieces that were drawn anew."""
        workdir = self.workdirs()
        made = render_packet(context, EVIDENCE.get, progress=lambda *_: None, workdir=workdir, earlier=self.folder)
        fresh = list((workdir / "drawn").iterdir())
        for path in fresh:
            path.rename(self.folder / path.name)
        return made, {path.name for path in fresh}


@pytest.fixture(scope="module")
def first() -> PacketContext:
    """Three people with a certificate each; the files are lost, which no piece of these tests minds."""
    return samples.packet(3, 3, 4, 1)


@pytest.fixture(scope="module")
def plain(draw: Draw, first: PacketContext) -> RenderedPacket:
    """That packet, drawn whole."""
    return draw(first)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory, first: PacketContext) -> Shelf:
    """What is kept of that packet."""
    made = Shelf(tmp_path_factory.mktemp("kept"), lambda: tmp_path_factory.mktemp("packet"))
    _, drawn = made.draw(first)
    assert len(drawn) == sum(each.lasting for each in cut(Outline(first))) + 1, "each that may last, and the exhibits'"
    return made


def test_drawn_from_kept_pieces_it_is_the_same_file(shelf: Shelf, first: PacketContext, plain: RenderedPacket) -> None:
    again, drawn = shelf.draw(first)
    assert drawn == set()
    assert again.path.read_bytes() == plain.path.read_bytes()


def test_what_each_packet_says_anew_is_in_no_kept_piece(shelf: Shelf, draw: Draw, first: PacketContext) -> None:
    moved = replace(
        first,
        packet_id="2026-0008",
        issued_at="Dec 1, 2026, 9:00 AM",
        issued_by="The deputy",
        history_head="bcdf:5000:" + sha256(b"later").hexdigest(),
        notice="",
        checked="Compared with NCA's text by the director",
    )
    again, drawn = shelf.draw(moved)
    assert drawn == set()
    assert again.sha256 == draw(moved).sha256


def test_after_one_completion_changed_only_what_says_so_is_drawn(
    shelf: Shelf, draw: Draw, first: PacketContext
) -> None:
    person = first.people[1]
    corrected = replace(person.completions[0], hours=samples.Decimal("7.25"))
    changed = replace(person, completions=(corrected, *person.completions[1:]))
    packet = replace(first, people=(first.people[0], changed, first.people[2]))
    again, drawn = shelf.draw(packet)
    assert len(drawn) == 1, "the person's own pages"
    assert again.sha256 == draw(packet).sha256


@pytest.mark.parametrize(
    "harm",
    [
        lambda content, _: content[:-1],
        lambda content, _: content.replace(b"/Type", b"/Tipe", 1),
        lambda _content, other: other,
        lambda _content, _other: b"",
        lambda _content, _other: b"%PDF-1.7 of somebody else",
    ],
    ids=["cut short", "altered", "under another's name", "empty", "foreign"],
)
def test_a_file_that_is_not_what_was_kept_is_drawn_anew(harm: Callable[[bytes, bytes], bytes], tmp_path: Path) -> None:
    earlier, fresh, drawings = tmp_path / "earlier", tmp_path / "fresh", []
    earlier.mkdir()

    def draw(document: str) -> bytes:
        drawings.append(document)
        return b"%PDF /Type of " + document.encode()

    kept = Kept(earlier, fresh)
    for document in ("one", "two"):
        kept.drawn(document, draw)
    for path in fresh.iterdir():
        path.rename(earlier / path.name)
    assert [kept.drawn("one", draw), drawings] == [b"%PDF /Type of one", ["one", "two"]]
    path, other = sorted(earlier.iterdir(), key=lambda each: b"of two" in each.read_bytes())
    path.write_bytes(harm(path.read_bytes(), other.read_bytes()))
    assert kept.drawn("one", draw) == b"%PDF /Type of one"
    assert drawings == ["one", "two", "one"]
    assert [made.name for made in fresh.iterdir()] == [path.name], "and takes its place"


def test_a_file_of_evidence_is_judged_once(
    draw: Draw,
    shelf: Shelf,
    context: PacketContext,
    evidence: dict[str, bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("tests.reports.test_kept_pieces.EVIDENCE", evidence)
    first, drawn = shelf.draw(context)
    assert any((shelf.folder / name).read_bytes().endswith(b"yes") for name in drawn)
    assert any((shelf.folder / name).read_bytes().endswith(b"no") for name in drawn)
    again, anew = shelf.draw(context)
    assert anew == set()
    assert again.sha256 == first.sha256 == draw(context, evidence).sha256


def test_a_folder_that_is_gone_costs_time_and_no_packet(tmp_path: Path) -> None:
    kept = Kept(tmp_path / "gone", tmp_path / "fresh")
    assert kept.drawn("one", str.encode) == b"one"


@pytest.mark.parametrize(
    "change",
    [
        lambda patch, folder: patch.setattr(drawn_with, "version", lambda _name: "0"),
        lambda patch, folder: patch.setattr(drawn_with.drawing, "STYLE_SHEET", folder / "other.css"),
        lambda patch, folder: patch.setattr(drawn_with.fetcher, "typeface", str.encode),
        lambda patch, folder: patch.setattr(drawn_with, "FONT_FOLDERS", (folder,)),
        lambda patch, folder: patch.setenv("FONTCONFIG_FILE", "/another.conf"),
    ],
    ids=["a library", "the style sheet", "a typeface", "the machine's typefaces", "the machine's choice of them"],
)
def test_pieces_are_drawn_anew_when_what_draws_them_changed(
    change: Callable[[pytest.MonkeyPatch, Path], None], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "other.css").write_text("p { color: black }")
    before = drawn_with.drawn_with()
    assert drawn_with.drawn_with() == before
    change(monkeypatch, tmp_path)
    assert drawn_with.drawn_with() != before


@given(rows=st.lists(st.integers(0, 9999), unique=True, max_size=400))
def test_a_list_is_cut_without_losing_a_row_and_no_run_is_a_lonely_few(rows: Sequence[int]) -> None:
    runs = Length(least=8, chance=4, most=40).runs(rows, str)
    assert [row for run in runs for row in run] == list(rows)
    assert all(8 <= len(run) <= 40 for run in runs[:-1])
    assert all(2 <= len(run) <= 41 for run in runs[1:])


def test_after_a_new_row_the_cuts_come_together_again() -> None:
    length = Length(least=8, chance=4, most=40)
    rows = list(range(2000))
    runs, more = length.runs(rows, str), length.runs([*rows[:500], -1, *rows[500:]], str)
    assert sum(run not in runs for run in more) < 12
    assert len(runs) > 100

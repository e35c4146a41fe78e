"""A packet says that it is PDF/A-3 and PDF/UA-1 where it is, and carries its facts for programs."""

import json
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import pdfa

from tests.reports import files, samples
from tests.reports.conftest import Draw
from tests.reports.judge import ARCHIVE, SCREEN_READER, faults
from tests.reports.test_tags import numbers, walk
from tracker.reports import judging
from tracker.reports.context import PacketContext
from tracker.reports.packet import RenderedPacket

CLAIMS = (b"<pdfaid:part>3</pdfaid:part>", b"<pdfuaid:part>1</pdfuaid:part>")
PAINTS = frozenset(
    {"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "EI", "INLINE IMAGE", "Do", "Tj", "TJ", "'", '"'}
)
# The judge knows no word but PDF/A's own, not even where the file explains it, as ours does with PDF/UA's.
EXPLAINED = ("pdfaExtension", "pdfaSchema", "pdfaProperty", "pdfuaid")


@pytest.fixture(scope="session")
def fit_files(rendered: RenderedPacket) -> dict[str, tuple[bytes, str]]:
    """Evidence that is fit for an archive, by digest: a photo, and a page whose typefaces are in it, tagged."""
    with pikepdf.open(rendered.path) as pdf:
        made, output = pikepdf.new(), BytesIO()
        made.pages.append(pdf.pages[0])
        del made.pages[0].obj["/Annots"]
        made.save(output, deterministic_id=True)
    kinds = ((files.photo(), "jpeg"), (output.getvalue(), "pdf"))
    return {sha256(content).hexdigest(): (content, kind) for content, kind in kinds}


@pytest.fixture(scope="session")
def fit_context(fit_files: dict[str, tuple[bytes, str]]) -> PacketContext:
    """A packet that rests on such files alone."""
    made = samples.packet(3, 6, 8, 2, tuple(fit_files))
    return replace(made, exhibits=tuple(replace(each, kind=fit_files[each.sha256][1]) for each in made.exhibits))


@pytest.fixture(scope="session")
def fit_path(draw: Draw, fit_context: PacketContext, fit_files: dict[str, tuple[bytes, str]]) -> Path:
    """That packet, drawn."""
    return draw(fit_context, {digest: content for digest, (content, _) in fit_files.items()}).path


@pytest.fixture(scope="session")
def path(rendered: RenderedPacket) -> Path:
    """A packet whose files of evidence are of every kind, some of them fit for no archive."""
    return rendered.path


@pytest.fixture
def fit(fit_path: Path) -> pikepdf.Pdf:
    """That packet, opened."""
    return pikepdf.open(fit_path)


def test_a_packet_of_fit_evidence_passes_the_judge_of_pdf_a(fit_path: Path) -> None:
    report = pdfa.validate_written(fit_path, "3b")
    assert [each for each in report.findings if not any(word in each.message for word in EXPLAINED)] == []


@pytest.mark.parametrize("profile", [ARCHIVE, SCREEN_READER])
@pytest.mark.parametrize("which", ["fit_path", "path"])
def test_it_passes_a_judge_that_is_none_of_ours(which: str, profile: str, request: pytest.FixtureRequest) -> None:
    assert faults(request.getfixturevalue(which), profile) == []


def test_a_letter_that_no_typeface_has_takes_the_claim(draw: Draw) -> None:
    packet = samples.packet(1, 1, 2)
    ana = replace(packet.people[0], name="Ana \u0378 Reyes")
    with pikepdf.open(draw(replace(packet, people=(ana,))).path) as opened:
        assert not any(claim in opened.Root.Metadata.read_bytes() for claim in CLAIMS)


def test_that_judge_finds_what_is_not_fit(tmp_path: Path) -> None:
    unfit = tmp_path / "unfit.pdf"
    unfit.write_bytes(files.pdf())
    assert any("FONT-EMBEDDING" in each for each in faults(unfit, ARCHIVE))
    assert any("ID-PART" in each for each in faults(unfit, SCREEN_READER))


@pytest.mark.parametrize("which", ["fit", "pdf"])
def test_it_says_what_it_is_whatever_its_evidence_was(which: str, request: pytest.FixtureRequest) -> None:
    opened: pikepdf.Pdf = request.getfixturevalue(which)
    assert all(claim in opened.Root.Metadata.read_bytes() for claim in CLAIMS)


def test_a_typeface_that_does_not_say_its_letters_is_not_fit() -> None:
    made = pikepdf.new()
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type0, Encoding=pikepdf.Name("/Identity-H"))
    assert not judging._speaks(made.make_indirect(font))


def test_every_typeface_is_in_the_file(fit: pikepdf.Pdf) -> None:
    fonts = [each for each in fit.objects if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/Font"]
    assert fonts
    for font in fonts:
        inner = font.DescendantFonts[0] if "/DescendantFonts" in font else font
        assert "/FontFile2" in inner.FontDescriptor


def test_metadata_and_description_say_the_same(fit: pikepdf.Pdf, fit_context: PacketContext) -> None:
    with fit.open_metadata() as said:
        assert said["dc:title"] == str(fit.docinfo["/Title"])
        assert said["dc:creator"] == [str(fit.docinfo["/Author"])] == [fit_context.center]
        assert said["dc:description"] == str(fit.docinfo["/Subject"])
        assert said["xmp:CreateDate"].startswith(fit_context.issued_on.isoformat())
    assert fit.Root.ViewerPreferences.DisplayDocTitle
    assert str(fit.Root.Lang) == "en-US"
    assert {str(page.obj.Tabs) for page in fit.pages} == {"/S"}


@pytest.mark.parametrize("which", ["fit", "pdf"])
def test_whatever_is_painted_is_content_or_passed_over(which: str, request: pytest.FixtureRequest) -> None:
    opened: pikepdf.Pdf = request.getfixturevalue(which)
    for page in opened.pages:
        assert list(_wrongly_painted(page.obj)) == []


def _wrongly_painted(page: Any) -> Iterator[str]:
    """Yield what is painted outside of any mark, and marks within marks, of a page and the forms it draws."""
    marks: list[str] = []
    for step in pikepdf.parse_content_stream(page):
        name = str(step.operator)
        if name in {"BDC", "BMC"}:
            if any(marks):
                yield "a mark within another"
            marks.append(str(step.operands[0]))
        elif name == "EMC":
            marks.pop()
        elif name in PAINTS and not marks:
            yield name
        if name == "Do":
            drawn = page.Resources.XObject[str(step.operands[0])]
            yield from _marks_within(drawn)


def _marks_within(drawn: Any) -> Iterator[str]:
    if drawn.Subtype != "/Form":
        return
    names = [str(step.operator) for step in pikepdf.parse_content_stream(drawn)]
    yield from (f"{name} in a form" for name in names if name in {"BDC", "BMC"})
    for inner in drawn.get("/Resources", {}).get("/XObject", {}).values():
        yield from _marks_within(inner)


@pytest.mark.parametrize("which", ["fit", "pdf"])
def test_a_screen_reader_reaches_everything_and_headings_skip_no_level(
    which: str, request: pytest.FixtureRequest
) -> None:
    opened: pikepdf.Pdf = request.getfixturevalue(which)
    found = list(walk(opened.Root.StructTreeRoot.K[0]))
    reached = {node.objgen for node in found}
    for owners in numbers(opened).values():
        for owner in owners if isinstance(owners, pikepdf.Array) else [owners]:
            assert owner.objgen in reached
    levels = [int(str(node.S)[2:]) for node in found if str(node.S)[:2] == "/H" and str(node.S)[2:].isdigit()]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_link_says_where_it_leads_and_every_picture_what_it_shows(fit: pikepdf.Pdf) -> None:
    links = [link for page in fit.pages for link in page.obj.get("/Annots", [])]
    assert links
    assert all(str(link.Contents).strip() and "/StructParent" in link for link in links)
    figures = [node for node in walk(fit.Root.StructTreeRoot.K[0]) if node.S == "/Figure"]
    assert figures
    assert all(str(figure.Alt).strip() for figure in figures)


def test_its_facts_are_attached_for_programs(fit: pikepdf.Pdf, fit_context: PacketContext) -> None:
    (entry,) = fit.Root.AF
    names = fit.Root.Names.EmbeddedFiles.Names
    assert str(names[0]) == "packet.json"
    assert names[1].objgen == entry.objgen
    assert entry.AFRelationship == "/Data"
    said = json.loads(entry.EF.F.read_bytes())
    assert [each["name"] for each in said["people"]] == [each.name for each in fit_context.people]
    assert len(said["findings"]) == len(fit_context.findings)
    assert {each["requirement"] for each in said["findings"]} <= {each["id"] for each in said["requirements"]}


def test_no_id_of_the_tracker_and_no_digest_of_a_copy_is_attached(draw: Draw) -> None:
    packet = samples.packet(2, 3, 4, 1)
    ids = [*(each.id for each in packet.people), *(each.id for each in packet.requirements)]
    exhibits = tuple(replace(each, printed=sha256(each.title.encode()).hexdigest()) for each in packet.exhibits)
    with pikepdf.open(draw(replace(packet, exhibits=exhibits)).path) as opened:
        text = opened.Root.AF[0].EF.F.read_bytes().decode()
    assert not [each for each in ids if f'"{each}"' in text]
    assert not [each for each in exhibits if each.printed in text]

"""What makes a file fit for an archive and a screen reader, and the words by which it says so.

A file says that it is PDF/A-3 (level b) and PDF/UA-1 only where it is. Our own pages are; the pages of evidence
are other people's, and each file is judged when it is read (`tracker.reports.judging`). One that is not fit, such as a
certificate whose typefaces are not in it, is redrawn (`tracker.reports.redrawn`); one that cannot be takes the claim
from the packet, and nothing else. So does a letter of a name that no typeface has.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pikepdf

LANGUAGE = "en-US"
DATA_NAME = "packet.json"
DATA_WORDS = "The facts of this packet, for programs"

# PDF/UA's own mark is not among the words that PDF/A knows, so the file has to explain it.
_CLAIMS = """
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaid:part>3</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 to which the file conforms</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>"""

_METADATA = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
{subject}<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{on}T00:00:00Z</xmp:CreateDate><xmp:ModifyDate>{on}T00:00:00Z</xmp:ModifyDate>
</rdf:Description>{claims}
</rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""

_SUBJECT = '<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>\n'


@dataclass(frozen=True, slots=True)
class Description:
    """What a file says of itself."""

    title: str
    author: str
    on: date
    subject: str = ""


def describe(pdf: "pikepdf.Pdf", said: Description, *, claims: bool) -> None:
    """Say what the file is, in the two places where programs look; `claims`: that it is PDF/A-3 and PDF/UA-1."""
    import pikepdf

    moment = said.on.strftime("D:%Y%m%d000000Z")
    facts = {"/Title": said.title, "/Author": said.author, "/Subject": said.subject}
    for name, value in (facts | {"/CreationDate": moment, "/ModDate": moment}).items():
        if value:
            pdf.docinfo[name] = pikepdf.String(value)
    text = _METADATA.format(
        title=escape(said.title, quote=False),
        author=escape(said.author, quote=False),
        subject=_SUBJECT.format(subject=escape(said.subject, quote=False)) if said.subject else "",
        language=LANGUAGE,
        on=said.on.isoformat(),
        claims=_CLAIMS if claims else "",
    )
    metadata = pikepdf.Stream(pdf, text.encode())
    metadata.Type, metadata.Subtype = pikepdf.Name.Metadata, pikepdf.Name.XML
    pdf.Root.Metadata = pdf.make_indirect(metadata)
    pdf.Root.Lang = pikepdf.String(LANGUAGE)
    pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)


def intend_for_screens(pdf: "pikepdf.Pdf") -> None:
    """Say that colours are meant as sRGB, with the profile itself."""
    import pikepdf

    profile = pikepdf.Stream(pdf, _profile(), N=3)
    intent = pikepdf.Dictionary(
        Type=pikepdf.Name.OutputIntent,
        S=pikepdf.Name.GTS_PDFA1,
        OutputConditionIdentifier=pikepdf.String("sRGB"),
        Info=pikepdf.String("sRGB IEC61966-2.1"),
        DestOutputProfile=pdf.make_indirect(profile),
    )
    pdf.Root.OutputIntents = pikepdf.Array([intent])


def attach(pdf: "pikepdf.Pdf", called: str, words: str, data: bytes, on: date) -> None:
    """Attach facts as JSON under a name, with a word of what they are; for after the tree of names was made."""
    import pikepdf

    moment = pikepdf.String(on.strftime("D:%Y%m%d000000Z"))
    stream = pikepdf.Stream(pdf, data)
    stream.Type, stream.Subtype = pikepdf.Name.EmbeddedFile, pikepdf.Name("/application/json")
    stream.Params = pikepdf.Dictionary(Size=len(data), CreationDate=moment, ModDate=moment)
    file = pdf.make_indirect(stream)
    name = pikepdf.String(called)
    entry = pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Filespec,
            F=name,
            UF=name,
            Desc=pikepdf.String(words),
            AFRelationship=pikepdf.Name.Data,
            EF=pikepdf.Dictionary(F=file, UF=file),
        )
    )
    if "/Names" not in pdf.Root:
        pdf.Root.Names = pikepdf.Dictionary()
    pdf.Root.Names.EmbeddedFiles = pikepdf.Dictionary(Names=pikepdf.Array([name, entry]))
    pdf.Root.AF = pikepdf.Array([entry])


def lacks_letters(pages: "Iterable[pikepdf.Page]") -> bool:
    """Tell whether a letter on pages of ours is in no typeface of ours or the machine's, and shows as an empty box.

    WeasyPrint then lists the letters that are there, in place of the usual name for all of them.
    """
    import pikepdf

    fonts = [page.obj.Resources.Font for page in pages if "/Font" in page.obj.get("/Resources", pikepdf.Dictionary())]
    return any(isinstance(each.get("/Encoding"), pikepdf.Stream) for some in fonts for each in some.values())


def leave_out_empty(resources: "pikepdf.Object | None") -> None:
    """Take out the kinds of resources of which a page has none: WeasyPrint names all."""
    for kind in ("/Pattern", "/Shading", "/XObject"):
        if resources is not None and kind in resources and not resources[kind].keys():
            del resources[kind]


@cache
def _profile() -> bytes:
    """Return the profile of sRGB, from the package that brings it."""
    import weasyprint.pdf

    return Path(weasyprint.pdf.__file__).with_name("sRGB2014.icc").read_bytes()

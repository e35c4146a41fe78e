"""Small certificates with text, as many as a list takes: each of somebody, for a training of its own, on its day."""

import pikepdf

from tests.intake import making

PEOPLE = ("Hannah Brandt", "Paul Adeyemi", "Grace Lin", "Sam Okafor", "Ruth Abel")


def certificate(number: int) -> bytes:
    """A certificate with text: whose it is, for what, on which day, how many hours."""
    lines = (
        ("Certificate of Completion", 26),
        ("This certifies that", 12),
        (PEOPLE[number % len(PEOPLE)], 22),
        ("has successfully completed", 12),
        (title(number), 18),
        (f"Date: March {1 + number % 28}, 2024", 12),
        (f"Hours: {1 + number % 4}.5", 12),
    )
    words = "".join(f"BT /F1 {size} Tf 80 {700 - 60 * at} Td ({text}) Tj ET\n" for at, (text, size) in enumerate(lines))

    def write(document: pikepdf.Pdf) -> None:
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        page = document.pages[0]
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=document.make_indirect(font)))
        page.Contents = document.make_stream(words.encode())

    return making.pdf(1, write)


def title(number: int) -> str:
    return f"Responding Together, Part {number + 1}"

"""Lists that write people and trainings otherwise than they stand here: short, turned round, married, misspelt.

`whom` and `which` in the truth are the person and the training that are meant, by their names here; `asks` says what
must be asked: `who` or `which`; or `perhaps`, where a sure answer and a question are both honest.
"""

from collections.abc import Iterator
from datetime import date

from tests.ugly.people import us
from tests.ugly.writing import Done, Listed, Tab

# Who is here besides the invented people of the other lists; of two of one name, each has an address.
ALSO_HERE = (
    *("Renée Díaz", "José García", "Elizabeth Smith", "Ana Ruiz", "Ana Lopez", "Robert O'Neill", "Mary Ann Cole"),
    *("Maria Santos-Diaz", "Katherine Vance", "Catherine Vance", "Christine Parker"),
)
TWO_OF_A_NAME = {"Jordan Lee": ("jordan@example.org", "j.lee@example.org")}
NOBODY = ""
_WHO, _PERHAPS = "who", "perhaps"
# As it is written, as it is read, who is meant, and what is asked.
_NAMES: tuple[tuple[str, str, str, str], ...] = (
    ("Renee Diaz", "Renee Diaz", "Renée Díaz", ""),
    ("DÍAZ, RENÉE ", "Renée Díaz", "Renée Díaz", ""),
    ("  Garcia ,  Jose", "Jose Garcia", "José García", ""),
    ("Jose\u0301 Garci\u0301a", "José García", "José García", ""),
    ("Liz Smith", "Liz Smith", "Elizabeth Smith", _WHO),
    ("Smith, Beth", "Beth Smith", "Elizabeth Smith", _WHO),
    ("E. Smith", "E. Smith", "Elizabeth Smith", _WHO),
    ("Elizabeth (Liz) Smith", "Elizabeth Smith", "Elizabeth Smith", ""),
    ("Elizabeth “Liz” Smith", "Elizabeth Smith", "Elizabeth Smith", ""),
    ("Elizabeth A. Smith", "Elizabeth A. Smith", "Elizabeth Smith", _WHO),
    ("Ana Ruiz (Lopez)", "Ana Ruiz", "Ana Ruiz", _PERHAPS),
    ("Ruiz (née Lopez), Ana", "Ana Ruiz", "Ana Ruiz", _PERHAPS),
    ("Ana Ruiz née Lopez", "Ana Ruiz née Lopez", "Ana Ruiz", _PERHAPS),
    ("Lopez, Ana [now Ruiz]", "Ana Lopez", "Ana Ruiz", _WHO),
    ("Ana Lopez-Ruiz", "Ana Lopez-Ruiz", "Ana Ruiz", _WHO),
    ("Robert O\u2019Neill", "Robert O\u2019Neill", "Robert O'Neill", ""),
    ("Bob ONeill", "Bob ONeill", "Robert O'Neill", _WHO),
    ("Maria Santos Diaz", "Maria Santos Diaz", "Maria Santos-Diaz", ""),
    ("Mary-Ann Cole", "Mary-Ann Cole", "Mary Ann Cole", ""),
    ("Cole, Mary Ann", "Mary Ann Cole", "Mary Ann Cole", ""),
    ("Katie Vance", "Katie Vance", "Katherine Vance", _WHO),
    ("Chris Parker", "Chris Parker", "Christine Parker", _WHO),
    ("Dr. Priya Nair, LCSW", "Priya Nair", "Priya Nair", ""),
    ("NAIR PRIYA", "Nair Priya", "Priya Nair", _WHO),
    ("luis ortega", "Luis Ortega", "Luis Ortega", ""),
    ("Nina\u00a0 Park\u00a0", "Nina Park", "Nina Park", ""),
    ("Tom Baker Jr.", "Tom Baker Jr.", "Tom Baker", _WHO),
    ("Jordan Lee", "Jordan Lee", "Jordan Lee", _WHO),
    ("Rosa Lind", "Rosa Lind", NOBODY, _WHO),
)
# As it is written, with which address, who is meant, and what is asked: the last has the address of somebody else.
_ADDRESSES: tuple[tuple[str, str, str, str], ...] = (
    ("Lee, Jordan", "jordan@example.org", "Jordan Lee <jordan@example.org>", ""),
    ("Lee, Jordan", "J.LEE@example.org", "Jordan Lee <j.lee@example.org>", ""),
    ("Lee, Jordan", "nobody@example.org", NOBODY, _WHO),
    ("Baker, Tom", "jordan@example.org", "Tom Baker", _WHO),
)
_TITLES: tuple[tuple[str, str, str], ...] = (
    ("onwatch", "OnWatch", ""),
    ("CSEC-101", "CSEC 101", ""),
    ("  Human   Trafficking 101", "Human Trafficking 101", ""),
    ("HIPAA REFRESHER", "HIPAA Refresher", ""),
    ("Mandated Reporter Training.", "Mandated Reporter Training", ""),
    ("Human Traficking 101", "Human Trafficking 101", "which"),
    ("Vicarious Trauma & the MDT", "Vicarious Trauma and the MDT", "which"),
    ("CSEC 102", "CSEC 102", _PERHAPS),
    ("Team retreat", "Team retreat", ""),
    ("Protecting children from sex trafficking", "Protecting Children from Sex Trafficking", ""),
)


def lists() -> Iterator[Listed]:
    """Every list of this kind."""
    for form in ("xlsx", "xls"):
        its = Listed(f"names-as-people-write-them-{form}", form, [Tab("Training log")])
        its.rows(["Staff", "Training", "Date", "Hours"])
        for place, (written, read, whom, asks) in enumerate(_NAMES):
            on = date(2024, 1 + place % 12, 14 + place % 14)
            its.row([written, "OnWatch", on, "2"], Done(read, "OnWatch", on, "2"), whom=whom, asks=asks)
        yield its
    its = Listed("names-with-addresses", "csv", [Tab("")])
    its.rows(["Name", "E-mail", "Course", "Completed", "Hours"])
    for place, (written, mail, whom, asks) in enumerate(_ADDRESSES):
        last, first = written.split(", ")
        said = Done(f"{first} {last}", "CSEC 101", date(2024, 5, 20 + place), "1")
        its.row([written, mail, "CSEC 101", us(said.on), "1 hr"], said, email=mail.lower(), whom=whom, asks=asks)
    yield its
    its = Listed("titles-as-people-write-them", "ods", [Tab("2024")])
    its.rows(["Name", "Training", "Date", "Hours"])
    for place, (written, which, asks) in enumerate(_TITLES):
        said = Done("Grace Lin", " ".join(written.split()), date(2024, 3, 14 + place), "1.5")
        its.row(["Grace Lin", written, said.on, "1.5"], said, which=which, asks=asks)
    yield its

"""One's own data in one file: all that is kept about oneself, whole, and nothing of anybody else."""

import csv
import io
import json
import zipfile
from collections.abc import Callable
from hashlib import sha256

from flask.testing import FlaskClient

from tests.factories import CenterWorld
from tests.intake import making
from tests.services.files import attached, row_of
from tests.services.planned import agreed
from tracker.models import Evidence, Person
from tracker.pages.own_data import archive
from tracker.services import evidence
from tracker.services.own_data import OwnData

Browse = Callable[..., FlaskClient]


def taken(client: FlaskClient, center: CenterWorld) -> zipfile.ZipFile:
    answer = client.get(center.path("my-data.zip"))
    assert (answer.status_code, answer.mimetype) == (200, "application/zip")
    assert answer.headers["Content-Disposition"] == "attachment; filename=my-data.zip"
    content = answer.data
    answer.close()
    return zipfile.ZipFile(io.BytesIO(content))


def table(archived: zipfile.ZipFile, name: str) -> list[dict[str, object]]:
    told = json.loads(archived.read(f"{name}.json"))
    rows = list(csv.DictReader(io.StringIO(archived.read(f"{name}.csv").decode("utf-8-sig"))))
    assert [list(row) for row in rows] == [list(row) for row in told]
    return list(told)


def test_it_holds_the_own_record_with_its_files(center: CenterWorld, browse: Browse) -> None:
    person = center.person("Ana Reyes")
    mine = center.completion(person, title="Working with teams")
    proof = attached(center, mine, making.phone_jpeg())
    gone = attached(center, mine, making.pdf())
    with center.working():
        evidence.withdraw(center.actor(), gone, "Unreadable.")
    archived = taken(browse(center.member(person_id=person)), center)
    assert [row["title"] for row in table(archived, "completions")] == ["Working with teams"]
    assert [row["name"] for row in table(archived, "person")] == ["Ana Reyes"]
    assert {row["what"] for row in table(archived, "history")} >= {"attach", "withdraw_file"}
    files = {sha256(archived.read(name)).hexdigest() for name in archived.namelist() if name.startswith("files/")}
    assert files == {row_of(center, each, Evidence).sha256 for each in (proof, gone)}


def test_it_holds_what_was_agreed_on_for_oneself_and_what_is_one_s_own_to_see_to(
    center: CenterWorld, browse: Browse
) -> None:
    ana, other = center.person("Ana Reyes"), center.public_id_of(Person, center.person("Sam Okafor"))
    own = center.public_id_of(Person, ana)
    agreed(center, own, note="By phone.")
    agreed(center, other, title="His, hers to see to", owner=own)
    agreed(center, other, title="Somebody else's")
    told = table(taken(browse(center.member(person_id=ana)), center), "plan")
    assert [(row["what"], row["for_whom"], row["you_see_to_it"]) for row in told] == [
        ("Peer review with the county", "yourself", True),
        ("His, hers to see to", "somebody else", True),
    ]
    assert [row["note"] for row in told] == ["By phone.", ""]
    assert "Sam" not in str(told)


def test_the_readme_names_every_file_with_its_digest(center: CenterWorld, browse: Browse) -> None:
    person = center.person("Ana Reyes")
    attached(center, center.completion(person))
    archived = taken(browse(center.member(person_id=person)), center)
    readme = archived.read("README.txt").decode()
    for name in set(archived.namelist()) - {"README.txt"}:
        assert f"{sha256(archived.read(name)).hexdigest()}  {name}  (" in readme


def test_it_holds_nothing_of_anybody_else(center: CenterWorld, other_center: CenterWorld, browse: Browse) -> None:
    person = center.person("Ana Reyes")
    mine = center.completion(person, title="Mine")
    colleague = center.person("Ben Ortiz")
    theirs = attached(center, center.completion(colleague, title="Not mine"), making.text_png())
    elsewhere = attached(other_center, other_center.completion(title="Elsewhere"), making.phone_jpeg())
    attached(center, mine)
    director = browse(center.director)
    assert director.get(center.path(f"people/{center.public_id_of(Person, person)}")).status_code == 200
    archived = taken(browse(center.member(person_id=person)), center)
    assert [row["by"] for row in table(archived, "looks")] == ["Director"]
    assert {row["by"] for row in table(archived, "history")} == {"somebody else"}
    whole = b"\n".join(archived.read(name) for name in archived.namelist())
    for stranger in (b"Ben Ortiz", b"Not mine", b"Elsewhere", center.actor().name.encode()):
        assert stranger not in whole
    others = {row_of(world, each, Evidence).sha256 for world, each in ((center, theirs), (other_center, elsewhere))}
    assert not others & {sha256(archived.read(name)).hexdigest() for name in archived.namelist()}


def test_who_has_no_completions_gets_the_rest(center: CenterWorld, browse: Browse) -> None:
    archived = taken(browse(center.member()), center)
    assert [len(table(archived, name)) for name in ("account", "sign-ins", "person", "completions")] == [1, 1, 1, 0]


def test_no_cell_starts_a_formula() -> None:
    out = io.BytesIO()
    rows = [{"note": "=1+1", "at": None}]
    archive.write(out, OwnData({"completions": rows}, ()), center="C", name="N", day="2026-11-26")
    archived = zipfile.ZipFile(out)
    assert b"'=1+1" in archived.read("completions.csv")
    assert json.loads(archived.read("completions.json")) == rows

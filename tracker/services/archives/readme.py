"""What an archive says of itself in plain words."""

from collections.abc import Sequence
from textwrap import fill

from tracker.formatting import format_count
from tracker.services.archives import holdings
from tracker.services.archives.sheets import Sheet
from tracker.storage.archives import Manifest

WIDTH = 100
_HEAD = """Everything of {center}
{line}

Made on {made} UTC by {by}, with version {product} of the training tracker (form {form}).
It holds the names, trainings and certificates of people. Keep it where only those who lead the center can read it.

What is in it

  center.xlsx     every table for people, a sheet each; opens in any spreadsheet program
  tables/         the same tables as CSV
  files/          {files}, each named by its SHA-256: certificates, signed sheets, packets, and what each packet
                  was made from. What a file was called, and whose it is, stands in tables/files.csv and
                  tables/packets.csv. To look at one, give it the ending .pdf, .jpg or .png.
  data/           every row as the tracker keeps it, in JSON: the source for bringing it back
  manifest.json   every file of this archive with its size and SHA-256
  manifest.seal   the seal of the installation that made it, over manifest.json

The tables for people

{sheets}

What is not in it

{left_out}
{missing}
How to bring it back

Into an installation that nobody has set up yet, on the machine itself:

  flask --app wsgi init
  flask --app wsgi bring-center THIS-FILE.zip

Everything is checked before anything is written. Rows, numbers and files are as they were. Nobody's password
is in here, so everybody begins with "Forgot your password?".
"""


def readme(manifest: Manifest, files: int, sheets: Sequence[Sheet]) -> str:
    """Return the README of an archive."""
    return _HEAD.format(
        center=manifest.center_name,
        line="=" * len(f"Everything of {manifest.center_name}"),
        made=f"{manifest.made_at:%Y-%m-%d %H:%M}",
        by=manifest.made_by,
        product=manifest.product,
        form=manifest.form,
        files=format_count(files, "file"),
        sheets=_listed([f"{sheet.title}: {', '.join(column.title for column in sheet.columns)}" for sheet in sheets]),
        left_out=_listed(_left_out()),
        missing=_missing(manifest.missing),
    )


def _left_out() -> list[str]:
    tables = [f"{name.replace('_', ' ')}: {why}" for name, why in holdings.TABLES_LEFT_OUT.items()]
    columns = [f"{name.replace('.', ', ').replace('_', ' ')}: {why}" for name, why in holdings.COLUMNS_LEFT_OUT.items()]
    return [
        "passwords, second factors, sign-ins, links that open something, keys",
        "the address of whoever did something here and is no member of the center",
        *tables,
        *columns,
    ]


def _missing(digests: Sequence[str]) -> str:
    if not digests:
        return ""
    said = f"Files that the record names and that were gone or damaged already: {len(digests)}"
    return f"\n{said}\n\n{_listed(digests)}\n"


def _listed(lines: Sequence[str]) -> str:
    return "\n".join(fill(f"- {line}", WIDTH, initial_indent="  ", subsequent_indent="    ") for line in lines)

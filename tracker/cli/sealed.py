"""Checking from the shell that a packet is genuine, here or far from the installation that issued it."""

import json
from dataclasses import asdict
from pathlib import Path

import click
from flask.cli import with_appcontext

from tracker.cli.answering import for_programs
from tracker.domain.errors import TrackerError
from tracker.services import packets
from tracker.services.packets import Verdict

LONGEST_KEY = 16_384
WORDS = {
    "center": "Center",
    "standard": "Standard",
    "edition": "Edition",
    "number": "Packet",
    "as_of": "As of",
    "issued_by": "Issued by",
    "issued_at": "Issued",
}


@click.command("verify-packet")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--key", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Judge by this key alone.")
@for_programs
@with_appcontext
def verify_packet(file: Path, key: Path | None, as_json: bool) -> None:
    """Say whether a file is a packet as it was issued, by whom and when. Exit code 1 where it is not, or was withdrawn.

    With --key, the public key that the center handed out decides, and no database is asked.
    """
    for each in filter(None, (file, key)):
        if not each.is_file():
            raise click.ClickException(f"{each} is no file that could be read to its end.")
    try:
        verdict = packets.by_key(file, packets.read_public(_head_of(key))) if key else packets.here(file)
    except TrackerError as error:
        raise click.ClickException(error.message) from None
    except OSError as fault:
        raise click.ClickException(f"{file} cannot be read: {fault.strerror}.") from None
    click.echo(json.dumps(asdict(verdict)) if as_json else _in_words(verdict))
    if not verdict.stands:
        raise SystemExit(1)


@click.command("packet-key")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write the key there as well.")
@with_appcontext
def packet_key(out: Path | None) -> None:
    """Print the public key that packets of this installation are checked with, and its fingerprint."""
    try:
        text = packets.public_pem()
        if out:
            out.write_text(text)
    except TrackerError as error:
        raise click.ClickException(error.message) from None
    except OSError as fault:
        raise click.ClickException(f"{out} cannot be written: {fault.strerror}.") from None
    click.echo(f"{text}Fingerprint {packets.fingerprint(packets.public_key())}")


@click.command("packet-certificate")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write the certificate there as well.")
@click.option("--renew", is_flag=True, help="Make another key and certificate first, for packets issued from now on.")
@with_appcontext
def packet_certificate(out: Path | None, renew: bool) -> None:
    """Print the certificate by which PDF readers know the signature of this installation's packets.

    Whoever adds it to what a reader trusts sees the signature as valid. Packets from before a renewal stay genuine.
    """
    try:
        if renew:
            packets.renew_certificate()
        text = packets.certificate()
        if out:
            out.write_text(text)
    except TrackerError as error:
        raise click.ClickException(error.message) from None
    except OSError as fault:
        raise click.ClickException(f"{out} cannot be written: {fault.strerror}.") from None
    click.echo(text, nl=False)


def _head_of(key: Path) -> bytes:
    with key.open("rb") as stream:
        return stream.read(LONGEST_KEY)


def _in_words(verdict: Verdict) -> str:
    told = [verdict.words if verdict.genuine else f"NOT GENUINE. {verdict.words}"]
    if verdict.withdrawn:
        told.insert(0, f"WITHDRAWN. {verdict.withdrawn}")
    if verdict.facts:
        told += [f"{word}: {getattr(verdict.facts, name)}" for name, word in WORDS.items()]
    if verdict.time_stamp:
        told.append(f"Time stamp: {verdict.time_stamp} (whom to trust for times is not judged)")
    if verdict.key:
        told.append(f"Key: {verdict.key}")
    return "\n".join([*told, f"SHA-256: {verdict.sha256}"])


COMMANDS = (verify_packet, packet_key, packet_certificate)

"""Settings from the environment; a missing or bad value stops start-up, by name, quoting what it saw."""

import os
import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parseaddr
from pathlib import Path
from typing import TypeVar
from urllib.parse import SplitResult, urlsplit

import click

from tracker.domain.backups import DEFAULT_KEEP, BackupPlan, hours_from, keep_from
from tracker.domain.errors import Refused
from tracker.domain.mailbox import Mailbox, mailbox_from
from tracker.domain.photos import photos_from
from tracker.domain.retention import PERIODS, Period, periods_from
from tracker.domain.room import DEFAULT_QUOTA, quota_from
from tracker.domain.single_sign_on import Provider, google, microsoft, other
from tracker.domain.virus_scanner import ScannerAddress, scanner_from
from tracker.storage.backups import Recipients

T = TypeVar("T")

ENVIRONMENTS = ("production", "testing")
SECRET_BYTES = 32


class BadSetting(click.ClickException):
    """A setting that the application will not start with. The message names it, quotes it and says what would do.

    At the shell it is printed alone, without the trace of a fault.
    """


@dataclass(frozen=True, slots=True)
class Settings:
    """What an installation is told from outside."""

    data: Path
    database_url: str
    base_url: str
    environment: str = "production"
    mail_outbox: Path | None = None
    smtp_url: str | None = None
    mail_from: str = "training-tracker@localhost"
    fixed_now: datetime | None = None
    secret_key: bytes = field(default=b"", repr=False)
    history_key: bytes = field(default=b"", repr=False)
    backup: BackupPlan | None = None
    providers: tuple[Provider, ...] = ()
    quota: int = quota_from(DEFAULT_QUOTA)
    scanner: ScannerAddress | None = None
    time_stamps: str | None = None
    photos: bool = True
    periods: Mapping[str, Period] = field(default_factory=lambda: PERIODS)
    mailbox: Mailbox | None = None

    @property
    def secure(self) -> bool:
        """Whether people reach us over https, so that cookies may insist on it."""
        return self.base_url.startswith("https://")

    @property
    def host(self) -> str:
        """The host that people type, without its port."""
        return urlsplit(self.base_url).hostname or ""

    @property
    def evidence(self) -> Path:
        """Where evidence files are kept."""
        return self.data / "evidence"

    @property
    def jobs_database(self) -> Path:
        """The queue of work that outlives a request."""
        return self.data / "jobs.sqlite"


def load_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Read the settings. Raises BadSetting with the name, the value seen and what is expected."""
    env = dict(os.environ if environ is None else environ)
    data = Path(env.get("TRACKER_DATA") or "var").absolute()
    environment = env.get("TRACKER_ENV") or "production"
    if environment not in ENVIRONMENTS:
        raise BadSetting(f"TRACKER_ENV is {environment!r}; it must be one of {', '.join(ENVIRONMENTS)}.")
    _refuse_debug(env.get("FLASK_DEBUG"), environment)
    base_url = env.get("BASE_URL") or f"http://127.0.0.1:{_port(env.get('PORT'))}"
    _refuse_bad_base_url(base_url)
    smtp_url = env.get("SMTP_URL") or None
    _refuse_bad_smtp_url(smtp_url)
    return Settings(
        data=data,
        database_url=_database_url(env.get("DATABASE_URL"), data),
        base_url=base_url.rstrip("/"),
        environment=environment,
        mail_outbox=None if smtp_url else Path(env.get("MAIL_OUTBOX") or data / "mail"),
        smtp_url=smtp_url,
        mail_from=_mail_from(env.get("MAIL_FROM") or "training-tracker@localhost"),
        fixed_now=_fixed_now(env.get("TRACKER_NOW"), environment),
        secret_key=_key(env.get("SECRET_KEY"), data / "keys" / "secret", "SECRET_KEY"),
        history_key=_key(env.get("HISTORY_KEY"), data / "keys" / "history", "HISTORY_KEY"),
        backup=_backup(
            data,
            BACKUP_DIR=env.get("BACKUP_DIR") or "",
            BACKUP_EVERY=env.get("BACKUP_EVERY") or "24",
            BACKUP_KEEP=env.get("BACKUP_KEEP") or DEFAULT_KEEP,
            BACKUP_KEY=env.get("BACKUP_KEY") or "",
        ),
        providers=_providers(env),
        quota=_read("CENTER_QUOTA", {"CENTER_QUOTA": env.get("CENTER_QUOTA") or DEFAULT_QUOTA}, quota_from),
        scanner=_read("CLAMD", {"CLAMD": env.get("CLAMD") or ""}, scanner_from),
        time_stamps=_time_stamps(env.get("TIME_STAMPS") or None),
        photos=_read("READ_PHOTOS", {"READ_PHOTOS": env.get("READ_PHOTOS") or "yes"}, photos_from),
        periods=_read("KEEP_DAYS", {"KEEP_DAYS": env.get("KEEP_DAYS") or ""}, periods_from),
        mailbox=_mailbox(env.get("IMAP_URL"), env.get("IMAP_PASSWORD_FILE"), env.get("IMAP_ADDRESS") or ""),
    )


def _refuse_debug(stated: str | None, environment: str) -> None:
    """Refuse what `flask --debug` and FLASK_DEBUG switch on: a console that runs whatever is typed into a page."""
    if environment == "production" and (stated or "0").lower() not in {"0", "false", "no"}:
        raise BadSetting(f"FLASK_DEBUG is {stated!r}; debugging is possible only where TRACKER_ENV is testing.")


def refuse_open_folder(data: Path) -> None:
    """Raise BadSetting where anyone but the owner can read the data folder."""
    if data.exists() and not data.is_dir():
        raise BadSetting(f"TRACKER_DATA is {str(data)!r}, which is a file; it must be a folder.")
    if data.exists() and stat.S_IMODE(data.stat().st_mode) & 0o077:
        raise BadSetting(f"TRACKER_DATA is {str(data)!r}, which others can read. Run: chmod 700 {data}")


def _database_url(stated: str | None, data: Path) -> str:
    if not stated:
        return f"sqlite:///{data / 'tracker.sqlite'}"
    # Only its beginning is quoted: the rest may hold a password.
    scheme, parted, _ = stated.partition("://")
    if parted and scheme in {"postgres", "postgresql", "postgresql+psycopg"}:
        return "postgresql+psycopg" + stated[len(scheme) :]
    if parted and scheme == "sqlite":
        return stated
    raise BadSetting(f"DATABASE_URL begins with {stated[:10]!r}; it must begin with sqlite:// or postgresql://.")


def _port(stated: str | None) -> int:
    port = stated or "8000"
    if not (port.isascii() and port.isdigit() and 0 < int(port) < 2**16):
        raise BadSetting(f"PORT is {port!r}; it must be a number from 1 to 65535.")
    return int(port)


def _parts(address: str) -> SplitResult | None:
    """The parts of an address with a host, and a port that is one; None for any other text."""
    try:
        parts = urlsplit(address)
        return parts if parts.hostname and parts.port != 0 else None
    except ValueError:
        return None


def _refuse_bad_base_url(base_url: str) -> None:
    parts = _parts(base_url)
    plain = f"{parts.scheme}://{parts.netloc}" if parts else ""
    if not parts or parts.scheme not in {"http", "https"} or parts.username or base_url.rstrip("/") != plain:
        raise BadSetting(f"BASE_URL is {base_url!r}; it must be an address such as https://training.example.org.")
    if ":" in (parts.hostname or ""):
        # Werkzeug compares the hosts that it trusts up to their first colon, so no such address would ever be answered.
        raise BadSetting(f"BASE_URL is {base_url!r}; it must name a host, such as localhost, and not an IPv6 address.")
    if parts.scheme == "http" and parts.hostname not in {"127.0.0.1", "localhost"}:
        raise BadSetting(f"BASE_URL is {base_url!r}; outside this machine it must begin with https://.")


def _refuse_bad_smtp_url(smtp_url: str | None) -> None:
    if smtp_url is None:
        return
    parts = _parts(smtp_url)
    if parts is None or parts.scheme not in {"smtp", "smtps"}:
        # Not quoted further: what follows may hold a password.
        raise BadSetting(
            f"SMTP_URL begins with {smtp_url[:6]!r}; it must look like smtp://user:password@mail.example.org:587 "
            "or smtps://…."
        )


def _mailbox(url: str | None, password_file: str | None, address: str) -> Mailbox | None:
    if not url:
        return None
    try:
        password = Path(password_file).read_text().strip() if password_file else ""
    except (OSError, ValueError):
        raise BadSetting(f"IMAP_PASSWORD_FILE is {password_file!r}; it must be a file that can be read.") from None
    try:
        return mailbox_from(url, password, address)
    except Refused as wrong:
        # An address is quoted; what stands in IMAP_URL may be a password.
        seen = f"is {address!r}" if wrong.field == "IMAP_ADDRESS" else f"begins with {url[:6]!r}"
        raise BadSetting(f"{wrong.field} {seen}; {wrong.message}") from None


def _time_stamps(stated: str | None) -> str | None:
    parts = _parts(stated) if stated else None
    if stated and (parts is None or parts.scheme not in {"http", "https"} or parts.username or not stated.isascii()):
        raise BadSetting(f"TIME_STAMPS is {stated!r}; it must be an address such as https://time.example.org/tsr.")
    return stated


def _mail_from(stated: str) -> str:
    address = parseaddr(stated)[1]
    if "@" not in address.strip("@") or not stated.isprintable() or " " in address:
        raise BadSetting(f"MAIL_FROM is {stated!r}; it must be an address such as training@example.org.")
    return stated


def _backup(data: Path, **stated: str) -> BackupPlan | None:
    """The plan of backups; None where no folder is named. A bad value is refused all the same."""
    every = _read("BACKUP_EVERY", stated, hours_from)
    keep = _read("BACKUP_KEEP", stated, keep_from)
    recipients = _read("BACKUP_KEY", stated, Recipients.read)
    if not stated["BACKUP_DIR"]:
        return None
    folder = Path(stated["BACKUP_DIR"]).absolute()
    if folder.resolve().is_relative_to(data.resolve()):
        raise BadSetting(f"BACKUP_DIR is {str(folder)!r}, inside TRACKER_DATA; it must be a folder elsewhere.")
    return BackupPlan(folder, every, keep, recipients.keys)


def _read(name: str, stated: Mapping[str, str], read: Callable[[str], T]) -> T:
    try:
        return read(stated[name])
    except Refused as wrong:
        raise BadSetting(f"{name} is {stated[name]!r}; {wrong.message}") from None


def _providers(env: Mapping[str, str]) -> tuple[Provider, ...]:
    """The providers that people may sign in through; each needs its settings together."""
    tenant, domain = env.get("MICROSOFT_TENANT") or "", env.get("GOOGLE_DOMAIN") or ""
    issuer, name = env.get("OIDC_ISSUER") or "", env.get("OIDC_NAME") or ""
    found = (
        _provider(
            microsoft,
            {"MICROSOFT_TENANT": tenant},
            MICROSOFT_CLIENT_ID=env.get("MICROSOFT_CLIENT_ID") or "",
            MICROSOFT_CLIENT_SECRET=env.get("MICROSOFT_CLIENT_SECRET") or "",
        ),
        _provider(
            google,
            {"GOOGLE_DOMAIN": domain},
            GOOGLE_CLIENT_ID=env.get("GOOGLE_CLIENT_ID") or "",
            GOOGLE_CLIENT_SECRET=env.get("GOOGLE_CLIENT_SECRET") or "",
        ),
        _provider(
            other,
            {"OIDC_ISSUER": issuer, "OIDC_NAME": name},
            OIDC_CLIENT_ID=env.get("OIDC_CLIENT_ID") or "",
            OIDC_CLIENT_SECRET=env.get("OIDC_CLIENT_SECRET") or "",
        ),
    )
    return tuple(provider for provider in found if provider)


def _provider(make: Callable[..., Provider], shown: Mapping[str, str], **credentials: str) -> Provider | None:
    """Make a provider from its settings; None where none of them is set. `shown`: what a message may quote."""
    if not any((*shown.values(), *credentials.values())):
        return None
    for missing, value in credentials.items():
        if not value:
            raise BadSetting(f"{missing} is missing; it must be set together with {' and '.join(shown)}.")
    try:
        return make(*shown.values(), *credentials.values())
    except Refused as wrong:
        raise BadSetting(f"{wrong.field} is {shown[wrong.field or '']!r}; {wrong.message}") from None


def _fixed_now(stated: str | None, environment: str) -> datetime | None:
    if not stated:
        return None
    if environment != "testing":
        raise BadSetting(f"TRACKER_NOW is {stated!r}; the clock can be set only where TRACKER_ENV is testing.")
    try:
        moment = datetime.fromisoformat(stated)
    except ValueError:
        raise BadSetting(f"TRACKER_NOW is {stated!r}; it must look like 2026-11-24T09:00:00+00:00.") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _key(stated: str | None, file: Path, name: str) -> bytes:
    """A key from the environment, else from the keys folder; empty before `init` made one."""
    if not stated and not file.exists():
        return b""
    key = stated.encode() if stated else file.read_bytes()
    if len(key) < SECRET_BYTES:
        where = name if stated else f"{name}, read from {str(file)!r},"
        raise BadSetting(f"{where} has {len(key)} bytes; it needs at least {SECRET_BYTES}.")
    return key

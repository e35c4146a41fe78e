"""A real IMAP server on this machine: dovecot with a folder of its own, a certificate of its own, and one user."""

import datetime
import getpass
import imaplib
import os
import pwd
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from ipaddress import ip_address
from pathlib import Path
from tempfile import TemporaryDirectory

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.mail.conftest import free_port

USER, PASSWORD = "training@example.org", "p@ss wörd/1"
SECONDS_TO_START = 10.0
PROGRAM = shutil.which("dovecot") or "/usr/sbin/dovecot"
MISSING = "These tests read mail from dovecot, which is not here. Run .ci/dovecot, or make test."
_CONFIG = """
protocols = imap
listen = 127.0.0.1
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
default_internal_user = {internal}
default_internal_group = {group}
default_login_user = {login}
first_valid_uid = 1
ssl = {tls}
ssl_cert = <{folder}/server.pem
ssl_key = <{folder}/server.key
disable_plaintext_auth = {tls}
auth_mechanisms = plain login
mail_location = maildir:{folder}/mail
mail_max_userip_connections = 50
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {plain}
  }}
  inet_listener imaps {{
    port = {encrypted}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
passdb {{
  driver = passwd-file
  args = scheme=PLAIN username_format=%u {folder}/users
}}
userdb {{
  driver = static
  args = uid={owner} gid={owner_group} home={folder}/home
}}
"""


@dataclass
class Dovecot:
    """A server that runs: where it listens, and the way into its mailbox for a test."""

    folder: Path
    plain: int
    encrypted: int
    process: "subprocess.Popen[bytes]" = field(repr=False)

    def url(self, *, encrypted: bool = True, folder: str = "") -> str:
        """Return the setting that names it."""
        user, password = USER.replace("@", "%40"), "p%40ss%20w%C3%B6rd%2F1"
        scheme, port = ("imaps", self.encrypted) if encrypted else ("imap", self.plain)
        return f"{scheme}://{user}:{password}@127.0.0.1:{port}/{folder}"

    @property
    def certificate(self) -> Path:
        """The certificate to trust."""
        return self.folder / "server.pem"

    def put(self, message: EmailMessage | bytes, folder: str = "INBOX") -> None:
        """Let a mail arrive."""
        with self._inside() as server:
            server.append(f'"{folder}"', "", imaplib.Time2Internaldate(time.time()), bytes(message))

    def count(self, folder: str = "INBOX") -> int:
        """Return how many mails a folder has; 0 where it is not there."""
        with self._inside() as server:
            said, found = server.select(f'"{folder}"', readonly=True)
            return int(found[0] or 0) if said == "OK" else 0

    def age(self, folder: str, when: datetime.datetime) -> None:
        """Let the mails of a folder have come at another moment."""
        for path in (self.folder / "mail").glob(f".{folder}/cur/*"):
            os.utime(path, (when.timestamp(), when.timestamp()))
        for path in (self.folder / "mail").glob(f".{folder}/dovecot*"):
            path.unlink()

    @contextmanager
    def _inside(self) -> Iterator[imaplib.IMAP4]:
        context = ssl.create_default_context(cafile=str(self.certificate))
        server = imaplib.IMAP4_SSL("127.0.0.1", self.encrypted, ssl_context=context, timeout=10)
        try:
            server.authenticate("PLAIN", lambda _: f"\0{USER}\0{PASSWORD}".encode())
            yield server
        finally:
            server.logout()


@contextmanager
def running(*, offers_tls: bool = True) -> Iterator[Dovecot]:
    """Run a server inside the block, by default one that lets nobody in unencrypted."""
    assert Path(PROGRAM).exists(), MISSING
    with TemporaryDirectory(prefix="imap-") as scratch:
        folder = Path(scratch)
        plain, encrypted = free_port(), free_port()
        _write(folder, plain, encrypted, offers_tls)
        command = [PROGRAM, "-F", "-c", str(folder / "dovecot.conf")]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603 our own file
        its = Dovecot(folder, plain, encrypted, process)
        try:
            _wait(its)
            yield its
        finally:
            process.terminate()
            process.wait(10)


def starter() -> Iterator[Callable[..., Dovecot]]:
    """Yield what starts servers that end with the fixture."""
    begun = []

    def start(**asked: object) -> Dovecot:
        begun.append(running(**asked))  # type: ignore[arg-type]  # as `running` takes them
        return begun[-1].__enter__()

    yield start
    for each in begun:
        each.__exit__(None, None, None)


def _write(folder: Path, plain: int, encrypted: int, offers_tls: bool) -> None:
    am_root = os.geteuid() == 0
    me = getpass.getuser()
    # Dovecot serves no mailbox as root; whoever else runs the tests serves their own.
    owner = pwd.getpwnam("nobody") if am_root else pwd.getpwuid(os.geteuid())
    _certify(folder)
    (folder / "users").write_text(f"{USER}:{{PLAIN}}{PASSWORD}\n")
    for name in ("mail", "home", "run", "state"):
        (folder / name).mkdir()
    config = _CONFIG.format(
        folder=folder,
        internal="dovecot" if am_root else me,
        group="dovecot" if am_root else _group_of(owner.pw_gid),
        login="dovenull" if am_root else me,
        owner=owner.pw_uid,
        owner_group=owner.pw_gid,
        plain=plain,
        encrypted=encrypted,
        tls="yes" if offers_tls else "no",
    )
    (folder / "dovecot.conf").write_text(config)
    if am_root:
        folder.chmod(0o755)
        for name in ("mail", "home"):
            os.chown(folder / name, owner.pw_uid, owner.pw_gid)
        (folder / "users").chmod(0o644)


def _group_of(gid: int) -> str:
    import grp

    return grp.getgrgid(gid).gr_name


def _wait(its: Dovecot) -> None:
    until = time.monotonic() + SECONDS_TO_START
    while True:
        try:
            with socket.create_connection(("127.0.0.1", its.plain), 5) as line:
                if line.recv(4) == b"* OK":
                    return
        except OSError:
            if time.monotonic() > until or its.process.poll() is not None:
                log = its.folder / "log"
                raise RuntimeError(log.read_text() if log.exists() else "dovecot did not start") from None
            time.sleep(0.05)


def _certify(folder: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "server.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    plain = serialization.NoEncryption()
    (folder / "server.key").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    )

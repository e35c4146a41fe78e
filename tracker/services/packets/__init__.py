"""Evidence packets: asked for, made in the background, sealed, and issued again from what was sealed."""

from tracker.services.packets.asking import ask, ask_again, cancel
from tracker.services.packets.changes import since
from tracker.services.packets.checking import IssuedPacket, changes_of, digest_in, of_code, of_file
from tracker.services.packets.doubts import Opens
from tracker.services.packets.issuing_again import issue_again
from tracker.services.packets.making import make, make_waiting, take_up_again
from tracker.services.packets.previewing import preview
from tracker.services.packets.questions import Question, questions, questions_of_all
from tracker.services.packets.reading import PacketFile, PacketView, file_of, get, listing, one, troubles_of
from tracker.services.packets.signing import (
    certificate,
    fingerprint,
    make_key,
    public_key,
    public_pem,
    read_public,
    renew_certificate,
)
from tracker.services.packets.verifying import Verdict, by_key, here, time_stamp
from tracker.services.packets.withdrawing import Printing, finish, printing, prints_removed, withdraw

__all__ = [
    "IssuedPacket",
    "Opens",
    "PacketFile",
    "PacketView",
    "Printing",
    "Question",
    "Verdict",
    "ask",
    "ask_again",
    "by_key",
    "cancel",
    "certificate",
    "changes_of",
    "digest_in",
    "file_of",
    "fingerprint",
    "finish",
    "get",
    "here",
    "issue_again",
    "listing",
    "make",
    "make_key",
    "make_waiting",
    "of_code",
    "of_file",
    "one",
    "preview",
    "printing",
    "prints_removed",
    "public_key",
    "public_pem",
    "questions",
    "questions_of_all",
    "read_public",
    "renew_certificate",
    "since",
    "take_up_again",
    "time_stamp",
    "troubles_of",
    "withdraw",
]

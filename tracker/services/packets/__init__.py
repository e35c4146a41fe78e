"""Evidence packets: asked for, made in the background, sealed, and issued again from what was sealed."""

from tracker.services.packets.asking import ask, ask_again, cancel
from tracker.services.packets.making import make, make_waiting, take_up_again
from tracker.services.packets.questions import Question, questions
from tracker.services.packets.reading import PacketFile, PacketView, file_of, get, listing
from tracker.services.packets.sealing import issue_again

__all__ = [
    "PacketFile",
    "PacketView",
    "Question",
    "ask",
    "ask_again",
    "cancel",
    "file_of",
    "get",
    "issue_again",
    "listing",
    "make",
    "make_waiting",
    "questions",
    "take_up_again",
]

"""Where the questions before a packet is issued lead: each to the page on which it can be mended."""

from dataclasses import dataclass
from datetime import date

from flask import url_for

from tracker.services.packets import Opens, Question
from tracker.services.standards import Followed


@dataclass(frozen=True, slots=True)
class Checked:
    """The days that questions are about: the one the packet tells of, and as known on which."""

    as_of: date
    known_on: date | None

    def where(self, question: Question, chosen: Followed) -> str:
        """Return the page on which a question can be mended."""
        address: dict[str, str] = {
            "standard": url_for("standards.show", key=chosen.key, edition=chosen.edition),
            "matrix": url_for("matrix.show", standard=chosen.key, as_of=self.as_of.isoformat(), known_on=self.known_on),
            "queue": url_for("queue.list"),
            "people": url_for("people.list"),
            "settings": url_for("settings.show"),
            "waivers": url_for("waivers.list"),
            "plan": url_for("plan.show"),
            "record-check": url_for("record_check.show", check=question.check),
        }
        return address[question.place]

    def opens(self, about: Opens) -> str:
        """Return the page of one record, where its files are added and its facts corrected."""
        if about.event:
            return url_for("events.show", event=about.event)
        return url_for("completions.show", completion=about.completion)

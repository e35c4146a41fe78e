"""What an update of the program changed in the standards that a center follows, told until a director has seen it.

The file that ships always holds as it ships. So that a verdict never changes without a word, the center's row names the
text that its directors have seen; where another ships, both are compared. Who is changed by it, pages show as ever.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from tracker.db import db
from tracker.domain.access import Action
from tracker.domain.errors import Conflict, InvalidStandard, NotFound
from tracker.domain.standard import Checked
from tracker.services import history, shipped_texts, standards
from tracker.services.actor import Actor
from tracker.services.corrected_standards import shown, words
from tracker.services.standards import Followed
from tracker.standards.corrections import Correction, corrected
from tracker.standards.loader import read_corrected
from tracker.standards.shelf import digest_of
from tracker.standards.updates import Changed, How, Update, between_versions

KEPT = 16
NOT_YOURS = "Only a director says that a change of a standard was seen."
NEWER = "Another version came meanwhile. Look at what is asked otherwise now, then press the button again."
OF_ITSELF = "The standard itself"
_OWN_HOLDS = "your center's own value goes on holding"
_SAID = {
    How.CAME: "new, it was not asked before",
    How.WENT: "no longer asked",
    How.ANOTHER_WAY: "asked in another way, such as by another kind of rule or in other parts; read it below",
}
_LABELS = {
    "edition_label": "the words for its edition",
    "effective_from": "the day from which it is in force",
    "effective_until": "the day through which it is in force",
    "optional": "whether it is optional",
    "by_default": "whether centers begin with it",
    "checked": "who checked it",
    "due_soon_days": "how many days before its end something is due soon",
    "component": "its components",
    "counts_once": "which hours count once only",
    "before": "what became of the edition before",
    "leave": "effect of leave of absence",
}


@dataclass(frozen=True, slots=True)
class Line:
    """What is asked otherwise in a requirement, each change in words; `requirement` is its id if it is still there."""

    requirement: str
    title: str
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UpdateTold:
    """A followed standard that ships otherwise than its directors have seen it.

    `ended`: the checking that this update ended. `is_comparable`: the text before is kept here and can be read.
    """

    followed: Followed
    lines: tuple[Line, ...]
    ended: Checked | None
    is_comparable: bool = True

    @property
    def headline(self) -> str:
        """What happened, in words before a colon and a link to the standard's page."""
        title = f"“{self.followed.standard.title}”"
        if not self.is_comparable:
            return f"{title} is another version than the one that was seen last"
        return f"{title} changed with an update" if self.lines else f"An update ended the checking of {title}"

    @property
    def invitation(self) -> str:
        """What its page shows, as the words of that link."""
        if not self.is_comparable:
            return "see what it asks"
        return "see what is asked otherwise" if self.lines else "see why"


def told(followed: Iterable[Followed]) -> tuple[UpdateTold, ...]:
    """Return the standards that ask otherwise since an update, or whose checking it ended, until that was seen.

    No statement where what ships was seen, else one. What was never seen yet is no change: `begin` sees to it.
    """
    others = [it for it in followed if not it.file.own and it.seen_digest not in {"", it.file.digest}]
    texts = shipped_texts.texts_of({it.seen_digest for it in others}) if others else {}
    found = (_told(it, texts.get(it.seen_digest)) for it in others)
    return tuple(each for each in found if each.lines or each.ended or not each.is_comparable)


def is_unknown(followed: Iterable[Followed]) -> bool:
    """Tell whether of any standard it is not known yet which text the directors have seen."""
    return any(not it.file.own and not it.seen_digest for it in followed)


def begin(actor: Actor) -> None:
    """Take what ships now for seen, of the standards of which nothing is known: a director looks at them first.

    So it is for an edition that came to hold without anybody touching it, and where `init` was not run. Raises Refused.
    """
    actor.must(Action.MANAGE_STANDARDS, NOT_YOURS)
    for it in standards.followed(actor):
        if is_unknown([it]):
            shipped_texts.take_as_seen([standards.standing_row(actor, it.key, it.edition)], actor.now)
    db.session.flush()


def see(actor: Actor, key: str, edition: str, digest: str) -> None:
    """Say that a director has seen what an update changed; `digest` names the text that the page showed. Twice: once.

    Raises Conflict where yet another text ships by now, NotFound, Refused.
    """
    actor.must(Action.MANAGE_STANDARDS, NOT_YOURS)
    history.hold(actor)
    followed = standards.get(actor, key, edition).followed
    if followed is None or followed.file.own:
        raise NotFound("No update changes this standard at your center.")
    if followed.file.digest != digest:
        raise Conflict(NEWER)
    if followed.seen_digest == digest:
        return
    lines = [line for it in told([followed]) for line in it.lines]
    changed = [f"{line.requirement or line.title}: {said}" for line in lines for said in line.said]
    shipped_texts.take_as_seen([standards.standing_row(actor, key, edition)], actor.now)
    db.session.flush()
    history.append(actor, "see_update", "standard", f"{key} {edition}", detail={"changed": changed, "sha256": digest})


def _told(followed: Followed, before: str | None) -> UpdateTold:
    update = _compared(before, followed.file.text) if before is not None else None
    if before is None or update is None:
        return UpdateTold(followed, (), None, is_comparable=False)
    return UpdateTold(followed, tuple(_lines(followed, update)), _ended(followed, before))


@lru_cache(maxsize=KEPT)
def _compared(before: str, now: str) -> Update | None:
    """Compare two versions; None where the one before cannot be read, because the rules of writing changed since."""
    try:
        read_corrected(before, "The version before")
    except InvalidStandard:
        return None
    return between_versions(before, now)


def _ended(followed: Followed, before: str) -> Checked | None:
    """Return the checking of the text as it held here before the update, and so none that a correction ended."""
    own = followed.holds.corrections
    held = digest_of(corrected(before, own) if own else before)
    return followed.checked_before if followed.checked_before_digest == held else None


def _lines(followed: Followed, update: Update) -> Iterator[Line]:
    if update.of_itself:
        yield Line("", OF_ITSELF, tuple(f"{_LABELS.get(key, key)} changed" for key in update.of_itself))
    holding = () if followed.holds.trouble else followed.holds.corrections
    own = {(each.requirement, each.place) for each in holding}
    for each in update.requirements:
        yield Line("" if each.how is How.WENT else each.requirement, each.title, tuple(_said(each, own)))


def _said(changed: Changed, own: set[tuple[str, str]]) -> Iterator[str]:
    if changed.how in _SAID:
        yield _SAID[changed.how]
    for value in changed.values:
        said = _words(value)
        yield f"{said}; {_OWN_HOLDS}" if (value.requirement, value.place) in own else said


def _words(value: Correction) -> str:
    """Say what came in place of what; of a long text, and of two that are called the same, only that it changed."""
    is_long = words(value) == value.label
    alike = shown(value.place, value.value) == shown(value.place, value.shipped)
    return f"{value.label} changed" if is_long or alike else words(value)

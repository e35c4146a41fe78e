"""Each word of the controlled lists has the words that people read for it."""

from tracker.domain.record import CompletionKind, WaiverKind
from tracker.domain.standard import EditionChange
from tracker.domain.vocabulary import Discipline, Grade, PacketState, PlanLineState, Role, Topic


def test_a_word_without_words_of_its_own_is_its_key_in_plain_spelling() -> None:
    assert (Role.VICTIM_ADVOCATE.label, Discipline.LAW_ENFORCEMENT.label) == ("Victim advocate", "Law enforcement")


def test_names_and_abbreviations_keep_their_spelling() -> None:
    assert (Role.MDT_FACILITATOR.label, Discipline.CAC.label) == ("MDT facilitator", "Children's Advocacy Center")


def test_one_key_in_two_lists_has_the_words_of_its_own_list() -> None:
    assert (PacketState.WAITING.label, PlanLineState.WAITING.label) == ("Waiting", "Waits for a decision")
    assert (Topic.IDENTIFICATION.label, Grade.OWN_WORD.label) == ("Identification", "Own word")


def test_what_was_completed_and_how_it_was_decided_read_as_words() -> None:
    assert (CompletionKind.PEER_REVIEW.label, WaiverKind.EQUIVALENT.label) == ("peer review", "Equivalent")
    assert EditionChange.WIDER.label == "More is asked for"


def test_a_packet_is_under_way_until_it_is_issued_or_has_failed() -> None:
    assert [state for state in PacketState if state.is_under_way] == [PacketState.WAITING, PacketState.MAKING]


def test_a_line_of_the_plan_is_to_do_until_it_is_done_or_dropped() -> None:
    to_do = [PlanLineState.OVERDUE, PlanLineState.OPEN, PlanLineState.WAITING]
    assert [state for state in PlanLineState if state.is_to_do] == to_do

"""What an archive of a center holds: every table and column decided on, in, or out with a reason.

A test holds this against the models, so that whoever adds a table or a column decides whether it goes along.
"""

from collections.abc import Mapping
from types import MappingProxyType

# The form of the archive. Another one is written where an older reader would misread it.
FORM = 1
# Whose rows belong to the center, whose columns go along; `center_id` says the same in each and is left out.
KEPT: Mapping[str, str] = MappingProxyType(
    {
        "center": (
            "id public_id name time_zone site_visit_on contact own_resources second_factor accent logo_sha256 "
            "letter letter_signed_by letter_signed_as created_at reminders_on "
            "reminder_weekday reminder_offsets reminders_from review_words version"
        ),
        "agency": "id public_id name discipline retired_at version",
        "api_token": (
            "id public_id name may beginning account_id made_by made_at ends_on last_used_on revoked_by revoked_at"
        ),
        "check_in": "id public_id planned_event_id name agency checked_in_at key person_id",
        "citation": (
            "id public_id evidence_id label first_page last_page box_left box_top box_right box_bottom completion "
            "added_by added_at removed_by removed_at"
        ),
        "completion": (
            "id public_id person_id training_id event_id kind title provider format completed_on expires_on "
            "hours topics topic_hours certificate_number note grade stated_by by_link state recorded_by recorded_at "
            "changed_by submitted_at decided_by decided_as decided_at withdrawn_reason version"
        ),
        "credit": "id completion_id body amount number",
        "decision_link": ("id public_id decider function ends_on given_by given_at used_at revoked_by revoked_at"),
        "decision_link_item": "id link_id completion_id",
        "desk": ("id public_id packet_id kind reviewer ends_on given_by given_at revoked_by revoked_at version"),
        "desk_mark": "id desk_id requirement person exhibit mark note marked_at",
        "desk_question": (
            "id public_id desk_id requirement title about person exhibit words asked_at key answer answered_by "
            "answered_at"
        ),
        "desk_sample": "id desk_id of seed size drawn drawn_at key",
        "desk_view": "id desk_id page seen_on times first_at last_at",
        "earlier_state": "id of public_id said held_until",
        "event": (
            "id public_id kind training_id title provider format held_on expires_on hours topics note "
            "recorded_at withdrawn_at version"
        ),
        "evidence": (
            "id public_id completion_id event_id waiver_id sha256 file_name format size pages named added_by added_at "
            "withdrawn_at withdrawn_reason removed_at removed_reason"
        ),
        "expected_person": "id planned_event_id person_id number",
        "followed_standard": (
            "id standard edition followed_at dropped_at checked_by checked_on checked_note checked_digest "
            "corrections pinned seen_digest version"
        ),
        "history_entry": ("id number at account_id action subject subject_id person_id detail reason previous digest"),
        "import": (
            "id public_id file_name sha256 size state progress steps_done steps_all failure plan result dropped_by "
            "dropped_at touched_at saved_by saved_at saved_number cleared_at version"
        ),
        "import_file": (
            "id public_id import_id pack entry file_name folder sha256 size state failure format pages told chosen "
            "made dropped_by dropped_at"
        ),
        "import_line": (
            "id import_id number kind person_key title_key said fingerprint person_choice title_choice choice made "
            "made_version before"
        ),
        "invitation": "id public_id email role person_id made_by made_at ends_at used_at withdrawn_at",
        "leave": "id public_id person_id starts_on ends_on recorded_at taken_back_at version",
        "link_report": "id public_id training_id kind note reported_by reported_at settled_at",
        "membership": "id public_id account_id person_id role began_at ended_at reminded version",
        "own_standard": "id standard edition number text sha256 added_by added_at ended_at",
        "packet": (
            "id public_id number standard edition as_of known_on level state progress steps_done steps_all "
            "asked_by asked_at inputs_sha256 sealed_at sha256 pages exhibits size troubles history_number "
            "history_digest failure withdrawn_at withdrawn_by withdrawn_reason version"
        ),
        "person": "id public_id name other_names email discipline agency_id recorded_at version removed_at",
        "plan_line": (
            "id public_id person_id training_id title closes owner_id due_on note booked_on kept_by kept_at "
            "kept_on closed_as closed_by closed_at closed_reason version"
        ),
        "planned_event": (
            "id public_id kind training_id title provider format held_on hours topics note code_number opens_at "
            "closes_at planned_by planned_at canceled_at event_id version"
        ),
        "record_check_set_aside": (
            "id public_id check line reason set_aside_by set_aside_at taken_back_at taken_back_by"
        ),
        "redaction": (
            "id public_id sha256 page box_left box_top box_right box_bottom reason made_by made_at "
            "taken_back_by taken_back_at taken_back_reason"
        ),
        "reminder_digest": ("id public_id account_id kind week_of state line_count told tries claimed_at settled_at"),
        "review": "id completion_id decision reason decided_by decided_as decided_at",
        "role_term": "id public_id person_id role starts_on ends_on recorded_at version",
        "sighting": "id account_id seen_as act subject subject_id person_id seen_on times first_at last_at",
        "snooze": "id public_id person_id items what until reason made_by made_at ended_at",
        "training": (
            "id public_id key shipped title provider topics roles audience format hours length_as_stated cost "
            "cost_as_stated credit_as_stated past held_on url sources note link_state link_seen_at "
            "link_checked_at retired_at merged_into_id version"
        ),
        "training_alias": "id training_id alias",
        "waiver": (
            "id public_id kind person_id standard edition requirement starts_on ends_on reason instead state "
            "proposed_by proposed_at decided_by decided_at decision_reason ended_on ended_by ended_reason "
            "version"
        ),
    }
)
# Who did something here. Of who is or was no member, the name alone: their address is not this center's to give away.
OF_ACCOUNTS = "id public_id email display_name active created_at version"

TABLES_LEFT_OUT: Mapping[str, str] = MappingProxyType(
    {
        "calendar_feed": "addresses of calendars: where the center goes on, their owners make new ones",
        "center_archive": "what lies here for some days is no part of the record",
        "desk_visit": "browsers in which a desk is open: to go on, the link is opened again",
        "history_head": "the end of the history stands in the manifest",
        "mail_reply": "what became of mails goes after some weeks anyway",
        "phone_link": "links by which somebody logs once, for some days: where the center goes on, others are given",
        "submission": "keys of forms of the last days, by which one sent twice is kept once",
    }
)
COLUMNS_LEFT_OUT: Mapping[str, str] = MappingProxyType(
    {
        "account.is_administrator": "who looks after an installation is not a center's to say",
        "account.password_hash": "a secret",
        "decision_link.digest": "of a link by which somebody decides",
        "api_token.digest": "of a token by which a program gets in",
        "desk.digest": "of a link that opens a desk",
        "desk.passphrase_hash": "a secret",
        "invitation.digest": "of a link that lets somebody in",
        "planned_event.code_digest": "of a code by which people check in",
    }
)
# Columns that must hold something of their own: brought back, they get a digest that no link has.
MADE_ANEW = frozenset(
    {"api_token.digest", "decision_link.digest", "desk.digest", "invitation.digest", "planned_event.code_digest"}
)


def columns_of(table: str) -> tuple[str, ...]:
    """Return the columns of a table that go along."""
    return tuple((OF_ACCOUNTS if table == "account" else KEPT[table]).split())

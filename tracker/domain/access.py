"""Who may do what: a table of facts and a small evaluator.

A route names the action it carries out; whether the person signed in may do it at this center is looked up here and
nowhere else. What depends on the thing itself (own record, own entry) is asked with the two functions at the end.
"""

from enum import StrEnum


class AccessRole(StrEnum):
    """What a membership lets an account do at one center."""

    STAFF = "staff"
    DEPUTY = "deputy"
    DIRECTOR = "director"

    @property
    def label(self) -> str:
        """The word people read."""
        return self.value.capitalize()


class Action(StrEnum):
    """Everything that can be asked of a center's pages."""

    VIEW_OWN_TRAINING = "view_own_training"
    RECORD_COMPLETION = "record_completion"
    VIEW_CATALOG = "view_catalog"
    REPORT_LINK = "report_link"
    VIEW_STANDARDS = "view_standards"
    MANAGE_OWN_ACCOUNT = "manage_own_account"
    VIEW_TEAM = "view_team"
    RECORD_FOR_OTHERS = "record_for_others"
    DECIDE = "decide"
    MANAGE_PEOPLE = "manage_people"
    MANAGE_EVENTS = "manage_events"
    MANAGE_CATALOG = "manage_catalog"
    MANAGE_STANDARDS = "manage_standards"
    ISSUE_PACKET = "issue_packet"
    VIEW_HISTORY = "view_history"
    MANAGE_TOKENS = "manage_tokens"
    MANAGE_CENTER = "manage_center"
    MANAGE_ACCOUNTS = "manage_accounts"
    MANAGE_INSTALLATION = "manage_installation"


_STAFF = frozenset(
    {
        Action.VIEW_OWN_TRAINING,
        Action.RECORD_COMPLETION,
        Action.VIEW_CATALOG,
        Action.REPORT_LINK,
        Action.VIEW_STANDARDS,
        Action.MANAGE_OWN_ACCOUNT,
    }
)
_DEPUTY = _STAFF | {
    Action.VIEW_TEAM,
    Action.RECORD_FOR_OTHERS,
    Action.DECIDE,
    Action.MANAGE_PEOPLE,
    Action.MANAGE_EVENTS,
    Action.MANAGE_CATALOG,
    Action.ISSUE_PACKET,
    Action.VIEW_HISTORY,
    Action.MANAGE_TOKENS,
}
_DIRECTOR = _DEPUTY | {Action.MANAGE_STANDARDS, Action.MANAGE_CENTER, Action.MANAGE_ACCOUNTS}

GRANTS: dict[AccessRole, frozenset[Action]] = {
    AccessRole.STAFF: _STAFF,
    AccessRole.DEPUTY: _DEPUTY,
    AccessRole.DIRECTOR: _DIRECTOR,
}


def granted(role: AccessRole) -> frozenset[Action]:
    """Return what somebody may do at a center, from their role there.

    No role grants MANAGE_INSTALLATION: the administrator of an installation sets up centers and reads none of their
    records.
    """
    return GRANTS[role]


class TokenMay(StrEnum):
    """What a token of the API lets a program do."""

    READ = "read"
    WRITE = "write"

    @property
    def label(self) -> str:
        """The words people read."""
        return _TOKEN_WORDS[self]


_TOKEN_WORDS = {TokenMay.READ: "Read", TokenMay.WRITE: "Read, and write completions and files"}
_READS = frozenset({Action.VIEW_CATALOG, Action.VIEW_STANDARDS, Action.VIEW_TEAM, Action.VIEW_HISTORY})


def granted_to_token(may: TokenMay) -> frozenset[Action]:
    """Return what a program may do at a center, by what its token says.

    Never DECIDE: a second person decides, and a program is none. Nothing that whoever makes a token may not do.
    """
    return _READS | {Action.RECORD_COMPLETION, Action.RECORD_FOR_OTHERS} if may is TokenMay.WRITE else _READS


def may_see_person(actions: frozenset[Action], own_person: int | None, person: int) -> bool:
    """Tell whether somebody may read a person's record: their own, or anybody's where they see the team."""
    return Action.VIEW_TEAM in actions or (own_person is not None and own_person == person)


def may_decide(
    actions: frozenset[Action], *, account: int, own_person: int | None, authors: frozenset[int], person: int
) -> bool:
    """Tell whether somebody may accept or return a completion: never its subject or an author of it."""
    return Action.DECIDE in actions and account not in authors and own_person != person

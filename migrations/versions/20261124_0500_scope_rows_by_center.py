"""Scope rows by center in PostgreSQL itself

The session narrows every statement to the center in force; this says it a second time, below it. The policy is forced,
so that it holds for the owner of the tables too. `tracker.center` is set at the start of each transaction: a center's
number, or * where the installation itself works across centers.
"""

from alembic import op

revision = "5c0fe0a1b3d2"
down_revision = "25900490baa9"
branch_labels = None
depends_on = None

TABLES = (
    "agency",
    "completion",
    "credit",
    "event",
    "evidence",
    "followed_standard",
    "history_entry",
    "invitation",
    "link_report",
    "membership",
    "packet",
    "person",
    "review",
    "role_term",
    "submission",
    "training",
    "training_alias",
)
CONDITION = (
    "current_setting('tracker.center', true) = '*'"
    " OR center_id = nullif(nullif(current_setting('tracker.center', true), ''), '*')::bigint"
)


def upgrade() -> None:
    if op.get_bind().dialect.name != "postgresql":
        return
    for table in TABLES:
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY center_in_force ON {table} USING ({CONDITION}) WITH CHECK ({CONDITION})")


def downgrade() -> None:
    if op.get_bind().dialect.name != "postgresql":
        return
    for table in TABLES:
        op.execute(f"DROP POLICY center_in_force ON {table}")
        op.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")

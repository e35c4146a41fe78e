"""What facts said before they were changed, and when people, roles and events were recorded"""

import sqlalchemy as sa
from alembic import op

revision = "e7b90d35fa12"
down_revision = "d4f2a81c06be"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
TABLE = "earlier_state"
RECORDED = ("person", "role_term", "event")
CONDITION = (
    "current_setting('tracker.center', true) = '*'"
    " OR center_id = nullif(nullif(current_setting('tracker.center', true), ''), '*')::bigint"
)


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("of", sa.String(length=20), nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("said", sa.JSON(), nullable=False),
        sa.Column("held_until", MOMENT, nullable=False),
        sa.Column("center_id", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["center_id"], ["center.id"], name=op.f(f"fk_{TABLE}_center_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
    )
    op.create_index(f"ix_{TABLE}_center_id_held_until", TABLE, ["center_id", "held_until"])
    # Null for what was there before: when it was recorded is not known.
    for table in RECORDED:
        op.add_column(table, sa.Column("recorded_at", MOMENT, nullable=True))
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"ALTER TABLE {TABLE} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {TABLE} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY center_in_force ON {TABLE} USING ({CONDITION}) WITH CHECK ({CONDITION})")


def downgrade() -> None:
    for table in RECORDED:
        op.drop_column(table, "recorded_at")
    op.drop_table(TABLE)

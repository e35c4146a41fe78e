"""The weekly digest: a center's settings, everybody's switch, and what was sent"""

import sqlalchemy as sa
from alembic import op

revision = "a3c96e20d74b"
down_revision = "e27c40b8d1f5"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
TABLE = "reminder_digest"
CONDITION = (
    "current_setting('tracker.center', true) = '*'"
    " OR center_id = nullif(nullif(current_setting('tracker.center', true), ''), '*')::bigint"
)
SETTINGS = {
    "reminders_on": (sa.Boolean(), sa.true()),
    "reminder_weekday": (sa.Integer(), "0"),
    "reminder_offsets": (sa.String(length=40), "90, 30, 7"),
}
# Nobody hears from an update before a director could look at what would be sent, and switch it off.
A_WEEK_FROM_NOW = {
    "sqlite": "UPDATE center SET reminders_from = date('now', '+8 days')",
    "postgresql": "UPDATE center SET reminders_from = current_date + 8",
}


def upgrade() -> None:
    for name, (kind, default) in SETTINGS.items():
        op.add_column("center", sa.Column(name, kind, nullable=False, server_default=default))
    op.add_column("center", sa.Column("reminders_from", sa.Date(), nullable=True))
    op.add_column("membership", sa.Column("reminded", sa.Boolean(), nullable=False, server_default=sa.true()))
    op.create_table(
        TABLE,
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("account_id", NUMBER, nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("week_of", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("line_count", sa.Integer(), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("claimed_at", MOMENT, nullable=False),
        sa.Column("settled_at", MOMENT, nullable=True),
        sa.Column("center_id", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f(f"fk_{TABLE}_account_id")),
        sa.ForeignKeyConstraint(["center_id"], ["center.id"], name=op.f(f"fk_{TABLE}_center_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
        sa.UniqueConstraint(
            "center_id",
            "account_id",
            "kind",
            "week_of",
            name=op.f(f"uq_{TABLE}_center_id_account_id_kind_week_of"),
        ),
        sa.UniqueConstraint("public_id", name=op.f(f"uq_{TABLE}_public_id")),
    )
    op.create_index(f"ix_{TABLE}_center_id_claimed_at", TABLE, ["center_id", "claimed_at"])
    dialect = op.get_bind().dialect.name
    if dialect == "postgresql":
        op.execute(f"ALTER TABLE {TABLE} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {TABLE} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY center_in_force ON {TABLE} USING ({CONDITION}) WITH CHECK ({CONDITION})")
    op.execute(A_WEEK_FROM_NOW[dialect])


def downgrade() -> None:
    op.drop_table(TABLE)
    op.drop_column("membership", "reminded")
    op.drop_column("center", "reminders_from")
    for name in reversed(SETTINGS):
        op.drop_column("center", name)

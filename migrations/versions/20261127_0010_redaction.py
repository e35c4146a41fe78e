"""Boxes of files that go into no printed copy"""

import sqlalchemy as sa
from alembic import op

revision = "b8d41f6c7e29"
down_revision = "e17a40c6b2d5"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
TABLE = "redaction"
CONDITION = (
    "current_setting('tracker.center', true) = '*'"
    " OR center_id = nullif(nullif(current_setting('tracker.center', true), ''), '*')::bigint"
)


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("box_left", sa.Integer(), nullable=False),
        sa.Column("box_top", sa.Integer(), nullable=False),
        sa.Column("box_right", sa.Integer(), nullable=False),
        sa.Column("box_bottom", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=2000), nullable=False),
        sa.Column("made_by", NUMBER, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("taken_back_by", NUMBER, nullable=True),
        sa.Column("taken_back_at", MOMENT, nullable=True),
        sa.Column("taken_back_reason", sa.String(length=2000), nullable=False),
        sa.Column("center_id", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["center_id"], ["center.id"], name=op.f(f"fk_{TABLE}_center_id")),
        sa.ForeignKeyConstraint(["made_by"], ["account.id"], name=op.f(f"fk_{TABLE}_made_by")),
        sa.ForeignKeyConstraint(["taken_back_by"], ["account.id"], name=op.f(f"fk_{TABLE}_taken_back_by")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
        sa.UniqueConstraint("public_id", name=op.f(f"uq_{TABLE}_public_id")),
    )
    op.create_index(f"ix_{TABLE}_center_id_sha256", TABLE, ["center_id", "sha256"])
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"ALTER TABLE {TABLE} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {TABLE} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY center_in_force ON {TABLE} USING ({CONDITION}) WITH CHECK ({CONDITION})")


def downgrade() -> None:
    op.drop_table(TABLE)

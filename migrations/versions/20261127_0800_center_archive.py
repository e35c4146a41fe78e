"""Archives: everything of a center as one file, and how far it is"""

import sqlalchemy as sa
from alembic import op

revision = "a6e07d3c51b8"
down_revision = "a61c0f7de2b8"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
CONDITION = (
    "current_setting('tracker.center', true) = '*'"
    " OR center_id = nullif(nullif(current_setting('tracker.center', true), ''), '*')::bigint"
)
TABLE = "center_archive"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("progress", sa.String(length=120), nullable=False),
        sa.Column("steps_done", sa.Integer(), nullable=False),
        sa.Column("steps_all", sa.Integer(), nullable=False),
        sa.Column("asked_by", NUMBER, nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("made_at", MOMENT, nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("files", sa.Integer(), nullable=False),
        sa.Column("missing", sa.Integer(), nullable=False),
        sa.Column("failure", sa.String(length=2000), nullable=False),
        sa.Column("center_id", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["asked_by"], ["account.id"], name=op.f("fk_center_archive_asked_by")),
        sa.ForeignKeyConstraint(["center_id"], ["center.id"], name=op.f("fk_center_archive_center_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_center_archive")),
        sa.UniqueConstraint("public_id", name=op.f("uq_center_archive_public_id")),
    )
    op.create_index("ix_center_archive_center_id_asked_at", TABLE, ["center_id", "asked_at"])
    op.create_index("ix_center_archive_state", TABLE, ["state"])
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"ALTER TABLE {TABLE} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {TABLE} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY center_in_force ON {TABLE} USING ({CONDITION}) WITH CHECK ({CONDITION})")


def downgrade() -> None:
    op.drop_table(TABLE)

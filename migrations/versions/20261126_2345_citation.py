"""Places in files of evidence that somebody pointed at"""

import sqlalchemy as sa
from alembic import op

revision = "a7c3f05be418"
down_revision = "d4b7e19a52c6"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
TABLE = "citation"
CONDITION = (
    "current_setting('tracker.center', true) = '*'"
    " OR center_id = nullif(nullif(current_setting('tracker.center', true), ''), '*')::bigint"
)


def upgrade() -> None:
    op.create_index("ix_evidence_center_id_id", "evidence", ["center_id", "id"], unique=True)
    op.create_table(
        TABLE,
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("evidence_id", NUMBER, nullable=False),
        sa.Column("label", sa.String(length=80), nullable=False),
        sa.Column("first_page", sa.Integer(), nullable=False),
        sa.Column("last_page", sa.Integer(), nullable=False),
        sa.Column("box_left", sa.Integer(), nullable=True),
        sa.Column("box_top", sa.Integer(), nullable=True),
        sa.Column("box_right", sa.Integer(), nullable=True),
        sa.Column("box_bottom", sa.Integer(), nullable=True),
        sa.Column("added_by", NUMBER, nullable=False),
        sa.Column("added_at", MOMENT, nullable=False),
        sa.Column("removed_by", NUMBER, nullable=True),
        sa.Column("removed_at", MOMENT, nullable=True),
        sa.Column("center_id", NUMBER, nullable=False),
        sa.CheckConstraint("first_page BETWEEN 1 AND last_page", name=op.f(f"ck_{TABLE}_pages_in_order")),
        sa.CheckConstraint("box_left IS NULL OR first_page = last_page", name=op.f(f"ck_{TABLE}_a_box_is_on_one_page")),
        sa.ForeignKeyConstraint(
            ["center_id", "evidence_id"],
            ["evidence.center_id", "evidence.id"],
            name=op.f(f"fk_{TABLE}_center_id_evidence_id"),
        ),
        sa.ForeignKeyConstraint(["center_id"], ["center.id"], name=op.f(f"fk_{TABLE}_center_id")),
        sa.ForeignKeyConstraint(["added_by"], ["account.id"], name=op.f(f"fk_{TABLE}_added_by")),
        sa.ForeignKeyConstraint(["removed_by"], ["account.id"], name=op.f(f"fk_{TABLE}_removed_by")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
        sa.UniqueConstraint("public_id", name=op.f(f"uq_{TABLE}_public_id")),
    )
    op.create_index(f"ix_{TABLE}_center_id_evidence_id", TABLE, ["center_id", "evidence_id"])
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"ALTER TABLE {TABLE} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {TABLE} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY center_in_force ON {TABLE} USING ({CONDITION}) WITH CHECK ({CONDITION})")


def downgrade() -> None:
    op.drop_table(TABLE)
    op.drop_index("ix_evidence_center_id_id", "evidence")

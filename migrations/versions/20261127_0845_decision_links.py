"""Links by which somebody without an account decides once, and as whom somebody decided"""

import sqlalchemy as sa
from alembic import op

revision = "b72d18c3f0a5"
down_revision = "a3c7e9d20f54"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
CONDITION = (
    "current_setting('tracker.center', true) = '*'"
    " OR center_id = nullif(nullif(current_setting('tracker.center', true), ''), '*')::bigint"
)
TABLES = ("decision_link", "decision_link_item")


def upgrade() -> None:
    op.create_table(
        "decision_link",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("decider", sa.String(length=200), nullable=False),
        sa.Column("function", sa.String(length=200), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("given_by", NUMBER, nullable=False),
        sa.Column("given_at", MOMENT, nullable=False),
        sa.Column("used_at", MOMENT, nullable=True),
        sa.Column("revoked_by", NUMBER, nullable=True),
        sa.Column("revoked_at", MOMENT, nullable=True),
        sa.Column("center_id", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["center_id"], ["center.id"], name=op.f("fk_decision_link_center_id")),
        sa.ForeignKeyConstraint(["given_by"], ["account.id"], name=op.f("fk_decision_link_given_by")),
        sa.ForeignKeyConstraint(["revoked_by"], ["account.id"], name=op.f("fk_decision_link_revoked_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision_link")),
        sa.UniqueConstraint("center_id", "id", name=op.f("uq_decision_link_center_id_id")),
        sa.UniqueConstraint("digest", name=op.f("uq_decision_link_digest")),
        sa.UniqueConstraint("public_id", name=op.f("uq_decision_link_public_id")),
    )
    op.create_table(
        "decision_link_item",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("link_id", NUMBER, nullable=False),
        sa.Column("completion_id", NUMBER, nullable=False),
        sa.Column("center_id", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["center_id"], ["center.id"], name=op.f("fk_decision_link_item_center_id")),
        sa.ForeignKeyConstraint(
            ["center_id", "link_id"],
            ["decision_link.center_id", "decision_link.id"],
            name=op.f("fk_decision_link_item_center_id_link_id"),
        ),
        sa.ForeignKeyConstraint(
            ["center_id", "completion_id"],
            ["completion.center_id", "completion.id"],
            name=op.f("fk_decision_link_item_center_id_completion_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision_link_item")),
        sa.UniqueConstraint(
            "center_id", "link_id", "completion_id", name=op.f("uq_decision_link_item_center_id_link_id_completion_id")
        ),
    )
    op.create_index(
        "ix_decision_link_item_center_id_completion_id", "decision_link_item", ["center_id", "completion_id"]
    )
    op.add_column("completion", sa.Column("decided_as", sa.String(length=500), nullable=True))
    op.add_column("review", sa.Column("decided_as", sa.String(length=500), nullable=True))
    with op.batch_alter_table("review") as batch:
        batch.alter_column("decided_by", existing_type=NUMBER, nullable=True)
    if op.get_bind().dialect.name == "postgresql":
        for table in TABLES:
            op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
            op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
            op.execute(f"CREATE POLICY center_in_force ON {table} USING ({CONDITION}) WITH CHECK ({CONDITION})")


def downgrade() -> None:
    op.execute("DELETE FROM review WHERE decided_by IS NULL")
    with op.batch_alter_table("review") as batch:
        batch.alter_column("decided_by", existing_type=NUMBER, nullable=False)
    op.drop_column("review", "decided_as")
    op.drop_column("completion", "decided_as")
    for table in reversed(TABLES):
        op.drop_table(table)

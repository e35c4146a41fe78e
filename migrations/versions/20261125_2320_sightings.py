"""Who looked at what"""

import sqlalchemy as sa
from alembic import op

revision = "b3f81d6e5a27"
down_revision = "a7e2c9d40b16"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
CONDITION = (
    "current_setting('tracker.center', true) = '*'"
    " OR center_id = nullif(nullif(current_setting('tracker.center', true), ''), '*')::bigint"
)


def upgrade() -> None:
    op.create_table(
        "sighting",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("account_id", NUMBER, nullable=False),
        sa.Column("act", sa.String(length=20), nullable=False),
        sa.Column("subject", sa.String(length=20), nullable=False),
        sa.Column("subject_id", sa.String(length=40), nullable=False),
        sa.Column("person_id", NUMBER, nullable=True),
        sa.Column("seen_on", sa.Date(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("first_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("center_id", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_sighting_account_id")),
        sa.ForeignKeyConstraint(
            ["center_id", "person_id"], ["person.center_id", "person.id"], name=op.f("fk_sighting_center_id_person_id")
        ),
        sa.ForeignKeyConstraint(["center_id"], ["center.id"], name=op.f("fk_sighting_center_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sighting")),
        sa.UniqueConstraint("center_id", "account_id", "act", "subject", "subject_id", "seen_on", name="once_a_day"),
    )
    op.create_index("ix_sighting_center_id_last_at", "sighting", ["center_id", "last_at"])
    op.create_index("ix_sighting_center_id_person_id", "sighting", ["center_id", "person_id"])
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE sighting ENABLE ROW LEVEL SECURITY")
        op.execute("ALTER TABLE sighting FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY center_in_force ON sighting USING ({CONDITION}) WITH CHECK ({CONDITION})")


def downgrade() -> None:
    op.drop_table("sighting")

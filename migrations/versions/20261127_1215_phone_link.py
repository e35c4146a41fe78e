"""Links by which somebody logs once from a phone, and whether a completion came by one"""

import sqlalchemy as sa
from alembic import op

revision = "d41f7a0be693"
down_revision = "c41d7be05a92"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
CONDITION = (
    "current_setting('tracker.center', true) = '*'"
    " OR center_id = nullif(nullif(current_setting('tracker.center', true), ''), '*')::bigint"
)


def upgrade() -> None:
    op.create_table(
        "phone_link",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("person_id", NUMBER, nullable=False),
        sa.Column("given_by", NUMBER, nullable=False),
        sa.Column("given_at", MOMENT, nullable=False),
        sa.Column("ends_at", MOMENT, nullable=False),
        sa.Column("used_at", MOMENT, nullable=True),
        sa.Column("used_key", sa.String(length=32), nullable=True),
        sa.Column("revoked_by", NUMBER, nullable=True),
        sa.Column("revoked_at", MOMENT, nullable=True),
        sa.Column("center_id", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["center_id"], ["center.id"], name=op.f("fk_phone_link_center_id")),
        sa.ForeignKeyConstraint(
            ["center_id", "person_id"],
            ["person.center_id", "person.id"],
            name=op.f("fk_phone_link_center_id_person_id"),
        ),
        sa.ForeignKeyConstraint(["given_by"], ["account.id"], name=op.f("fk_phone_link_given_by")),
        sa.ForeignKeyConstraint(["revoked_by"], ["account.id"], name=op.f("fk_phone_link_revoked_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phone_link")),
        sa.UniqueConstraint("digest", name=op.f("uq_phone_link_digest")),
        sa.UniqueConstraint("public_id", name=op.f("uq_phone_link_public_id")),
    )
    op.create_index("ix_phone_link_center_id_person_id", "phone_link", ["center_id", "person_id"])
    op.add_column("completion", sa.Column("by_link", sa.Boolean(), server_default=sa.false(), nullable=False))
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE phone_link ENABLE ROW LEVEL SECURITY")
        op.execute("ALTER TABLE phone_link FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY center_in_force ON phone_link USING ({CONDITION}) WITH CHECK ({CONDITION})")


def downgrade() -> None:
    op.drop_column("completion", "by_link")
    op.drop_table("phone_link")

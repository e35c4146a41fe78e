"""Desks: a packet read by link, the browsers it is open in, and what was looked at"""

import sqlalchemy as sa
from alembic import op

revision = "c41d8e2f97a6"
down_revision = "a7c3f05be418"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
CONDITION = (
    "current_setting('tracker.center', true) = '*'"
    " OR center_id = nullif(nullif(current_setting('tracker.center', true), ''), '*')::bigint"
)
TABLES = ("desk", "desk_visit", "desk_view")


def upgrade() -> None:
    op.create_index("ix_packet_center_id_id", "packet", ["center_id", "id"], unique=True)
    op.create_table(
        "desk",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("packet_id", NUMBER, nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("reviewer", sa.String(length=200), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("passphrase_hash", sa.String(length=200), nullable=True),
        sa.Column("given_by", NUMBER, nullable=False),
        sa.Column("given_at", MOMENT, nullable=False),
        sa.Column("revoked_by", NUMBER, nullable=True),
        sa.Column("revoked_at", MOMENT, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("center_id", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["center_id", "packet_id"], ["packet.center_id", "packet.id"], name=op.f("fk_desk_center_id_packet_id")
        ),
        sa.ForeignKeyConstraint(["center_id"], ["center.id"], name=op.f("fk_desk_center_id")),
        sa.ForeignKeyConstraint(["given_by"], ["account.id"], name=op.f("fk_desk_given_by")),
        sa.ForeignKeyConstraint(["revoked_by"], ["account.id"], name=op.f("fk_desk_revoked_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desk")),
        sa.UniqueConstraint("center_id", "id", name=op.f("uq_desk_center_id_id")),
        sa.UniqueConstraint("digest", name=op.f("uq_desk_digest")),
        sa.UniqueConstraint("public_id", name=op.f("uq_desk_public_id")),
    )
    op.create_index("ix_desk_center_id_packet_id", "desk", ["center_id", "packet_id"])
    op.create_table(
        "desk_visit",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("desk_id", NUMBER, nullable=False),
        sa.Column("token_digest", sa.String(length=64), nullable=False),
        sa.Column("began_at", MOMENT, nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
        *_of_a_desk("desk_visit"),
        sa.UniqueConstraint("token_digest", name=op.f("uq_desk_visit_token_digest")),
    )
    op.create_index("ix_desk_visit_center_id_desk_id", "desk_visit", ["center_id", "desk_id"])
    op.create_table(
        "desk_view",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("desk_id", NUMBER, nullable=False),
        sa.Column("page", sa.String(length=20), nullable=False),
        sa.Column("seen_on", sa.Date(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("first_at", MOMENT, nullable=False),
        sa.Column("last_at", MOMENT, nullable=False),
        *_of_a_desk("desk_view"),
        sa.UniqueConstraint(
            "center_id", "desk_id", "page", "seen_on", name=op.f("uq_desk_view_center_id_desk_id_page_seen_on")
        ),
    )
    if op.get_bind().dialect.name == "postgresql":
        for table in TABLES:
            op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
            op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
            op.execute(f"CREATE POLICY center_in_force ON {table} USING ({CONDITION}) WITH CHECK ({CONDITION})")


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
    op.drop_index("ix_packet_center_id_id", "packet")


def _of_a_desk(table: str) -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.Column("center_id", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["center_id", "desk_id"], ["desk.center_id", "desk.id"], name=op.f(f"fk_{table}_center_id_desk_id")
        ),
        sa.ForeignKeyConstraint(["center_id"], ["center.id"], name=op.f(f"fk_{table}_center_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )

"""Tokens of the API, and what was sent under a key"""

import sqlalchemy as sa
from alembic import op

revision = "5c0e92d7b1f8"
down_revision = "b72d18c3f0a5"
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
        "api_token",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("may", sa.String(length=10), nullable=False),
        sa.Column("beginning", sa.String(length=16), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("account_id", NUMBER, nullable=False),
        sa.Column("made_by", NUMBER, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("last_used_on", sa.Date(), nullable=True),
        sa.Column("revoked_by", NUMBER, nullable=True),
        sa.Column("revoked_at", MOMENT, nullable=True),
        sa.Column("center_id", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_api_token_account_id")),
        sa.ForeignKeyConstraint(["center_id"], ["center.id"], name=op.f("fk_api_token_center_id")),
        sa.ForeignKeyConstraint(["made_by"], ["account.id"], name=op.f("fk_api_token_made_by")),
        sa.ForeignKeyConstraint(["revoked_by"], ["account.id"], name=op.f("fk_api_token_revoked_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_token")),
        sa.UniqueConstraint("account_id", name=op.f("uq_api_token_account_id")),
        sa.UniqueConstraint("digest", name=op.f("uq_api_token_digest")),
        sa.UniqueConstraint("public_id", name=op.f("uq_api_token_public_id")),
    )
    op.create_index("ix_api_token_center_id_made_by", "api_token", ["center_id", "made_by"])
    op.add_column("submission", sa.Column("sent_digest", sa.String(length=64), nullable=True))
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE api_token ENABLE ROW LEVEL SECURITY")
        op.execute("ALTER TABLE api_token FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY center_in_force ON api_token USING ({CONDITION}) WITH CHECK ({CONDITION})")


def downgrade() -> None:
    op.drop_column("submission", "sent_digest")
    op.drop_table("api_token")

"""The texts of standards as they shipped, and which of them a center's directors have seen"""

import sqlalchemy as sa
from alembic import op

revision = "8a3f61d07c2e"
down_revision = "5d0c9be81f37"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TABLE = "shipped_text"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("standard", sa.String(length=120), nullable=False),
        sa.Column("edition", sa.String(length=20), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("first_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
        sa.UniqueConstraint("sha256", name=op.f(f"uq_{TABLE}_sha256")),
    )
    # Empty: which text its directors have seen is not known yet. `init` and their first look say it.
    column = sa.Column("seen_digest", sa.String(length=64), nullable=False, server_default=sa.text("''"))
    op.add_column("followed_standard", column)


def downgrade() -> None:
    op.drop_column("followed_standard", "seen_digest")
    op.drop_table(TABLE)

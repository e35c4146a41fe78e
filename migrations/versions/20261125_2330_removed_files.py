"""Remove the bytes of a file that must not be kept, and say so"""

import sqlalchemy as sa
from alembic import op

revision = "c90a4be7f138"
down_revision = "b3f81d6e5a27"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("evidence", sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("evidence", sa.Column("removed_reason", sa.String(length=2000), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("evidence") as batch:
        batch.drop_column("removed_reason")
        batch.drop_column("removed_at")

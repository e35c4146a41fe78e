"""Whether a center keeps to an edition of a standard"""

import sqlalchemy as sa
from alembic import op

revision = "d4f2a81c06be"
down_revision = "c1d83e6fa470"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("followed_standard", sa.Column("pinned", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("followed_standard") as batch:
        batch.alter_column("pinned", server_default=None, existing_type=sa.Boolean(), existing_nullable=False)


def downgrade() -> None:
    with op.batch_alter_table("followed_standard") as batch:
        batch.drop_column("pinned")

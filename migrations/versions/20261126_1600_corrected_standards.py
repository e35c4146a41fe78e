"""What a center corrected in a standard"""

import sqlalchemy as sa
from alembic import op

revision = "c8d03f6a7e19"
down_revision = "a4c7e19b3d52"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("followed_standard", sa.Column("corrections", sa.Text(), nullable=False, server_default=""))
    with op.batch_alter_table("followed_standard") as batch:
        batch.alter_column("corrections", server_default=None, existing_type=sa.Text(), existing_nullable=False)


def downgrade() -> None:
    with op.batch_alter_table("followed_standard") as batch:
        batch.drop_column("corrections")

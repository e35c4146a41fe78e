"""Which exhibits of a packet could not be printed, or only in part"""

import sqlalchemy as sa
from alembic import op

revision = "c4e91a7d3b58"
down_revision = "e4b7a90d25c1"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("packet", sa.Column("troubles", sa.Text(), nullable=False, server_default=sa.text("''")))


def downgrade() -> None:
    op.drop_column("packet", "troubles")

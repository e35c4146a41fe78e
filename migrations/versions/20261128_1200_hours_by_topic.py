"""How many hours of a completion are on which topic"""

import sqlalchemy as sa
from alembic import op

revision = "5d0c9be81f37"
down_revision = "e2c7d10b58a4"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("completion", sa.Column("topic_hours", sa.Text(), nullable=False, server_default=sa.text("''")))


def downgrade() -> None:
    op.drop_column("completion", "topic_hours")

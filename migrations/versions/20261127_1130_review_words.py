"""The lists of the queue that a center keeps itself"""

import sqlalchemy as sa
from alembic import op

revision = "7d3a51e8c0f4"
down_revision = "5c0e92d7b1f8"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("center", sa.Column("review_words", sa.JSON(), server_default="{}", nullable=False))


def downgrade() -> None:
    op.drop_column("center", "review_words")

"""The day as whose evening a packet knew the record"""

import sqlalchemy as sa
from alembic import op

revision = "f1a64c27d9b3"
down_revision = "e7b90d35fa12"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Null: it knew everything that was recorded when it was made.
    op.add_column("packet", sa.Column("known_on", sa.Date(), nullable=True))


def downgrade() -> None:
    op.drop_column("packet", "known_on")

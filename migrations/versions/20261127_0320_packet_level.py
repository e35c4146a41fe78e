"""How much a packet tells of people"""

import sqlalchemy as sa
from alembic import op

revision = "e27c40b8d1f5"
down_revision = "f3b85d01a9c4"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Whatever was asked for before named everybody.
    op.add_column("packet", sa.Column("level", sa.String(length=12), nullable=False, server_default="full"))


def downgrade() -> None:
    op.drop_column("packet", "level")

"""Let a person who was added by mistake be removed

The row stays with its number, empty: lines of history name it, and SQLite would give the number to somebody else.
"""

import sqlalchemy as sa
from alembic import op

revision = "e8a5c2d71b40"
down_revision = "d41c7f0b96e2"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("person", sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    # Not by a copy of the table: others point at it.
    op.drop_column("person", "removed_at")

"""Which prior center states a completion"""

import sqlalchemy as sa
from alembic import op

revision = "f3b85d01a9c4"
down_revision = "b8d41f6c7e29"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("completion", sa.Column("stated_by", sa.String(length=200), nullable=True))


def downgrade() -> None:
    op.drop_column("completion", "stated_by")

"""Former and other names of people, as their certificates carry them"""

import sqlalchemy as sa
from alembic import op

revision = "b70c5d92e416"
down_revision = "e4b81f6d07c3"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("person", sa.Column("other_names", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("person", "other_names")

"""Which names were read on a file, as those of whoever completed it"""

import sqlalchemy as sa
from alembic import op

revision = "7b3f5ad0c982"
down_revision = "c4e1a7f39b20"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("evidence", sa.Column("named", sa.Text(), nullable=False, server_default=sa.text("''")))


def downgrade() -> None:
    op.drop_column("evidence", "named")

"""Let a look say who looked, where they came by a link and have no account of their own.

`account_id` is then that of whoever gave the link. Looks that were noted before were of accounts.
"""

import sqlalchemy as sa
from alembic import op

revision = "c4e1a7f39b20"
down_revision = "d92a4c71e5b8"
branch_labels = None
depends_on = None

OF_AN_ACCOUNT = ["center_id", "account_id", "act", "subject", "subject_id", "seen_on"]


def upgrade() -> None:
    with op.batch_alter_table("sighting") as batch:
        batch.add_column(sa.Column("seen_as", sa.String(500), nullable=False, server_default=sa.text("''")))
        batch.drop_constraint("once_a_day", type_="unique")
        batch.create_unique_constraint("once_a_day", [*OF_AN_ACCOUNT, "seen_as"])


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("SELECT set_config('tracker.center', '*', true)")
    # An earlier version would take them for looks of whoever gave the link.
    op.execute("DELETE FROM sighting WHERE seen_as <> ''")
    with op.batch_alter_table("sighting") as batch:
        batch.drop_constraint("once_a_day", type_="unique")
        batch.create_unique_constraint("once_a_day", OF_AN_ACCOUNT)
        batch.drop_column("seen_as")

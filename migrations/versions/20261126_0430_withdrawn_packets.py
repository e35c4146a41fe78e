"""Let a packet that prints a file removed for good be withdrawn; its row says when, by whom and why"""

import sqlalchemy as sa
from alembic import op

revision = "f27b91c4d8a6"
down_revision = "e8a5c2d71b40"
branch_labels = None
depends_on = None


def upgrade() -> None:
    row_number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    with op.batch_alter_table("packet") as batch:
        batch.add_column(sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True))
        batch.add_column(sa.Column("withdrawn_by", row_number, nullable=True))
        batch.add_column(sa.Column("withdrawn_reason", sa.String(length=2000), nullable=True))
        batch.create_foreign_key(op.f("fk_packet_withdrawn_by_account"), "account", ["withdrawn_by"], ["id"])


def downgrade() -> None:
    with op.batch_alter_table("packet") as batch:
        batch.drop_constraint(op.f("fk_packet_withdrawn_by_account"), type_="foreignkey")
        batch.drop_column("withdrawn_reason")
        batch.drop_column("withdrawn_by")
        batch.drop_column("withdrawn_at")

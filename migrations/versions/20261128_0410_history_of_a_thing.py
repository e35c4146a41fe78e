"""The lines of history about one thing, found in their order"""

from alembic import op

revision = "e2c7d10b58a4"
down_revision = "7b3f5ad0c982"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        "ix_history_entry_center_id_subject_id_number", "history_entry", ["center_id", "subject_id", "number"]
    )
    op.drop_index("ix_history_entry_center_id_subject_id", "history_entry")


def downgrade() -> None:
    op.create_index("ix_history_entry_center_id_subject_id", "history_entry", ["center_id", "subject_id"])
    op.drop_index("ix_history_entry_center_id_subject_id_number", "history_entry")

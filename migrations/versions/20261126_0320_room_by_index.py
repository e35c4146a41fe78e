"""Let the index alone tell what a center's files take

Summing them read every row of every file; with the size and whether it was removed in the index, it reads that only.
"""

from alembic import op

revision = "d41c7f0b96e2"
down_revision = "c90a4be7f138"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        "ix_evidence_center_id_sha256_size_removed_at", "evidence", ["center_id", "sha256", "size", "removed_at"]
    )
    op.drop_index("ix_evidence_center_id_sha256", table_name="evidence")


def downgrade() -> None:
    op.create_index("ix_evidence_center_id_sha256", "evidence", ["center_id", "sha256"])
    op.drop_index("ix_evidence_center_id_sha256_size_removed_at", table_name="evidence")

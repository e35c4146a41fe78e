"""Find a center's invitations without reading those of all centers"""

from alembic import op

revision = "c41d7f0a92be"
down_revision = "5c0fe0a1b3d2"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_invitation_center_id_made_at", "invitation", ["center_id", "made_at"])


def downgrade() -> None:
    op.drop_index("ix_invitation_center_id_made_at", "invitation")

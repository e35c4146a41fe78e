"""How a center's packets look: its accent colour, its logo, and its cover letter"""

import sqlalchemy as sa
from alembic import op

revision = "e17a40c6b2d5"
down_revision = "d95b1f3e60c8"
branch_labels = None
depends_on = None

COLUMNS = {
    "accent": sa.String(length=7),
    "logo_sha256": sa.String(length=64),
    "letter": sa.String(),
    "letter_signed_by": sa.String(length=200),
    "letter_signed_as": sa.String(length=200),
}


def upgrade() -> None:
    for name, kind in COLUMNS.items():
        op.add_column("center", sa.Column(name, kind, nullable=True))


def downgrade() -> None:
    for name in reversed(COLUMNS):
        op.drop_column("center", name)

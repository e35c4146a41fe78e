"""What readers at a desk mark and ask about an exhibit, by its number in the packet; 0 where it is about none"""

import sqlalchemy as sa
from alembic import op

revision = "e4b7a90d25c1"
down_revision = "b70c5d92e416"
branch_labels = None
depends_on = None

BEFORE = "uq_desk_mark_center_id_desk_id_requirement_person"
AFTER = "uq_desk_mark_center_id_desk_id_requirement_person_exhibit"
OF_A_MARK = ["center_id", "desk_id", "requirement", "person"]


def upgrade() -> None:
    op.add_column("desk_question", sa.Column("exhibit", sa.Integer(), nullable=False, server_default=sa.text("0")))
    with op.batch_alter_table("desk_mark") as batch:
        batch.add_column(sa.Column("exhibit", sa.Integer(), nullable=False, server_default=sa.text("0")))
        batch.drop_constraint(op.f(BEFORE), type_="unique")
        batch.create_unique_constraint(op.f(AFTER), [*OF_A_MARK, "exhibit"])


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("SELECT set_config('tracker.center', '*', true)")
    # An earlier version knows no mark on an exhibit: two of one desk would be the same mark to it.
    op.execute("DELETE FROM desk_mark WHERE exhibit > 0")
    with op.batch_alter_table("desk_mark") as batch:
        batch.drop_constraint(op.f(AFTER), type_="unique")
        batch.drop_column("exhibit")
        batch.create_unique_constraint(op.f(BEFORE), OF_A_MARK)
    op.drop_column("desk_question", "exhibit")

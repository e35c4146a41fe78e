"""Lines of the plan that were agreed on, each with an owner and a day"""

import sqlalchemy as sa
from alembic import op

revision = "e7b2509fc318"
down_revision = "f1a64c27d9b3"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
CONDITION = (
    "current_setting('tracker.center', true) = '*'"
    " OR center_id = nullif(nullif(current_setting('tracker.center', true), ''), '*')::bigint"
)


def upgrade() -> None:
    op.create_table(
        "plan_line",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("person_id", NUMBER, nullable=True),
        sa.Column("training_id", NUMBER, nullable=True),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("closes", sa.Text(), nullable=False),
        sa.Column("owner_id", NUMBER, nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("note", sa.String(length=2000), nullable=False),
        sa.Column("booked_on", sa.Date(), nullable=True),
        sa.Column("kept_by", NUMBER, nullable=False),
        sa.Column("kept_at", MOMENT, nullable=False),
        sa.Column("kept_on", sa.Date(), nullable=False),
        sa.Column("closed_as", sa.String(length=12), nullable=False),
        sa.Column("closed_by", NUMBER, nullable=True),
        sa.Column("closed_at", MOMENT, nullable=True),
        sa.Column("closed_reason", sa.String(length=2000), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("center_id", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["center_id"], ["center.id"], name=op.f("fk_plan_line_center_id")),
        sa.ForeignKeyConstraint(
            ["center_id", "person_id"], ["person.center_id", "person.id"], name=op.f("fk_plan_line_center_id_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["center_id", "training_id"],
            ["training.center_id", "training.id"],
            name=op.f("fk_plan_line_center_id_training_id"),
        ),
        sa.ForeignKeyConstraint(
            ["center_id", "owner_id"], ["person.center_id", "person.id"], name=op.f("fk_plan_line_center_id_owner_id")
        ),
        sa.ForeignKeyConstraint(["kept_by"], ["account.id"], name=op.f("fk_plan_line_kept_by")),
        sa.ForeignKeyConstraint(["closed_by"], ["account.id"], name=op.f("fk_plan_line_closed_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_line")),
        sa.UniqueConstraint("center_id", "id", name=op.f("uq_plan_line_center_id_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_plan_line_public_id")),
    )
    for columns in (["center_id", "closed_as", "due_on"], ["center_id", "person_id"], ["center_id", "owner_id"]):
        op.create_index(f"ix_plan_line_{'_'.join(columns)}", "plan_line", columns)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE plan_line ENABLE ROW LEVEL SECURITY")
        op.execute("ALTER TABLE plan_line FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY center_in_force ON plan_line USING ({CONDITION}) WITH CHECK ({CONDITION})")


def downgrade() -> None:
    op.drop_table("plan_line")

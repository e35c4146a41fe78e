"""Waivers and equivalents, and files that prove them"""

import sqlalchemy as sa
from alembic import op

revision = "a4c7e19b3d52"
down_revision = "f27b91c4d8a6"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
CONDITION = (
    "current_setting('tracker.center', true) = '*'"
    " OR center_id = nullif(nullif(current_setting('tracker.center', true), ''), '*')::bigint"
)
ONE_OF_TWO = "(completion_id IS NULL) <> (event_id IS NULL)"
ONE_OF_THREE = (
    "(CASE WHEN completion_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN event_id IS NULL THEN 0 ELSE 1 END)"
    " + (CASE WHEN waiver_id IS NULL THEN 0 ELSE 1 END) = 1"
)


def upgrade() -> None:
    op.create_table(
        "waiver",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("person_id", NUMBER, nullable=True),
        sa.Column("standard", sa.String(length=120), nullable=False),
        sa.Column("edition", sa.String(length=20), nullable=False),
        sa.Column("requirement", sa.String(length=120), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=2000), nullable=False),
        sa.Column("instead", sa.String(length=300), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("proposed_by", NUMBER, nullable=False),
        sa.Column("proposed_at", MOMENT, nullable=False),
        sa.Column("decided_by", NUMBER, nullable=True),
        sa.Column("decided_at", MOMENT, nullable=True),
        sa.Column("decision_reason", sa.String(length=2000), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("ended_by", NUMBER, nullable=True),
        sa.Column("ended_reason", sa.String(length=2000), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("center_id", NUMBER, nullable=False),
        sa.CheckConstraint("starts_on <= ends_on", name=op.f("ck_waiver_ends_after_it_starts")),
        sa.CheckConstraint("decided_by IS NULL OR decided_by <> proposed_by", name=op.f("ck_waiver_two_people")),
        sa.ForeignKeyConstraint(
            ["center_id", "person_id"], ["person.center_id", "person.id"], name=op.f("fk_waiver_center_id_person_id")
        ),
        sa.ForeignKeyConstraint(["center_id"], ["center.id"], name=op.f("fk_waiver_center_id")),
        sa.ForeignKeyConstraint(["proposed_by"], ["account.id"], name=op.f("fk_waiver_proposed_by")),
        sa.ForeignKeyConstraint(["decided_by"], ["account.id"], name=op.f("fk_waiver_decided_by")),
        sa.ForeignKeyConstraint(["ended_by"], ["account.id"], name=op.f("fk_waiver_ended_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waiver")),
        sa.UniqueConstraint("center_id", "id", name=op.f("uq_waiver_center_id_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_waiver_public_id")),
    )
    op.create_index("ix_waiver_center_id_state", "waiver", ["center_id", "state"])
    op.create_index("ix_waiver_center_id_person_id", "waiver", ["center_id", "person_id"])
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE waiver ENABLE ROW LEVEL SECURITY")
        op.execute("ALTER TABLE waiver FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY center_in_force ON waiver USING ({CONDITION}) WITH CHECK ({CONDITION})")
    with op.batch_alter_table("evidence") as batch:
        batch.add_column(sa.Column("waiver_id", NUMBER, nullable=True))
        batch.create_foreign_key(
            op.f("fk_evidence_center_id_waiver_id"), "waiver", ["center_id", "waiver_id"], ["center_id", "id"]
        )
        batch.drop_constraint(op.f("ck_evidence_proves_one_thing"), type_="check")
        batch.create_check_constraint(op.f("ck_evidence_proves_one_thing"), ONE_OF_THREE)
    op.create_index("ix_evidence_center_id_waiver_id", "evidence", ["center_id", "waiver_id"])


def downgrade() -> None:
    op.execute("DELETE FROM evidence WHERE waiver_id IS NOT NULL")
    op.drop_index("ix_evidence_center_id_waiver_id", table_name="evidence")
    with op.batch_alter_table("evidence") as batch:
        batch.drop_constraint(op.f("ck_evidence_proves_one_thing"), type_="check")
        batch.create_check_constraint(op.f("ck_evidence_proves_one_thing"), ONE_OF_TWO)
        batch.drop_constraint(op.f("fk_evidence_center_id_waiver_id"), type_="foreignkey")
        batch.drop_column("waiver_id")
    op.drop_table("waiver")

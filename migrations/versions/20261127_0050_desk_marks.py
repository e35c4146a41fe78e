"""What readers at a desk mark, draw at random and ask"""

import sqlalchemy as sa
from alembic import op

revision = "d95b1f3e60c8"
down_revision = "c41d8e2f97a6"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
CONDITION = (
    "current_setting('tracker.center', true) = '*'"
    " OR center_id = nullif(nullif(current_setting('tracker.center', true), ''), '*')::bigint"
)
TABLES = ("desk_mark", "desk_sample", "desk_question")


def upgrade() -> None:
    op.create_table(
        "desk_mark",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("desk_id", NUMBER, nullable=False),
        sa.Column("requirement", sa.String(length=120), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(length=12), nullable=False),
        sa.Column("note", sa.String(length=2000), nullable=False),
        sa.Column("marked_at", MOMENT, nullable=False),
        *_of_a_desk("desk_mark"),
        sa.UniqueConstraint(
            "center_id",
            "desk_id",
            "requirement",
            "person",
            name=op.f("uq_desk_mark_center_id_desk_id_requirement_person"),
        ),
    )
    op.create_table(
        "desk_sample",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("desk_id", NUMBER, nullable=False),
        sa.Column("of", sa.String(length=12), nullable=False),
        sa.Column("seed", sa.String(length=40), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("drawn", sa.String(length=2000), nullable=False),
        sa.Column("drawn_at", MOMENT, nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        *_of_a_desk("desk_sample"),
        sa.UniqueConstraint("center_id", "desk_id", "key", name=op.f("uq_desk_sample_center_id_desk_id_key")),
    )
    op.create_table(
        "desk_question",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("desk_id", NUMBER, nullable=False),
        sa.Column("requirement", sa.String(length=120), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("about", sa.String(length=200), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(length=2000), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("answer", sa.String(length=2000), nullable=False),
        sa.Column("answered_by", NUMBER, nullable=True),
        sa.Column("answered_at", MOMENT, nullable=True),
        *_of_a_desk("desk_question"),
        sa.ForeignKeyConstraint(["answered_by"], ["account.id"], name=op.f("fk_desk_question_answered_by")),
        sa.UniqueConstraint("public_id", name=op.f("uq_desk_question_public_id")),
        sa.UniqueConstraint("center_id", "desk_id", "key", name=op.f("uq_desk_question_center_id_desk_id_key")),
    )
    op.create_index("ix_desk_question_center_id_answered_at", "desk_question", ["center_id", "answered_at"])
    if op.get_bind().dialect.name == "postgresql":
        for table in TABLES:
            op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
            op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
            op.execute(f"CREATE POLICY center_in_force ON {table} USING ({CONDITION}) WITH CHECK ({CONDITION})")


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)


def _of_a_desk(table: str) -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.Column("center_id", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["center_id", "desk_id"], ["desk.center_id", "desk.id"], name=op.f(f"fk_{table}_center_id_desk_id")
        ),
        sa.ForeignKeyConstraint(["center_id"], ["center.id"], name=op.f(f"fk_{table}_center_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )

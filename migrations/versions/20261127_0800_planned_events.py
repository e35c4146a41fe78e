"""Events to come: who is expected, who checked in, and which row of a sheet a place is about"""

import sqlalchemy as sa
from alembic import op

revision = "a61c0f7de2b8"
down_revision = "a3c96e20d74b"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
CONDITION = (
    "current_setting('tracker.center', true) = '*'"
    " OR center_id = nullif(nullif(current_setting('tracker.center', true), ''), '*')::bigint"
)
TABLES = ("planned_event", "expected_person", "check_in")


def upgrade() -> None:
    op.create_table(
        "planned_event",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("training_id", NUMBER, nullable=True),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("provider", sa.String(length=200), nullable=False),
        sa.Column("format", sa.String(length=20), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=True),
        sa.Column("topics", sa.Text(), nullable=False),
        sa.Column("note", sa.String(length=2000), nullable=False),
        sa.Column("code_number", sa.Integer(), nullable=False),
        sa.Column("code_digest", sa.String(length=64), nullable=False),
        sa.Column("opens_at", MOMENT, nullable=True),
        sa.Column("closes_at", MOMENT, nullable=True),
        sa.Column("planned_by", NUMBER, nullable=False),
        sa.Column("planned_at", MOMENT, nullable=False),
        sa.Column("canceled_at", MOMENT, nullable=True),
        sa.Column("event_id", NUMBER, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("center_id", NUMBER, nullable=False),
        sa.CheckConstraint(
            "(opens_at IS NULL) = (closes_at IS NULL)", name=op.f("ck_planned_event_a_window_has_two_ends")
        ),
        *_of_a_center("planned_event", ("training_id", "training"), ("event_id", "event")),
        sa.ForeignKeyConstraint(["planned_by"], ["account.id"], name=op.f("fk_planned_event_planned_by")),
        sa.UniqueConstraint("center_id", "id", name=op.f("uq_planned_event_center_id_id")),
        sa.UniqueConstraint("code_digest", name=op.f("uq_planned_event_code_digest")),
        sa.UniqueConstraint("public_id", name=op.f("uq_planned_event_public_id")),
    )
    op.create_index("ix_planned_event_center_id_held_on", "planned_event", ["center_id", "held_on"])
    op.create_table(
        "expected_person",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("planned_event_id", NUMBER, nullable=False),
        sa.Column("person_id", NUMBER, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("center_id", NUMBER, nullable=False),
        *_of_a_center("expected_person", ("planned_event_id", "planned_event"), ("person_id", "person")),
        *(
            sa.UniqueConstraint(
                "center_id", "planned_event_id", it, name=op.f(f"uq_expected_person_center_id_planned_event_id_{it}")
            )
            for it in ("number", "person_id")
        ),
    )
    op.create_table(
        "check_in",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("planned_event_id", NUMBER, nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("agency", sa.String(length=200), nullable=False),
        sa.Column("checked_in_at", MOMENT, nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("person_id", NUMBER, nullable=True),
        sa.Column("center_id", NUMBER, nullable=False),
        *_of_a_center("check_in", ("planned_event_id", "planned_event"), ("person_id", "person")),
        sa.UniqueConstraint(
            "center_id", "planned_event_id", "key", name=op.f("uq_check_in_center_id_planned_event_id_key")
        ),
        sa.UniqueConstraint("public_id", name=op.f("uq_check_in_public_id")),
    )
    op.create_index("ix_check_in_center_id_planned_event_id", "check_in", ["center_id", "planned_event_id"])
    op.add_column("citation", sa.Column("completion", sa.String(length=20), nullable=True))
    if op.get_bind().dialect.name == "postgresql":
        for table in TABLES:
            op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
            op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
            op.execute(f"CREATE POLICY center_in_force ON {table} USING ({CONDITION}) WITH CHECK ({CONDITION})")


def downgrade() -> None:
    op.drop_column("citation", "completion")
    for table in reversed(TABLES):
        op.drop_table(table)


def _of_a_center(table: str, *points: tuple[str, str]) -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.ForeignKeyConstraint(["center_id"], ["center.id"], name=op.f(f"fk_{table}_center_id")),
        *(
            sa.ForeignKeyConstraint(
                ["center_id", column],
                [f"{there}.center_id", f"{there}.id"],
                name=op.f(f"fk_{table}_center_id_{column}"),
            )
            for column, there in points
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )

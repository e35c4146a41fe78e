"""What somebody does not want to be told of before a day"""

import sqlalchemy as sa
from alembic import op

revision = "c58e13f7a092"
down_revision = "a6e07d3c51b8"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
TABLE = "snooze"
CONDITION = (
    "current_setting('tracker.center', true) = '*'"
    " OR center_id = nullif(nullif(current_setting('tracker.center', true), ''), '*')::bigint"
)


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("person_id", NUMBER, nullable=False),
        sa.Column("items", sa.Text(), nullable=False),
        sa.Column("what", sa.String(length=300), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=2000), nullable=False),
        sa.Column("made_by", NUMBER, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.Column("center_id", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["center_id"], ["center.id"], name=op.f(f"fk_{TABLE}_center_id")),
        sa.ForeignKeyConstraint(
            ["center_id", "person_id"], ["person.center_id", "person.id"], name=op.f(f"fk_{TABLE}_center_id_person_id")
        ),
        sa.ForeignKeyConstraint(["made_by"], ["account.id"], name=op.f(f"fk_{TABLE}_made_by")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
        sa.UniqueConstraint("public_id", name=op.f(f"uq_{TABLE}_public_id")),
    )
    op.create_index(f"ix_{TABLE}_center_id_person_id", TABLE, ["center_id", "person_id"])
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"ALTER TABLE {TABLE} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {TABLE} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY center_in_force ON {TABLE} USING ({CONDITION}) WITH CHECK ({CONDITION})")


def downgrade() -> None:
    op.drop_table(TABLE)

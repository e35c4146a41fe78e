"""Spreadsheets that are brought in, and their rows"""

import sqlalchemy as sa
from alembic import op

revision = "a3c7e9d20f54"
down_revision = "d90b47c1e6f3"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
CONDITION = (
    "current_setting('tracker.center', true) = '*'"
    " OR center_id = nullif(nullif(current_setting('tracker.center', true), ''), '*')::bigint"
)
FILES, LINES = "import", "import_line"


def upgrade() -> None:
    op.create_table(
        FILES,
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("progress", sa.String(length=120), nullable=False),
        sa.Column("steps_done", sa.Integer(), nullable=False),
        sa.Column("steps_all", sa.Integer(), nullable=False),
        sa.Column("failure", sa.String(length=2000), nullable=False),
        sa.Column("plan", sa.JSON(), nullable=True),
        sa.Column("result", sa.JSON(), nullable=True),
        sa.Column("dropped_by", NUMBER, nullable=False),
        sa.Column("dropped_at", MOMENT, nullable=False),
        sa.Column("touched_at", MOMENT, nullable=False),
        sa.Column("saved_by", NUMBER, nullable=True),
        sa.Column("saved_at", MOMENT, nullable=True),
        sa.Column("saved_number", sa.Integer(), nullable=False),
        sa.Column("cleared_at", MOMENT, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("center_id", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["center_id"], ["center.id"], name=op.f(f"fk_{FILES}_center_id")),
        sa.ForeignKeyConstraint(["dropped_by"], ["account.id"], name=op.f(f"fk_{FILES}_dropped_by")),
        sa.ForeignKeyConstraint(["saved_by"], ["account.id"], name=op.f(f"fk_{FILES}_saved_by")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{FILES}")),
        sa.UniqueConstraint("public_id", name=op.f(f"uq_{FILES}_public_id")),
        sa.UniqueConstraint("center_id", "id", name=op.f(f"uq_{FILES}_center_id_id")),
    )
    op.create_index(f"ix_{FILES}_center_id_dropped_at", FILES, ["center_id", "dropped_at"])
    op.create_index(f"ix_{FILES}_state", FILES, ["state"])
    op.create_table(
        LINES,
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("import_id", NUMBER, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("person_key", sa.String(length=200), nullable=False),
        sa.Column("title_key", sa.String(length=300), nullable=False),
        sa.Column("said", sa.JSON(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("person_choice", sa.String(length=20), nullable=False),
        sa.Column("title_choice", sa.String(length=20), nullable=False),
        sa.Column("choice", sa.String(length=12), nullable=False),
        sa.Column("made", sa.String(length=20), nullable=True),
        sa.Column("made_version", sa.Integer(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.Column("center_id", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["center_id", "import_id"],
            [f"{FILES}.center_id", f"{FILES}.id"],
            name=op.f(f"fk_{LINES}_center_id_import_id"),
        ),
        sa.ForeignKeyConstraint(["center_id"], ["center.id"], name=op.f(f"fk_{LINES}_center_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{LINES}")),
    )
    op.create_index(f"ix_{LINES}_center_id_import_id_number", LINES, ["center_id", "import_id", "number"], unique=True)
    op.create_index(f"ix_{LINES}_center_id_fingerprint", LINES, ["center_id", "fingerprint"])
    if op.get_bind().dialect.name == "postgresql":
        for table in (FILES, LINES):
            op.execute(f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY')
            op.execute(f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY')
            op.execute(f'CREATE POLICY center_in_force ON "{table}" USING ({CONDITION}) WITH CHECK ({CONDITION})')


def downgrade() -> None:
    op.drop_table(LINES)
    op.drop_table(FILES)

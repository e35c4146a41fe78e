"""Files that came with a spreadsheet, to be paired with its rows"""

import sqlalchemy as sa
from alembic import op

revision = "e4b81f6d07c3"
down_revision = "d41f7a0be693"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
CONDITION = (
    "current_setting('tracker.center', true) = '*'"
    " OR center_id = nullif(nullif(current_setting('tracker.center', true), ''), '*')::bigint"
)
FILES = "import_file"


def upgrade() -> None:
    op.create_table(
        FILES,
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("import_id", NUMBER, nullable=False),
        sa.Column("pack", sa.String(length=64), nullable=False),
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("folder", sa.String(length=200), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("failure", sa.String(length=2000), nullable=False),
        sa.Column("format", sa.String(length=10), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("told", sa.JSON(), nullable=True),
        sa.Column("chosen", sa.String(length=64), nullable=False),
        sa.Column("made", sa.String(length=20), nullable=True),
        sa.Column("dropped_by", NUMBER, nullable=False),
        sa.Column("dropped_at", MOMENT, nullable=False),
        sa.Column("center_id", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["center_id", "import_id"],
            ["import.center_id", "import.id"],
            name=op.f(f"fk_{FILES}_center_id_import_id"),
        ),
        sa.ForeignKeyConstraint(["center_id"], ["center.id"], name=op.f(f"fk_{FILES}_center_id")),
        sa.ForeignKeyConstraint(["dropped_by"], ["account.id"], name=op.f(f"fk_{FILES}_dropped_by")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{FILES}")),
        sa.UniqueConstraint("public_id", name=op.f(f"uq_{FILES}_public_id")),
    )
    op.create_index(
        f"ix_{FILES}_center_id_import_id_sha256_pack_entry",
        FILES,
        ["center_id", "import_id", "sha256", "pack", "entry"],
        unique=True,
    )
    op.create_index(f"ix_{FILES}_state", FILES, ["state"])
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f'ALTER TABLE "{FILES}" ENABLE ROW LEVEL SECURITY')
        op.execute(f'ALTER TABLE "{FILES}" FORCE ROW LEVEL SECURITY')
        op.execute(f'CREATE POLICY center_in_force ON "{FILES}" USING ({CONDITION}) WITH CHECK ({CONDITION})')


def downgrade() -> None:
    op.drop_table(FILES)

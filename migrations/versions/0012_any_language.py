"""Which languages there are, the folders of the release say, not the database"""

from __future__ import annotations

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

TABLES = ("person", "company_group")


def upgrade() -> None:
    for table in TABLES:
        op.drop_constraint(op.f(f"ck_{table}_locale"), table, type_="check")


def downgrade() -> None:
    for table in TABLES:
        op.execute(f"update {table} set locale = 'id' where locale not in ('id', 'en')")
        op.create_check_constraint(op.f(f"ck_{table}_locale"), table, "locale in ('id', 'en')")

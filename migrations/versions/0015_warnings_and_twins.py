"""What the gate warned of, and which mail goes in a message's place"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "upload",
        sa.Column("warnings", JSONB(), server_default=sa.text("'[]'"), nullable=False),
    )
    op.add_column("delivery", sa.Column("mail_key", sa.Text(), nullable=True))
    # Those of an earlier release that may still have to go by mail.
    op.execute(
        "update delivery set mail_key = 'mail-' || substr(payload ->> 'key', 5)"
        " where payload ->> 'key' in ('ntf-faktur', 'ntf-faktur-replacement',"
        " 'ntf-faktur-superseded') and document is not null"
        " and state in ('queued', 'sending', 'suspended')"
    )


def downgrade() -> None:
    op.drop_column("delivery", "mail_key")
    op.drop_column("upload", "warnings")

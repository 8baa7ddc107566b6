"""How a paid sale ends besides a faktur 04"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0070"
down_revision = "0060"
branch_labels = None
depends_on = None


_FILE_STATES = ["waiting", "received", "known", "unpacked", "refused"]


def upgrade() -> None:
    _one_of("intake_file", [*_FILE_STATES, "listed"])
    op.add_column("faktur_request", sa.Column("kode", sa.Text(), server_default="", nullable=False))
    op.create_table(
        "buyer",
        sa.Column("portal", sa.Text(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("class", sa.Text(), nullable=True),
        sa.Column("identity", JSONB(), nullable=True),
        _moment("said_at"),
        sa.CheckConstraint(
            "class in ('ordinary', 'government', 'collector', 'abroad')",
            name=op.f("ck_buyer_class"),
        ),
        sa.PrimaryKeyConstraint("portal", "account", name=op.f("pk_buyer")),
        comment="What people said about an account's buyer that the portal has no place for: who "
        "collects its PPN, and by which document the tax office knows it.",
    )
    op.create_table(
        "undoing",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("request", sa.BigInteger(), nullable=False),
        sa.Column("instrument", sa.Text(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("amount", sa.Numeric(15, 2), nullable=True),
        _moment("opened_at"),
        _moment("closed_at", null=True),
        sa.Column("closed_by", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint(
            "instrument in ('nothing', 'nota', 'replacement', 'cancellation')",
            name=op.f("ck_undoing_instrument"),
        ),
        sa.CheckConstraint("cause in ('undone', 'price', 'buyer')", name=op.f("ck_undoing_cause")),
        _of_request("undoing"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_undoing")),
        comment="A paid sale that was undone wholly or in part, and the instrument that its faktur "
        "needs; closed when that is done.",
    )
    op.create_index(
        "uq_undoing_open",
        "undoing",
        ["request"],
        unique=True,
        postgresql_where=sa.text("closed_at is null"),
    )
    op.create_index("ix_undoing_request", "undoing", ["request"])
    op.create_table(
        "coretax_listed",
        *(
            sa.Column(name, sa.Text(), nullable=False)
            for name in ("portal", "key", "number", "nsfp", "reference")
        ),
        sa.Column("masa", sa.Date(), nullable=True),
        sa.Column("listed", JSONB(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        _moment("seen_at"),
        sa.PrimaryKeyConstraint("portal", "key", name=op.f("pk_coretax_listed")),
        comment="What Coretax's own list of Pajak Keluaran said last of each faktur, by its "
        "number, or by its reference while it has none; sha256 is the list's.",
    )
    for name in ("masa", "nsfp", "reference"):
        op.create_index(f"ix_coretax_listed_{name}", "coretax_listed", ["portal", name])
    op.create_table(
        "rejection",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("request", sa.BigInteger(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        _moment("said_at"),
        _moment("mended_at", null=True),
        _of_request("rejection"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rejection")),
        sa.UniqueConstraint("sha256", "line", "words", name=op.f("uq_rejection_sha256_line_words")),
        comment="What Coretax said of a line of an XML file that it did not import, and the "
        "invoice that stands there; until it is mended the invoice is in no other file.",
    )
    op.create_index(
        "ix_rejection_open",
        "rejection",
        ["request"],
        postgresql_where=sa.text("mended_at is null"),
    )


def downgrade() -> None:
    for table in ("rejection", "coretax_listed", "undoing", "buyer"):
        op.drop_table(table)
    op.drop_column("faktur_request", "kode")
    op.execute("update intake_file set state = 'known' where state = 'listed'")
    _one_of("intake_file", _FILE_STATES)


def _one_of(table: str, states: list[str]) -> None:
    op.drop_constraint(op.f(f"ck_{table}_state"), table)
    listed = ", ".join(f"'{state}'" for state in states)
    op.create_check_constraint(op.f(f"ck_{table}_state"), table, f"state in ({listed})")


def _moment(name: str, *, null: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=null)


def _of_request(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["request"],
        ["faktur_request.id"],
        name=op.f(f"fk_{table}_request_faktur_request"),
    )

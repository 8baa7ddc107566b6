"""The first tables"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "audit",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("details", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
        comment="Who did what to what, when. Never changed, never deleted.",
    )
    op.create_index("ix_audit_subject", "audit", ["subject"], unique=False)
    op.create_table(
        "chat_state",
        sa.Column("chat", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("state", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.PrimaryKeyConstraint("chat", name=op.f("pk_chat_state")),
        comment="All dialog state of one chat (aiogram's storage, by destiny): loaded once and saved once per turn.",  # noqa: E501
    )
    op.create_table(
        "code",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("person", sa.BigInteger(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("nonce", sa.LargeBinary(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries_left", sa.Integer(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("account", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "outcome in ('checking', 'linked', 'no-account')", name=op.f("ck_code_outcome")
        ),
        sa.CheckConstraint("purpose in ('register', 'link')", name=op.f("ck_code_purpose")),
        sa.CheckConstraint("tries_left >= 0", name=op.f("ck_code_tries")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_code")),
        comment="An e-mail code: the digits are derived from the nonce and a secret, kept nowhere. The outcome is what became of linking the account of an address that was proven.",  # noqa: E501
    )
    op.create_index("ix_code_email", "code", ["email", "sent_at"], unique=False)
    op.create_index("ix_code_person", "code", ["person", "sent_at"], unique=False)
    op.create_index("ix_code_sent", "code", ["sent_at"], unique=False)
    op.create_table(
        "consent",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("person", sa.BigInteger(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("text_hash", sa.Text(), nullable=False),
        sa.Column("locale", sa.Text(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("purpose in ('privacy', 'terms')", name=op.f("ck_consent_purpose")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent")),
        comment="A consent as given: to which text (sha256), in which language, when, until when.",
    )
    op.create_index(op.f("ix_consent_person"), "consent", ["person"], unique=False)
    op.create_table(
        "document",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_document")),
        comment="The bytes of a PDF or a file, once; Telegram's file id when it is known.",
    )
    op.create_table(
        "draft",
        sa.Column("person", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("feature", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("data", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("person", "feature", name=op.f("pk_draft")),
        comment="What a person has typed into one feature so far; kept 30 days.",
    )
    op.create_table(
        "faktur_request",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("portal", sa.Text(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("account_label", sa.Text(), nullable=False),
        sa.Column("invoice_id", sa.Text(), nullable=False),
        sa.Column("invoice_number", sa.Text(), nullable=False),
        sa.Column("subtotal", sa.Numeric(precision=15, scale=2), nullable=False),
        sa.Column("tax", sa.Numeric(precision=15, scale=2), nullable=False),
        sa.Column("paid_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("profile", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("buyer_npwp", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "state <> 'waiting' or profile is not null", name=op.f("ck_faktur_request_profile")
        ),
        sa.CheckConstraint(
            "state in ('no-npwp', 'waiting', 'issued', 'cancelled')",
            name=op.f("ck_faktur_request_state"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_faktur_request")),
        sa.UniqueConstraint(
            "portal", "invoice_id", name=op.f("uq_faktur_request_portal_invoice_id")
        ),
        comment="A paid invoice that a faktur is due for, with the buyer's tax profile as it was.",
    )
    op.create_index(
        "ix_faktur_request_account", "faktur_request", ["portal", "account", "state"], unique=False
    )
    op.create_index(
        "ix_faktur_request_buyer", "faktur_request", ["buyer_npwp", "state"], unique=False
    )
    op.create_index(
        "ix_faktur_request_number", "faktur_request", ["portal", "invoice_number"], unique=False
    )
    op.create_table(
        "inbox",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("chat", sa.BigInteger(), nullable=True),
        sa.Column("body", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("result", sa.Text(), nullable=True),
        sa.Column("reference", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "source in ('telegram', 'portal', 'self')", name=op.f("ck_inbox_source")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inbox")),
        sa.UniqueConstraint("source", "key", name=op.f("uq_inbox_source_key")),
        comment="What came in, once each, in the order it is handled per chat. A null chat has no order. The body goes after 3 days.",  # noqa: E501
    )
    op.create_index(
        "ix_inbox_waiting",
        "inbox",
        ["chat", "id"],
        unique=False,
        postgresql_where=sa.text("done_at is null"),
    )
    op.create_index(
        "ix_inbox_next",
        "inbox",
        ["id"],
        unique=False,
        postgresql_where=sa.text("done_at is null"),
    )
    op.create_table(
        "link",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("person", sa.BigInteger(), nullable=False),
        sa.Column("portal", sa.Text(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("faktur_to", sa.Text(), server_default=sa.text("'chat'"), nullable=False),
        sa.Column("linked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("proven_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("faktur_to in ('chat', 'mail')", name=op.f("ck_link_faktur_to")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link")),
        comment="A person who proved by a code that a portal account is theirs to see.",
    )
    op.create_index(
        "ix_link_account",
        "link",
        ["portal", "account"],
        unique=False,
        postgresql_where=sa.text("revoked_at is null"),
    )
    op.create_index(
        "uq_link_standing",
        "link",
        ["person", "portal", "account"],
        unique=True,
        postgresql_where=sa.text("revoked_at is null"),
    )
    op.create_table(
        "mark",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_mark")),
        comment="Small facts of our own: how far the portal's changes were read, the staff chat's id.",  # noqa: E501
    )
    op.create_table(
        "person",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("username", sa.Text(), nullable=True),
        sa.Column("locale", sa.Text(), nullable=False),
        sa.Column("chat_open", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("locale in ('id', 'en')", name=op.f("ck_person_locale")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        comment="A Telegram user who wrote to us; the id is Telegram's.",
    )
    op.create_table(
        "registration",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("person", sa.BigInteger(), nullable=False),
        sa.Column("data", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("account", sa.Text(), nullable=True),
        sa.Column("detail", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "state in ('queued', 'created', 'already-registered', 'refused')",
            name=op.f("ck_registration_state"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registration")),
        comment="A request to open an account at the portal.",
    )
    op.create_index(op.f("ix_registration_person"), "registration", ["person"], unique=False)
    op.create_table(
        "screen",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("chat", sa.BigInteger(), nullable=False),
        sa.Column("content", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("wanted", sa.BigInteger(), nullable=False),
        sa.Column("shown", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("fresh", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("thread", sa.BigInteger(), nullable=True),
        sa.Column("keyboard", sa.Text(), nullable=True),
        sa.Column("failures", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("leased_by", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("shown <= wanted", name=op.f("ck_screen_order")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_screen")),
        comment="What a chat should show (a customer's window, a request's staff card) and what it shows, by versions: owed while shown < wanted, as a new message while shown < fresh. Content is null where it is drawn when shown. While the window that stands has a keyboard below the chat, keyboard holds the words with which that is taken away.",  # noqa: E501
    )
    op.create_index(
        "ix_screen_owed",
        "screen",
        ["key"],
        unique=False,
        postgresql_where=sa.text("shown < wanted"),
    )
    op.create_table(
        "snapshot",
        sa.Column("portal", sa.Text(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("data", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("fetched_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failed", sa.Text(), nullable=True),
        sa.Column(
            "waiting",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'[]'"),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("portal", "account", name=op.f("pk_snapshot")),
        comment="What the portal last said about an account, and who waits for news of it.",
    )
    op.create_table(
        "tax_change",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("person", sa.BigInteger(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("profile", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "state in ('queued', 'saved', 'refused')", name=op.f("ck_tax_change_state")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tax_change")),
        comment="A tax profile (NPWP) on its way to the portal.",
    )
    op.create_index("ix_tax_change_person", "tax_change", ["person", "account"], unique=False)
    op.create_table(
        "transfer",
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("person", sa.BigInteger(), nullable=False),
        sa.Column("from_account", sa.Text(), nullable=False),
        sa.Column("from_label", sa.Text(), nullable=False),
        sa.Column("from_email", sa.Text(), nullable=False),
        sa.Column("to_account", sa.Text(), nullable=True),
        sa.Column("to_label", sa.Text(), nullable=False),
        sa.Column("to_email", sa.Text(), nullable=False),
        sa.Column("agreement", sa.Text(), nullable=False),
        sa.Column("agreed_by", sa.BigInteger(), nullable=True),
        sa.Column("consent_token", sa.Text(), nullable=False),
        sa.Column("services", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("ticket_id", sa.Text(), nullable=True),
        sa.Column("ticket_number", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("taken_by", sa.BigInteger(), nullable=True),
        sa.Column("taken_by_name", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.BigInteger(), nullable=True),
        sa.Column("decided_by_name", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("checks", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "agreement in ('own', 'asked', 'given', 'declined')", name=op.f("ck_transfer_agreement")
        ),
        sa.CheckConstraint(
            "state in ('open', 'taken', 'approved', 'done', 'refused', 'cancelled')",
            name=op.f("ck_transfer_state"),
        ),
        sa.CheckConstraint(
            "state not in ('approved', 'done') or to_account is not null",
            name=op.f("ck_transfer_to"),
        ),
        sa.CheckConstraint(
            "state not in ('approved', 'done', 'refused') or decided_by is not null",
            name=op.f("ck_transfer_decided"),
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_transfer")),
        sa.UniqueConstraint("consent_token", name=op.f("uq_transfer_consent_token")),
        sa.UniqueConstraint("reference", name=op.f("uq_transfer_reference")),
        comment="A request to move services to another account.",
    )
    op.create_index(op.f("ix_transfer_person"), "transfer", ["person"], unique=False)
    op.create_index("ix_transfer_ticket", "transfer", ["ticket_id"], unique=False)
    op.create_table(
        "decision",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("transfer", sa.Text(), nullable=False),
        sa.Column("staff", sa.BigInteger(), nullable=False),
        sa.Column("staff_name", sa.Text(), nullable=False),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "decision in ('take', 'approve', 'refuse', 'ask')", name=op.f("ck_decision_decision")
        ),
        sa.ForeignKeyConstraint(
            ["transfer"], ["transfer.number"], name=op.f("fk_decision_transfer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
        comment="What somebody in the staff chat wanted, and whether it counted.",
    )
    op.create_index(op.f("ix_decision_transfer"), "decision", ["transfer"], unique=False)
    op.create_table(
        "delivery",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("chat", sa.BigInteger(), nullable=True),
        sa.Column("person", sa.BigInteger(), nullable=True),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("account", sa.Text(), nullable=True),
        sa.Column("payload", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("document", sa.Text(), nullable=True),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), server_default=sa.text("'queued'"), nullable=False),
        sa.Column("attempts", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("repeats", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=False),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "channel in ('telegram', 'mail', 'staff')", name=op.f("ck_delivery_channel")
        ),
        sa.CheckConstraint(
            "state in ('queued', 'sending', 'sent', 'unknown', 'suspended', 'failed')",
            name=op.f("ck_delivery_state"),
        ),
        sa.ForeignKeyConstraint(
            ["document"], ["document.sha256"], name=op.f("fk_delivery_document")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery")),
        sa.UniqueConstraint("key", name=op.f("uq_delivery_key")),
        comment="What goes out, once each by its key; the queue is this table.",
    )
    op.create_index(
        "ix_delivery_left",
        "delivery",
        ["channel", "state", "not_before"],
        unique=False,
        postgresql_where=sa.text("state <> 'sent'"),
    )
    op.create_index("ix_delivery_person", "delivery", ["person", "state"], unique=False)
    op.create_index(
        "ix_delivery_queue",
        "delivery",
        ["priority", "id"],
        unique=False,
        postgresql_where=sa.text("state = 'queued'"),
    )
    op.create_index(
        "ix_delivery_sending",
        "delivery",
        ["leased_until"],
        unique=False,
        postgresql_where=sa.text("state = 'sending'"),
    )
    op.create_table(
        "faktur",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("request", sa.BigInteger(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("account_label", sa.Text(), nullable=False),
        sa.Column("invoice_number", sa.Text(), nullable=False),
        sa.Column("nsfp", sa.Text(), nullable=False),
        sa.Column("kode_status", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("issued", sa.Date(), nullable=False),
        sa.Column("dpp", sa.Numeric(precision=15, scale=2), nullable=False),
        sa.Column("ppn", sa.Numeric(precision=15, scale=2), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("buyer_name", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["request"], ["faktur_request.id"], name=op.f("fk_faktur_request")),
        sa.ForeignKeyConstraint(["sha256"], ["document.sha256"], name=op.f("fk_faktur_sha256")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_faktur")),
        sa.UniqueConstraint("nsfp", "kode_status", name=op.f("uq_faktur_nsfp_kode_status")),
        comment="A faktur whose PDF passed the gate; one row per version (kode status).",
    )
    op.create_index("ix_faktur_account", "faktur", ["account", "issued"], unique=False)
    op.create_index(op.f("ix_faktur_request"), "faktur", ["request"], unique=False)
    op.create_table(
        "question",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("transfer", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["transfer"], ["transfer.number"], name=op.f("fk_question_transfer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question")),
        comment="Asked by staff about a request, answered by its customer.",
    )
    op.create_index(op.f("ix_question_transfer"), "question", ["transfer"], unique=False)
    op.create_table(
        "staff_prompt",
        sa.Column("chat", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("staff", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("thread", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("transfer", sa.Text(), nullable=False),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["transfer"], ["transfer.number"], name=op.f("fk_staff_prompt_transfer")
        ),
        sa.PrimaryKeyConstraint("chat", "staff", "thread", name=op.f("pk_staff_prompt")),
        comment="Somebody in the staff chat was asked to write a reason or a question; thread 0 is General.",  # noqa: E501
    )
    op.create_table(
        "upload",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column(
            "reasons",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'[]'"),
            nullable=False,
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "state in ('received', 'issued', 'duplicate', 'quarantined')",
            name=op.f("ck_upload_state"),
        ),
        sa.ForeignKeyConstraint(["sha256"], ["document.sha256"], name=op.f("fk_upload_sha256")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_upload")),
        sa.UniqueConstraint("sha256", name=op.f("uq_upload_sha256")),
        comment="A PDF that came in, once by its bytes, and what became of it.",
    )


def downgrade() -> None:
    op.drop_table("upload")
    op.drop_table("staff_prompt")
    op.drop_index(op.f("ix_question_transfer"), table_name="question")
    op.drop_table("question")
    op.drop_index(op.f("ix_faktur_request"), table_name="faktur")
    op.drop_index("ix_faktur_account", table_name="faktur")
    op.drop_table("faktur")
    op.drop_index(
        "ix_delivery_sending", table_name="delivery", postgresql_where=sa.text("state = 'sending'")
    )
    op.drop_index(
        "ix_delivery_queue", table_name="delivery", postgresql_where=sa.text("state = 'queued'")
    )
    op.drop_index("ix_delivery_person", table_name="delivery")
    op.drop_index(
        "ix_delivery_left", table_name="delivery", postgresql_where=sa.text("state <> 'sent'")
    )
    op.drop_table("delivery")
    op.drop_index(op.f("ix_decision_transfer"), table_name="decision")
    op.drop_table("decision")
    op.drop_index("ix_transfer_ticket", table_name="transfer")
    op.drop_index(op.f("ix_transfer_person"), table_name="transfer")
    op.drop_table("transfer")
    op.drop_index("ix_tax_change_person", table_name="tax_change")
    op.drop_table("tax_change")
    op.drop_table("snapshot")
    op.drop_index("ix_screen_owed", table_name="screen", postgresql_where=sa.text("shown < wanted"))
    op.drop_table("screen")
    op.drop_index(op.f("ix_registration_person"), table_name="registration")
    op.drop_table("registration")
    op.drop_table("person")
    op.drop_table("mark")
    op.drop_index(
        "uq_link_standing", table_name="link", postgresql_where=sa.text("revoked_at is null")
    )
    op.drop_index(
        "ix_link_account", table_name="link", postgresql_where=sa.text("revoked_at is null")
    )
    op.drop_table("link")
    op.drop_index("ix_inbox_next", table_name="inbox", postgresql_where=sa.text("done_at is null"))
    op.drop_index(
        "ix_inbox_waiting", table_name="inbox", postgresql_where=sa.text("done_at is null")
    )
    op.drop_table("inbox")
    op.drop_index("ix_faktur_request_number", table_name="faktur_request")
    op.drop_index("ix_faktur_request_buyer", table_name="faktur_request")
    op.drop_index("ix_faktur_request_account", table_name="faktur_request")
    op.drop_table("faktur_request")
    op.drop_table("draft")
    op.drop_table("document")
    op.drop_index(op.f("ix_consent_person"), table_name="consent")
    op.drop_table("consent")
    op.drop_index("ix_code_sent", table_name="code")
    op.drop_index("ix_code_person", table_name="code")
    op.drop_index("ix_code_email", table_name="code")
    op.drop_table("code")
    op.drop_table("chat_state")
    op.drop_index("ix_audit_subject", table_name="audit")
    op.drop_table("audit")

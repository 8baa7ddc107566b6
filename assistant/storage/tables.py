"""Every table of the assistant. A comment says what a row is; constraints say what must never be.

PGQueuer's own tables and the embedded portal's schema are not here: they look after themselves.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Numeric,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _id() -> Column[int]:
    return Column("id", BigInteger, Identity(), primary_key=True)


def _moment(name: str, *, null: bool = False) -> Column[object]:
    return Column(name, DateTime(timezone=True), nullable=null)


def _words(name: str, *, null: bool = False, default: str | None = None) -> Column[str]:
    return Column(
        name,
        Text,
        nullable=null,
        server_default=None if default is None else text(f"'{default}'"),
    )


def _one_of(column: str, *values: str) -> CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} in ({listed})", name=column)


inbox = Table(
    "inbox",
    metadata,
    _id(),
    _words("source"),
    _words("key"),
    Column("chat", BigInteger),
    Column("body", JSONB),
    _moment("received_at"),
    _moment("done_at", null=True),
    _words("result", null=True),
    _words("reference", null=True),
    UniqueConstraint("source", "key"),
    _one_of("source", "telegram", "portal", "self"),
    Index("ix_inbox_waiting", "chat", "id", postgresql_where=text("done_at is null")),
    Index("ix_inbox_next", "id", postgresql_where=text("done_at is null")),
    comment="What came in, once each, in the order it is handled per chat. A null chat has no "
    "order. The body goes after 3 days.",
)

person = Table(
    "person",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    _words("name"),
    _words("username", null=True),
    _words("locale"),
    Column("chat_open", Boolean, nullable=False, server_default=text("true")),
    _moment("created_at"),
    _moment("seen_at"),
    comment="A Telegram user who wrote to us; the id is Telegram's.",
)

consent = Table(
    "consent",
    metadata,
    _id(),
    Column("person", BigInteger, nullable=False, index=True),
    _words("purpose"),
    _words("text_hash"),
    _words("locale"),
    _moment("given_at"),
    _moment("withdrawn_at", null=True),
    _one_of("purpose", "privacy", "terms"),
    comment="A consent as given: to which text (sha256), in which language, when, until when.",
)

chat_state = Table(
    "chat_state",
    metadata,
    Column("chat", BigInteger, primary_key=True, autoincrement=False),
    Column("state", JSONB, nullable=False),
    comment="All dialog state of one chat (aiogram's storage, by destiny): loaded once and saved "
    "once per turn.",
)

screen = Table(
    "screen",
    metadata,
    Column("key", Text, primary_key=True),
    Column("chat", BigInteger, nullable=False),
    Column("content", JSONB),
    Column("wanted", BigInteger, nullable=False),
    Column("shown", BigInteger, nullable=False, server_default=text("0")),
    Column("fresh", BigInteger, nullable=False, server_default=text("0")),
    Column("message_id", BigInteger),
    Column("thread", BigInteger),
    _words("title", null=True),
    _words("icon", null=True),
    Column("closed", Boolean, nullable=False, server_default=text("false")),
    _words("keyboard", null=True),
    Column("failures", Integer, nullable=False, server_default=text("0")),
    _moment("not_before", null=True),
    _moment("leased_until", null=True),
    Column("leased_by", BigInteger),
    CheckConstraint("shown <= wanted", name="order"),
    Index("ix_screen_owed", "key", postgresql_where=text("shown < wanted")),
    Index("ix_screen_thread", "thread", postgresql_where=text("thread is not null")),
    comment="What a chat should show (a customer's window, a request's staff card) and what it "
    "shows, by versions: owed while shown < wanted, as a new message while shown < fresh. Content "
    "is null where it is drawn when shown. title, icon and closed are of a card's "
    "topic. While the window that stands has a keyboard below the chat, keyboard holds the words "
    "with which that is taken away.",
)

trouble = Table(
    "trouble",
    metadata,
    Column("kind", Text, nullable=False),
    Column("chat", BigInteger, nullable=False, autoincrement=False),
    Column("thread", BigInteger, nullable=False, autoincrement=False),
    _moment("since"),
    _moment("last_at"),
    _words("reason"),
    PrimaryKeyConstraint("kind", "chat", "thread"),
    _one_of("kind", "silent", "closed"),
    comment="Where Telegram takes nothing from us just now: it is silent (a chat, or 0 for all of "
    "them), or it says that a chat or a topic is closed to us. Thread 0 is the whole chat. The "
    "first call that is answered ends it.",
)

draft = Table(
    "draft",
    metadata,
    Column("person", BigInteger, primary_key=True, autoincrement=False),
    Column("feature", Text, primary_key=True),
    Column("version", Integer, nullable=False),
    _words("step"),
    Column("data", JSONB, nullable=False),
    _moment("updated_at"),
    comment="What a person has typed into one feature so far; kept 30 days.",
)

company_group = Table(
    "company_group",
    metadata,
    Column("chat", BigInteger, primary_key=True, autoincrement=False),
    _words("title"),
    _words("locale"),
    _moment("created_at"),
    comment="A group of customers that the bot was put into; faktur go there by a person's choice.",
)

link = Table(
    "link",
    metadata,
    _id(),
    Column("person", BigInteger, nullable=False),
    _words("portal"),
    _words("account"),
    _words("email"),
    _words("label"),
    _words("faktur_to", default="chat"),
    Column("faktur_group", BigInteger, ForeignKey("company_group.chat"), index=True),
    _moment("linked_at"),
    _moment("proven_at"),
    _moment("revoked_at", null=True),
    _one_of("faktur_to", "", "chat", "mail", "chat mail"),
    Index(
        "uq_link_standing",
        "person",
        "portal",
        "account",
        unique=True,
        postgresql_where=text("revoked_at is null"),
    ),
    Index(
        "ix_link_account",
        "portal",
        "account",
        postgresql_where=text("revoked_at is null"),
    ),
    comment="A person who proved by a code that a portal account is theirs to see, and where they "
    "want its faktur: all that faktur_to names, and the group.",
)

code = Table(
    "code",
    metadata,
    _id(),
    Column("person", BigInteger, nullable=False),
    _words("email"),
    _words("purpose"),
    Column("nonce", LargeBinary, nullable=False),
    _moment("sent_at"),
    Column("tries_left", Integer, nullable=False),
    _moment("closed_at", null=True),
    _words("outcome", null=True),
    _words("account", null=True),
    _one_of("purpose", "register", "link", "group"),
    _one_of("outcome", "checking", "linked", "no-account"),
    CheckConstraint("tries_left >= 0", name="tries"),
    Index("ix_code_email", "email", "sent_at"),
    Index("ix_code_person", "person", "sent_at"),
    Index("ix_code_sent", "sent_at"),
    comment="A code to an e-mail address, or shown in a group: the digits are derived from the "
    "nonce and a secret, kept nowhere. The outcome is what became of linking the account of an "
    "address that was proven.",
)

snapshot = Table(
    "snapshot",
    metadata,
    Column("portal", Text, primary_key=True),
    Column("account", Text, primary_key=True),
    Column("data", JSONB),
    _moment("fetched_at", null=True),
    _words("failed", null=True),
    Column("waiting", JSONB, nullable=False, server_default=text("'[]'")),
    comment="What the portal last said about an account, and who waits for news of it.",
)

registration = Table(
    "registration",
    metadata,
    _id(),
    Column("person", BigInteger, nullable=False, index=True),
    Column("data", JSONB, nullable=False),
    _words("state"),
    _words("account", null=True),
    _words("detail", default=""),
    _moment("created_at"),
    _one_of("state", "queued", "created", "already-registered", "refused"),
    comment="A request to open an account at the portal.",
)

tax_change = Table(
    "tax_change",
    metadata,
    _id(),
    Column("person", BigInteger, nullable=False),
    _words("account"),
    Column("profile", JSONB, nullable=False),
    _words("state"),
    _words("detail", default=""),
    _moment("created_at"),
    _one_of("state", "queued", "saved", "refused"),
    Index("ix_tax_change_person", "person", "account"),
    comment="A tax profile (NPWP) on its way to the portal.",
)

transfer = Table(
    "transfer",
    metadata,
    Column("number", Text, primary_key=True),
    Column("person", BigInteger, nullable=False, index=True),
    _words("from_account"),
    _words("from_label"),
    _words("from_email"),
    _words("to_account", null=True),
    _words("to_label"),
    _words("to_email"),
    _words("agreement"),
    Column("agreed_by", BigInteger),
    _words("consent_token"),
    Column("services", JSONB, nullable=False),
    _words("department"),
    _words("subject"),
    _words("message"),
    _words("reference"),
    _words("ticket_id", null=True),
    _words("ticket_number", null=True),
    _words("state"),
    Column("taken_by", BigInteger),
    _words("taken_by_name"),
    Column("decided_by", BigInteger),
    _words("decided_by_name"),
    _words("reason"),
    Column("checks", JSONB, nullable=False),
    _moment("checked_at", null=True),
    _words("note"),
    Column("owners", JSONB, nullable=False, server_default=text("'{}'")),
    _moment("looked_at", null=True),
    _moment("created_at"),
    _moment("updated_at"),
    UniqueConstraint("consent_token"),
    UniqueConstraint("reference"),
    Index("ix_transfer_ticket", "ticket_id"),
    _one_of("state", "open", "taken", "approved", "done", "refused", "cancelled"),
    _one_of("agreement", "own", "asked", "given", "declined"),
    CheckConstraint(
        "state not in ('approved', 'done', 'refused') or decided_by is not null",
        name="decided",
    ),
    CheckConstraint("state not in ('approved', 'done') or to_account is not null", name="to"),
    comment="A request to move services to another account.",
)

ticket_answer = Table(
    "ticket_answer",
    metadata,
    _id(),
    Column("transfer", Text, ForeignKey("transfer.number"), nullable=False, index=True),
    _words("text"),
    Column("files", JSONB, nullable=False),
    _moment("written_at"),
    comment="What a customer wrote for the ticket of a request, with Telegram's ids of the files "
    "that go along.",
)

unsettled = Table(
    "unsettled",
    metadata,
    Column("key", Text, primary_key=True),
    _moment("sent_at"),
    _moment("due_at"),
    Column("looks", Integer, nullable=False),
    comment="A change that was sent to the portal and of which no answer is known yet. It is "
    "looked for when due_at has come, and sent again after some looks in vain.",
)

decision = Table(
    "decision",
    metadata,
    _id(),
    Column("transfer", Text, ForeignKey("transfer.number"), nullable=False, index=True),
    Column("staff", BigInteger, nullable=False),
    _words("staff_name"),
    _words("decision"),
    _words("text"),
    _words("state"),
    _words("tap", null=True),
    _moment("created_at"),
    _one_of("decision", "take", "approve", "refuse", "ask"),
    comment="What somebody in the staff chat wanted, and whether it counted.",
)

question = Table(
    "question",
    metadata,
    _id(),
    Column("transfer", Text, ForeignKey("transfer.number"), nullable=False, index=True),
    _words("text"),
    _words("answer", null=True),
    _moment("asked_at"),
    _moment("answered_at", null=True),
    comment="Asked by staff about a request, answered by its customer.",
)

conversation = Table(
    "conversation",
    metadata,
    Column("number", Text, primary_key=True),
    Column("person", BigInteger, nullable=False),
    _words("about"),
    _words("ref"),
    _words("account", null=True),
    _words("state"),
    Column("taken_by", BigInteger),
    _words("taken_by_name"),
    _words("note"),
    _words("noted_by"),
    _words("reference"),
    _words("ticket_id", null=True),
    _words("ticket_number", null=True),
    _moment("opened_at"),
    _moment("updated_at"),
    _moment("waiting_since", null=True),
    _moment("answered_at", null=True),
    UniqueConstraint("reference"),
    Index("ix_conversation_person", "person", "updated_at"),
    Index("ix_conversation_ticket", "ticket_id"),
    Index("ix_conversation_waiting", "waiting_since", postgresql_where=text("state = 'open'")),
    _one_of("about", "request", "faktur", "error", "help", "other"),
    _one_of("state", "open", "answered", "closed"),
    CheckConstraint("about <> 'request' or number = ref", name="request"),
    comment="What a customer and staff say to each other about one thing.",
)

said = Table(
    "said",
    metadata,
    _id(),
    Column("conversation", Text, ForeignKey("conversation.number"), nullable=False, index=True),
    _words("side"),
    Column("who", BigInteger),
    _words("who_name"),
    Column("chat", BigInteger, nullable=False),
    Column("message", BigInteger),
    _words("reply", null=True),
    _words("text"),
    Column("media", JSONB),
    Column("sent", BigInteger),
    _moment("at"),
    _moment("in_ticket_at", null=True),
    _words("in_ticket", null=True),
    UniqueConstraint("chat", "message"),
    UniqueConstraint("reply"),
    _one_of("side", "customer", "staff"),
    CheckConstraint("(message is null) <> (reply is null)", name="from"),
    comment="A message in a conversation: of a chat, or a reply in the portal's ticket. in_ticket "
    "are its words as they stand in the ticket.",
)

carrier = Table(
    "carrier",
    metadata,
    Column("chat", BigInteger, primary_key=True, autoincrement=False),
    Column("message", BigInteger, primary_key=True, autoincrement=False),
    Column("conversation", Text, ForeignKey("conversation.number"), nullable=False, index=True),
    Column("said", BigInteger, ForeignKey("said.id"), index=True),
    comment="A message of the bot that belongs to a conversation, and whose copy it is.",
)

prompt = Table(
    "prompt",
    metadata,
    _id(),
    Column("staff", BigInteger, nullable=False),
    _words("staff_name"),
    _words("conversation"),
    _words("ask"),
    _words("state"),
    _words("text"),
    Column("source", BigInteger),
    Column("chat", BigInteger),
    Column("message", BigInteger),
    _moment("at"),
    Index("ix_prompt_message", "chat", "message"),
    Index("ix_prompt_source", "source"),
    _one_of("ask", "refuse", "ask", "answer"),
    _one_of("state", "choosing", "asked", "looking", "sent", "cancelled"),
    comment="Somebody in the staff chat was asked to write something for a customer: message is "
    "the bot's question, source is theirs that answers it.",
)

template = Table(
    "template",
    metadata,
    _id(),
    _words("locale"),
    _words("name"),
    _words("text"),
    UniqueConstraint("locale", "name"),
    comment="An answer of staff that stands ready.",
)

muted = Table(
    "muted",
    metadata,
    Column("person", BigInteger, primary_key=True, autoincrement=False),
    Column("by", BigInteger, nullable=False),
    _moment("at"),
    comment="A person of whom staff hear nothing any more.",
)

staff_prompt = Table(
    "staff_prompt",
    metadata,
    Column("chat", BigInteger, primary_key=True, autoincrement=False),
    Column("staff", BigInteger, primary_key=True, autoincrement=False),
    Column("thread", BigInteger, primary_key=True, autoincrement=False),
    Column("transfer", Text, ForeignKey("transfer.number"), nullable=False),
    _words("decision"),
    _moment("created_at"),
    comment="Of the release before: prompt has taken its place.",
)

faktur_request = Table(
    "faktur_request",
    metadata,
    _id(),
    _words("portal"),
    _words("account"),
    _words("account_label"),
    _words("invoice_id"),
    _words("invoice_number"),
    Column("subtotal", Numeric(15, 2), nullable=False),
    Column("tax", Numeric(15, 2), nullable=False),
    _moment("paid_at"),
    Column("profile", JSONB),
    _words("buyer_npwp", null=True),
    _words("state"),
    Column("items", JSONB),
    _moment("exported_at", null=True),
    _moment("created_at"),
    UniqueConstraint("portal", "invoice_id"),
    Index("ix_faktur_request_number", "portal", "invoice_number"),
    Index("ix_faktur_request_account", "portal", "account", "state"),
    Index("ix_faktur_request_buyer", "buyer_npwp", "state"),
    Index("ix_faktur_request_paid", "portal", "paid_at"),
    _one_of("state", "no-npwp", "waiting", "exported", "issued", "cancelled"),
    CheckConstraint("state <> 'waiting' or profile is not null", name="profile"),
    CheckConstraint("state <> 'exported' or exported_at is not null", name="exported"),
    comment="A paid invoice that a faktur is due for, with its lines and the buyer's tax profile "
    "as they were.",
)

coretax_export = Table(
    "coretax_export",
    metadata,
    _id(),
    _words("portal"),
    Column("month", Date, nullable=False),
    Column("again", Boolean, nullable=False),
    _words("asked_by"),
    _words("asked_by_name"),
    _words("state"),
    Column("files", JSONB, nullable=False, server_default=text("'[]'")),
    Column("left_out", JSONB, nullable=False, server_default=text("'[]'")),
    _moment("asked_at"),
    _moment("done_at", null=True),
    _one_of("state", "wanted", "done"),
    CheckConstraint("extract(day from month) = 1", name="month"),
    CheckConstraint("(state = 'done') = (done_at is not null)", name="done"),
    Index("ix_coretax_export_month", "portal", "month"),
    comment="One time that paid invoices were written as XML for Coretax: who asked, when, "
    "the files (documents) and who was left out and why.",
)

coretax_export_request = Table(
    "coretax_export_request",
    metadata,
    Column("export", BigInteger, ForeignKey("coretax_export.id"), primary_key=True),
    Column("request", BigInteger, ForeignKey("faktur_request.id"), primary_key=True),
    comment="Which paid invoices an export holds.",
)

untaxed_invoice = Table(
    "untaxed_invoice",
    metadata,
    _words("portal"),
    _words("invoice_id"),
    _words("account"),
    _words("account_label"),
    _words("number"),
    _moment("paid_at"),
    PrimaryKeyConstraint("portal", "invoice_id"),
    Index("ix_untaxed_invoice_number", "portal", "number"),
    comment="A paid invoice without PPN: no faktur is due for it, which can so be said.",
)

foreign_invoice = Table(
    "foreign_invoice",
    metadata,
    _words("portal"),
    _words("invoice_id"),
    _words("account"),
    _words("account_label"),
    _words("number"),
    _words("currency"),
    _moment("paid_at"),
    PrimaryKeyConstraint("portal", "invoice_id"),
    Index("ix_foreign_invoice_account", "portal", "account"),
    Index("ix_foreign_invoice_paid", "portal", "paid_at"),
    CheckConstraint("currency <> 'IDR'", name="currency"),
    comment="A paid invoice that is not in rupiah: held for people, its amounts are not kept.",
)

document = Table(
    "document",
    metadata,
    Column("sha256", Text, primary_key=True),
    _words("kind"),
    Column("content", LargeBinary, nullable=False),
    Column("size", Integer, nullable=False),
    _words("file_id", null=True),
    _moment("created_at"),
    comment="The bytes of a PDF or a file, once; Telegram's file id when it is known.",
)

faktur = Table(
    "faktur",
    metadata,
    _id(),
    Column(
        "request",
        BigInteger,
        ForeignKey("faktur_request.id"),
        nullable=False,
        index=True,
    ),
    _words("account"),
    _words("account_label"),
    _words("invoice_number"),
    _words("nsfp"),
    _words("kode_status"),
    _words("number"),
    Column("issued", Date, nullable=False),
    Column("dpp", Numeric(15, 2), nullable=False),
    Column("ppn", Numeric(15, 2), nullable=False),
    Column("sha256", Text, ForeignKey("document.sha256"), nullable=False),
    _words("buyer_name"),
    _moment("created_at"),
    Column("superseded_by", BigInteger, ForeignKey("faktur.id")),
    UniqueConstraint("nsfp", "kode_status"),
    Index("ix_faktur_account", "account", "issued"),
    comment="A faktur whose PDF passed the gate; one row per version (kode status). What stands in "
    "its place is the version, or the new number, that superseded it.",
)

file_request = Table(
    "file_request",
    metadata,
    _id(),
    Column("person", BigInteger, nullable=False),
    _words("portal"),
    _words("account"),
    _words("kind"),
    _words("period"),
    _moment("asked_at"),
    _moment("done_at", null=True),
    _one_of("kind", "zip", "recap"),
    Index(
        "uq_file_request_waiting",
        "person",
        "portal",
        "account",
        "kind",
        "period",
        unique=True,
        postgresql_where=text("done_at is null"),
    ),
    comment="A file of a month's or a year's faktur that a person asked for; one at a time.",
)

upload = Table(
    "upload",
    metadata,
    _id(),
    Column("sha256", Text, ForeignKey("document.sha256"), nullable=False, unique=True),
    _words("name"),
    _words("source"),
    _words("state"),
    Column("reasons", JSONB, nullable=False, server_default=text("'[]'")),
    Column("read", JSONB),
    Column("request", BigInteger, ForeignKey("faktur_request.id")),
    Column("warnings", JSONB, nullable=False, server_default=text("'[]'")),
    _moment("created_at"),
    _one_of(
        "state",
        "received",
        "issued",
        "older",
        "duplicate",
        "quarantined",
        "refused",
        "replaced",
    ),
    Index("ix_upload_held", "id", postgresql_where=text("state = 'quarantined'")),
    comment="A PDF that came in, once by its bytes, what it says, the request that it was compared "
    "with, and what became of it.",
)

delivery = Table(
    "delivery",
    metadata,
    _id(),
    _words("key"),
    _words("channel"),
    Column("chat", BigInteger),
    Column("person", BigInteger),
    _words("address", null=True),
    _words("account", null=True),
    Column("payload", JSONB, nullable=False),
    Column("document", Text, ForeignKey("document.sha256")),
    _words("mail_key", null=True),
    Column("priority", Integer, nullable=False),
    _words("state", default="queued"),
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    Column("repeats", Integer, nullable=False, server_default=text("0")),
    _moment("not_before"),
    _moment("leased_until", null=True),
    Column("leased_by", BigInteger),
    Column("message_id", BigInteger),
    _words("error", null=True),
    _moment("created_at"),
    _moment("sent_at", null=True),
    UniqueConstraint("key"),
    _one_of("channel", "telegram", "group", "mail", "staff"),
    _one_of("state", "queued", "sending", "sent", "unknown", "suspended", "failed"),
    Index(
        "ix_delivery_queue",
        "priority",
        "id",
        postgresql_where=text("state = 'queued'"),
    ),
    Index(
        "ix_delivery_sending",
        "leased_until",
        postgresql_where=text("state = 'sending'"),
    ),
    Index(
        "ix_delivery_left",
        "channel",
        "state",
        "not_before",
        postgresql_where=text("state <> 'sent'"),
    ),
    Index("ix_delivery_person", "person", "state"),
    Index("ix_delivery_document", "document", postgresql_where=text("document is not null")),
    comment="What goes out, once each by its key; the queue is this table.",
)

finance_role = Table(
    "finance_role",
    metadata,
    Column("staff", BigInteger, primary_key=True, autoincrement=False),
    _words("name"),
    Column("given_by", BigInteger, nullable=False),
    _moment("given_at"),
    comment="Somebody in the staff chat who may act for finance; given by an administrator of it.",
)

finance_act = Table(
    "finance_act",
    metadata,
    _id(),
    Column("staff", BigInteger, nullable=False),
    _words("staff_name"),
    _words("act"),
    _words("subject"),
    _words("text"),
    _words("place"),
    _words("state"),
    _moment("created_at"),
    comment="What somebody in the staff chat wanted done for finance, and whether it counted.",
)

intake = Table(
    "intake",
    metadata,
    _id(),
    Column("staff", BigInteger),
    _words("staff_name"),
    _words("state"),
    _moment("created_at"),
    _moment("updated_at"),
    _one_of("state", "asked", "open"),
    Index("ix_intake_staff", "staff", "id"),
    comment="Files that finance dropped together; without staff they came by HTTP.",
)

intake_file = Table(
    "intake_file",
    metadata,
    _id(),
    Column("intake", BigInteger, ForeignKey("intake.id"), nullable=False, index=True),
    _words("name"),
    _words("telegram", null=True),
    _words("archive", null=True),
    Column("packed_in", BigInteger, ForeignKey("intake_file.id")),
    Column("position", Integer),
    Column("upload", BigInteger, ForeignKey("upload.id"), index=True),
    _words("state"),
    _words("reason"),
    UniqueConstraint("packed_in", "position"),
    Index("ix_intake_file_archive", "archive"),
    _one_of("state", "waiting", "received", "known", "unpacked", "refused"),
    comment="A file of an intake: at Telegram, a stored ZIP, or one taken out of a ZIP; and the "
    "upload that it became.",
)

finance_prompt = Table(
    "finance_prompt",
    metadata,
    Column("staff", BigInteger, primary_key=True, autoincrement=False),
    Column("thread", BigInteger, primary_key=True, autoincrement=False),
    _words("act"),
    Column("upload", BigInteger, ForeignKey("upload.id"), nullable=False),
    _moment("created_at"),
    comment="Somebody in the staff chat was asked to write (or send) something about a PDF that is "
    "held; thread 0 is General.",
)

send_budget = Table(
    "send_budget",
    metadata,
    Column("chat", BigInteger, primary_key=True, autoincrement=False),
    _moment("due_at"),
    _moment("bulk_at", null=True),
    _moment("held_until", null=True),
    Column("ticket", BigInteger),
    prefixes=["UNLOGGED"],
    comment="When the next message to a chat would be due if all were evenly spaced; chat 0 is "
    "the whole bot, and bulk_at the same for what is pushed in bulk. Telegram asked for silence "
    "until held_until; the ticket is of who took the last slot. A crash of the server forgets it.",
)

mark = Table(
    "mark",
    metadata,
    Column("name", Text, primary_key=True),
    _words("value"),
    comment="Small facts of our own: how far the portal's changes were read, the staff chat's id.",
)

audit = Table(
    "audit",
    metadata,
    _id(),
    _moment("at"),
    _words("actor"),
    _words("action"),
    _words("subject"),
    Column("details", JSONB, nullable=False),
    Index("ix_audit_subject", "subject"),
    comment="Who did what to what, when. Never changed, never deleted.",
)

"""People, what they agreed to, and which accounts are theirs to see."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from assistant.storage.tables.columns import id_, metadata, moment, one_of, words
from assistant.storage.tables.searching import (
    EMAIL_CONSONANTS,
    LINK_CONSONANTS,
    LINK_WORDS,
    PERSON_CONSONANTS,
    PERSON_WORDS,
    words_index,
)

person = Table(
    "person",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    words("name"),
    words("username", null=True),
    words("locale"),
    Column("chat_open", Boolean, nullable=False, server_default=text("true")),
    moment("created_at"),
    moment("seen_at"),
    Column("quiet_start", Integer, nullable=False, server_default=text("21")),
    Column("quiet_end", Integer, nullable=False, server_default=text("7")),
    Column("unwanted", JSONB, nullable=False, server_default=text("'[]'")),
    moment("fakturs_seen_at", null=True),
    CheckConstraint(
        "quiet_start between 0 and 23 and quiet_end between 0 and 23", name="quiet_hours"
    ),
    Index("ix_person_username", text("lower(username)")),
    words_index("ix_person_words", PERSON_WORDS),
    words_index("ix_person_consonants", PERSON_CONSONANTS),
    comment="A Telegram user who wrote to us; the id is Telegram's. From quiet_start to quiet_end "
    "(hours, WIB) pushes make no sound; unwanted is what they are not told of. fakturs_seen_at is "
    "when they last opened theirs.",
)

consent = Table(
    "consent",
    metadata,
    id_(),
    Column("person", BigInteger, nullable=False, index=True),
    words("purpose"),
    words("text_hash"),
    words("locale"),
    moment("given_at"),
    moment("withdrawn_at", null=True),
    one_of("purpose", "privacy", "terms"),
    comment="A consent as given: to which text (sha256), in which language, when, until when.",
)

agreed_text = Table(
    "agreed_text",
    metadata,
    Column("text_hash", Text, primary_key=True),
    words("text"),
    comment="The words of a consent, once for all who agreed to them.",
)

company_group = Table(
    "company_group",
    metadata,
    Column("chat", BigInteger, primary_key=True, autoincrement=False),
    words("title"),
    words("locale"),
    moment("created_at"),
    comment="A group of customers that the bot was put into; faktur go there by a person's choice.",
)

link = Table(
    "link",
    metadata,
    id_(),
    Column("person", BigInteger, nullable=False),
    words("portal"),
    words("account"),
    words("email"),
    words("label"),
    words("faktur_to", default="chat"),
    Column("faktur_group", BigInteger, ForeignKey("company_group.chat"), index=True),
    moment("linked_at"),
    moment("proven_at"),
    moment("suspended_at", null=True),
    moment("revoked_at", null=True),
    one_of("faktur_to", "", "chat", "mail", "chat mail"),
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
    Index("ix_link_email", text("lower(email)"), postgresql_where=text("revoked_at is null")),
    words_index("ix_link_words", LINK_WORDS, text("revoked_at is null")),
    words_index("ix_link_consonants", LINK_CONSONANTS, text("revoked_at is null")),
    words_index("ix_link_email_consonants", EMAIL_CONSONANTS, text("revoked_at is null")),
    comment="A person who proved by a code that a portal account is theirs to see, and where they "
    "want its faktur: all that faktur_to names, and the group. Suspended, it counts for nothing: "
    "the account has another e-mail by now, and that one must be proven.",
)

code = Table(
    "code",
    metadata,
    id_(),
    Column("person", BigInteger, nullable=False),
    words("email"),
    words("mailbox", default=""),
    words("asker", default=""),
    words("purpose"),
    Column("nonce", LargeBinary, nullable=False),
    moment("sent_at"),
    Column("tries_left", Integer, nullable=False),
    moment("closed_at", null=True),
    words("outcome", null=True),
    words("account", null=True),
    one_of("purpose", "register", "link", "group"),
    one_of("outcome", "checking", "linked", "no-account"),
    CheckConstraint("tries_left >= 0", name="tries"),
    Index("ix_code_mailbox", "mailbox", "sent_at"),
    Index("ix_code_asker", "asker", "sent_at"),
    Index("ix_code_person", "person", "sent_at"),
    Index("ix_code_sent", "sent_at"),
    comment="A code to an e-mail address, or shown in a group: the digits are derived from the "
    "nonce and a secret, kept nowhere. The outcome is what became of linking the account of an "
    "address that was proven. Limits count by mailbox and asker, keyed hashes that say nothing "
    "and stay when the person is forgotten.",
)

remembered = Table(
    "remembered",
    metadata,
    id_(),
    words("kind"),
    words("who", default=""),
    words("subject"),
    moment("at"),
    one_of("kind", "consent-mail", "was-linked"),
    Index("ix_remembered_subject", "kind", "subject", "at"),
    comment="What a limit or a rule must still know when the data it came from is deleted: how "
    "often a mailbox was asked to agree, and who (a keyed hash) was linked to an account.",
)

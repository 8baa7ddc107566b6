"""The unit of work on PostgreSQL: one connection, one transaction, all repositories over it."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from assistant.domain.ids import Numbered
from assistant.domain.months import OfficeDays
from assistant.domain.rates import TAX_RULES, TaxRules
from assistant.domain.support.hours import Promise
from assistant.storage.repositories.accounts import (
    SqlLinks,
    SqlRegistrations,
    SqlSnapshots,
    SqlTaxChanges,
)
from assistant.storage.repositories.acting import SqlActs, SqlRoles
from assistant.storage.repositories.archive import SqlArchive
from assistant.storage.repositories.books import SqlBooks
from assistant.storage.repositories.conversations import SqlConversations
from assistant.storage.repositories.desk import Draw, SqlDesk, draws_nothing
from assistant.storage.repositories.directory import SqlDirectory
from assistant.storage.repositories.dues import SqlDues
from assistant.storage.repositories.exits import (
    SqlBuyers,
    SqlCoretaxLists,
    SqlRejections,
    SqlUndoings,
)
from assistant.storage.repositories.exports import SqlExports
from assistant.storage.repositories.fakturs import SqlFakturs
from assistant.storage.repositories.groups import SqlGroups
from assistant.storage.repositories.intakes import SqlIntakes
from assistant.storage.repositories.kept import SqlAudit, SqlDocuments, SqlMarks
from assistant.storage.repositories.outgoing import SqlCards, SqlDeliveries, SqlJobs, SqlWake
from assistant.storage.repositories.people import SqlCodes, SqlConsents, SqlDrafts, SqlPeople
from assistant.storage.repositories.portfolios import SqlPortfolios
from assistant.storage.repositories.queue import SqlQueue
from assistant.storage.repositories.ratings import SqlRatings
from assistant.storage.repositories.records import SqlRecords
from assistant.storage.repositories.transfers import SqlTransfers
from assistant.storage.repositories.uploads import SqlUploads
from assistant.storage.repositories.withholding import SqlWithholding
from assistant.storage.turn_statements import TurnConnection, by_hand, open_turn_connection

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


class RandomIds:
    """Ids from the system's randomness."""

    def number(self, of: Numbered) -> str:
        return f"{of}-" + "".join(secrets.choice(_CROCKFORD) for _ in range(8))

    def token(self) -> str:
        return secrets.token_urlsafe(24)

    def nonce(self) -> bytes:
        return secrets.token_bytes(16)


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class WorkSettings:
    """What every unit of work is given besides its connection."""

    portal_name: str
    code_key: bytes
    staff_chat: int | None
    clock: Callable[[], datetime] = utc_now
    ids: RandomIds = field(default_factory=RandomIds)
    tax_rules: TaxRules = TAX_RULES
    """What the law reckons with, by day."""
    draw: Draw = draws_nothing
    """What staff hear, in the desk's words."""
    office_days: OfficeDays = field(default_factory=OfficeDays)
    promise: Promise = field(default_factory=Promise)
    public_url: str = ""


class SqlWork:
    """:class:`assistant.domain.work.Work` over one connection in a transaction."""

    def __init__(self, connection: AsyncConnection, settings: WorkSettings) -> None:
        self.connection = connection
        self.now = settings.clock()
        self.portal_name = settings.portal_name
        self.code_key = settings.code_key
        self.ids = settings.ids
        self.office_days = settings.office_days
        self.promise = settings.promise
        self.public_url = settings.public_url
        self._staff_chat = settings.staff_chat
        self.tax_rules = settings.tax_rules
        self._draw = settings.draw

    people = cached_property(SqlPeople)
    consents = cached_property(SqlConsents)
    drafts = cached_property(SqlDrafts)
    codes = cached_property(SqlCodes)
    links = cached_property(SqlLinks)
    groups = cached_property(SqlGroups)
    snapshots = cached_property(SqlSnapshots)
    registrations = cached_property(SqlRegistrations)
    tax_changes = cached_property(SqlTaxChanges)
    transfers = cached_property(SqlTransfers)
    portfolios = cached_property(SqlPortfolios)
    conversations = cached_property(SqlConversations)
    queue = cached_property(SqlQueue)
    directory = cached_property(SqlDirectory)
    ratings = cached_property(SqlRatings)
    fakturs = cached_property(SqlFakturs)
    uploads = cached_property(SqlUploads)
    acts = cached_property(SqlActs)
    roles = cached_property(SqlRoles)
    exports = cached_property(SqlExports)
    buyers = cached_property(SqlBuyers)
    undoings = cached_property(SqlUndoings)
    coretax_lists = cached_property(SqlCoretaxLists)
    rejections = cached_property(SqlRejections)
    books = cached_property(SqlBooks)
    archive = cached_property(SqlArchive)
    records = cached_property(SqlRecords)
    intakes = cached_property(SqlIntakes)
    withholding = cached_property(SqlWithholding)
    dues = cached_property(SqlDues)
    documents = cached_property(SqlDocuments)
    deliveries = cached_property(SqlDeliveries)

    @cached_property
    def desk(self) -> SqlDesk:
        return SqlDesk(self.deliveries, self._draw)

    @cached_property
    def cards(self) -> SqlCards:
        return SqlCards(self.connection, self._staff_chat)

    jobs = cached_property(SqlJobs)

    @cached_property
    def marks(self) -> SqlMarks:
        return SqlMarks(self.connection)

    wake = cached_property(SqlWake)
    audit = cached_property(SqlAudit)


class WorkShop:
    """Opens units of work and connections, in one of four ways.

    :meth:`work` is for whatever changes something: one transaction. :meth:`looking` is for what
    only reads, with the same repositories. :meth:`at_once` is for a single statement of one's own.
    :meth:`turn_connection` is for the loop that takes turns.
    """

    def __init__(self, engine: AsyncEngine, settings: WorkSettings) -> None:
        self.engine = engine
        self.settings = settings
        self._by_hand = by_hand(engine)
        self._each_alone = engine.execution_options(isolation_level="AUTOCOMMIT")

    @asynccontextmanager
    async def work(self) -> AsyncIterator[SqlWork]:
        """Commits at the end; rolls back on an exception."""
        async with self.engine.begin() as connection:
            yield SqlWork(connection, self.settings)

    def at_once(self) -> AbstractAsyncContextManager[AsyncConnection]:
        """A connection for single statements, each of which commits by itself."""
        return self._by_hand.connect()

    @asynccontextmanager
    async def looking(self) -> AsyncIterator[SqlWork]:
        """For reading only: each statement stands alone, and no round trip is spent on a
        transaction around a few of them."""
        async with self._each_alone.connect() as connection:
            yield SqlWork(connection, self.settings)

    @asynccontextmanager
    async def turn_connection(self) -> AsyncIterator[TurnConnection]:
        """A connection for many transactions, one after the other."""
        async with open_turn_connection(self._by_hand) as connection:
            yield connection

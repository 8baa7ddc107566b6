"""The unit of work on PostgreSQL: one connection, one transaction, all repositories over it."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from assistant.domain.months import OfficeDays
from assistant.domain.rates import TAX_RULES, TaxRules
from assistant.domain.support.hours import Promise
from assistant.domain.work import Job
from assistant.storage.repositories.accounts import (
    SqlLinks,
    SqlRegistrations,
    SqlSnapshots,
    SqlTaxChanges,
)
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
from assistant.storage.repositories.finance import SqlFinance
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

    def number(self, prefix: str) -> str:
        return f"{prefix}-" + "".join(secrets.choice(_CROCKFORD) for _ in range(8))

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

    @cached_property
    def people(self) -> SqlPeople:
        return SqlPeople(self.connection, self.now, self.code_key)

    @cached_property
    def consents(self) -> SqlConsents:
        return SqlConsents(self.connection, self.now)

    @cached_property
    def drafts(self) -> SqlDrafts:
        return SqlDrafts(self.connection, self.now)

    @cached_property
    def codes(self) -> SqlCodes:
        return SqlCodes(self.connection, self.code_key)

    @cached_property
    def links(self) -> SqlLinks:
        return SqlLinks(self.connection, self.portal_name, self.now, self.code_key)

    @cached_property
    def groups(self) -> SqlGroups:
        return SqlGroups(self.connection, self.now)

    @cached_property
    def snapshots(self) -> SqlSnapshots:
        return SqlSnapshots(self.connection, self.portal_name, self.now, self._refresh)

    async def _refresh(self, account: str) -> None:
        await self.jobs.put(Job.REFRESH_ACCOUNT, account, once=True)

    @cached_property
    def registrations(self) -> SqlRegistrations:
        return SqlRegistrations(self.connection, self.now)

    @cached_property
    def tax_changes(self) -> SqlTaxChanges:
        return SqlTaxChanges(self.connection, self.now)

    @cached_property
    def transfers(self) -> SqlTransfers:
        return SqlTransfers(self.connection, self.now, self.code_key)

    @cached_property
    def portfolios(self) -> SqlPortfolios:
        return SqlPortfolios(self.connection, self.now)

    @cached_property
    def conversations(self) -> SqlConversations:
        return SqlConversations(self.connection, self.now)

    @cached_property
    def queue(self) -> SqlQueue:
        return SqlQueue(self.connection)

    @cached_property
    def directory(self) -> SqlDirectory:
        return SqlDirectory(self.connection, self.portal_name, self.now)

    @cached_property
    def ratings(self) -> SqlRatings:
        return SqlRatings(self.connection, self.now)

    @cached_property
    def fakturs(self) -> SqlFakturs:
        return SqlFakturs(self.connection, self.portal_name, self.now)

    @cached_property
    def uploads(self) -> SqlUploads:
        return SqlUploads(self.connection, self.now)

    @cached_property
    def finance(self) -> SqlFinance:
        return SqlFinance(self.connection, self.now)

    @cached_property
    def exports(self) -> SqlExports:
        return SqlExports(self.connection, self.portal_name, self.now)

    @cached_property
    def buyers(self) -> SqlBuyers:
        return SqlBuyers(self.connection, self.portal_name, self.now)

    @cached_property
    def undoings(self) -> SqlUndoings:
        return SqlUndoings(self.connection, self.portal_name, self.now)

    @cached_property
    def coretax_lists(self) -> SqlCoretaxLists:
        return SqlCoretaxLists(self.connection, self.portal_name, self.now)

    @cached_property
    def rejections(self) -> SqlRejections:
        return SqlRejections(self.connection, self.now)

    @cached_property
    def books(self) -> SqlBooks:
        return SqlBooks(self.connection, self.portal_name)

    @cached_property
    def archive(self) -> SqlArchive:
        return SqlArchive(self.connection, self.portal_name, self.now)

    @cached_property
    def records(self) -> SqlRecords:
        return SqlRecords(self.connection, self.portal_name, self.now)

    @cached_property
    def intakes(self) -> SqlIntakes:
        return SqlIntakes(self.connection, self.now)

    @cached_property
    def withholding(self) -> SqlWithholding:
        return SqlWithholding(self.connection, self.portal_name, self.now)

    @cached_property
    def dues(self) -> SqlDues:
        return SqlDues(self.connection, self.portal_name, self.now)

    @cached_property
    def documents(self) -> SqlDocuments:
        return SqlDocuments(self.connection)

    @cached_property
    def deliveries(self) -> SqlDeliveries:
        return SqlDeliveries(self.connection, self.now)

    @cached_property
    def desk(self) -> SqlDesk:
        return SqlDesk(self.deliveries, self._draw)

    @cached_property
    def cards(self) -> SqlCards:
        return SqlCards(self.connection, self._staff_chat)

    @cached_property
    def jobs(self) -> SqlJobs:
        return SqlJobs(self.connection)

    @cached_property
    def marks(self) -> SqlMarks:
        return SqlMarks(self.connection)

    @cached_property
    def wake(self) -> SqlWake:
        return SqlWake(self.connection, self.now)

    @cached_property
    def audit(self) -> SqlAudit:
        return SqlAudit(self.connection, self.now)


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

"""The embedded portal with a clock to turn, a real mail server and a real events endpoint."""

from __future__ import annotations

import json
import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

import asyncpg
from aiohttp import web
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import Envelope
from sqlalchemy import make_url, select

from assistant.domain.billing import IDR, InvoiceStatus, ServiceKind, ServiceStatus
from assistant.domain.signing import verify
from assistant.domain.tickets import Attachment, TicketRef, TicketStatus
from assistant.portal.embedded import PortalAdmin, tables
from assistant.storage.embedded import dsn

EVENTS_SECRET = "rahasia-kejadian-uji"
FAKTUR_SECRET = "rahasia-faktur-uji"


@dataclass
class Clock:
    """It stands still until it is turned."""

    now: datetime = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def turn(self, by: timedelta) -> None:
        self.now += by


@dataclass
class Mailbox:
    """A mail server on a port of its own; ``stop`` and ``start`` keep that port."""

    port: int
    mails: list[EmailMessage] = field(default_factory=list)
    refuse: set[str] = field(default_factory=set)
    _controller: Controller | None = None

    async def handle_RCPT(  # noqa: N802  aiosmtpd's name
        self, server: Any, session: Any, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.refuse:
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802  aiosmtpd's name
        self, server: Any, session: Any, envelope: Envelope
    ) -> str:
        assert isinstance(envelope.content, bytes)
        message = message_from_bytes(envelope.content, policy=default)
        assert isinstance(message, EmailMessage)
        self.mails.append(message)
        return "250 OK"

    def start(self) -> None:
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self._controller.start()

    def stop(self) -> None:
        if self._controller is not None:
            self._controller.stop()
            self._controller = None

    def to(self, address: str) -> list[EmailMessage]:
        return [mail for mail in self.mails if mail["To"] == address]


@dataclass
class Assistant:
    """What the portal posts to: checks signatures as the assistant does."""

    port: int
    clock: Clock
    events: list[dict[str, Any]] = field(default_factory=list)
    fakturs: list[tuple[str, bytes]] = field(default_factory=list)
    answer: int = 200
    _runner: web.AppRunner | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def start(self) -> None:
        app = web.Application(client_max_size=20_000_000)
        app.router.add_post("/portal/events", self._event)
        app.router.add_post("/faktur", self._faktur)
        self._runner = web.AppRunner(app)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self.port).start()

    async def stop(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def _event(self, request: web.Request) -> web.Response:
        body = await self._signed(request, EVENTS_SECRET)
        if self.answer == 200:
            self.events.append(json.loads(body))
        return web.Response(status=self.answer)

    async def _faktur(self, request: web.Request) -> web.Response:
        body = await self._signed(request, FAKTUR_SECRET)
        if self.answer == 200:
            assert request.content_type == "application/pdf"
            self.fakturs.append((request.query["name"], body))
        return web.Response(status=self.answer)

    async def _signed(self, request: web.Request, secret: str) -> bytes:
        body = await request.read()
        headers = request.headers
        time, signature = headers["X-Assistant-Timestamp"], headers["X-Assistant-Signature"]
        if not verify(secret, request.path_qs, time, signature, body, self.clock()):
            raise web.HTTPUnauthorized
        return body


def database(url: str, name: str) -> str:
    """Another database of the same server."""
    return make_url(url).set(database=name).render_as_string(hide_password=False)


async def administer(url: str, *statements: str) -> None:
    connection = await asyncpg.connect(dsn(url))
    try:
        for statement in statements:
            await connection.execute(statement)
    finally:
        await connection.close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class EmbeddedWorld:
    """The provider's people of the embedded portal."""

    admin: PortalAdmin
    clock: Clock
    mailbox: Mailbox
    assistant: Assistant
    settings: dict[str, str]
    currencies: dict[str, str] = field(default_factory=dict)
    """By client; an invoice of this portal has its own."""

    async def add_service(self, client_id: str, kind: ServiceKind, name: str) -> str:
        return str((await self.admin.add_service(client_id, kind, name))["service"])

    async def set_service(self, service_id: str, status: ServiceStatus) -> None:
        await self.admin.set_service_status(service_id, status)

    async def bill(self, client_id: str, service_id: str | None, amount: Decimal) -> str:
        currency = self.currencies.get(client_id, IDR)
        made = await self.admin.bill(client_id, service_id, amount, currency=currency)
        return str(made["invoice"])

    async def set_currency(self, client_id: str, code: str) -> None:
        self.currencies[client_id] = code

    def kept(self, written: str) -> str:
        return written

    async def set_invoice(self, number: str, status: InvoiceStatus) -> None:
        if status is InvoiceStatus.UNPAID:
            return
        if status is InvoiceStatus.OVERDUE:
            self.clock.turn(timedelta(days=8))
            return
        invoice = await self.admin.portal.find_invoice(number)
        assert invoice is not None
        if status is InvoiceStatus.REFUNDED and invoice.status is not InvoiceStatus.PAID:
            await self.admin.pay(number)
        await self.admin.set_invoice_status(number, status)

    async def transfer(self, service_id: str, to_client_id: str) -> None:
        await self.admin.transfer(service_id, to_client_id)

    async def reply(
        self, ticket: TicketRef, message: str, attachments: Sequence[Attachment] = ()
    ) -> None:
        await self.admin.reply(ticket.number, message, attachments)

    async def set_ticket(self, ticket: TicketRef, status: TicketStatus) -> None:
        await self.admin.set_status(ticket.number, status)

    async def notes(self, client_id: str) -> list[str]:
        async with self.admin.portal.store.reading() as connection:
            note = tables.client_note
            query = select(note.c.note).where(note.c.client_id == int(client_id))
            return list((await connection.execute(query.order_by(note.c.id))).scalars())

    async def password_mails(self, email: str) -> int:
        return len(self.mailbox.to(email))

    @asynccontextmanager
    async def unreachable(self) -> AsyncIterator[None]:
        """The database takes no connection and drops those that are there."""
        url = self.settings["ASSISTANT_DATABASE_URL"]
        name, beside = make_url(url).database, database(url, "postgres")
        await administer(
            beside,
            f'alter database "{name}" allow_connections false',
            f"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}'",
        )
        try:
            yield
        finally:
            await administer(beside, f'alter database "{name}" allow_connections true')


async def account(world: EmbeddedWorld, email: str) -> dict[str, object]:
    overview = await world.admin.overview()
    return next(one for one in overview["accounts"] if one["email"] == email)

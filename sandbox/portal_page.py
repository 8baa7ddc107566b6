"""``/sim/portal``: what the page's portal does, passed on to the admin of the portal in use: the
stand-in for WHMCS, or the embedded portal, which is loaded when it is first asked for.
"""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AsyncExitStack
from dataclasses import asdict, is_dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, TypeAlias
from uuid import uuid4

from aiohttp import web

from assistant.domain.portal import PortalError, PortalFailure
from assistant.domain.tickets import Attachment
from sandbox.botapi import file_response
from sandbox.errors import SimError
from sandbox.hub import Hub
from sandbox.model import Json
from sandbox.slips import make_slip
from sandbox.whmcs.admin import WhmcsAdmin
from sandbox.whmcs.fake import Whmcs

if TYPE_CHECKING:
    from assistant.portal.embedded import PortalAdmin

    Admin: TypeAlias = PortalAdmin | WhmcsAdmin

DATABASE_SETTING = "ASSISTANT_DATABASE_URL"
STATUS = {
    PortalFailure.NOT_FOUND: 404,
    PortalFailure.UNAVAILABLE: 503,
    PortalFailure.UNKNOWN_OUTCOME: 503,
}


class PortalPage:
    def __init__(self, settings: Mapping[str, str], hub: Hub, whmcs: Whmcs | None = None) -> None:
        self._settings = {k: v for k, v in settings.items() if k.startswith("ASSISTANT_")}
        self._hub = hub
        self._stack = AsyncExitStack()
        self._lock = asyncio.Lock()
        self._admin: Admin | None = whmcs.admin if whmcs else None

    def routes(self) -> list[web.RouteDef]:
        actions = [web.post(f"/sim/portal/{name}", self._action(name)) for name in ACTIONS]
        return [
            web.get("/sim/portal", self._overview),
            web.get("/sim/portal/ticket", self._ticket),
            web.get("/sim/portal/attachment", self._attachment),
            *actions,
        ]

    async def stop(self) -> None:
        await self._stack.aclose()

    async def _overview(self, request: web.Request) -> web.Response:
        return await self._respond(lambda admin: admin.overview())

    async def _ticket(self, request: web.Request) -> web.Response:
        number = request.query.get("number", "")
        return await self._respond(lambda admin: admin.ticket(number))

    async def _attachment(self, request: web.Request) -> web.Response:
        """A file of a ticket, by the id that stands in the ticket."""
        admin = await self._open()
        try:
            file = await admin.attachment(request.query.get("id", ""))
        except PortalError as error:
            raise SimError(str(error), STATUS.get(error.code, 400)) from error
        return file_response(file.name, file.content)

    def _action(self, name: str) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def handle(request: web.Request) -> web.Response:
            body = await request.json() if request.can_read_body else {}
            answer = await self._respond(lambda admin: ACTIONS[name](admin, body))
            self._hub.publish("portal", action=name)
            return answer

        return handle

    async def _respond(self, ask: Callable[[Admin], Awaitable[Any]]) -> web.Response:
        admin = await self._open()
        try:
            pending = ask(admin)
        except (KeyError, InvalidOperation) as error:
            raise SimError(f"missing or unreadable: {error.args[0]}") from error
        try:
            result = await pending
        except PortalError as error:
            raise SimError(str(error), STATUS.get(error.code, 400)) from error
        return web.json_response({"ok": True} if result is None else result, dumps=to_json)

    async def _open(self) -> Admin:
        async with self._lock:
            if self._admin is None:
                self._admin = await self._opened()
            return self._admin

    async def _opened(self) -> PortalAdmin:
        if not self._settings.get(DATABASE_SETTING):
            raise SimError(f"the portal needs {DATABASE_SETTING}", 503)
        try:
            from assistant.portal.embedded import open_admin
        except ImportError as error:
            raise SimError(f"the portal is not installed: {error}", 503) from error
        try:
            return await self._stack.enter_async_context(open_admin(self._settings))
        except (OSError, PortalError) as error:
            raise SimError(f"the portal can't be opened: {error}", 503) from error


def to_json(value: Any) -> str:
    """JSON of what a portal answers, rupiah as numbers."""
    return json.dumps(value, default=_plain)


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return str(value)


def _files(body: Json) -> list[Attachment]:
    """``files: [{name, base64}]``"""
    return [
        Attachment(str(one["name"]), base64.b64decode(one["base64"]))
        for one in body.get("files", ())
    ]


def _service(body: Json) -> str | None:
    """The service billed; an invoice may also be for none."""
    return str(body["service"]) if body.get("service") else None


async def _pay(admin: Admin, number: str, amount: Decimal | None) -> None:
    """With an ``amount`` only so many rupiah of it, by bank transfer."""
    if amount is None:
        await admin.pay(number)
        return
    if isinstance(admin, WhmcsAdmin):
        await admin.pay_part(number, amount)
        return
    invoice = await admin.portal.find_invoice(number)
    if invoice is None:
        raise PortalError(PortalFailure.NOT_FOUND, number)
    await admin.portal.add_payment(
        invoice.id, amount, gateway="banktransfer", transaction=f"TRF-{uuid4()}"
    )


ACTIONS: dict[str, Callable[[Admin, Json], Awaitable[Any]]] = {
    "pay": lambda admin, body: _pay(
        admin, str(body["invoice"]), Decimal(str(body["amount"])) if "amount" in body else None
    ),
    "refund": lambda admin, body: admin.refund(str(body["invoice"])),
    "cancel": lambda admin, body: admin.cancel(str(body["invoice"])),
    "issue": lambda admin, body: admin.issue(
        str(body["invoice"]),
        swap_buyer=bool(body.get("swap_buyer")),
        wrong_amount=bool(body.get("wrong_amount")),
    ),
    "transfer": lambda admin, body: admin.transfer(str(body["service"]), str(body["to"])),
    "email": lambda admin, body: admin.set_email(str(body["client"]), str(body["email"])),
    "invoice": lambda admin, body: admin.bill(
        str(body["client"]), _service(body), Decimal(str(body["amount"]))
    ),
    "reply": lambda admin, body: admin.reply(
        str(body["ticket"]), str(body["message"]), _files(body)
    ),
    "status": lambda admin, body: admin.set_status(str(body["ticket"]), str(body["status"])),
    "slip": lambda admin, body: make_slip(admin, str(body["invoice"]), str(body.get("kind", ""))),
    "seed": lambda admin, body: admin.seed(),
}

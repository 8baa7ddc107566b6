"""``<base>/includes/api.php``: who may call what, and what is answered."""

from __future__ import annotations

import asyncio
import hmac
import json
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from aiohttp import web

from sandbox.errors import SimError
from sandbox.faults import WHMCS, Fault, Faults
from sandbox.hub import Hub
from sandbox.model import Json
from sandbox.whmcs import clients, invoices, money, services, tickets
from sandbox.whmcs.answers import (
    NOTICES_BEFORE,
    NOTICES_BEHIND,
    as_xml,
    flattened,
    odd,
)
from sandbox.whmcs.books import Change
from sandbox.whmcs.given import Given, RefusedError, described
from sandbox.whmcs.system import System

API_PATH = "/includes/api.php"
VERSION = "8.13.1-release.1"
KEPT_CALLS = 20_000
LOCAL = ("127.0.0.1", "::1")

Action = Callable[[Change, Given], Json]


def whmcs_details(change: Change, given: Given) -> Json:
    return {"whmcs": {"version": VERSION, "canonicalversion": VERSION}}


ACTIONS: dict[str, Action] = {
    "AddClient": clients.add_client,
    "AddClientNote": clients.add_client_note,
    "AddCredit": money.add_credit,
    "AddInvoicePayment": money.add_invoice_payment,
    "AddTicketReply": tickets.add_ticket_reply,
    "GetClients": clients.get_clients,
    "GetClientsDetails": clients.get_clients_details,
    "GetClientsDomains": services.get_clients_domains,
    "GetClientsProducts": services.get_clients_products,
    "GetCredits": money.get_credits,
    "GetInvoice": invoices.get_invoice,
    "GetInvoices": invoices.get_invoices,
    "GetProducts": services.get_products,
    "GetSupportDepartments": tickets.get_support_departments,
    "GetSupportStatuses": tickets.get_support_statuses,
    "GetTicket": tickets.get_ticket,
    "GetTransactions": money.get_transactions,
    "GetTicketAttachment": tickets.get_ticket_attachment,
    "GetTickets": tickets.get_tickets,
    "OpenTicket": tickets.open_ticket,
    "ResetPassword": clients.reset_password,
    "UpdateClient": clients.update_client,
    "UpdateClientDomain": services.update_client_domain,
    "UpdateClientProduct": services.update_client_product,
    "UpdateTicket": tickets.update_ticket,
    "WhmcsDetails": whmcs_details,
}
NAMES = {name.lower(): name for name in ACTIONS}
"""Actions are taken in any case."""


@dataclass(frozen=True, slots=True)
class Credential:
    """An API credential as the provider made it in the admin area."""

    identifier: str
    secret: str
    access_key: str = ""
    """``$api_access_key`` of configuration.php; empty: there is none."""


MAINTENANCE = (
    "<!DOCTYPE html>\n<html><head><title>Down for Maintenance</title></head><body>"
    "<h1>Down for Maintenance</h1><p>We are upgrading and will be back shortly.</p>"
    "</body></html>\n"
)
ERROR_PAGE = (
    "<html>\r\n<head><title>{code}</title></head>\r\n<body>\r\n"
    "<center><h1>{code}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n"
)


class Api:
    def __init__(self, system: System, credential: Credential, faults: Faults, hub: Hub) -> None:
        self.system = system
        self.credential = credential
        self._faults = faults
        self._hub = hub

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """``POST`` of a form."""
        limits = self.system.books.setting("limits", {})
        size = request.content_length or 0
        if size > limits.get("web_server", size):
            page = ERROR_PAGE.format(code="413 Request Entity Too Large")
            return web.Response(status=413, text=page, content_type="text/html")
        form = await request.post() if request.method == "POST" else {}
        if size > limits.get("post_max_size", size):
            form = {}  # PHP goes on as if nothing had been sent
        given = Given({name: value for name, value in form.items() if isinstance(value, str)})
        fault = self._faults.take(WHMCS + (_action(given) or "?"))
        if fault is None:
            return await self._answer(request, given)
        if fault.kind == "slow":
            await self._hub.pause(fault.seconds)
            return await self._answer(request, given)
        return await self._misbehave(request, given, fault)

    async def _answer(self, request: web.Request, given: Given) -> web.Response:
        try:
            self._admit(request, given)
            answer = await self.perform(given)
        except RefusedError as refused:
            answer, status = {"result": "error", "message": refused.message}, refused.status
            self._record(given, refused.message)
        else:
            status = 200
            self._record(given, "success")
        if given.text("responsetype").lower() != "json":
            return web.Response(text=as_xml(answer), status=status, content_type="text/xml")
        if self.system.oddities.php_notices:
            body = NOTICES_BEFORE + json.dumps(answer) + NOTICES_BEHIND
            return web.Response(text=body, status=status, content_type="text/html")
        return web.json_response(answer, status=status)

    def _admit(self, request: web.Request, given: Given) -> None:
        """Who calls, from where, and may they do this? Raises RefusedError with HTTP 403."""
        identifier = given.text("identifier") or given.text("username")
        secret = given.text("secret") or given.text("password")
        if not (identifier and secret):
            raise RefusedError("Authentication Failed", 403)
        if identifier != self.credential.identifier:
            raise RefusedError("Invalid or missing credentials", 403)
        if not hmac.compare_digest(secret.encode(), self.credential.secret.encode()):
            raise RefusedError("Authentication Failed", 403)
        self._check_address(request.remote or "", given.text("accesskey"))
        if not self.system.books.setting("api_access", True):
            raise RefusedError("Access Denied", 403)
        allowed = self.system.books.setting("permissions")
        name = given.text("action").lower()
        if allowed is not None and name not in (one.lower() for one in allowed):
            raise RefusedError(f'Invalid Permissions: API action "{name}" is not allowed', 403)

    def _check_address(self, address: str, key: str) -> None:
        if self.credential.access_key and hmac.compare_digest(
            key.encode(), self.credential.access_key.encode()
        ):
            return
        if address not in self.system.books.setting("allowed_ips", list(LOCAL)):
            raise RefusedError(f"Invalid IP {address}", 403)

    async def perform(self, given: Given) -> Json:
        """Carry out a call that was admitted. Raises RefusedError."""
        action = _action(given)
        if action is None:
            raise RefusedError("Command Not Found")
        self.system.complaints.extend(f"{action}.{name}" for name in given.unknown(action))
        result = await self.system.change(lambda change: ACTIONS[action](change, given))
        oddities = self.system.oddities
        if action == "GetClientsDomains" and oddities.flat_domains and result["numreturned"]:
            result = flattened(result, "domains", "domain")
        return {"result": "success", **odd(result, oddities)}

    # Faults

    async def _misbehave(
        self, request: web.Request, given: Given, fault: Fault
    ) -> web.StreamResponse:
        if fault.effect == "before":
            await self._answer(request, given)
        else:
            self._record(given, f"fault: {fault.kind}")
        try:
            return await self._bad_answer(request, fault)
        finally:
            if fault.effect == "after":
                await asyncio.shield(asyncio.ensure_future(self._answer(request, given)))

    async def _bad_answer(self, request: web.Request, fault: Fault) -> web.StreamResponse:
        if fault.kind == "timeout":
            await self._hub.pause(fault.seconds)
        if fault.kind in ("timeout", "cut"):
            if request.transport is not None:
                request.transport.abort()
            return web.Response()  # goes nowhere
        if fault.kind == "maintenance":
            code = 503 if fault.code == 500 else fault.code
            return web.Response(status=code, text=MAINTENANCE, content_type="text/html")
        if fault.kind == "html":
            page = ERROR_PAGE.format(code=fault.code)
            return web.Response(status=fault.code, text=page, content_type="text/html")
        message = fault.description or "An unexpected error occurred"
        return web.json_response({"result": "error", "message": message}, status=fault.code)

    # The record

    def _record(self, given: Given, outcome: str) -> None:
        """What was asked, without what lets one in."""
        hidden = ("identifier", "secret", "username", "password", "accesskey", "responsetype")
        kept = {name: text for name, text in given.values.items() if name not in hidden}
        books = self.system.books
        number = books.insert(
            "call",
            at=self.system.clock(),
            action=_action(given) or given.text("action"),
            parameters=json.dumps(kept),
            outcome=outcome,
        )
        books.run("DELETE FROM call WHERE n <= ?", number - KEPT_CALLS)

    def calls(self, since: int = 0, action: str = "") -> list[Json]:
        """Oldest first: ``{n, at, action, parameters, outcome}``."""
        found = self.system.books.rows(
            "SELECT * FROM call WHERE n > ? AND (? = '' OR action = ?) ORDER BY n",
            since,
            action,
            action,
        )
        return [{**one, "parameters": json.loads(one["parameters"])} for one in found]

    # ``/sim/whmcs``: for tests

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/sim/whmcs", self._report),
            web.post("/sim/whmcs", self._set_up),
            web.get("/sim/whmcs/calls", self._list_calls),
        ]

    async def _report(self, request: web.Request) -> web.Response:
        counted = Counter(one["action"] for one in self.calls())
        books = self.system.books
        return web.json_response(
            {
                "calls": counted.total(),
                "by_action": dict(counted),
                "complaints": self.system.complaints,
                "hooks": self.system.hooks.by,
                "activity_log": self.system.hooks.log,
                "permissions": books.setting("permissions"),
                "allowed_ips": books.setting("allowed_ips", list(LOCAL)),
                "api_access": books.setting("api_access", True),
                "oddities": asdict(self.system.oddities),
            }
        )

    async def _set_up(self, request: web.Request) -> web.Response:
        """``{permissions?: [action] | null, allowed_ips?: [address], api_access?: bool,
        assigned?: [department], required_fields?: [id], oddities?: {name: bool},
        limits?: {web_server?: bytes, post_max_size?: bytes}}``"""
        self.set_up(await request.json())
        return web.json_response({"ok": True})

    def set_up(self, changes: Mapping[str, Any]) -> None:
        """Raises SimError."""
        books = self.system.books
        for name, value in changes.items():
            match name:
                case "permissions" | "allowed_ips" | "api_access" | "required_fields" | "limits":
                    books.set(name, value)
                case "assigned":
                    for row in books.rows("SELECT id, name FROM department"):
                        books.update("department", row["id"], assigned=row["name"] in value)
                case "oddities":
                    self.system.set_oddities(**value)
                case _:
                    raise SimError(f"WHMCS has no {name} to set up")

    async def _list_calls(self, request: web.Request) -> web.Response:
        since, action = int(request.query.get("since", 0)), request.query.get("action", "")
        return web.json_response({"calls": self.calls(since, action)})


def _action(given: Given) -> str | None:
    """The action by its own name; None when there is none of this name."""
    return NAMES.get(given.text("action").lower())


assert ACTIONS.keys() == described().keys()

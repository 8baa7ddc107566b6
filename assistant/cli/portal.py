"""``assistant portal …``: what the provider's people do in the embedded portal, from a shell.

The group is mounted with ``ctx.obj["admin"]``, a factory of an open PortalAdmin.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

import click

from assistant.domain.portal import Portal, PortalError, PortalFailure
from assistant.domain.tickets import TicketStatus

if TYPE_CHECKING:
    from assistant.portal.embedded import PortalAdmin

OpenPortal = Callable[[], AbstractAsyncContextManager[Portal]]
OpenAdmin = Callable[[], "AbstractAsyncContextManager[PortalAdmin]"]


class _Rupiah(click.ParamType[Decimal]):
    name = "rupiah"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Decimal:
        try:
            amount = Decimal(str(value))
        except InvalidOperation:
            self.fail(f"{value!r} is not an amount, write 250000", param, ctx)
        return amount


@click.group()
def portal() -> None:
    """Work in the embedded portal as the provider's people do."""


@portal.command()
@click.pass_obj
def seed(obj: dict[str, OpenAdmin]) -> None:
    """Make the demo's clients, services and invoices, as far as they are missing."""
    _do(obj, lambda admin: admin.seed())
    click.echo("seeded")


@portal.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON object, as the page reads it.")
@click.option("--client", metavar="E-MAIL", help="One account, as the assistant sees it.")
@click.pass_obj
def list_all(obj: dict[str, Any], as_json: bool, client: str | None) -> None:
    """Show accounts with their services, invoices and tickets.

    With --client it works on WHMCS, too: the account, what it owns, and what it owes.
    """
    if client is not None:
        _show_client(obj["portal"], client)
        return
    overview = _do(obj, lambda admin: admin.overview())
    if as_json:
        click.echo(json.dumps(overview, ensure_ascii=False))
        return
    for account in overview["accounts"]:
        _show(account)


@portal.command()
@click.argument("client")
@click.argument("amount", type=_Rupiah())
@click.option("--service", help="What is billed, such as domain-1.")
@click.option("--description", default="", help="What the line says; the service's name if not.")
@click.pass_obj
def bill(
    obj: dict[str, OpenAdmin],
    client: str,
    amount: Decimal,
    service: str | None,
    description: str,
) -> None:
    """Bill CLIENT (id or e-mail) AMOUNT rupiah before tax."""
    made = _do(obj, lambda admin: admin.bill(client, service, amount, description))
    click.echo(made["invoice"])


@portal.command()
@click.argument("number")
@click.pass_obj
def pay(obj: dict[str, OpenAdmin], number: str) -> None:
    """Mark invoice NUMBER paid."""
    _do(obj, lambda admin: admin.pay(number))
    click.echo(f"{number} is paid")


@portal.command()
@click.argument("number")
@click.pass_obj
def refund(obj: dict[str, OpenAdmin], number: str) -> None:
    """Mark paid invoice NUMBER refunded."""
    _do(obj, lambda admin: admin.refund(number))
    click.echo(f"{number} is refunded")


@portal.command()
@click.argument("number")
@click.pass_obj
def cancel(obj: dict[str, OpenAdmin], number: str) -> None:
    """Cancel unpaid invoice NUMBER."""
    _do(obj, lambda admin: admin.cancel(number))
    click.echo(f"{number} is cancelled")


@portal.command()
@click.argument("number")
@click.option("--swap-buyer", is_flag=True, help="Name a wrong buyer, to see it held back.")
@click.option("--wrong-amount", is_flag=True, help="Bill a wrong amount, to see it held back.")
@click.pass_obj
def issue(obj: dict[str, OpenAdmin], number: str, swap_buyer: bool, wrong_amount: bool) -> None:
    """Issue the specimen faktur of paid invoice NUMBER and hand it to the assistant."""
    issued = _do(
        obj,
        lambda admin: admin.issue(number, swap_buyer=swap_buyer, wrong_amount=wrong_amount),
    )
    click.echo(f"{issued['number']} {issued['filename']}")


@portal.command()
@click.argument("service")
@click.argument("to")
@click.pass_obj
def transfer(obj: dict[str, OpenAdmin], service: str, to: str) -> None:
    """Make the client TO (id or e-mail) the owner of SERVICE, such as domain-1."""
    _do(obj, lambda admin: admin.transfer(service, to))
    click.echo(f"{service} belongs to {to}")


@portal.command()
@click.argument("client")
@click.argument("address")
@click.pass_obj
def email(obj: dict[str, OpenAdmin], client: str, address: str) -> None:
    """Give CLIENT (id or e-mail) another e-mail ADDRESS."""
    _do(obj, lambda admin: admin.set_email(client, address))
    click.echo(f"{client} has the address {address}")


@portal.command()
@click.argument("number")
@click.argument("message")
@click.pass_obj
def reply(obj: dict[str, OpenAdmin], number: str, message: str) -> None:
    """Answer ticket NUMBER as staff."""
    _do(obj, lambda admin: admin.reply(number, message))
    click.echo(f"{number} is answered")


@portal.command()
@click.argument("number")
@click.argument("status", type=click.Choice(list(TicketStatus)))
@click.pass_obj
def status(obj: dict[str, OpenAdmin], number: str, status: str) -> None:
    """Give ticket NUMBER another STATUS."""
    _do(obj, lambda admin: admin.set_status(number, status))
    click.echo(f"{number} is {status}")


def _do(obj: dict[str, OpenAdmin], act: Callable[[PortalAdmin], Awaitable[Any]]) -> Any:
    async def run() -> Any:
        async with obj["admin"]() as admin:
            return await act(admin)

    try:
        return asyncio.run(run())
    except PortalError as error:
        raise click.ClickException(_advice(error)) from error


def _show_client(open_portal: OpenPortal, email: str) -> None:
    async def show() -> None:
        async with open_portal() as portal:
            client = await portal.find_client(email)
            if client is None:
                raise click.ClickException("no account has this address")
            services = await portal.services(client.id)
            owed = await portal.blocking_invoices(client.id)
        click.echo(f"{client.label} <{client.email}> NPWP {client.tax.npwp if client.tax else '-'}")
        for service in services:
            click.echo(f"  {service.id}  {service.name}  {service.status}")
        for invoice in owed:
            click.echo(f"  {invoice.number}  Rp{invoice.total:.0f}  {invoice.status}")

    try:
        asyncio.run(show())
    except PortalError as error:
        raise click.ClickException(error.detail or str(error)) from error


def _advice(error: PortalError) -> str:
    if error.code is not PortalFailure.UNAVAILABLE:
        return str(error)
    return f"{error}. Check ASSISTANT_DATABASE_URL, and that the assistant runs."


def _show(account: dict[str, Any]) -> None:
    click.echo(f"{account['label']} <{account['email']}> NPWP {account['npwp'] or '-'}")
    for service in account["services"]:
        click.echo(f"  {service['id']}  {service['name']}  {service['status']}")
    for invoice in account["invoices"]:
        faktur = f"  faktur {invoice['faktur']}" if invoice["faktur"] else ""
        click.echo(f"  {invoice['number']}  Rp{invoice['total']}  {invoice['status']}{faktur}")
    for ticket in account["tickets"]:
        click.echo(f"  {ticket['number']}  {ticket['subject']}  {ticket['status']}")

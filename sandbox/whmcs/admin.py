"""What the provider's people do in WHMCS's admin area. Each action may raise PortalError.

Its ids and statuses are the assistant's (``domain-12``, ``unpaid``), so that the page and the
tests that work in the embedded portal work here, too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from assistant.domain.billing import BLOCKING, InvoiceStatus, ServiceKind, ServiceStatus
from assistant.domain.fakturs.paper import DPP_NILAI_LAIN, taxable_base
from assistant.domain.money import in_sen, ppn, whole
from assistant.domain.portal import PortalError, PortalFailure
from assistant.domain.tickets import Attachment, TicketStatus
from sandbox.model import Json
from sandbox.whmcs import reading
from sandbox.whmcs.books import NO_MOMENT, Books, Change
from sandbox.whmcs.money import pay
from sandbox.whmcs.services import PRODUCTS
from sandbox.whmcs.system import System
from sandbox.whmcs.tickets import Reply, attach, set_status

if TYPE_CHECKING:
    from assistant.portal.embedded.finance import FakturIssuing

STAFF = "Rina Wijaya"
"""The administrator who is logged in."""
DUE_IN = timedelta(days=7)

_BEFORE = {
    InvoiceStatus.UNPAID: frozenset({InvoiceStatus.DRAFT, InvoiceStatus.PAYMENT_PENDING}),
    InvoiceStatus.OVERDUE: frozenset({InvoiceStatus.UNPAID}),
    InvoiceStatus.PAYMENT_PENDING: BLOCKING,
    InvoiceStatus.COLLECTIONS: BLOCKING,
    InvoiceStatus.DRAFT: BLOCKING,
    InvoiceStatus.PAID: BLOCKING,
    InvoiceStatus.CANCELLED: BLOCKING | {InvoiceStatus.DRAFT},
    InvoiceStatus.REFUNDED: frozenset({InvoiceStatus.PAID}),
}
"""What an invoice must be to become the other."""
_HOOK = {
    InvoiceStatus.PAID: "InvoicePaid",
    InvoiceStatus.CANCELLED: "InvoiceCancelled",
    InvoiceStatus.REFUNDED: "InvoiceRefunded",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a new invoice."""

    description: str
    amount: Decimal
    """Rupiah before tax."""
    service: str | None = None
    """``domain-12`` or ``service-7``; None: for nothing in particular."""
    discount: Decimal = Decimal(0)
    """Rupiah off the line; WHMCS writes it as a line of its own, below."""


class WhmcsAdmin:
    def __init__(self, system: System, settings: Mapping[str, str]) -> None:
        self.system = system
        self._settings = settings

    @property
    def finance(self) -> FakturIssuing:
        """Who sells, and where a faktur's PDF is handed in."""
        from assistant.portal.embedded.finance import finance_of

        return finance_of(self._settings)

    async def seed(self) -> None:
        """Make the demo's world, as far as it is not there."""
        from sandbox.whmcs.seed import seed

        await self.system.change(seed)

    async def overview(self) -> Json:
        """Everything on one page, amounts as texts of whole rupiah."""
        shown = reading.overview(self.system.books, f"{self.system.now:%Y-%m-%d}")
        by = {"PHP": "oleh PHP", "nothing": "tidak ada"}.get(self.system.hooks.by, "tanpa PHP")
        return {"note": f"WHMCS tiruan · hook {by}", "moves_by_hand": True, **shown}

    # Invoices

    async def bill(
        self, client: str, service: str | None, amount: Decimal, description: str = ""
    ) -> Json:
        """Bill a client, by id or e-mail, ``amount`` rupiah before tax. Answers the number."""
        if not amount.is_finite() or in_sen(amount) <= 0 or amount >= Decimal(10) ** 12:
            raise _refused("the amount is not one to bill")

        def write(change: Change) -> Json:
            owner = _find_client(change.books, client)
            if service and _find_service(change.books, service)["client"] != owner["id"]:
                raise _refused("the service is another client's")
            said = description or (
                described(change.books, service, change.now) if service else "Layanan"
            )
            line = Line(said, in_sen(amount), service)
            due = f"{change.now + DUE_IN:%Y-%m-%d}"
            invoice = write_invoice(change, owner["id"], [line], change.today, due)
            return {"invoice": reading.number(invoice)}

        return await self.system.change(write)

    async def pay(self, number: str) -> None:
        await self.set_invoice_status(number, InvoiceStatus.PAID)

    async def pay_part(self, number: str, amount: Decimal) -> None:
        """So many rupiah of it came by bank transfer."""

        def write(change: Change) -> None:
            invoice = _find_invoice(change.books, number)
            if reading.invoice_status(invoice, change.today) not in BLOCKING:
                raise _refused("the invoice takes no payment")
            pay(change, invoice, amount, "banktransfer", f"TRF-{change.random_digits(9)}")

        await self.system.change(write)

    async def refund(self, number: str) -> None:
        await self.set_invoice_status(number, InvoiceStatus.REFUNDED)

    async def cancel(self, number: str) -> None:
        await self.set_invoice_status(number, InvoiceStatus.CANCELLED)

    async def set_invoice_status(self, number: str, status: InvoiceStatus) -> None:
        """Raises NOT_FOUND, and REFUSED where the invoice's status does not lead there."""

        def write(change: Change) -> None:
            invoice = _find_invoice(change.books, number)
            now = reading.invoice_status(invoice, change.today)
            if now not in _BEFORE.get(status, frozenset()):
                raise _refused(f"the invoice is {now}")
            set_invoice(change, invoice, status)

        await self.system.change(write)

    async def issue(
        self, number: str, *, swap_buyer: bool = False, wrong_amount: bool = False
    ) -> Json:
        """Draw the faktur of a paid invoice and hand its PDF to the assistant."""
        from assistant.portal.embedded.specimen import Faults
        from sandbox.whmcs.specimens import issue

        invoice = _find_invoice(self.system.books, number)
        faults = Faults(swap_buyer, wrong_amount)
        return await issue(self.system, self.finance, invoice, faults)

    async def number(self, number: str, new: str) -> None:
        """Give an invoice a number of its own, whatever others have."""

        def write(change: Change) -> None:
            invoice = _find_invoice(change.books, number)
            change.books.update("invoice", invoice["id"], invoicenum=new)

        await self.system.change(write)

    async def set_email(self, client: str, email: str) -> None:
        """Give a client, by id or e-mail, another address, as people do in the admin area."""

        def write(change: Change) -> None:
            owner = _find_client(change.books, client)
            change.books.update("client", owner["id"], email=email)
            change.run_hook("ClientEdit", userid=owner["id"], **(owner | {"email": email}))

        await self.system.change(write)

    async def set_currency(self, client: str, code: str) -> None:
        """What a client, by id or e-mail, is billed in."""

        def write(change: Change) -> None:
            owner = _find_client(change.books, client)
            change.books.update("client", owner["id"], currency=code)

        await self.system.change(write)

    # Services

    async def add_service(self, client: str, kind: ServiceKind, name: str) -> Json:
        """Give a client, by id or e-mail, something new. Answers its id."""

        def write(change: Change) -> Json:
            owner = _find_client(change.books, client)
            due = f"{change.now + timedelta(days=30):%Y-%m-%d}"
            return {"service": add_service(change, owner["id"], kind, name, due)}

        return await self.system.change(write)

    async def set_service_status(self, service: str, status: ServiceStatus) -> None:
        def write(change: Change) -> None:
            found = _find_service(change.books, service)
            table, _ = reading.split(service)
            change.books.update(table, found["id"], status=reading.shown_status(table, status))
            _service_hook(change, service, found["client"])

        await self.system.change(write)

    async def transfer(self, service: str, to: str) -> None:
        """*Transfer Ownership*: only the owner changes. Invoices stay where they are."""

        def write(change: Change) -> None:
            found = _find_service(change.books, service)
            owner = _find_client(change.books, to)
            table, _ = reading.split(service)
            change.books.update(table, found["id"], client=owner["id"])
            _service_hook(change, service, owner["id"])

        await self.system.change(write)

    # Tickets

    async def add_department(self, name: str, *, assigned: bool = True) -> None:
        """Nothing happens when there is one of this name."""

        def write(change: Change) -> None:
            if change.books.row("SELECT id FROM department WHERE name = ?", name) is None:
                change.books.insert("department", name=name, assigned=int(assigned))

        await self.system.change(write)

    async def ticket(self, number: str) -> Json:
        """By the number people read, with all that was written."""
        books = self.system.books
        return reading.ticket(books, _find_ticket(books, number))

    async def reply(
        self, number: str, message: str, attachments: Sequence[Attachment] = ()
    ) -> None:
        """Answer as staff."""

        def write(change: Change) -> None:
            found = _find_ticket(change.books, number)
            if not message.strip():
                raise _refused("the answer is empty")
            reply = Reply(change, found, message).by_staff(STAFF)
            attach(change, "reply", reply, [(one.name, one.content) for one in attachments])

        await self.system.change(write)

    async def set_status(self, number: str, status: str) -> None:
        if status not in list(TicketStatus):
            raise _refused("no such status")
        shown = reading.TICKET_SHOWN[TicketStatus(status)]
        await self.system.change(
            lambda change: set_status(change, _find_ticket(change.books, number), shown)
        )

    async def attachment(self, attachment_id: str) -> Attachment:
        """A file of a ticket, by the id that :meth:`ticket` gives it. Raises NOT_FOUND."""
        kind, _, rest = attachment_id.partition("-")
        related, _, index = rest.partition("-")
        found = self.system.books.row(
            "SELECT filename, content FROM attachment WHERE kind = ? AND related = ? AND n = ?",
            kind,
            _number(related),
            _number(index),
        )
        row = _found(found, "file")
        return Attachment(row["filename"], bytes(row["content"]))

    async def notes(self, client: str) -> list[str]:
        """What is noted beside a client, oldest first."""
        owner = _find_client(self.system.books, client)
        rows = self.system.books.all(
            "SELECT note FROM note WHERE client = ? ORDER BY id", owner["id"]
        )
        return [str(note) for (note,) in rows]


def add_service(
    change: Change, client: int, kind: ServiceKind, name: str, due: str, since: str = ""
) -> str:
    """Give a client a domain, or a product named ``Product (its domain)``. Answers its id."""
    started = since or change.today
    if kind is ServiceKind.DOMAIN:
        key = change.books.insert(
            "domain",
            client=client,
            name=name,
            amount="250000.00",
            regdate=started,
            expirydate=due,
            nextduedate=due,
            status="Active",
        )
        return f"domain-{key}"
    label, _, domain = name.partition(" (")
    wanted = "server" if kind is ServiceKind.SERVER else "hostingaccount"
    fit = [one for one in PRODUCTS if one.type == wanted]
    sold = next((one for one in fit if one.name == label), fit[0])
    key = change.books.insert(
        "service",
        client=client,
        pid=sold.pid,
        domain=domain.removesuffix(")") or name,
        billingcycle=sold.billingcycle,
        amount=f"{sold.price}.00",
        regdate=started,
        nextduedate=due,
        status="Active",
    )
    return f"service-{key}"


def write_invoice(
    change: Change, client: int, lines: Sequence[Line], issued: str, due: str
) -> Json:
    """An unpaid invoice, with PPN as a faktur of it will have."""
    subtotal = sum((line.amount - line.discount for line in lines), Decimal(0))
    tax = whole(ppn(whole(taxable_base(DPP_NILAI_LAIN, subtotal))))
    oddities = change.books.setting("oddities", {})
    inclusive = bool(oddities.get("inclusive_tax"))
    key = change.books.insert(
        "invoice",
        client=client,
        invoicenum="",
        status="Unpaid",
        date=issued,
        duedate=due,
        datepaid=NO_MOMENT,
        date_refunded=NO_MOMENT,
        date_cancelled=NO_MOMENT,
        tax=f"{tax:.2f}",
        inclusive=int(inclusive),
        created_at=change.moment,
        updated_at=change.moment,
    )
    if oddities.get("invoice_numbers"):
        change.books.update("invoice", key, invoicenum=f"INV-{issued[:4]}-{key:06}")
    factor = (subtotal + tax) / subtotal if inclusive and subtotal else Decimal(1)
    written = [one for line in lines for one in _lines(line, factor)]
    if inclusive and written:  # what was rounded is made good in the last
        left = subtotal + tax - sum((one["amount"] for one in written), Decimal(0))
        written[-1]["amount"] += left
    for one in written:
        amount = f"{one.pop('amount'):.2f}"
        change.books.insert("item", invoice=key, amount=amount, **one)
    return change.books.by_id("invoice", key) or {}


def _lines(line: Line, factor: Decimal) -> list[Json]:
    """A line as WHMCS writes it: a discount stands below, as one of its own."""
    table, related = reading.split(line.service) if line.service else ("", 0)
    kind = {"domain": "Domain", "service": "Hosting"}.get(table, "")
    written = [(kind, line.description, line.amount)]
    if line.discount:
        written.append((f"Promo{kind}" if kind else "", "Diskon", -line.discount))
    return [
        {
            "type": type_,
            "relid": related,
            "description": description,
            "amount": in_sen(amount * factor),
        }
        for type_, description, amount in written
    ]


def set_invoice(change: Change, invoice: Json, status: InvoiceStatus, at: str = "") -> None:
    """Give an invoice a status, and run the hook for it."""
    moment = at or change.moment
    values: Json = {"updated_at": moment}
    if status is InvoiceStatus.OVERDUE:  # no status of its own: its day has passed
        past = f"{change.now - timedelta(days=1):%Y-%m-%d}"
        values |= {"duedate": past, "date": min(invoice["date"], past)}
    else:
        values["status"] = reading.INVOICE_SHOWN[status]
    stamp = {"paid": "datepaid", "refunded": "date_refunded", "cancelled": "date_cancelled"}
    if status in stamp:
        values[stamp[status]] = moment
    change.books.update("invoice", invoice["id"], **values)
    if status in _HOOK:
        change.run_hook(_HOOK[status], invoiceid=invoice["id"])


def _service_hook(change: Change, service: str, owner: int) -> None:
    table, key = reading.split(service)
    if table == "domain":
        change.run_hook("DomainEdit", userid=owner, domainid=key)
    else:
        change.run_hook("ServiceEdit", userid=owner, serviceid=key)


def _refused(detail: str) -> PortalError:
    return PortalError(PortalFailure.REFUSED, detail)


def _found(row: Json | None, what: str) -> Json:
    if row is None:
        raise PortalError(PortalFailure.NOT_FOUND, f"no such {what}")
    return row


def _find_client(books: Books, id_or_email: str) -> Json:
    if "@" in id_or_email:
        row = books.row("SELECT * FROM client WHERE email = ?", id_or_email.strip())
    else:
        row = books.by_id("client", _number(id_or_email))
    return _found(row, "client")


def _find_service(books: Books, service: str) -> Json:
    table, key = reading.split(service)
    return _found(books.by_id(table, key) if table else None, "service")


def _find_invoice(books: Books, number: str) -> Json:
    found = "SELECT * FROM invoice WHERE invoicenum = ? AND invoicenum != ''"
    return _found(
        books.row(found, number.strip()) or books.by_id("invoice", _number(number)), "invoice"
    )


def _find_ticket(books: Books, number: str) -> Json:
    shown = number.strip().removeprefix("#")
    return _found(books.row("SELECT * FROM ticket WHERE tid = ?", shown), "ticket")


def _number(text: str) -> int:
    shown = text.strip()
    return int(shown) if shown.isascii() and shown.isdecimal() and len(shown) < 19 else -1


def described(books: Books, service: str, since: datetime, said: str = "") -> str:
    """A line as WHMCS writes it: what it is for, and the period in brackets."""
    table, key = reading.split(service)
    months = reading.months_billed(books, table, key)
    years, month = divmod(since.month - 1 + months, 12)
    first_after = since.replace(day=1, year=since.year + years, month=month + 1)
    until = first_after + timedelta(days=min(since.day, 28) - 2)
    name = said or reading.service_name(table, key, books)
    return f"{name} ({since:%d/%m/%Y} - {until:%d/%m/%Y})"

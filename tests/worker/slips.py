"""A company, its invoices and its slips, and the jobs that take them in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from assistant.documents.archive import unpack
from assistant.domain.billing import Invoice, ServiceKind
from assistant.domain.clients import Client
from assistant.domain.sources import Source
from assistant.domain.withholding.announcing import Subjects
from assistant.domain.withholding.comparing import Accepted
from assistant.domain.withholding.expecting import announce, expected
from assistant.domain.withholding.keeping import Due, SlipSettings, StoredSlip
from assistant.domain.withholding.model import (
    NoSlip,
    Owed,
    PaidHow,
    Payee,
    Slip,
    SlipParty,
    UnreadableSlip,
)
from assistant.domain.withholding.receiving import SlipRules, receive_slip
from assistant.storage.tables import withholding as w
from assistant.worker.files import NotThereError
from assistant.worker.slips import SlipJobs
from sandbox.slip_specimen import good_slip, write_slip
from tests.worker.conftest import BUDI, Office

US = Payee("0012345674012000", "0012345674012000000000", "PT CLOUD CONTOH INDONESIA")
THEM = SlipParty(npwp="0013121660091000", nitku="0013121660091000000000", name="MAJU JAYA")


class KnownSlips:
    """Reads what a test wrote, without drawing it; other bytes are something else."""

    def __init__(self) -> None:
        self.known: dict[bytes, Slip | NoSlip] = {}

    def write(self, slip: Slip | NoSlip, copy: int = 0) -> bytes:
        content = f"%PDF-{len(self.known)}-{copy}".encode()
        self.known[content] = slip
        return content

    async def read_slip(self, pdf: bytes) -> Slip:
        found = self.known.get(pdf, NoSlip.OTHER)
        if isinstance(found, NoSlip):
            raise UnreadableSlip(found)
        return found


@dataclass
class Desk:
    """What a test of slips is played with."""

    office: Office
    reader: Any = field(default_factory=KnownSlips)
    files: dict[str, bytes] = field(default_factory=dict)
    settings: SlipSettings = field(default_factory=lambda: SlipSettings(US))
    accepted: Accepted = field(default_factory=Accepted)
    portal: Any = None

    @property
    def rules(self) -> SlipRules:
        return SlipRules(self.settings, Subjects(), self.accepted)

    @property
    def jobs(self) -> SlipJobs:
        async def fetch(file_id: str) -> bytes:
            if file_id not in self.files:
                raise NotThereError("gone")
            return self.files[file_id]

        portal = self.portal or self.office.portal
        return SlipJobs(self.office.shop, portal, self.reader, fetch, unpack, self.rules)

    async def company(
        self, person: int = BUDI, email: str = "budi@majujaya.example", name: str = "PT Maju Jaya"
    ) -> Client:
        return await self.office.linked(person, email, name)

    async def hosting(self, client: Client, amount: int = 1_000_000) -> Invoice:
        """An unpaid invoice for a server, known here."""
        portal = self.office.provider
        service = await portal.add_service(
            client.id, ServiceKind.SERVER, f"VPS {amount} ({client.id}.example)"
        )
        number = await portal.bill(client.id, service, Decimal(amount))
        await self.office.accounts.refresh_account(client.id)
        invoice = await self.office.portal.find_invoice(number)
        assert invoice is not None
        return invoice

    async def pay(self, invoice: Invoice) -> None:
        """In full; the portal tells of it."""
        await self.office.provider.admin.pay(invoice.number)
        await self.office.events._invoice_paid(invoice.id)

    async def say(self, invoice: Invoice, how: PaidHow, person: int = BUDI) -> tuple[Owed, ...]:
        async with self.office.shop.work() as work:
            one = await expected(work, person, invoice.id, Subjects())
            assert one is not None
            said = await announce(work, person, one, how)
            assert said is not None
            return said.owed

    async def owed(self, invoice: Invoice, person: int = BUDI) -> tuple[Owed, ...]:
        async with self.office.shop.work() as work:
            one = await expected(work, person, invoice.id, Subjects())
        assert one is not None
        return one.asked.owed

    async def send(
        self, slip: Slip | NoSlip | bytes, person: int | None = BUDI, name: str = "bupot.pdf"
    ) -> str:
        """As a customer drops it, and as the jobs go on from there. What became of it."""
        content = slip if isinstance(slip, bytes) else self.reader.write(slip)
        key = f"file-{len(self.files)}"
        self.files[key] = content
        async with self.office.shop.work() as work:
            source = Source.CHAT if person else Source.FINANCE
            file = await receive_slip(work, source, name, person=person, telegram=key)
        await self.jobs.read(str(file))
        await self.read_all()
        return await self.outcome(file)

    async def read_all(self) -> None:
        for row in await self.office.rows(w.slip_upload):
            if row.outcome is None:
                await self.jobs.read(str(row.id))

    async def outcome(self, file: int) -> str:
        rows = await self.office.rows(w.slip_upload)
        return str(next(row.outcome for row in rows if row.id == file))

    async def settle(self, *invoices: Invoice) -> None:
        for invoice in invoices:
            await self.jobs.settle(invoice.id)
        for row in await self.office.rows(w.settlement):
            await self.jobs.move(str(row.id))

    async def kept(self) -> list[StoredSlip]:
        rows = await self.office.rows(w.slip)
        async with self.office.shop.work() as work:
            found = [await work.withholding.kept(row.id) for row in rows]
        return [one for one in found if one is not None]

    async def dues(self) -> list[Due]:
        rows = await self.office.rows(w.settlement)
        async with self.office.shop.work() as work:
            found = [await work.dues.get(row.id) for row in rows]
        return [one for one in found if one is not None]


def slip_for(owed: Owed, number: str = "2600A1B2C", by: SlipParty = THEM) -> Slip:
    return good_slip(owed, US, by, number)


def several(owed: Sequence[Owed], number: str = "2600A1B2C") -> Slip:
    """One slip for all of them, named one after the other."""
    first = slip_for(owed[0], number)
    named = ", ".join(one.invoice_number for one in owed)
    base = sum((one.base for one in owed), Decimal(0))
    return replace(
        first,
        base=base,
        amount=sum((one.amount for one in owed), Decimal(0)),
        document=replace(first.document, number=named),
    )


__all__ = ["THEM", "US", "Desk", "KnownSlips", "several", "slip_for", "write_slip"]

from __future__ import annotations
from dataclasses import replace
from datetime import UTC, datetime, date
from decimal import Decimal
from pathlib import Path
import pytest
from assistant.domain.billing import Invoice, InvoiceItem, InvoiceStatus
from assistant.domain.fakturs.paid import invoice_paid
from assistant.domain.finance.model import Act, ActState, BuyerClass
from assistant.domain.fakturs.model import UploadState
from assistant.domain.seller import Seller
from assistant.worker.fakturs import FakturJobs
from tests.things import tax, new_client
from tests.worker.conftest import BUDI, Office
from tests.worker.test_fakturs import read, documents_sent
from tests.worker.test_quarantine import act, staff_rows

CASES = Path("/work/shared/cases/tax")

@pytest.fixture
def kilat(monkeypatch):
    def fakturs(self):
        return FakturJobs(self.shop, self.reader, Seller("KILAT CONTOH FIKTIF", "0098765431441000"), self.portal)
    monkeypatch.setattr(Office, "fakturs", property(fakturs))

async def world(office, paid_at):
    client = await office.linked(BUDI, "siti@sinarrahma.example", "CV Sinar Rahma", taxed=False)
    await office.portal.set_tax_profile(client.id, tax("0029998887423000", "SINAR RAHMA", "siti@sinarrahma.example"))
    client = await office.portal.client(client.id)
    john = await office.linked(BUDI, "john@fiktif.example", "John Fiktif", taxed=False)
    async with office.shop.work() as work:
        for n, owner, price in ((10, john, 150000), (11, client, 431000), (12, client, 431000), (13, client, 431000)):
            number = f"INV-2026-{n:06d}"
            item = InvoiceItem("Layanan VPS contoh", 1, Decimal(price), Decimal(0), "s-1", 1)
            day = date(2026, 11, 29)
            from assistant.domain.money import ppn_due
            await invoice_paid(work, owner, Invoice(f"id-{n}", number, owner.id, InvoiceStatus.PAID, day, day, paid_at, (item,), ppn_due(Decimal(price))))
    return client, john

PDFS = sorted(p.name for p in CASES.glob("*.pdf"))

@pytest.mark.parametrize("cls", [None, BuyerClass.GOVERNMENT])
@pytest.mark.parametrize("when", [datetime(2026,11,29,1,tzinfo=UTC), datetime(2026,11,28,17,0,tzinfo=UTC)])
async def test_all(office, kilat, cls, when):
    for name in PDFS:
        pass
    client, john = await world(office, when)
    if cls:
        async with office.shop.work() as work:
            await work.buyers.classify(client.id, cls)
    # each alone would need a fresh world: hold ones first
    order = ["reference-on-page-2.pdf","reference-same-page.pdf","items-real-order.pdf","dated-next-month.pdf","passport-buyer.pdf","kode-02-government.pdf","gabungan.pdf","owner-locked.pdf"]
    for name in order:
        up = await read(office, (CASES/name).read_bytes())
        print(cls, name, up.state, up.reasons, "W", up.warnings)
        if name == "passport-buyer.pdf":
            print(await act(office, Act.ASSIGN, up.id, "INV-2026-000010"), (await staff_rows(office))[-1].payload["key"])
            r = await office.do(lambda w: w.fakturs.request_of("INV-2026-000010"))
            print(await act(office, Act.ASSIGN_SURE, f"{up.id}-{r.id}"))
    print(await office.told(), [x.payload["key"] for x in await staff_rows(office)])

async def test_advance(office, kilat):
    await world(office, datetime(2026,11,29,1,tzinfo=UTC))
    up = await read(office, (CASES/"advance.pdf").read_bytes())
    print("advance", up.state, up.reasons, "W", up.warnings)

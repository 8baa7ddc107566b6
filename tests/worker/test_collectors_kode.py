"""Up to a collector's limit its contract says which kode is right: either passes, with a word."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.documents.specimen import write_specimen
from assistant.domain.billing import InvoiceStatus
from assistant.domain.clients import Client
from assistant.domain.fakturs.model import FakturRequest, Upload, UploadState
from assistant.domain.fakturs.paper import NomorFaktur
from assistant.domain.finance.buyer_class import kode_of, kodes_of
from assistant.domain.finance.model import BuyerClass
from assistant.portal.embedded.specimen import Faults, specimen
from tests.worker.conftest import BUDI, Office
from tests.worker.test_fakturs import PARTY, read, waiting
from tests.worker.test_quarantine import staff_rows

GOVERNMENT, COLLECTOR = BuyerClass.GOVERNMENT, BuyerClass.COLLECTOR


@pytest.fixture
async def client(office: Office) -> Client:
    return await office.linked(BUDI, "budi@majujaya.example")


async def billed(office: Office, client: Client, price: int) -> str:
    number = await office.provider.bill(client.id, None, Decimal(price))
    await office.provider.set_invoice(number, InvoiceStatus.PAID)
    return await waiting(office, client, number)


async def came(office: Office, client: Client, number: str, kode: str, serial: int = 1) -> Upload:
    """The PDF of that invoice's faktur, with this kode transaksi."""
    invoice = await office.portal.find_invoice(number)
    assert invoice is not None
    assert client.tax is not None
    nomor = NomorFaktur(kode, "00", f"26{serial:011}")
    return await read(office, write_specimen(specimen(invoice, client.tax, PARTY, nomor, Faults())))


async def classified(office: Office, client: Client, class_: BuyerClass) -> None:
    await office.do(lambda work: work.buyers.classify(client.id, class_))


async def request_of(office: Office, number: str) -> FakturRequest:
    found = await office.do(lambda work: work.fakturs.request_of(number))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("class_", "price", "kode", "state", "told"),
    [
        (GOVERNMENT, 431_000, "02", UploadState.ISSUED, ["kode-either"]),
        (GOVERNMENT, 431_000, "04", UploadState.ISSUED, []),
        (GOVERNMENT, 2_000_000, "02", UploadState.ISSUED, ["kode-either"]),
        (GOVERNMENT, 2_000_001, "02", UploadState.ISSUED, []),
        (GOVERNMENT, 2_000_001, "04", UploadState.HELD, []),
        (GOVERNMENT, 431_000, "03", UploadState.HELD, []),
        (COLLECTOR, 9_009_009, "03", UploadState.ISSUED, ["kode-either"]),
        (COLLECTOR, 9_009_010, "04", UploadState.HELD, []),
        (BuyerClass.ORDINARY, 431_000, "02", UploadState.HELD, []),
        (None, 431_000, "02", UploadState.HELD, []),
    ],
)
async def test_the_amount_and_the_class_say_which_kodes_pass(
    office: Office,
    client: Client,
    class_: BuyerClass | None,
    price: int,
    kode: str,
    state: UploadState,
    told: list[str],
) -> None:
    if class_ is not None:
        await classified(office, client, class_)
    number = await billed(office, client, price)
    upload = await came(office, client, number, kode)
    assert (upload.state, [code for code, _, _ in upload.warnings]) == (state, told)
    held = [] if state is UploadState.ISSUED else ["kode-transaksi"]
    assert [code for code, _, _ in upload.reasons] == held
    said = [row.payload["key"] for row in await staff_rows(office)]
    assert said == (["finance-sent-with-warnings"] if told else ["held-card"] if held else [])


async def test_what_coretax_issued_is_what_is_exported_next(office: Office, client: Client) -> None:
    """Until it issues the other one, and never for another account."""
    await classified(office, client, GOVERNMENT)
    first, second, third = [await billed(office, client, 431_000) for _ in range(3)]
    for serial, (number, kode, next_) in enumerate(
        ((first, "02", "02"), (second, "04", "04")), start=1
    ):
        assert (await came(office, client, number, kode, serial)).state is UploadState.ISSUED
        buyer = await office.do(lambda work: work.buyers.get(client.id))
        waits = await request_of(office, third)
        assert kode_of(waits, buyer) == next_
        assert sorted(kodes_of(waits, buyer)) == ["02", "04"]
    assert (await request_of(office, first)).kode == "02"

"""Made-up customers with their invoices and faktur: names, addresses and lines of all lengths."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random

from assistant.documents.specimen import write_specimen
from assistant.domain.billing import Invoice, InvoiceItem, InvoiceStatus
from assistant.domain.clients import Client, TaxKind, TaxProfile
from assistant.domain.fakturs.paper import FakturSpecimen, NomorFaktur, Party
from assistant.domain.money import dpp_nilai_lain, ppn, whole
from assistant.portal.embedded.specimen import Faults, buyer, number_of, specimen

SELLER = Party(
    "PT KILAT CONTOH FIKTIF",
    "JL CONTOH RAYA NO 10, KOTA ADM. JAKARTA SELATAN, DKI JAKARTA 12345",
    "0098765431441000",
    "0098765431441000000000",
)
KINDS = ("buyer", "amount", "reference", "number", "seller")
"""What is taken from another customer's faktur."""
_WORDS = (
    "maju", "jaya", "sinar", "rahma", "kopi", "bahari", "nusantara", "sejahtera", "abadi", "karya",
    "mandiri", "putra", "utama", "digital", "teknologi", "d'amour", "pratama", "&", "sons", "88",
    "multi-media", "perkasa", "(persero)", "indah", "“bintang”", "selaras",
)  # fmt: skip
_STREETS = (
    "jl.", "contoh", "no.", "12", "rt", "001/rw", "002", "kel.", "fiktif", "kec.", "gedung",
    "menara", "lt.", "8", "blok", "c-5", "kav.", "3", "kompleks", "ruko", "kota", "bandung",
    "jawa", "barat", "kab.", "tangerang",
)  # fmt: skip
_GOODS = (
    "Hosting Kilat S (toko.example)", "Domain contoh.example, 1 tahun", "VPS 2 vCPU / 4 GB",
    "Perpanjangan SSL *.contoh.example untuk layanan yang namanya panjang sekali sehingga dibungkus"
    " ke baris berikutnya", "Lisensi cPanel", "Email Bisnis 25 akun",
)  # fmt: skip
_FIRST_PAYMENT = datetime(2026, 10, 1, 3, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Paper:
    """A faktur, and the invoice that it is meant for."""

    invoice: Invoice
    client: Client
    faktur: FakturSpecimen
    swapped: str = ""
    """One of :data:`KINDS`, and then it must reach nobody."""

    @property
    def file_name(self) -> str:
        return f"{self.invoice.number}.pdf"


def profile(draw: Random, number: int) -> TaxProfile:
    """Another buyer for each number: companies, and a person among five."""
    name = _words(draw, _WORDS, 1, 9).upper()
    address = _words(draw, _STREETS, 4, 24).upper()
    person = number % 5 == 0
    npwp = f"327{number:013}" if person else f"0{number:09}091000"
    kind = TaxKind.PERSON if person else TaxKind.COMPANY
    title = "" if person else draw.choice(("PT ", "CV ", "YAYASAN ", "UD. "))
    return TaxProfile(
        kind, npwp, f"{npwp}000000", title + name, address, f"pajak{number}@majujaya.example"
    )


def good_papers(draw: Random, clients: Sequence[Client], first: int, count: int) -> list[Paper]:
    """The faktur of so many paid invoices. One of ten names no invoice."""
    return [_paper(draw, draw.choice(clients), number) for number in range(first, first + count)]


def swapped_papers(
    draw: Random, clients: Sequence[Client], first: int, count: int, others: Sequence[Paper]
) -> list[Paper]:
    """Each says in one place what ``others``, known by now, say of another customer."""
    papers = good_papers(draw, clients, first, count)
    return [_swapped(draw, paper, others, KINDS[n % len(KINDS)]) for n, paper in enumerate(papers)]


def _paper(draw: Random, client: Client, number: int) -> Paper:
    assert client.tax is not None
    items = tuple(_item(draw) for _ in range(draw.choice((1, 1, 1, 2, 3, 12))))
    paid = _FIRST_PAYMENT + timedelta(minutes=draw.randrange(60 * 24 * 30))
    invoice = Invoice(
        str(number), f"INV-2026-{number:06}", client.id, InvoiceStatus.PAID,
        paid.date(), paid.date(), paid, items, Decimal(0),
    )  # fmt: skip
    invoice = replace(invoice, tax=whole(ppn(dpp_nilai_lain(invoice.subtotal))))
    faktur = specimen(invoice, client.tax, SELLER, number_of(f"26{number:011}", 0), Faults())
    silent = draw.random() < 0.1
    return Paper(invoice, client, replace(faktur, reference="") if silent else faktur)


def _item(draw: Random) -> InvoiceItem:
    price, quantity = Decimal(draw.randrange(15_000, 9_000_000)), draw.choice((1, 1, 1, 2, 12))
    discount = draw.choice((Decimal(0), Decimal(0), whole(price / 10)))
    return InvoiceItem(draw.choice(_GOODS), quantity, price, discount, None, draw.choice((1, 12)))


def _swapped(draw: Random, paper: Paper, others: Sequence[Paper], kind: str) -> Paper:
    other = draw.choice(others)
    while other.client.id == paper.client.id or other.invoice.subtotal == paper.invoice.subtotal:
        other = draw.choice(others)
    assert other.client.tax is not None
    faktur = replace(paper.faktur, reference=paper.invoice.number)
    stranger = buyer(other.client.tax)
    changed: dict[str, Callable[[], FakturSpecimen]] = {
        "buyer": lambda: replace(faktur, buyer=stranger),
        "amount": lambda: replace(faktur, items=other.faktur.items),
        "reference": lambda: replace(faktur, reference=other.invoice.number),
        "number": lambda: replace(faktur, number=NomorFaktur.parse(str(other.faktur.number))),
        "seller": lambda: replace(faktur, seller=stranger),
    }
    return replace(paper, faktur=changed[kind](), swapped=kind)


def draw_all(papers: Sequence[Paper], folder: Path) -> None:
    """Each as a PDF in the folder, by two processes."""
    folder.mkdir()
    work = [(folder / paper.file_name, paper.faktur) for paper in papers]
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as pool:
        for _ in pool.map(_draw, work, chunksize=50):
            pass


def _draw(work: tuple[Path, FakturSpecimen]) -> None:
    path, faktur = work
    path.write_bytes(write_specimen(faktur))


def _words(draw: Random, words: Sequence[str], least: int, most: int) -> str:
    return " ".join(draw.choice(words) for _ in range(draw.randint(least, most)))

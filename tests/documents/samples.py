"""Fakturs for tests: made up, in the forms of real ones."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from assistant.domain.fakturs.comparing import ExpectedFaktur
from assistant.domain.fakturs.paper import FakturItem, FakturSpecimen, NomorFaktur, Party

VPS = FakturItem(
    name="Layanan VPS contoh (1 bulan)",
    code="160105",
    unit="Bulan",
    price=Decimal(150000),
    quantity=Decimal(1),
    discount=Decimal(0),
    amount=Decimal(150000),
)
DOMAIN = FakturItem(
    name="Domain contoh.example 1 tahun",
    code="160105",
    unit="Tahun",
    price=Decimal(275000),
    quantity=Decimal(1),
    discount=Decimal(25000),
    amount=Decimal(275000),
)
SPECIMEN = FakturSpecimen(
    number=NomorFaktur("04", "00", "2600000000123"),
    seller=Party(
        name="PT PENJUAL FIKTIF",
        address="JL CONTOH RAYA NO 10, RT 001, RW 002, CONTOH, KOTA ADM. JAKARTA SELATAN 12345",
        npwp="0012345674012000",
        nitku="0012345674012000000000",
    ),
    buyer=Party(
        name="PT CONTOH FIKTIF NUSANTARA",
        address="JL CONTOH NO 1, RT 000, RW 000, CONTOH, CONTOH, KOTA BANDUNG, JAWA BARAT 40111",
        npwp="0029998887423000",
        nitku="0029998887423000000000",
        email="keuangan@contoh.example",
    ),
    date=date(2026, 1, 15),
    place="KOTA ADM. JAKARTA SELATAN",
    signer="PENANDA TANGAN FIKTIF",
    items=(VPS, DOMAIN),
    reference="INV-2026-000123",
)
SPECIMEN_QR = (
    "PT PENJUAL FIKTIF#0012345674012000#PT CONTOH FIKTIF NUSA#0029998887423000"
    "#04002600000000123#15-01-2026#366.667,00#44.000,00#0,00#APPROVED"
)
"""What stands in its left QR code."""
EXPECTED = ExpectedFaktur(
    seller_name="PT Penjual Fiktif",
    seller_npwp="0012345674012000",
    buyer_npwp="0029998887423000",
    buyer_name="PT Contoh Fiktif Nusantara",
    invoice_number="INV-2026-000123",
    subtotal=Decimal(400000),
)
QR = (
    "PT CAHAYA FIKTIF#0012345674012000#CV SUMBER CONTOH ABA#0029998887423000"
    "#04012600000004567#02-03-2026#1.145.833,00#137.500,00#0,00#APPROVED"
)
LINK = (
    "https://coretaxdjp.pajak.go.id/documentmanagementportal/api/DocumentExternalLink/"
    "00000000-0000-4000-8000-000000004567"
)

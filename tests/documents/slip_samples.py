"""Slips for tests: made up, in the forms of real ones."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from random import Random
from uuid import UUID

from assistant.documents.form import LINK
from assistant.domain.withholding.model import (
    BasisDocument,
    Owed,
    Payee,
    Slip,
    SlipParty,
    SlipStatus,
    tax_on,
)

US = Payee("0012345674012000", "0012345674012000000000", "PT Penyedia Awan Fiktif")
WITHHOLDER = SlipParty(
    npwp="0029998887423000", nitku="0029998887423000000000", name="CONTOH FIKTIF NUSANTARA"
)
OWED = Owed(
    invoice_id="123",
    invoice_number="INV-2026-000123",
    withholder=WITHHOLDER.npwp,
    masa=date(2026, 1, 1),
    base=Decimal(400_000),
    payment_masa=date(2026, 2, 1),
    fakturs=("04002600000000123",),
    subtotal=Decimal(550_000),
)
SLIP = Slip(
    number="2600A1B2C",
    masa=date(2026, 1, 1),
    status=SlipStatus.NORMAL,
    version=0,
    final=False,
    payee=SlipParty(npwp=US.npwp, nitku=US.nitku, name="PENYEDIA AWAN FIKTIF"),
    withholder=WITHHOLDER,
    facility="Tanpa Fasilitas",
    kind="Pasal 23",
    object_code="24-104-27",
    base=Decimal(400_000),
    rate=Decimal(2),
    amount=Decimal(8_000),
    document=BasisDocument("Faktur Pajak", "04002600000000123", date(2026, 1, 15)),
    issued=date(2026, 2, 10),
    signer="PENANDA TANGAN FIKTIF",
    link=LINK + "00000000-0000-4000-8000-000000000123",
)

_NAMES = (
    "CONTOH FIKTIF NUSANTARA", "MAJU JAYA TBK.", "NORMAL ABADI", "FINAL KARYA - BUMI CONTOH (KSO)",
    "KODE DIGITAL DPP", "TANGGAL NOMOR USAHA", "D'AMOUR & SONS 88", "PPh NAMA 7 : TUJUH",
    "SUMBER PENGHASILAN TARIF 2 PERSEN", "YAYASAN PENDIDIKAN DAN KEBUDAYAAN BAHARI RAYA CABANG "
    "KOTA ADMINISTRASI JAKARTA SELATAN DAN SEKITARNYA PERWAKILAN UTAMA",
)  # fmt: skip
_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def random_slip(draw: Random, index: int) -> Slip:
    """A right slip of its own for each index: another number, company, month, amount."""
    npwp = f"0{index:09}091000" if index % 9 else f"327{index:013}"
    name = draw.choice(_NAMES)
    is_nik = not npwp.startswith("0")
    base = Decimal(draw.choice((draw.randrange(10_000, 99_999), draw.randrange(10**5, 10**9))))
    masa = date(draw.choice((2025, 2026)), draw.randint(1, 12), 1)
    status, version = draw.choice(
        ((SlipStatus.NORMAL, 0), (SlipStatus.NORMAL, 0), (SlipStatus.AMENDED, draw.randint(1, 12)))
    )
    kind, number = draw.choice(
        (
            ("Faktur Pajak", f"04002{index:012}"),
            ("Dokumen Lainnya", f"INV-2026-{index:06}"),
            ("Bukti Pembayaran", f"INV/2026/{index:06} , lunas"),
            ("Surat Tagihan", f"PO 17/{index}/X"),
        )
    )
    return Slip(
        number="26" + "".join(draw.choice(_DIGITS) for _ in range(7)),
        masa=masa,
        status=status,
        version=version,
        final=False,
        payee=SlipParty(npwp=US.npwp, nitku=US.nitku, name="PENYEDIA AWAN FIKTIF"),
        withholder=SlipParty(
            npwp="" if is_nik else npwp,
            nik=npwp if is_nik else "",
            nitku=f"{npwp}000000",
            name=name,
        ),
        facility="Tanpa Fasilitas",
        kind="Pasal 23",
        object_code="24-104-27",
        base=base,
        rate=Decimal(2),
        amount=tax_on(base, Decimal(2)),
        document=BasisDocument(kind, number, masa + timedelta(days=draw.randrange(28))),
        issued=masa + timedelta(days=draw.randrange(31, 51)),
        signer=draw.choice(("PENANDA TANGAN FIKTIF", "I MADE CONTOH", "TANGGAL : RIZKI")),
        link=LINK + str(UUID(int=draw.getrandbits(128), version=4)),
    )


def owed_for(slip: Slip, index: int, draw: Random) -> Owed:
    """What its company owes, when the slip is right."""
    assert slip.base is not None
    assert slip.masa is not None
    return Owed(
        invoice_id=str(index),
        invoice_number=f"INV-2026-{index:06}",
        withholder=slip.withholder.identity,
        masa=slip.masa,
        base=slip.base,
        payment_masa=(slip.masa + timedelta(days=40)).replace(day=1),
        fakturs=(f"04002{index:012}",),
        subtotal=slip.base + draw.choice((0, 0, 275_000)),
    )

"""A bukti potong drawn in Coretax's layout, marked as a specimen: for the demo and for tests.

It names real rules and no real document: the link in its QR code leads nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from uuid import NAMESPACE_URL, uuid5

from assistant.documents import form, slip_form
from assistant.documents.lines import wrap
from assistant.documents.paper import A4, Colour, Paper
from assistant.documents.specimen_mark import draw_mark
from assistant.domain.money import dpp_nilai_lain, whole
from assistant.domain.withholding.announcing import what_it_must_say
from assistant.domain.withholding.model import (
    BasisDocument,
    Owed,
    Payee,
    Slip,
    SlipParty,
    SlipStatus,
    tax_on,
    with_ppn,
)

OBJECTS = {
    "24-104-24": (
        "Jasa Sehubungan Dengan Software atau Hardware atau Sistem Komputer, Termasuk Perawatan, "
        "Pemeliharaan dan Perbaikan"
    ),
    "24-104-25": "Jasa Pembuatan dan/atau Pengelolaan Website",
    "24-104-26": "Jasa Internet Termasuk Sambungannya",
    "24-104-27": (
        "Jasa Penyimpanan, Pengolahan dan/atau Penyaluran Data, Informasi, dan/atau Program"
    ),
    "24-100-02": (
        "Sewa dan Penghasilan Lain Sehubungan dengan Penggunaan Harta, Kecuali Sewa Tanah "
        "dan/atau Bangunan yang Telah Dikenai PPh Pasal 4 Ayat (2)"
    ),
    "24-103-01": "Royalti",
}
"""What the law calls an object, for those that turn up beside hosting."""

_MINISTRY = ("KEMENTERIAN KEUANGAN", "REPUBLIK INDONESIA", "DIREKTORAT JENDERAL PAJAK")
_TITLE = "BUKTI PEMOTONGAN DAN/ATAU PEMUNGUTAN PPh"
_FORM = "BPPU"
_STATEMENT_TEXT = (
    "Dengan ini saya menyatakan bahwa Bukti Pemotongan dan/atau Pemungutan PPh Unifikasi telah "
    "saya isi dengan benar dan telah saya tandatangani secara elektronik."
)
_NO_FACILITY = "Tanpa Fasilitas"
_PASAL_23 = "Pasal 23"
_NOTICE = (
    "Sesuai dengan ketentuan yang berlaku, Direktorat Jenderal Pajak mengatur bahwa Bukti "
    "Pemotongan dan/atau Pemungutan PPh Unifikasi ini dinyatakan sah dan tidak diperlukan tanda "
    "tangan basah pada Bukti Pemotongan dan/atau Pemungutan PPh Unifikasi ini."
)
_FOOTER = (
    "Dokumen ini telah dibubuhkan sertifikat elektronik yang diterbitkan oleh Balai Sertifikat "
    "Elektronik (BSrE)-BSSN dan/atau PSrE. Untuk memastikan keaslian sertifikat elektronik, "
    "silahkan pindai QR Code atau unggah dokumen pada laman https://tte.kominfo.go.id/verify/PDF"
)

_BLUE: Colour = (0, 64, 128)
_WHITE: Colour = (255, 255, 255)
_YELLOW: Colour = (255, 230, 0)
_GREY: Colour = (120, 120, 120)
_WIDTH, _ = A4
_LEFT, _RIGHT = 28.0, _WIDTH - 28.0
_SIZE, _LINE = 8.0, 10.8
"""Our font is wider than the Arial Narrow 9 of real ones."""
_CODE, _LABEL = _LEFT + 4, _LEFT + 30
_COLON, _VALUE = _LEFT + 204, _LEFT + 212
_KIND_COLON, _DATE_LABEL = _LEFT + 272, _LEFT + 400
_HEAD = (_LEFT, _LEFT + 110, _LEFT + 210, _LEFT + 390, _RIGHT)
_TABLE = (_LEFT, _LEFT + 90, _LEFT + 300, _LEFT + 390, _LEFT + 440, _RIGHT)
_QR_SIDE = 48.0


def write_slip(slip: Slip) -> bytes:
    """The PDF. The same slip always gives the same bytes."""
    made = datetime.combine(slip.issued or date(2026, 1, 1), time(), tzinfo=UTC)
    paper = Paper(f"{_FORM} {slip.number} (SPESIMEN)", made, A4)
    _Drawing(slip, paper).draw()
    return paper.to_bytes()


class _Drawing:
    """One slip being drawn from top to bottom; ``y`` is where the next thing begins."""

    def __init__(self, slip: Slip, paper: Paper) -> None:
        self.slip = slip
        self.paper = paper
        self.y = 30.0

    def draw(self) -> None:
        self.paper.new_page()
        draw_mark(self.paper)
        self.title()
        self.head()
        self.payee()
        self.withheld()
        self.withholder()
        self.foot()

    def title(self) -> None:
        for line in _MINISTRY:
            self.text(_LEFT + 60, line)
            self.y += _LINE
        self.paper.fill(_RIGHT - 90, self.y - 34, 90, 28, _YELLOW)
        self.paper.text_centred(_RIGHT - 45, self.y - 13, _FORM, size=20)
        self.y += 4
        for line in (_TITLE, f"{slip_form.SUBTITLE} {_FORM}"):
            with self.paper.bold(_SIZE):
                self.paper.text_centred(_WIDTH / 2, self.y + 9, line, size=_SIZE)
            self.y += _LINE
        self.y += 6

    def head(self) -> None:
        labels = (slip_form.NUMBER, slip_form.MASA, slip_form.NATURE, slip_form.STATUS)
        for at, lines in enumerate(labels):
            middle = (_HEAD[at] + _HEAD[at + 1]) / 2
            for index, line in enumerate(lines):
                with self.paper.bold(8):
                    self.paper.text_centred(middle, self.y + 9 + index * 10, line, size=8)
        self.y += 24
        for at, value in enumerate(_head_values(self.slip)):
            middle = (_HEAD[at] + _HEAD[at + 1]) / 2
            self.paper.text_centred(middle, self.y + 9, value, size=_SIZE)
        self.y += 18

    def payee(self) -> None:
        payee = self.slip.payee
        self.bar(slip_form.PAYEE)
        self.field(slip_form.PAYEE_NPWP, payee.identity)
        self.field(slip_form.PAYEE_NAME, payee.name)
        self.field(slip_form.PAYEE_NITKU, _nitku(payee))

    def withheld(self) -> None:
        self.bar(slip_form.WITHHELD)
        self.field(slip_form.FACILITY, self.slip.facility or "")
        self.field(slip_form.KIND, self.slip.kind or "")
        self.table()
        self.document()
        self.field(slip_form.GOVERNMENT, "")
        self.field(slip_form.SP2D, "")

    def table(self) -> None:
        self.y += 4
        top = self.y
        for at, (code, words) in enumerate(slip_form.COLUMNS):
            middle = (_TABLE[at] + _TABLE[at + 1]) / 2
            for index, line in enumerate(words):
                self.paper.text_centred(middle, top + 9 + index * 10, line, size=_SIZE)
            self.paper.text_centred(middle, top + 31, code, size=_SIZE)
        self.y = top + 36
        name = OBJECTS.get(self.slip.object_code or "", "")
        lines = wrap(name, _TABLE[2] - _TABLE[1] - 8, size=_SIZE)
        self.text(_TABLE[0] + 4, self.slip.object_code or "")
        amounts = (_rupiah(self.slip.base), _percent(self.slip.rate), _rupiah(self.slip.amount))
        for at, amount in enumerate(amounts, start=3):
            self.paper.text_right(_TABLE[at] - 4, self.y + 9, amount, size=_SIZE)
        self.lines(_TABLE[1] + 4, lines)
        self.paper.box(_LEFT, top, _RIGHT - _LEFT, self.y - top)
        for x in _TABLE[1:-1]:
            self.paper.line(x, top, x, self.y)

    def document(self) -> None:
        document = self.slip.document
        code, lines = slip_form.DOCUMENT
        self.text(_CODE, code)
        self.text(_VALUE, slip_form.DOCUMENT_KIND)
        self.text(_KIND_COLON, f": {document.kind}")
        self.text(_DATE_LABEL, f"{slip_form.DOCUMENT_DATE} : {_day(document.date)}")
        self.lines(_LABEL, lines)
        self.field(slip_form.DOCUMENT_NUMBER, document.number)

    def withholder(self) -> None:
        withholder = self.slip.withholder
        self.bar(slip_form.WITHHOLDER)
        self.field(slip_form.WITHHOLDER_NPWP, withholder.identity)
        self.field(slip_form.WITHHOLDER_NITKU, _nitku(withholder))
        self.field(slip_form.WITHHOLDER_NAME, withholder.name)
        self.field(slip_form.ISSUED, _day(self.slip.issued))
        self.field(slip_form.SIGNER, self.slip.signer or "")
        self.field(slip_form.STATEMENT, _STATEMENT_TEXT)

    def foot(self) -> None:
        self.y += 8
        if self.slip.link:
            self.paper.qr(self.slip.link, _LEFT + 20, self.y, _QR_SIDE)
        self.y += _QR_SIDE + 2
        self.paper.text(_LEFT, self.y + 8, slip_form.SIGNED, size=7, colour=_GREY)
        self.y += 16
        self.lines(_LEFT, wrap(_NOTICE, _RIGHT - _LEFT - 60, size=_SIZE))
        for line in wrap(_FOOTER, _RIGHT - _LEFT - 160, size=6):
            self.paper.text(_LEFT, self.y + 16, line, size=6, colour=_GREY)
            self.y += 7

    def bar(self, title: str) -> None:
        self.y += 4
        self.paper.fill(_LEFT, self.y, _RIGHT - _LEFT, 14, _BLUE)
        with self.paper.bold(_SIZE, _WHITE):
            self.paper.text(_LEFT + 4, self.y + 10, title, size=_SIZE, colour=_WHITE)
        self.y += 17

    def field(self, label: tuple[str, Sequence[str]], value: str) -> None:
        """The label on as many lines as it has, and the value beside its first."""
        code, lines = label
        top = self.y
        self.text(_CODE, code)
        self.text(_COLON if len(lines[0]) < 42 else _KIND_COLON, ":")
        self.lines(_LABEL, lines)
        below, self.y = self.y, top
        self.lines(_VALUE, wrap(value, _RIGHT - _VALUE - 4, size=_SIZE))
        self.y = max(below, self.y)

    def text(self, x: float, words: str) -> None:
        self.paper.text(x, self.y + 9, words, size=_SIZE)

    def lines(self, x: float, lines: Iterable[str]) -> None:
        for line in lines:
            self.text(x, line)
            self.y += _LINE


def _head_values(slip: Slip) -> Sequence[str]:
    return (
        slip.number or "",
        slip.masa.strftime("%m-%Y") if slip.masa else "",
        slip_form.FINAL if slip.final else slip_form.NOT_FINAL,
        _status(slip),
    )


def _status(slip: Slip) -> str:
    if slip.status is SlipStatus.AMENDED and slip.version:
        return f"{slip.status} KE-{slip.version}"
    return str(slip.status or "")


def _nitku(party: SlipParty) -> str:
    return f"{party.nitku} - {party.name}" if party.nitku else ""


def _rupiah(amount: Decimal | None) -> str:
    return "" if amount is None else f"{whole(amount):,}".replace(",", ".")


def _percent(rate: Decimal | None) -> str:
    return "" if rate is None else f"{rate.normalize():f}"


def _day(day: date | None) -> str:
    return f"{day.day:02} {form.MONTHS[day.month - 1]} {day.year}" if day else ""


# What stands in a good one, and in wrong ones


def good_slip(
    owed: Owed, us: Payee, withholder: SlipParty, number: str, issued: date | None = None
) -> Slip:
    """A slip as it is asked for, issued on a day of the month after its masa."""
    said = what_it_must_say(owed, us)
    return Slip(
        number=number,
        masa=said.masa,
        status=SlipStatus.NORMAL,
        version=0,
        final=False,
        payee=SlipParty(npwp=us.npwp, nitku=us.nitku, name=us.name),
        withholder=withholder,
        facility=_NO_FACILITY,
        kind=_PASAL_23,
        object_code=said.code,
        base=said.base,
        rate=said.rate,
        amount=said.amount,
        document=BasisDocument(
            said.document_kind, said.document_number, said.masa + timedelta(days=14)
        ),
        issued=issued or said.masa + timedelta(days=40),
        signer="PENANDA TANGAN FIKTIF",
        link=form.LINK + str(uuid5(NAMESPACE_URL, f"{withholder.identity}/{number}")),
    )


class Mistake(StrEnum):
    """What withholders get wrong."""

    PAYEE = "payee"
    MASA = "masa"
    BASE_DPP = "base-dpp"
    """11/12 of the price, as the faktur's DPP."""
    BASE_PPN = "base-ppn"
    """The price with PPN."""
    RATE = "rate"
    CODE = "code"
    NEIGHBOUR = "neighbour"
    """The code of a service much like hosting."""
    DOCUMENT = "document"
    COMPANY = "company"
    """Withheld by another company."""
    DRAFT = "draft"
    CANCELLED = "cancelled"


def spoiled(slip: Slip, mistake: Mistake) -> Slip:
    """The slip with that mistake, and with the tax that follows from it."""
    assert slip.masa is not None
    assert slip.base is not None
    another = SlipParty(npwp="0098765431441000", nitku="0098765431441000000000", name="LAIN FIKTIF")
    last_month = (slip.masa - timedelta(days=1)).replace(day=1)
    changes: dict[Mistake, dict[str, object]] = {
        Mistake.PAYEE: {"payee": another},
        Mistake.MASA: {"masa": last_month},
        Mistake.BASE_DPP: {"base": whole(dpp_nilai_lain(slip.base))},
        Mistake.BASE_PPN: {"base": with_ppn(slip.base)},
        Mistake.RATE: {"rate": Decimal(4)},
        Mistake.CODE: {"object_code": "24-103-01"},
        Mistake.NEIGHBOUR: {"object_code": "24-104-26"},
        Mistake.DOCUMENT: {"document": replace(slip.document, number="INV-1999-000001")},
        Mistake.COMPANY: {"withholder": another},
        Mistake.DRAFT: {"number": "", "status": None, "version": None, "link": None},
        Mistake.CANCELLED: {"status": SlipStatus.CANCELLED, "version": None},
    }
    wrong = replace(slip, **changes[mistake])  # type: ignore[arg-type]
    assert wrong.base is not None
    assert wrong.rate is not None
    return replace(wrong, amount=tax_on(wrong.base, wrong.rate))

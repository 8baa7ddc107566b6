"""Examples of what finance hears about the other ends of a paid sale."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from assistant.domain.acting.model import Act, WantedAct
from assistant.domain.clients import BuyerDocument, TaxKind, TaxProfile
from assistant.domain.fakturs.model import KODE_RETAIL, Faktur, FakturRequest, Upload
from assistant.domain.fakturs.paper import Nota
from assistant.domain.finance import news
from assistant.domain.finance.coretax_list import (
    ListFinding,
    ListKind,
)
from assistant.domain.finance.digunggung import Retail, RetailReason
from assistant.domain.finance.import_errors import Complaint, Fault, Rejection, Repair
from assistant.domain.finance.list_reading import (
    ListProblem,
)
from assistant.domain.finance.model import Buyer, BuyerClass, Export, Obstacle, Reason
from assistant.domain.finance.undoing import Cause, Instrument, Undoing, figures_of
from assistant.domain.rates import LIMITS_OF_2021
from assistant.domain.staff import News

AT = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
LONG = "PT <b>" + "&" * 300
NIK = "3171011708450001"
SAID = {
    Fault.BUYER_NITKU: "NITKU pembeli tidak valid",
    Fault.SELLER_NITKU: "NITKU penjual tidak valid",
    Fault.NPWP_NOT_FOUND: "Error NPWP tidak ditemukan!",
    Fault.NIK_NOT_FOUND: "Error NIK tidak ditemukan!",
    Fault.DATE: "tanggal salah",
    Fault.COUNTRY: "kode negara salah",
    Fault.CODE: "kode jasa salah",
    Fault.UNIT: "satuan salah",
    Fault.AMOUNT: "DPP salah",
    Fault.UNKNOWN: LONG,
    Fault.NOT_IMPORT: "ETAX-API-10056",
}


def exits(
    request: FakturRequest, faktur: Faktur, upload: Upload, wanted: WantedAct, export: Export
) -> Iterator[News]:
    person = TaxProfile(TaxKind.PERSON, NIK, f"{NIK}000000", LONG, "Jakarta", "")
    for why in (Obstacle.COLLECTOR_UNKNOWN, Obstacle.MAYBE_SPLIT, Obstacle.ABROAD):
        yield news.BuyerDoubted(request, Reason(why, LONG), LIMITS_OF_2021)
    for document in BuyerDocument:
        of_person = replace(request, profile=replace(person, document=document))
        for class_ in (None, *BuyerClass):
            buyer = Buyer("7", class_)
            yield news.BuyerShown(wanted, of_person, buyer, ("04", "02"))
            yield news.BuyerSettled(wanted, replace(request, profile=None), buyer, ("03",), 2)
            retail = replace(of_person, kode=KODE_RETAIL)
            yield news.BuyerShown(wanted, retail, buyer, ("04",))
    yield news.BuyerUnknown(wanted)
    for instrument in Instrument:
        case = Undoing(5, 3, instrument, Cause.UNDONE, None, AT)
        for credited in (True, False):
            yield news.CaseOpened(
                case, request, (faktur,), figures_of(request, None), date(2026, 12, 20), credited
            )
        yield news.CaseOpened(case, request, (), figures_of(request, Decimal(1)), None, False)
        yield news.CaseClosed(case, request, LONG)
        yield news.CasesListed(wanted, ((case, request),) * 20, 3)
        yield news.NotaCame(upload, Nota("RET1", "04002600000000123"), ((case, request),))
    yield news.CasesListed(wanted, (), 0)
    yield news.CaseUnclear(wanted)
    found = tuple(
        ListFinding(kind, faktur.number, "INV-1", LONG, LONG, "1.00", "2.00")
        for kind in ListKind
        for _ in range(3)
    )
    yield news.ListTaken(LONG, 30, found, "ab")
    yield news.ListTaken(LONG, 30, (), "ab")
    yield news.BooksBesideList(wanted, date(2026, 10, 1), 30, found)
    yield news.BooksBesideList(wanted, date(2026, 10, 1), 30, ())
    sold = Retail(
        3, "INV-1", date(2026, 10, 1), LONG, LONG, Decimal(0), Decimal(1), Decimal(1),
        Decimal(1),
    )  # fmt: skip
    left = tuple(("INV-2", LONG, why) for why in RetailReason)
    yield news.RetailDone(wanted, date(2026, 10, 1), (sold,), left * 5)
    yield news.RetailDone(wanted, date(2026, 10, 1), (), ())
    yield news.RetailFileMade(wanted, date(2026, 10, 1), export.files[0])
    yield news.RetailOff(wanted)
    yield news.MonthUnreadable(replace(wanted, act=Act.RETAIL))
    for problem in (*ListProblem, "unreadable"):
        yield news.ListRefused(LONG, str(problem))
    for words in SAID.values():
        for document in (BuyerDocument.TIN, BuyerDocument.NATIONAL_ID):
            rejection = Rejection(7, 3, "Coretax.xml", "ab" * 32, 22, "BuyerTin", words, AT)
            of_person = replace(request, profile=replace(person, document=document))
            yield news.ImportRefused(rejection, of_person)
    yield news.ImportReport(
        wanted, "Coretax.xml", 2, (Complaint(92, LONG), Complaint(None, LONG)) * 10, ()
    )
    yield news.ImportReport(wanted, "", 0, (), (Complaint(None, "ETAX-API-10056"),))
    yield news.ImportReport(wanted, "Coretax.xml", 2, (), ())
    yield news.WhichFileAsked(wanted, ((export, 1),))
    for repair in Repair:
        yield news.ImportMended(wanted, request, repair)

"""What Coretax said of an import, led back to the invoices, with what mends it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from assistant.desk.callbacks import FinanceButton
from assistant.desk.drawing import draw
from assistant.desk.lines import invoice_of
from assistant.domain.acting.model import Act
from assistant.domain.clients import BuyerDocument
from assistant.domain.fakturs.model import FakturRequest
from assistant.domain.finance.classing import is_nik
from assistant.domain.finance.import_errors import Complaint, Fault, Rejection, Repair
from assistant.domain.finance.news import ImportMended, ImportRefused, ImportReport, WhichFileAsked
from assistant.domain.masking import mask_text
from assistant.domain.words import Place, Say, StaffMessage, Tap

MOST_LINES = 15

_FAULT: Mapping[Fault, str] = {
    Fault.BUYER_NITKU: "finance-fault-buyer-nitku",
    Fault.SELLER_NITKU: "finance-fault-seller-nitku",
    Fault.NPWP_NOT_FOUND: "finance-fault-npwp-not-found",
    Fault.NIK_NOT_FOUND: "finance-fault-nik-not-found",
    Fault.DATE: "finance-fault-date",
    Fault.COUNTRY: "finance-fault-country",
    Fault.CODE: "finance-fault-code",
    Fault.UNIT: "finance-fault-unit",
    Fault.AMOUNT: "finance-fault-amount",
    Fault.UNKNOWN: "finance-fault-unknown",
    Fault.NOT_IMPORT: "finance-fault-not-import",
}
_REPAIR: Mapping[Repair, str] = {
    Repair.HEAD_OFFICE: "finance-btn-repair-head-office",
    Repair.NATIONAL_ID: "finance-btn-repair-national-id",
    Repair.TIN: "finance-btn-repair-tin",
    Repair.ASK: "finance-btn-repair-ask",
    Repair.DONE: "finance-btn-repair-done",
}
_MENDED: Mapping[Repair, str] = {
    Repair.HEAD_OFFICE: "finance-import-mended-head-office",
    Repair.NATIONAL_ID: "finance-import-mended-national-id",
    Repair.TIN: "finance-import-mended-tin",
    Repair.ASK: "finance-import-mended-ask",
    Repair.DONE: "finance-import-mended-done",
}


@draw.register
def _refused(news: ImportRefused) -> StaffMessage:
    rejection, request = news.rejection, news.request
    return StaffMessage(
        "finance-import-refused",
        {
            **invoice_of(request),
            "file": rejection.file,
            "line": rejection.line,
            "field": rejection.field or "—",
            "words": mask_text(rejection.words[:300]),
            "fault": Say(_FAULT[rejection.fault]),
        },
        Place.FINANCE,
        buttons=tuple(
            Tap(
                _REPAIR[repair],
                FinanceButton.of(Act.MEND_IMPORT, rejection.id, repair),
            )
            for repair in _repairs(rejection, request)
        ),
    )


def _repairs(rejection: Rejection, request: FakturRequest) -> Iterator[Repair]:
    profile = request.profile
    if rejection.fault is Fault.BUYER_NITKU:
        yield Repair.HEAD_OFFICE
    if profile is not None and is_nik(profile):
        if profile.document is BuyerDocument.TIN:
            yield Repair.NATIONAL_ID
        elif profile.document is BuyerDocument.NATIONAL_ID:
            yield Repair.TIN
    yield Repair.ASK
    yield Repair.DONE


@draw.register
def _report(news: ImportReport) -> StaffMessage:
    lines = (*_complaints(news.unplaced), *_others(news.other))
    return StaffMessage(
        "finance-import-report" if lines else "finance-import-report-whole",
        {
            "name": news.wanted.staff_name,
            "file": news.file or "—",
            "held": news.held,
            "lines": lines or (Say("finance-import-no-line"),),
        },
        Place.FINANCE,
    )


def _complaints(unplaced: Sequence[Complaint]) -> Iterator[Say]:
    for one in unplaced[:MOST_LINES]:
        about = {"line": str(one.line or "—"), "words": mask_text(one.words[:200]) or "—"}
        yield Say("finance-import-unplaced", about)


def _others(other: Sequence[Complaint]) -> Iterator[Say]:
    for one in other[:MOST_LINES]:
        yield Say("finance-import-other", {"words": mask_text(one.words[:200])})


@draw.register
def _which(news: WhichFileAsked) -> StaffMessage:
    return StaffMessage(
        "finance-import-which",
        {"name": news.wanted.staff_name},
        Place.FINANCE,
        buttons=tuple(
            Tap(
                "finance-btn-import-file",
                FinanceButton.of(Act.REPORT_OF, news.wanted.id, export.id, number),
                {"file": export.files[number - 1].name},
            )
            for export, number in news.files
        ),
    )


@draw.register
def _mended(news: ImportMended) -> StaffMessage:
    about = {**invoice_of(news.request), "name": news.wanted.staff_name}
    return StaffMessage(_MENDED[news.repair], about, Place.FINANCE)

"""``/ekspor``: a month offered, its XML and its checklist."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.desk.callbacks import FinanceButton
from assistant.desk.drawing import draw
from assistant.desk.export_sheet import WHY
from assistant.domain.acting.model import Act
from assistant.domain.finance.model import Export, LeftOut, MonthCounts, Reason
from assistant.domain.finance.news import (
    ExportAgainAsked,
    ExportBegun,
    ExportDone,
    ExportFileMade,
    MonthOffered,
    NothingToExport,
)
from assistant.domain.masking import mask_text
from assistant.domain.months import faktur_deadline
from assistant.domain.words import Arg, Place, Say, StaffMessage, Tap

MOST_MONTHS = 6
"""That are offered besides the one that is shown."""
MOST_LEFT_OUT_LINES = 20
"""Of those left out that the message names; the sheet has all."""
_LONGEST_NAME = 60


@draw.register
def _nothing_to_export(news: NothingToExport) -> StaffMessage:
    return StaffMessage("ekspor-offer-nothing", place=news.wanted.place)


@draw.register
def _month_offered(news: MonthOffered) -> StaffMessage:
    counts = news.counts
    return StaffMessage(
        "ekspor-offer",
        {
            "month": counts.month,
            "waiting": counts.waiting,
            "exported": counts.exported,
            "bare": counts.without_npwp,
            "last": _last(news.last),
            "until": faktur_deadline(counts.month),
        },
        news.wanted.place,
        buttons=(*_go(counts), *(_other(one) for one in news.others[-MOST_MONTHS:])),
    )


def _go(counts: MonthCounts) -> list[Tap]:
    taps = []
    if counts.waiting:
        data = FinanceButton.of_month(Act.EXPORT_GO, counts.month)
        taps.append(Tap("ekspor-btn-go", data, {"count": counts.waiting}))
    if counts.exported:
        data = FinanceButton.of_month(Act.EXPORT_AGAIN, counts.month)
        taps.append(Tap("ekspor-btn-again", data))
    return taps


def _other(counts: MonthCounts) -> Tap:
    data = FinanceButton.of_month(Act.EXPORT, counts.month)
    return Tap("ekspor-btn-month", data, {"month": counts.month, "count": counts.waiting})


@draw.register
def _export_again_asked(news: ExportAgainAsked) -> StaffMessage:
    month = news.counts.month
    yes = FinanceButton.of_month(Act.EXPORT_AGAIN_GO, month)
    return StaffMessage(
        "ekspor-again-ask",
        {
            "name": news.wanted.staff_name,
            "month": month,
            "exported": news.counts.exported,
            "last": _last(news.last),
        },
        news.wanted.place,
        buttons=(Tap("ekspor-btn-again-yes", yes),),
    )


@draw.register
def _export_begun(news: ExportBegun) -> StaffMessage:
    about: dict[str, Arg] = {"month": news.month, "name": news.wanted.staff_name}
    return StaffMessage("ekspor-started", about, news.wanted.place)


@draw.register
def _export_done(news: ExportDone) -> StaffMessage:
    export = news.export
    return StaffMessage(
        "ekspor-done" if news.count else "ekspor-nothing",
        {
            "month": export.month,
            "name": export.asked_by_name,
            "count": news.count,
            "files": _xml_files(export),
            "dpp": news.dpp,
            "ppn": news.ppn,
            "left": len(export.left_out),
            "lines": left_out_lines(export.left_out),
        },
        Place.FINANCE,
    )


@draw.register
def _export_file_made(news: ExportFileMade) -> StaffMessage:
    export, file = news.export, news.file
    return StaffMessage(
        "ekspor-sheet" if file == export.files[-1] else "ekspor-file",
        {
            "month": export.month,
            "number": export.files.index(file) + 1,
            "files": _xml_files(export),
        },
        Place.FINANCE,
        document=file.sha256,
        document_name=file.name,
    )


def _xml_files(export: Export) -> int:
    """All but the sheet."""
    return len(export.files) - 1


def left_out_lines(left_out: Sequence[LeftOut]) -> tuple[Say, ...]:
    """Who was left out and why, as far as a message holds it."""
    if not left_out:
        return (Say("ekspor-left-none"),)
    lines = [_left_out_line(one, reason) for one in left_out for reason in one.reasons]
    shown = lines[:MOST_LEFT_OUT_LINES]
    if len(lines) > len(shown):
        shown.append(Say("ekspor-left-more", {"count": len(lines) - len(shown)}))
    return tuple(shown)


def _left_out_line(one: LeftOut, reason: Reason) -> Say:
    why = Say(WHY[reason.code], {"detail": mask_text(reason.detail[:_LONGEST_NAME])})
    account = one.account_label[:_LONGEST_NAME]
    return Say("ekspor-left-line", {"invoice": one.invoice_number, "account": account, "why": why})


def _last(export: Export | None) -> Say:
    if export is None or export.done_at is None:
        return Say("ekspor-never")
    return Say("ekspor-last", {"at": export.done_at, "name": export.asked_by_name})

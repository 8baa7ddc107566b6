"""An invoice and its faktur, where nobody asked: undone, or sent though not all of it agrees."""

from __future__ import annotations

from assistant.desk.drawing import draw
from assistant.desk.reasons import said
from assistant.domain.fakturs.model import RequestState
from assistant.domain.fakturs.news import InvoiceUndone, SentWithWarnings
from assistant.domain.words import Place, StaffMessage


@draw.register
def _invoice_undone(news: InvoiceUndone) -> StaffMessage:
    request = news.request
    about = {
        "invoice": request.invoice_number,
        "account": request.account_label,
        "number": ", ".join(faktur.number for faktur in news.issued),
    }
    if news.issued:
        key = "finance-undone-issued"
    elif request.state is RequestState.EXPORTED:
        key = "finance-undone-exported"
    else:
        key = "finance-undone-open"
    return StaffMessage(key, about, Place.FINANCE)


@draw.register
def _sent_with_warnings(news: SentWithWarnings) -> StaffMessage:
    return StaffMessage(
        "finance-sent-with-warnings",
        {
            "name": news.upload.label,
            "invoice": news.request.invoice_number,
            "account": news.request.account_label,
            "warnings": said(news.warnings),
        },
        Place.FINANCE,
    )

"""Finance's jobs, as the worker and the shell both run them."""

from __future__ import annotations

from functools import partial

from assistant.app.settings import Settings
from assistant.app.structure import Structure
from assistant.desk.books_sheet import books_sheet
from assistant.desk.export_sheet import export_sheet
from assistant.desk.retail import retail_sheet
from assistant.desk.slips_sheet import slips_sheet
from assistant.documents.coretax import tax_invoice_bulk
from assistant.documents.retail import retail_invoice_bulk
from assistant.documents.sheets import write_sheet
from assistant.domain.portal import Portal
from assistant.storage.work import WorkShop
from assistant.texts import Texts
from assistant.worker.exports import ExportJobs
from assistant.worker.reconciliation import ReconciliationJobs
from assistant.worker.retail import RetailJobs
from assistant.worker.slip_books import SlipBookJobs

READER_PROCESSES = 2
"""Processes that read PDFs."""


def export_jobs(
    shop: WorkShop, portal: Portal, settings: Settings, structure: Structure, texts: Texts
) -> ExportJobs:
    return ExportJobs(
        shop,
        portal,
        settings.seller,
        structure.catalogue,
        tax_invoice_bulk,
        partial(export_sheet, write_sheet, texts, settings.locale),
    )


def retail_jobs(
    shop: WorkShop, portal: Portal, settings: Settings, structure: Structure, texts: Texts
) -> RetailJobs:
    return RetailJobs(
        shop,
        portal,
        settings.seller,
        structure.digunggung,
        retail_invoice_bulk,
        partial(retail_sheet, write_sheet, texts, settings.locale),
    )


def reconciliation_jobs(
    shop: WorkShop, portal: Portal, settings: Settings, texts: Texts
) -> ReconciliationJobs:
    draw = partial(books_sheet, write_sheet, texts, settings.locale)
    return ReconciliationJobs(shop, portal, draw)


def slip_book_jobs(shop: WorkShop, settings: Settings, texts: Texts) -> SlipBookJobs:
    draw = partial(slips_sheet, write_sheet, texts, settings.locale)
    return SlipBookJobs(shop, draw)

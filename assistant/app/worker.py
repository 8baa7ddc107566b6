"""The worker's part of a process: what does each job, and the courier that delivers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

import structlog

from assistant.app.files import fetches_files
from assistant.app.finance_jobs import (
    READER_PROCESSES,
    export_jobs,
    reconciliation_jobs,
    retail_jobs,
    slip_book_jobs,
)
from assistant.app.process import Process, Tasks
from assistant.app.slips import slip_rules
from assistant.app.standing import asks_administrators, asks_standing
from assistant.app.taps import tells_tapper
from assistant.app.topics import makes_topic
from assistant.courier.bot import make_bot
from assistant.courier.courier import Courier
from assistant.courier.mailer import Mailer, MailError, MailFailure
from assistant.desk.figures_sheet import figures_sheet
from assistant.documents.archive import unpack
from assistant.documents.letter import write_letter
from assistant.documents.recap import write_recap
from assistant.documents.sheets import write_sheet
from assistant.documents.slip_reader import SlipReader
from assistant.documents.workers import FakturReader, ListingReader, ReaderDownError, TableReader
from assistant.domain.finance.reminders import remind
from assistant.domain.sources import Source
from assistant.domain.support.measuring import figures_on_monday
from assistant.domain.withholding.reminding import remind_of_slips
from assistant.domain.work import Job
from assistant.storage.work import WorkShop
from assistant.worker.accounts import AccountJobs, MailRefusedError
from assistant.worker.acts import FinanceJobs
from assistant.worker.answers import CustomerAnswers
from assistant.worker.archives import ArchiveJobs
from assistant.worker.events import EventJobs
from assistant.worker.fakturs import FakturJobs
from assistant.worker.figures import FiguresJobs
from assistant.worker.finding import FindingJobs
from assistant.worker.folder import WatchedFolder
from assistant.worker.importing import Importer
from assistant.worker.importing_slips import SlipImporter
from assistant.worker.intake import IntakeJobs
from assistant.worker.listings import ListingJobs
from assistant.worker.paid import PaidJobs
from assistant.worker.parked import tell_staff
from assistant.worker.queue import Handler, work_off
from assistant.worker.retention import Retention
from assistant.worker.slips import SlipJobs
from assistant.worker.talks import TalkJobs
from assistant.worker.tickets import TicketJobs
from assistant.worker.transfers import TransferJobs
from assistant.worker.waiting import WaitingWatch

log = structlog.get_logger(__name__)


class Readers(NamedTuple):
    """Processes that read what strangers send, a kind each."""

    fakturs: FakturReader
    tables: TableReader
    slips: SlipReader
    listings: ListingReader


async def add_worker(process: Process, tasks: Tasks, stack: AsyncExitStack) -> None:
    """Jobs and deliveries begin when those who wrote meanwhile are answered."""
    reader = await stack.enter_async_context(FakturReader(workers=READER_PROCESSES))
    tables = await stack.enter_async_context(TableReader())
    listings = await stack.enter_async_context(ListingReader())
    slip_reader = await stack.enter_async_context(SlipReader(workers=1))
    mailer = Mailer(process.settings.smtp, process.settings.mail_from or "")
    readers = Readers(reader, tables, slip_reader, listings)
    tasks.until_stopped.append(_work_off(process, mailer, readers))
    tasks.until_stopped.append(_start_reading(process, reader))
    if folder := process.structure.watched_folder:
        importer = Importer(process.shop, _faktur_jobs(process, reader), unpack, Source.FOLDER)
        tasks.until_stopped.append(WatchedFolder(folder, importer).watch(process.stopping))
    if folder := process.structure.watched_slips:
        jobs = _slip_jobs(process, slip_reader)
        slips = SlipImporter(process.shop, jobs, unpack, Source.FOLDER)
        tasks.until_stopped.append(WatchedFolder(folder, slips).watch(process.stopping))
    tasks.forever.append(_deliver(process, mailer))


async def _work_off(process: Process, mailer: Mailer, readers: Readers) -> None:
    await process.answered.wait()
    async with process.shop.work() as work:
        await work.jobs.put(Job.FINANCE_TOPIC, "", once=True)
    handlers, reconcile = _job_handlers(process, mailer, readers)
    await work_off(
        process.url, handlers, reconcile, process.stopping,
        clean=Retention(process.shop).clean, remind=partial(_remind, process.shop),
        watch=WaitingWatch(process.shop, asks_administrators(process.bot, process.staff_chat)).look,
        parked=partial(tell_staff, process.shop),
    )  # fmt: skip


async def _start_reading(process: Process, reader: FakturReader) -> None:
    """Ahead of the first PDF, so that the log says at the start what is amiss with the readers."""
    await process.answered.wait()
    try:
        await reader.holes()
    except ReaderDownError as error:
        log.error("no reader starts", error=str(error))


async def _deliver(process: Process, mailer: Mailer) -> None:
    await process.answered.wait()
    settings = process.settings
    async with make_bot(settings.required("BOT_TOKEN"), settings.telegram_api_url) as telegram:
        courier = Courier(
            process.shop, telegram, mailer, process.texts, process.staff_chat, process.budget,
            locale=process.locale, owner=process.owner,
        )  # fmt: skip
        await courier.run()


async def _remind(shop: WorkShop) -> None:
    async with shop.work() as work:
        await remind(work)
    async with shop.work() as work:
        await remind_of_slips(work)
    async with shop.work() as work:
        await figures_on_monday(work)


def _job_handlers(
    process: Process, mailer: Mailer, readers: Readers
) -> tuple[dict[Job, Handler], Callable[[], Awaitable[None]]]:
    """What does each job, and the reconciliation that runs by the clock."""
    shop, portal, texts = process.shop, process.portal, process.texts
    accounts = AccountJobs(shop, portal, _CodeMails(mailer), texts)
    standing = asks_standing(process.bot, process.staff_chat)
    fetch = fetches_files(process.bot)
    answers = CustomerAnswers(shop, texts, fetch)
    letter = partial(write_letter, texts=texts)
    tapper = tells_tapper(process.bot, texts, process.locale)
    tickets = TicketJobs(shop, portal, texts, letter, answers)
    transfers = TransferJobs(shop, portal, standing, tapper)
    title = texts.plain(process.locale, "finance-topic")
    topic = makes_topic(process.bot, process.staff_chat, title)
    finance = FinanceJobs(shop, standing, topic, process.structure.topics.finance)
    exports = export_jobs(shop, portal, process.settings, process.structure, texts)
    retail = retail_jobs(shop, portal, process.settings, process.structure, texts)
    books = reconciliation_jobs(shop, portal, process.settings, texts)
    fakturs = _faktur_jobs(process, readers.fakturs)
    intakes = IntakeJobs(shop, fetch, unpack, readers.tables)
    talks = TalkJobs(shop, portal, texts, fetch)
    events = EventJobs(shop, portal, talks)
    archives = ArchiveJobs(shop, write_sheet, write_recap, texts, process.structure.subjects)
    slips = _slip_jobs(process, readers.slips)
    slip_books = slip_book_jobs(shop, process.settings, process.texts)
    sheet = partial(figures_sheet, write_sheet, texts, process.locale)
    handlers: dict[Job, Handler] = {
        Job.SEND_CODE: accounts.send_code,
        Job.LINK_ACCOUNT: accounts.link_account,
        Job.CREATE_ACCOUNT: accounts.create_account,
        Job.SET_TAX: accounts.set_tax,
        Job.REFRESH_ACCOUNT: accounts.refresh_account,
        Job.OPEN_TICKET: tickets.open_ticket,
        Job.ANSWER_TICKET: tickets.answer_ticket,
        Job.TALK_IN_TICKET: talks.talk,
        Job.DECIDE: transfers.decide,
        Job.CARRY_OUT: transfers.carry_out,
        Job.PORTAL_EVENT: events.handle,
        Job.READ_FAKTUR: fakturs.read,
        Job.READ_PACKED: fakturs.read_packed,
        Job.EXPORT_CORETAX: exports.export,
        Job.EXPORT_RETAIL: retail.export,
        Job.RECONCILE_MONTH: books.reconcile_month,
        Job.ASK_NPWP: books.ask_npwp,
        Job.FIND_PAID: PaidJobs(shop, portal).find,
        Job.MAKE_FILE: archives.make,
        Job.FIND_RECIPIENT: accounts.find_recipient,
        Job.READ_SHEET: ListingJobs(shop, fetch, readers.listings).read,
        Job.TAKE_IN: intakes.take_in,
        Job.ASSIGN_FAKTUR: fakturs.assign,
        Job.FINANCE_ACT: finance.act,
        Job.FINANCE_TOPIC: finance.topic,
        Job.READ_SLIP: slips.read,
        Job.DECIDE_SLIP: slips.decide,
        Job.SETTLE_SLIPS: slips.settle,
        Job.MOVE_MONEY: slips.move,
        Job.SLIP_MONTH: slip_books.month,
        Job.FIGURES: FiguresJobs(shop, sheet).figures,
        Job.LOOK_UP: FindingJobs(shop, portal, process.structure.admin_links.client or "").look_up,
    }

    async def reconcile() -> None:
        await process.portal.flush()
        await events.reconcile()

    return handlers, reconcile


def _slip_jobs(process: Process, reader: SlipReader) -> SlipJobs:
    return SlipJobs(
        process.shop, process.portal, reader, fetches_files(process.bot), unpack,
        slip_rules(process.settings, process.structure),
    )  # fmt: skip


def _faktur_jobs(process: Process, reader: FakturReader) -> FakturJobs:
    return FakturJobs(process.shop, reader, process.settings.seller, process.portal)


@dataclass(frozen=True, slots=True)
class _CodeMails:
    """The mailer, as the jobs know it."""

    mailer: Mailer

    async def send(self, to: str, subject: str, body: str) -> None:
        try:
            await self.mailer.send(to, subject, body)
        except MailError as error:
            if error.code is MailFailure.REFUSED:
                raise MailRefusedError(error.detail) from error
            raise

"""The worker, put together: what does each job, and the courier that delivers.

Nothing here is needed to answer people, so it is loaded after they are.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from assistant.courier.courier import Courier, make_bot
from assistant.courier.mailer import Mailer, MailError, MailFailure
from assistant.documents.archive import unpack
from assistant.documents.on_demand import write_letter, write_recap, write_sheet
from assistant.documents.workers import FakturReader
from assistant.domain.finance.reminders import remind
from assistant.domain.work import Job
from assistant.finance import READERS, export_jobs, reconciliation_jobs
from assistant.online import asks_standing, fetches_dropped, fetches_files, makes_topic
from assistant.portal.embedded import EmbeddedPortal
from assistant.portal.measured import measured
from assistant.storage.work import WorkShop
from assistant.worker.accounts import AccountJobs, MailRefusedError
from assistant.worker.answers import CustomerAnswers
from assistant.worker.archives import ArchiveJobs
from assistant.worker.events import EventJobs
from assistant.worker.fakturs import FakturJobs, Seller
from assistant.worker.finance import FinanceJobs
from assistant.worker.folder import WatchedFolder
from assistant.worker.importing import Importer
from assistant.worker.intake import IntakeJobs
from assistant.worker.parked import tell_staff
from assistant.worker.queue import Handler, work_off
from assistant.worker.retention import Retention
from assistant.worker.transfers import TransferJobs

if TYPE_CHECKING:
    from assistant.app import Assistant

Parts = tuple[list[Awaitable[None]], list[Awaitable[None]]]
"""Those that are cancelled when the process stops, and those that end by themselves then."""


async def begin(assistant: Assistant, owner: int, stack: AsyncExitStack) -> Parts:
    """What ``stack`` closes at the end is open then."""
    settings = assistant.settings
    reader = await stack.enter_async_context(FakturReader(workers=READERS))
    mailer = Mailer(settings.smtp, settings.mail_from or "")
    handlers, reconcile = _job_handlers(assistant, mailer, reader)
    async with assistant.shop.work() as work:
        await work.jobs.put(Job.FINANCE_TOPIC, "", once=True)
    until_stopped: list[Awaitable[None]] = [
        work_off(
            assistant.url, handlers, reconcile, assistant.stopping,
            clean=Retention(assistant.shop).clean, remind=partial(_remind, assistant.shop),
            parked=partial(tell_staff, assistant.shop),
        )
    ]  # fmt: skip
    if folder := assistant.structure.watched_folder:
        importer = Importer(assistant.shop, _faktur_jobs(assistant, reader), unpack, "folder")
        until_stopped.append(WatchedFolder(folder, importer).watch(assistant.stopping))
    token, api = settings.required("BOT_TOKEN"), settings.telegram_api_url
    telegram = make_bot(token, api)
    await stack.enter_async_context(telegram)
    courier = Courier(
        assistant.shop, telegram, mailer, assistant.texts, assistant.staff_chat, assistant.budget,
        locale=str(settings.locale), owner=owner,
    )  # fmt: skip
    return [courier.run()], until_stopped


async def _remind(shop: WorkShop) -> None:
    async with shop.work() as work:
        await remind(work)


def _job_handlers(
    assistant: Assistant, mailer: Mailer, reader: FakturReader
) -> tuple[dict[Job, Handler], Callable[[], Awaitable[None]]]:
    """What does each job, and the reconciliation that runs by the clock."""
    shop, portal, texts = assistant.shop, measured(assistant.portal), assistant.texts
    accounts = AccountJobs(shop, portal, _CodeMails(mailer), texts)
    standing = asks_standing(assistant.bot, assistant.staff_chat)
    answers = CustomerAnswers(shop, texts, fetches_files(assistant.bot))
    letter = partial(write_letter, texts=texts)
    transfers = TransferJobs(shop, portal, texts, standing, letter, answers)
    title = texts.plain(str(assistant.settings.locale), "finance-topic")
    topic = makes_topic(assistant.bot, assistant.staff_chat, title)
    finance = FinanceJobs(shop, standing, topic, assistant.structure.topics.finance)
    exports = export_jobs(shop, portal, assistant.settings, assistant.structure, texts)
    books = reconciliation_jobs(shop, portal, assistant.settings, texts)
    fakturs = _faktur_jobs(assistant, reader)
    intakes = IntakeJobs(shop, fetches_dropped(assistant.bot), unpack)
    events = EventJobs(shop, portal)
    archives = ArchiveJobs(shop, write_sheet, write_recap, texts)
    handlers: dict[Job, Handler] = {
        Job.SEND_CODE: accounts.send_code,
        Job.LINK_ACCOUNT: accounts.link_account,
        Job.CREATE_ACCOUNT: accounts.create_account,
        Job.SET_TAX: accounts.set_tax,
        Job.REFRESH_ACCOUNT: accounts.refresh_account,
        Job.OPEN_TICKET: transfers.open_ticket,
        Job.ANSWER_TICKET: transfers.answer_ticket,
        Job.DECIDE: transfers.decide,
        Job.CARRY_OUT: transfers.carry_out,
        Job.PORTAL_EVENT: events.handle,
        Job.READ_FAKTUR: fakturs.read,
        Job.EXPORT_CORETAX: exports.export,
        Job.RECONCILE_MONTH: books.reconcile_month,
        Job.ASK_NPWP: books.ask_npwp,
        Job.MAKE_FILE: archives.make,
        Job.TAKE_IN: intakes.take_in,
        Job.ASSIGN_FAKTUR: fakturs.assign,
        Job.FINANCE_ACT: finance.act,
        Job.FINANCE_TOPIC: finance.topic,
    }

    async def reconcile() -> None:
        if isinstance(assistant.portal, EmbeddedPortal):
            await assistant.portal.outgoing.flush()
        await events.reconcile()

    return handlers, reconcile


def _faktur_jobs(assistant: Assistant, reader: FakturReader) -> FakturJobs:
    settings = assistant.settings
    seller = Seller(settings.seller_name or "", settings.seller_npwp or "")
    return FakturJobs(assistant.shop, reader, seller, measured(assistant.portal))


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

"""A conversation of a linked account is a ticket in the portal, too: what is said here goes there,
and what is said there comes here."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import structlog
from pgqueuer.errors import RetryRequested

from assistant.domain.portal import Portal, PortalError, PortalFailure
from assistant.domain.support.model import Conversation, ConversationState, Said, Side
from assistant.domain.support.news import FileInPortal, FilesNotInTicket
from assistant.domain.support.ticketing import closed_in_portal, said_in_portal
from assistant.domain.tickets import (
    Attachment,
    AttachmentRef,
    NewTicket,
    Ticket,
    TicketAuthor,
    TicketRef,
    TicketReply,
    TicketStatus,
    is_ours,
    with_reference,
)
from assistant.domain.words import HOME, Arg, Priority
from assistant.storage.work import SqlWork, WorkShop
from assistant.texts import Texts
from assistant.worker.files import Fetch, NotThereError
from assistant.worker.once import Once
from assistant.worker.tickets import TICKET_OPENS, department_id, stands

log = structlog.get_logger(__name__)

LARGEST = 20_000_000
"""Bytes of a file that Telegram lets a bot fetch."""
_NOT_THESE = frozenset({PortalFailure.TOO_LARGE, PortalFailure.REFUSED})
"""What a portal says to files that it does not take: the words go without them."""
LARGEST_BACK = 50_000_000
"""Bytes of a file that a bot may send; a larger one is read in the portal."""


@dataclass(frozen=True, slots=True)
class _Place:
    """The ticket of a conversation, and how our words in it are known."""

    ticket: str
    number: str
    reference: str


@dataclass(frozen=True, slots=True)
class TalkJobs:
    shop: WorkShop
    portal: Portal
    texts: Texts
    fetch: Fetch

    async def talk(self, key: str) -> None:
        """What is not in the conversation's ticket goes there, in its order, each once."""
        async with self.shop.work() as work:
            talk = await work.conversations.get(key)
        if talk is None or talk.account is None:
            return
        place = await self._place(talk)
        if place is None:
            return
        async with self.shop.work() as work:
            missing = await work.conversations.not_in_ticket(talk.number)
        for said, before in missing:
            await self._write(talk, place, said, before)
            async with self.shop.work() as work:
                await work.conversations.stands_in_ticket(said.id, said.text)
        async with self.shop.work() as work:
            now = await work.conversations.get(key)
            missing = await work.conversations.not_in_ticket(key)
        settled = now is not None and now.state is ConversationState.CLOSED and not missing
        if settled and not talk.of_request:
            await self.portal.set_ticket_status(place.ticket, TicketStatus.CLOSED)

    async def _place(self, talk: Conversation) -> _Place | None:
        if talk.of_request:
            return await self._of_request(talk)
        if talk.ticket_id is not None:
            return _Place(talk.ticket_id, talk.ticket_number or "", talk.reference)
        ref = await self._once(
            f"conversation:{talk.number}",
            lambda: self._open(talk),
            lambda: self._opened(talk),
        )
        async with self.shop.work() as work:
            await work.conversations.ticket_opened(talk.number, ref.id, ref.number)
            await work.cards.touch(talk.number)
        return _Place(ref.id, ref.number, talk.reference)

    async def _of_request(self, talk: Conversation) -> _Place | None:
        """Its ticket is the request's, and our words are known by the request's reference."""
        async with self.shop.work() as work:
            transfer = await work.transfers.get(talk.number)
        if transfer is None or transfer.forgotten:
            return None
        if transfer.ticket_id is None:
            raise RetryRequested(TICKET_OPENS, "the ticket is not open yet")
        return _Place(transfer.ticket_id, transfer.ticket_number or "", transfer.reference)

    @property
    def _once(self) -> Once:
        return Once(self.shop, self.portal.capabilities.settles_within)

    async def _open(self, talk: Conversation) -> TicketRef:
        about = {"number": talk.number, "ref": talk.ref}
        subject = "ticket-talk-subject-ref" if talk.ref else "ticket-talk-subject"
        message = self.texts.plain(HOME, "ticket-talk-first", {"number": talk.number})
        return await self.portal.open_ticket(
            NewTicket(
                reference=talk.reference,
                client_id=talk.account or "",
                department_id=await department_id(self.portal),
                subject=self.texts.plain(HOME, subject, about),
                message=with_reference(message, talk.reference),
                service_id=None,
            )
        )

    async def _opened(self, talk: Conversation) -> TicketRef | None:
        return await self.portal.find_ticket(talk.account or "", talk.reference)

    async def _write(
        self, talk: Conversation, place: _Place, said: Said, before: str | None
    ) -> None:
        """``before``: the words as they stand in the ticket, where they were changed since."""
        reference = f"{place.reference}-s{said.id}"
        if before is not None:
            reference += hashlib.sha256(said.text.encode()).hexdigest()[:8]
        files, left_out = ([], []) if before is not None else await self._files(said)

        async def answer() -> bool:
            try:
                await self._send(place, said, reference, before, files, left_out)
            except PortalError as error:
                if error.code not in _NOT_THESE or not files:
                    raise
                left_out.extend(file.name for file in files)
                await self._send(place, said, reference, before, (), left_out)
            return True

        await self._once(
            f"conversation:{reference}",
            answer,
            lambda: stands(self.portal, place.ticket, reference),
        )
        if left_out:
            news = FilesNotInTicket(talk.number, place.number, ", ".join(left_out))
            async with self.shop.work() as work:
                await work.desk.tell(news, unique=f"conversation:{reference}:left-out")

    async def _send(
        self,
        place: _Place,
        said: Said,
        reference: str,
        before: str | None,
        files: Sequence[Attachment],
        left_out: Sequence[str],
    ) -> None:
        by = TicketAuthor.CLIENT if said.side is Side.CUSTOMER else TicketAuthor.STAFF
        await self.portal.answer_ticket(
            place.ticket,
            with_reference(self._words(said, before, left_out), reference),
            author=by,
            reference=reference,
            attachments=tuple(files),
        )

    def _words(self, said: Said, before: str | None, left_out: Sequence[str]) -> str:
        plain = self.texts.plain
        text = said.text or plain(HOME, "ticket-talk-file-only")
        if before is not None:
            text = plain(HOME, "ticket-talk-edited", {"text": text})
        if said.side is Side.STAFF:
            text = plain(HOME, "ticket-talk-staff", {"name": said.who_name, "text": text})
        if left_out:
            names = ", ".join(left_out)
            text += "\n\n" + plain(HOME, "ticket-talk-left-out", {"names": names})
        return text

    async def _files(self, said: Said) -> tuple[list[Attachment], list[str]]:
        """The file that it carries, or its name where it can't be had."""
        media = said.media
        if media is None or not media.file:
            return [], []
        if media.size > LARGEST:
            return [], [media.name]
        try:
            content = await self.fetch(media.file)
        except NotThereError:
            return [], [media.name]
        most = self.portal.capabilities.largest_files
        if not content or (most is not None and len(content) > most):
            return [], [media.name]
        return [Attachment(media.name, content)], []

    # From there to here

    async def pass_on(self, talk: Conversation, ticket: Ticket) -> None:
        """What was written in the ticket itself, each once; never our own words back."""
        for reply in ticket.replies:
            if not is_ours(reply.message, talk.reference):
                await self.come(talk.number, ticket.ref.number, reply)
        if ticket.status is TicketStatus.CLOSED:
            async with self.shop.work() as work:
                await closed_in_portal(work, talk.number)

    async def come(self, number: str, ticket: str, reply: TicketReply) -> None:
        """One of them, with its files, once."""
        source = f"{self.portal.name}:{reply.id}"
        side = Side.STAFF if reply.author is TicketAuthor.STAFF else Side.CUSTOMER
        files = [(ref, await self.file(ref)) for ref in reply.attachments]
        async with self.shop.work() as work:
            if not await said_in_portal(work, number, side, reply.message, source):
                return
            talk = await work.conversations.get(number)
            assert talk is not None
            for ref, file in files:
                about = {"number": number, "ticket": ticket, "name": ref.name}
                unique = f"conversation:{source}:{ref.id}"
                if side is Side.CUSTOMER:
                    sha256 = await work.documents.put(file.content, "ticket") if file else None
                    news = FileInPortal(number, ticket, ref.name, sha256)
                    await work.desk.tell(news, unique=unique)
                else:
                    await tell_file(work, talk.person, talk.account, about, file, unique)

    async def file(self, ref: AttachmentRef) -> Attachment | None:
        """None when it can't be passed on: removed, empty, or larger than Telegram takes."""
        try:
            file = await self.portal.attachment(ref.id)
        except PortalError as error:
            if error.code is PortalFailure.UNAVAILABLE:
                raise
            log.warning("a ticket's file cannot be fetched", file=ref.id, error=error.detail)
            return None
        return file if 0 < len(file.content) <= LARGEST_BACK else None


async def tell_file(
    work: SqlWork,
    person: int,
    account: str | None,
    about: Mapping[str, Arg],
    file: Attachment | None,
    unique: str,
) -> None:
    """A file of a ticket, into the person's chat; or that it stays in the ticket."""
    if file is None:
        await work.deliveries.tell(person, "ntf-ticket-file-left", about, unique=unique)
        return
    await work.deliveries.send_document(
        person,
        await work.documents.put(file.content, "ticket"),
        str(about["name"]),
        "ntf-ticket-file",
        about,
        unique=unique,
        account=account,
        priority=Priority.NOTICE,
    )

"""What every portal must do with tickets."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from uuid import uuid4

import pytest
from hypothesis import given

from assistant.domain.billing import ServiceKind
from assistant.domain.portal import EventType, Portal, PortalFailure
from assistant.domain.tickets import Attachment, TicketAuthor, TicketStatus, with_reference
from tests.portal.provider import (
    HUGE,
    MANY,
    ODD_TEXTS,
    STORABLE,
    World,
    a_ticket,
    ask,
    now,
    refusal,
    someone,
    told,
)


class TicketContract:
    """Tickets."""

    # Tickets

    async def test_a_ticket_is_opened_and_read(self, portal: Portal) -> None:
        owner = await portal.create_client(someone())
        new = await a_ticket(portal, owner)
        ref = await portal.open_ticket(new)
        ticket = await portal.ticket(ref.id)
        assert ticket.ref == ref
        assert (ticket.client_id, ticket.subject) == (owner.id, new.subject)
        assert new.message in ticket.message
        assert ticket.status is TicketStatus.OPEN
        assert ticket.department == (await portal.departments())[0].name
        assert ticket.replies == ()

    async def test_the_same_reference_opens_one_ticket_even_at_once(self, portal: Portal) -> None:
        owner = await portal.create_client(someone())
        new = await a_ticket(portal, owner)
        refs = await asyncio.gather(*(portal.open_ticket(new) for _ in range(3)))
        assert len(set(refs)) == 1
        assert await portal.find_ticket(owner.id, new.reference) == refs[0]

    async def test_a_ticket_is_found_by_its_reference_among_its_owners_only(
        self, portal: Portal
    ) -> None:
        owner = await portal.create_client(someone())
        other = await portal.create_client(someone("lain@contoh.example"))
        new = await a_ticket(portal, owner)
        await portal.open_ticket(new)
        assert await portal.find_ticket(other.id, new.reference) is None
        assert await portal.find_ticket(owner.id, uuid4().hex) is None

    async def test_a_ticket_names_the_service_it_is_about(
        self, portal: Portal, world: World
    ) -> None:
        owner = await portal.create_client(someone())
        service = await world.add_service(owner.id, ServiceKind.DOMAIN, "contoh.example")
        ref = await ask(portal, owner, service_id=service)
        assert (await portal.ticket(ref.id)).client_id == owner.id

    async def test_a_ticket_about_what_is_another_clients_opens_without_naming_it(
        self, portal: Portal, world: World
    ) -> None:
        """A request's ticket may be opened late, when its service has moved."""
        owner = await portal.create_client(someone())
        other = await portal.create_client(someone("lain@contoh.example"))
        service = await world.add_service(other.id, ServiceKind.DOMAIN, "contoh.example")
        new = await a_ticket(portal, owner, service_id=service)
        refused = await refusal(portal.open_ticket(new))
        assert refused in (PortalFailure.REFUSED, PortalFailure.NOT_FOUND)
        assert await portal.find_ticket(owner.id, new.reference) is None
        ref = await portal.open_ticket(replace(new, service_id=None))
        assert (await portal.ticket(ref.id)).client_id == owner.id

    async def test_a_ticket_of_nobody_is_not_opened(self, portal: Portal) -> None:
        owner = await portal.create_client(someone())
        new = await a_ticket(portal, owner, client_id="999999")
        assert await refusal(portal.open_ticket(new)) is PortalFailure.NOT_FOUND

    @pytest.mark.parametrize("wrong", [{"subject": ""}, {"message": " "}, {"message": "a\x00b"}])
    async def test_a_ticket_without_words_is_refused(
        self, portal: Portal, wrong: dict[str, str]
    ) -> None:
        owner = await portal.create_client(someone())
        new = await a_ticket(portal, owner, **wrong)
        assert await refusal(portal.open_ticket(new)) is PortalFailure.REFUSED

    @MANY
    @given(message=STORABLE)
    async def test_what_was_written_is_read_unchanged(
        self, portal: Portal, world: World, message: str
    ) -> None:
        owner = await portal.find_client("rudi@contoh.example") or await portal.create_client(
            someone()
        )
        reference = uuid4().hex
        written = with_reference(message, reference)
        ref = await ask(portal, owner, message=written, reference=reference)
        await portal.answer_ticket(ref.id, written, author=TicketAuthor.CLIENT, reference=reference)
        ticket = await portal.ticket(ref.id)
        assert ticket.message == world.kept(written)
        assert [reply.message for reply in ticket.replies] == [world.kept(written)]

    @pytest.mark.parametrize("message", [*ODD_TEXTS, HUGE])
    async def test_odd_and_huge_messages_are_kept_as_they_are(
        self, portal: Portal, world: World, message: str
    ) -> None:
        owner = await portal.create_client(someone())
        reference = uuid4().hex
        written = with_reference(message, reference)
        ref = await ask(portal, owner, message=written, reference=reference)
        assert ref.whole
        assert (await portal.ticket(ref.id)).message == world.kept(written)

    async def test_files_go_into_a_ticket_and_come_out_as_they_were(
        self, portal: Portal, world: World
    ) -> None:
        owner = await portal.create_client(someone())
        surat = Attachment("surat kuasa.pdf", b"%PDF-1.7\x00\xff")
        foto = Attachment("foto.png", bytes(range(256)))
        ref = await ask(portal, owner, attachments=(surat, foto))
        await portal.answer_ticket(
            ref.id, "Ini KTP-nya.\n\nr-7", author=TicketAuthor.CLIENT, reference="r-7",
            attachments=[foto],
        )  # fmt: skip
        await world.reply(ref, "Formulirnya terlampir.", [surat])
        ticket = await portal.ticket(ref.id)
        assert [one.name for one in ticket.attachments] == [surat.name, foto.name]
        assert [await portal.attachment(one.id) for one in ticket.attachments] == [surat, foto]
        named = [[one.name for one in reply.attachments] for reply in ticket.replies]
        assert named == [[foto.name], [surat.name]]
        staffs = ticket.replies[1].attachments[0]
        assert await portal.attachment(staffs.id) == surat

    async def test_a_file_without_a_name_is_refused(self, portal: Portal) -> None:
        owner = await portal.create_client(someone())
        nameless = await a_ticket(portal, owner, attachments=(Attachment(" ", b"x"),))
        assert await refusal(portal.open_ticket(nameless)) is PortalFailure.REFUSED

    async def test_staffs_reply_is_read_and_told(self, portal: Portal, world: World) -> None:
        owner = await portal.create_client(someone())
        ref = await ask(portal, owner)
        mark = await now(portal)
        await world.reply(ref, "Sedang kami periksa.")
        ticket = await portal.ticket(ref.id)
        assert [(one.author, one.message) for one in ticket.replies] == [
            (TicketAuthor.STAFF, "Sedang kami periksa.")
        ]
        assert ticket.status is TicketStatus.ANSWERED
        assert (EventType.TICKET_REPLIED, {"ticket": ref.id}) in await told(portal, mark)

    async def test_an_answer_is_added_once(self, portal: Portal) -> None:
        owner = await portal.create_client(someone())
        ref = await ask(portal, owner)
        thanks, done = with_reference("Terima kasih.", "r-1"), with_reference("Selesai.", "r-2")
        await asyncio.gather(
            *(
                portal.answer_ticket(ref.id, thanks, author=TicketAuthor.CLIENT, reference="r-1")
                for _ in range(3)
            )
        )
        await portal.answer_ticket(ref.id, done, author=TicketAuthor.STAFF, reference="r-2")
        ticket = await portal.ticket(ref.id)
        assert [(one.author, one.message) for one in ticket.replies] == [
            (TicketAuthor.CLIENT, thanks),
            (TicketAuthor.STAFF, done),
        ]

    async def test_a_clients_answer_shows_in_the_status(self, portal: Portal) -> None:
        owner = await portal.create_client(someone())
        ref = await ask(portal, owner)
        words = with_reference("Halo?", "r-1")
        await portal.answer_ticket(ref.id, words, author=TicketAuthor.CLIENT, reference="r-1")
        assert (await portal.ticket(ref.id)).status is TicketStatus.CUSTOMER_REPLY

    @pytest.mark.parametrize("status", list(TicketStatus))
    async def test_every_status_of_a_ticket_is_set_and_read(
        self, portal: Portal, world: World, status: TicketStatus
    ) -> None:
        owner = await portal.create_client(someone())
        ours, theirs = await ask(portal, owner), await ask(portal, owner)
        await portal.set_ticket_status(ours.id, status)
        await world.set_ticket(theirs, status)
        assert (await portal.ticket(ours.id)).status is status
        assert (await portal.ticket(theirs.id)).status is status

    async def test_a_new_status_is_told(self, portal: Portal, world: World) -> None:
        owner = await portal.create_client(someone())
        ref = await ask(portal, owner)
        mark = await now(portal)
        await world.set_ticket(ref, TicketStatus.IN_PROGRESS)
        assert (EventType.TICKET_STATUS, {"ticket": ref.id}) in await told(portal, mark)

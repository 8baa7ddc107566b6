"""A link holds as long as its e-mail is the account's: compared wherever the portal is asked, and
once more before anything is sent."""

from __future__ import annotations

import itertools
from collections.abc import Awaitable, Callable

import pytest
from sqlalchemy import select, update

from assistant.domain.accounts.linking import end_link, link_account, unlink_account
from assistant.domain.clients import Client
from assistant.domain.transfers.deciding import want_decision
from assistant.domain.transfers.model import Decision, DecisionState
from assistant.storage import tables as t
from assistant.storage.codec import load_args
from tests.worker.conftest import BUDI, RINA, SITI, Office
from tests.worker.test_events import event, invoice_id
from tests.worker.test_fakturs import pdf_for, read, waiting

_NUMBERS = itertools.count()
OLD, NEW = "budi@majujaya.example", "pemilik@majujaya.example"


@pytest.fixture
async def owner(office: Office) -> Client:
    return await office.linked(BUDI, OLD)


async def linked(office: Office, person: int = BUDI) -> list[str]:
    async with office.shop.work() as work:
        return [link.email for link in await work.links.of(person)]


async def mails(office: Office) -> list[tuple[str, str]]:
    rows = [row for row in await office.rows(t.delivery) if row.channel == "mail"]
    return [(row.address, row.payload["key"]) for row in rows]


async def refresh(office: Office, client: Client) -> None:
    await office.accounts.refresh_account(client.id)


async def hear_of_it(office: Office, client: Client) -> None:
    each = str(next(_NUMBERS))
    await office.events.handle(await event(office, "client.changed", client=client.id, n=each))


async def pay(office: Office, client: Client) -> None:
    number = await office.paid(client)
    paid = await event(office, "invoice.paid", invoice=await invoice_id(office, number))
    await office.events.handle(paid)


async def reconcile(office: Office, client: Client) -> None:
    """The portal's own list of changes is lost."""
    async with office.shop.work() as work:
        latest = await office.portal.changes_since("")
        await work.marks.set("portal-changes", latest.mark)
    await office.events.reconcile()


@pytest.mark.parametrize("look", [refresh, hear_of_it, pay, reconcile])
async def test_another_email_suspends_the_link_wherever_it_is_seen(
    office: Office, owner: Client, look: Callable[[Office, Client], Awaitable[None]]
) -> None:
    await look(office, owner)
    assert await linked(office) == [OLD]
    told_before = await office.told()
    await office.provider.admin.set_email(owner.id, NEW)
    await look(office, owner)
    assert await linked(office) == []
    told = (await office.told())[len(told_before) :]
    assert told == ["ntf-link-suspended"]  # and nothing of the account
    assert (NEW, "mail-link-suspended") in await mails(office)
    await look(office, owner)
    assert (await office.told())[len(told_before) :] == told
    assert len([one for one in await mails(office) if one[1] == "mail-link-suspended"]) == 1


async def test_the_same_address_in_other_letters_is_the_same(office: Office, owner: Client) -> None:
    async with office.shop.engine.begin() as connection:
        await connection.execute(update(t.link).values(email=OLD.upper()))
    await refresh(office, owner)
    assert await linked(office) == [OLD.upper()]


async def test_a_code_to_the_new_address_brings_it_back_with_what_was_chosen(
    office: Office, owner: Client
) -> None:
    async with office.shop.engine.begin() as connection:
        await connection.execute(update(t.link).values(faktur_to="mail"))
    await office.provider.admin.set_email(owner.id, NEW)
    await refresh(office, owner)
    async with office.shop.work() as work:
        await link_account(work, BUDI, await office.portal.client(owner.id))
        (link,) = await work.links.of(BUDI)
    assert (link.email, link.pushes.mail, link.pushes.chat) == (NEW, True, False)


async def test_the_old_address_does_not_come_back_by_being_changed_back(
    office: Office, owner: Client
) -> None:
    for email in (NEW, OLD):
        await office.provider.admin.set_email(owner.id, email)
        await refresh(office, owner)
    assert await linked(office) == []


async def test_a_faktur_is_not_pushed_by_a_link_that_holds_no_more(
    office: Office, owner: Client
) -> None:
    invoice = await waiting(office, owner)
    await office.provider.admin.set_email(owner.id, NEW)  # and no event comes
    await read(office, await pdf_for(office, invoice))
    assert "ntf-faktur" not in await office.told()
    assert "ntf-link-suspended" in await office.told()


async def test_linking_is_told_to_the_address_once(office: Office, owner: Client) -> None:
    async with office.shop.work() as work:
        await work.people.seen(SITI, "Siti", "siti_r", "id")
        for _ in range(2):
            await link_account(work, SITI, owner)
    rows = [row for row in await office.rows(t.delivery) if row.payload["key"] == "mail-linked"]
    (row,) = rows
    assert row.address == OLD
    body = office.texts.plain("id", "mail-linked.body", load_args(row.payload["args"]))
    assert "Siti (@siti_r)" in body
    assert "/hubungkan" in body


async def test_the_providers_people_end_a_link(office: Office, owner: Client) -> None:
    async with office.shop.work() as work:
        assert await end_link(work, f"staff:{RINA}", owner.id, BUDI) is not None
        assert await end_link(work, f"staff:{RINA}", owner.id, BUDI) is None
    assert await linked(office) == []
    assert await office.told() == ["ntf-unlinked-by-staff"]


class TestOwnRequests:
    """Links that stood since the request was made count, not only today's."""

    @pytest.mark.parametrize("how", ["unlinked", "suspended", "forgotten"])
    async def test_a_decider_who_left_the_account_decides_nothing(
        self, office: Office, owner: Client, how: str
    ) -> None:
        target = await office.client("baru@usahabaru.example", "PT Usaha Baru")
        async with office.shop.work() as work:
            await work.people.seen(RINA, "Rina", None, "id")
            await work.links.add(RINA, owner)
        asked = await office.transfer(owner, target, await office.service(owner))
        async with office.shop.work() as work:
            if how == "unlinked":
                await unlink_account(work, RINA, owner.id, RINA)
            elif how == "suspended":
                await work.links.suspend(RINA, owner.id)
            else:
                await work.people.forget(RINA)
        assert await decided(office, asked.number, RINA) is DecisionState.OWN_REQUEST

    async def test_one_who_left_before_it_was_asked_decides(
        self, office: Office, owner: Client
    ) -> None:
        target = await office.client("baru@usahabaru.example", "PT Usaha Baru")
        async with office.shop.work() as work:
            await work.links.add(RINA, owner)
        async with office.shop.work() as work:
            await work.links.revoke(RINA, owner.id)
        asked = await office.transfer(owner, target, await office.service(owner))
        assert await decided(office, asked.number, RINA) is DecisionState.MADE

    async def test_it_is_not_the_owner_who_asks_when_the_asker_lost_the_account(
        self, office: Office, owner: Client
    ) -> None:
        target = await office.client("baru@usahabaru.example", "PT Usaha Baru")
        asked = await office.transfer(owner, target, await office.service(owner))
        await office.provider.admin.set_email(owner.id, NEW)
        await refresh(office, owner)
        assert await decided(office, asked.number, RINA) is DecisionState.ASKER_GONE


async def decided(office: Office, number: str, staff: int) -> DecisionState:
    async with office.shop.work() as work:
        await want_decision(work, number, staff, "Rina", Decision.APPROVE)
        newest = select(t.decision.c.id).order_by(t.decision.c.id.desc()).limit(1)
        id_ = (await work.connection.execute(newest)).scalar_one()
    await office.transfers.decide(str(id_))
    async with office.shop.work() as work:
        wanted = await work.transfers.wanted_decision(id_)
    assert wanted is not None
    return wanted.state

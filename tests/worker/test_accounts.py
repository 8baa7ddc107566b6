"""Jobs about accounts, at a real portal: done once, said rightly, tried again when it is down."""

from __future__ import annotations

import pytest

from assistant.domain.accounts.codes import CodePurpose
from assistant.domain.accounts.looking import look_at_account
from assistant.domain.accounts.model import Registration, RegistrationState, TaxChangeState
from assistant.domain.accounts.opening import request_account
from assistant.domain.accounts.proving import send_code
from assistant.domain.accounts.taxing import save_tax_profile
from assistant.domain.fakturs.model import RequestState
from assistant.domain.fakturs.paid import invoice_paid
from assistant.domain.portal import Capabilities, PortalError, PortalFailure
from tests.things import new_client, tax
from tests.worker.conftest import BUDI, SITI, Office

MAIL = "budi@majujaya.example"


async def ask(office: Office, email: str = MAIL) -> Registration:
    async with office.shop.work() as work:
        await work.people.seen(BUDI, "Budi", None, "id")
        return await request_account(work, BUDI, new_client(email))


async def state(office: Office, asked: Registration) -> Registration:
    async with office.shop.work() as work:
        found = await work.registrations.get(asked.id)
        assert found is not None
        return found


class TestCodes:
    async def test_the_mail_carries_the_digits_in_the_persons_language(
        self, office: Office
    ) -> None:
        async with office.shop.work() as work:
            await work.people.seen(BUDI, "Budi", None, "id")
            await send_code(work, BUDI, MAIL, CodePurpose.LINK)
            code = await work.codes.newest(BUDI, MAIL, CodePurpose.LINK)
            assert code is not None
        await office.accounts.send_code(str(code.id))
        mail = await office.sim.wait_mail(MAIL, code.digits(b"secret"))
        assert "10 menit" in str(mail)

    async def test_a_code_that_is_too_old_is_not_mailed(self, office: Office) -> None:
        async with office.shop.work() as work:
            late = work.now.replace(year=work.now.year - 1)
            code = await work.codes.add(BUDI, MAIL, CodePurpose.LINK, b"x" * 16, late)
        await office.accounts.send_code(str(code.id))
        await office.accounts.send_code("999999")
        assert await office.sim.mails() == []


class TestCreating:
    async def test_an_account_is_opened_linked_and_told(self, office: Office) -> None:
        asked = await ask(office)
        await office.accounts.create_account(str(asked.id))
        made = await office.portal.find_client(MAIL)
        assert made is not None
        done = await state(office, asked)
        assert (done.state, done.account) == (RegistrationState.CREATED, made.id)
        async with office.shop.work() as work:
            assert await work.links.find(BUDI, made.id) is not None
        assert await office.woken() == [(BUDI, "ntf-akun-created")]
        await office.sim.wait_mail(MAIL)

    async def test_the_same_job_twice_opens_one(self, office: Office) -> None:
        asked = await ask(office)
        await office.accounts.create_account(str(asked.id))
        await office.accounts.create_account(str(asked.id))
        overview = await office.provider.admin.overview()
        assert len(overview["accounts"]) == 1
        assert len(await office.woken()) == 1

    async def test_a_job_whose_answer_was_lost_finds_the_account_it_made(
        self, office: Office
    ) -> None:
        asked = await ask(office)
        made = await office.portal.create_client(asked.new)
        await office.accounts.create_account(str(asked.id))
        assert (await state(office, asked)).account == made.id

    async def test_an_address_that_has_an_account_is_said_so_and_not_linked(
        self, office: Office
    ) -> None:
        await office.client(MAIL, "PT Lain")
        asked = await ask(office)
        await office.accounts.create_account(str(asked.id))
        assert (await state(office, asked)).state is RegistrationState.ALREADY_REGISTERED
        assert await office.woken() == [(BUDI, "ntf-akun-already")]
        async with office.shop.work() as work:
            assert await work.links.of(BUDI) == []

    async def test_while_the_portal_is_down_it_waits_to_be_tried_again(
        self, office: Office
    ) -> None:
        asked = await ask(office)
        portal = Down()
        jobs = type(office.accounts)(office.shop, portal, office.mailer, office.texts)  # type: ignore[arg-type]
        with pytest.raises(PortalError):
            await jobs.create_account(str(asked.id))
        assert (await state(office, asked)).state is RegistrationState.QUEUED
        assert await office.woken() == []
        await office.accounts.create_account(str(asked.id))
        assert (await state(office, asked)).state is RegistrationState.CREATED


class Down:
    """A portal that is closed, whatever it is asked."""

    name = "embedded"
    capabilities = Capabilities(moves_ownership=True, settles_within=None)

    def __getattr__(self, method: str) -> object:
        async def closed(*_: object, **__: object) -> None:
            raise PortalError(PortalFailure.UNAVAILABLE, method)

        return closed


class TestTax:
    async def test_the_portal_keeps_it_and_invoices_that_waited_go_on(self, office: Office) -> None:
        client = await office.linked(BUDI, MAIL, taxed=False)
        number = await office.paid(client)
        invoice = await office.portal.find_invoice(number)
        assert invoice is not None
        async with office.shop.work() as work:
            await invoice_paid(work, client, invoice)
            change = await save_tax_profile(work, BUDI, client.id, tax())
        for _ in range(2):
            await office.accounts.set_tax(str(change.id))
        assert (await office.portal.client(client.id)).tax == tax()
        async with office.shop.work() as work:
            saved = await work.tax_changes.get(change.id)
            assert saved is not None
            assert saved.state is TaxChangeState.SAVED
            request = await work.fakturs.request_of(number)
            assert request is not None
            assert request.state is RequestState.WAITING
        assert await office.woken() == [(BUDI, "ntf-npwp-saved")]

    async def test_an_account_that_is_gone_refuses_it(self, office: Office) -> None:
        client = await office.linked(BUDI, MAIL)
        async with office.shop.work() as work:
            change = await work.tax_changes.add(BUDI, "999999", tax())
        await office.accounts.set_tax(str(change.id))
        async with office.shop.work() as work:
            refused = await work.tax_changes.get(change.id)
            assert refused is not None
            assert refused.state is TaxChangeState.REFUSED
        assert await office.woken() == [(BUDI, "ntf-npwp-refused")]
        assert client.tax is not None


class TestRefreshing:
    async def test_all_who_wait_are_woken_with_what_the_portal_says(self, office: Office) -> None:
        client = await office.linked(BUDI, MAIL)
        service = await office.service(client)
        number = await office.unpaid(client, service)
        async with office.shop.work() as work:
            await work.links.add(SITI, client)
            for person in (BUDI, SITI):
                assert await look_at_account(work, person, client.id) is None
        await office.accounts.refresh_account(client.id)
        async with office.shop.work() as work:
            seen = await look_at_account(work, BUDI, client.id)
            assert seen is not None
            assert [s.id for s in seen.services] == [service.id]
            assert [invoice.number for invoice in seen.blocking] == [number]
            assert seen.client == client
        assert await office.woken() == [(BUDI, None), (SITI, None)]

    async def test_a_failure_wakes_them_too(self, office: Office) -> None:
        client = await office.linked(BUDI, MAIL)
        async with office.shop.work() as work:
            await look_at_account(work, BUDI, client.id)
        jobs = type(office.accounts)(office.shop, Down(), office.mailer, office.texts)  # type: ignore[arg-type]
        await jobs.refresh_account(client.id)
        async with office.shop.work() as work:
            seen = await look_at_account(work, BUDI, client.id)
            assert seen is not None
            assert seen.failed == PortalFailure.UNAVAILABLE
        assert await office.woken() == [(BUDI, None)]


class TestLinking:
    async def proven(self, office: Office, email: str) -> int:
        async with office.shop.work() as work:
            await work.people.seen(BUDI, "Budi", None, "id")
            await send_code(work, BUDI, email, CodePurpose.LINK)
            code = await work.codes.newest(BUDI, email, CodePurpose.LINK)
            assert code is not None
            from assistant.domain.accounts.linking import prove_for_link

            await prove_for_link(work, BUDI, email, code.digits(work.code_key))
            return code.id

    async def test_the_account_of_a_proven_address_is_linked(self, office: Office) -> None:
        client = await office.client(MAIL, "PT Maju Jaya")
        code = await self.proven(office, MAIL)
        for _ in range(2):
            await office.accounts.link_account(str(code))
        async with office.shop.work() as work:
            assert [link.account for link in await work.links.of(BUDI)] == [client.id]
        assert await office.woken() == [(BUDI, "ntf-linked")]

    async def test_an_address_without_an_account_is_said_so_after_the_proof(
        self, office: Office
    ) -> None:
        code = await self.proven(office, "nobody@majujaya.example")
        await office.accounts.link_account(str(code))
        assert await office.woken() == [(BUDI, "ntf-link-no-account")]

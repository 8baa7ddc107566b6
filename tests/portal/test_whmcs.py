"""What is particular to WHMCS: odd answers, failures, and calls that took effect unheard."""

from __future__ import annotations

import gc
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import trustme
from aiohttp import web

from assistant.domain.billing import InvoiceStatus, ServiceKind
from assistant.domain.clients import TaxKind
from assistant.domain.portal import PortalError, PortalFailure
from assistant.domain.tickets import Attachment, TicketAuthor
from assistant.portal.whmcs import (
    Credential,
    CustomFields,
    WhmcsError,
    WhmcsPortal,
    WhmcsTrouble,
    mapping,
    open_whmcs,
)
from assistant.portal.whmcs.changes import MOST_CALLS
from assistant.portal.whmcs.parsing import day, entries, moment, rupiah, text, whole
from tests.portal.provider import a_ticket, ask, refusal, someone, tax
from tests.portal.whmcs_world import CREDENTIAL, PROVIDER, SETTLES, WhmcsWorld, whmcs_world
from tests.whmcs import WHMCS, FakeWhmcs

ZONE = ZoneInfo("Asia/Jakarta")
FIELDS = CustomFields(name=11, address=12, nitku=13, email=14, kind=15)


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[WhmcsWorld]:
    async with whmcs_world(tmp_path) as world:
        yield world
        assert world.whmcs.complaints == []


@pytest.fixture
def whmcs(world: WhmcsWorld) -> FakeWhmcs:
    return world.whmcs


@pytest.fixture
def portal(world: WhmcsWorld) -> WhmcsPortal:
    return world.portal


async def trouble(portal: WhmcsPortal) -> WhmcsTrouble:
    with pytest.raises(WhmcsError) as caught:
        await portal.departments()
    assert caught.value.code is PortalFailure.UNAVAILABLE
    return caught.value.trouble


@asynccontextmanager
async def elsewhere(url: str, credential: Credential = CREDENTIAL) -> AsyncIterator[WhmcsPortal]:
    async with open_whmcs(url, credential, PROVIDER, settles_within=SETTLES) as portal:
        yield portal


@asynccontextmanager
async def answering(
    answer: Any, status: int = 200, tls: ssl.SSLContext | None = None
) -> AsyncIterator[str]:
    """The URL of a server that answers every call with this: a text, or what a function makes of
    the form."""

    async def handle(request: web.Request) -> web.StreamResponse:
        made = answer(await request.post()) if callable(answer) else answer
        if isinstance(made, web.Response):
            return made
        if isinstance(made, str):
            return web.Response(text=made, status=status, content_type="text/html")
        return web.json_response(made, status=status)

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", handle)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0, ssl_context=tls)
    await site.start()
    scheme = "https" if tls else "http"
    try:
        yield f"{scheme}://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


class TestWhatIsInTheWay:
    async def test_nobody_is_there(self) -> None:
        async with elsewhere("http://127.0.0.1:1") as portal:
            assert await trouble(portal) is WhmcsTrouble.ADDRESS

    async def test_another_website_answers(self) -> None:
        for status in (200, 404, 403):
            async with (
                answering("<html>Selamat datang</html>", status) as url,
                elsewhere(url) as portal,
            ):
                assert await trouble(portal) is WhmcsTrouble.ADDRESS

    async def test_a_credential_that_is_wrong(self, whmcs: FakeWhmcs) -> None:
        for wrong in (
            replace(CREDENTIAL, secret="salah"),
            replace(CREDENTIAL, identifier="lain"),
        ):
            async with elsewhere(whmcs.url, wrong) as portal:
                assert await trouble(portal) is WhmcsTrouble.CREDENTIAL

    async def test_a_role_without_api_access_and_one_without_the_action(
        self, whmcs: FakeWhmcs, portal: WhmcsPortal
    ) -> None:
        whmcs.set_up(permissions=["GetInvoice"])
        assert await trouble(portal) is WhmcsTrouble.PERMISSION
        whmcs.set_up(permissions=None, api_access=False)
        assert await trouble(portal) is WhmcsTrouble.CREDENTIAL

    async def test_an_address_that_is_not_on_the_list_unless_it_has_the_key(
        self, whmcs: FakeWhmcs, portal: WhmcsPortal
    ) -> None:
        whmcs.set_up(allowed_ips=["192.0.2.7"])
        assert await trouble(portal) is WhmcsTrouble.IP
        key = replace(CREDENTIAL, access_key=WHMCS["ASSISTANT_WHMCS_ACCESS_KEY"])
        async with elsewhere(whmcs.url, key) as admitted:
            assert await admitted.departments()

    @pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
    async def test_a_self_signed_certificate(self) -> None:
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        trustme.CA().issue_cert("127.0.0.1").configure_cert(tls)
        async with answering({}, tls=tls) as url, elsewhere(url) as portal:
            assert await trouble(portal) is WhmcsTrouble.CERTIFICATE
        gc.collect()  # the server's half of the broken handshake complains when it goes

    async def test_maintenance_and_a_server_that_fails(
        self, whmcs: FakeWhmcs, portal: WhmcsPortal
    ) -> None:
        await whmcs.sim.fault("whmcs:GetSupportDepartments", kind="maintenance")
        assert await trouble(portal) is WhmcsTrouble.MAINTENANCE
        await whmcs.sim.fault("whmcs:GetSupportDepartments", kind="html", code=502, times=3)
        assert await trouble(portal) is WhmcsTrouble.BROKEN
        assert await portal.departments()

    async def test_a_question_whose_connection_broke_is_asked_again(
        self, whmcs: FakeWhmcs, portal: WhmcsPortal
    ) -> None:
        await whmcs.sim.fault("whmcs:GetSupportDepartments", kind="cut", times=2)
        assert [one.name for one in await portal.departments()] == ["Info", "Billing", "Teknis"]

    async def test_the_detail_says_what_staff_should_check_and_no_secret(
        self, whmcs: FakeWhmcs
    ) -> None:
        async with elsewhere(whmcs.url, replace(CREDENTIAL, secret="rahasia-sekali")) as portal:
            with pytest.raises(WhmcsError) as caught:
                await portal.departments()
        assert "ASSISTANT_WHMCS_SECRET" in caught.value.detail
        assert "rahasia-sekali" not in str(caught.value) + repr(portal)


class TestLostAnswers:
    """The work is done and then the connection is cut."""

    async def test_a_ticket_is_there_though_nobody_said_so(
        self, world: WhmcsWorld, portal: WhmcsPortal
    ) -> None:
        owner = await portal.create_client(someone())
        new = await a_ticket(portal, owner)
        await world.whmcs.sim.fault("whmcs:OpenTicket", kind="cut", effect="before")
        assert await refusal(portal.open_ticket(new)) is PortalFailure.UNKNOWN_OUTCOME
        found = await portal.find_ticket(owner.id, new.reference)
        assert found is not None
        assert await portal.open_ticket(new) == found
        assert len(world.whmcs.calls("OpenTicket")) == 1

    @pytest.mark.parametrize("kind", ["cut", "html"])
    async def test_a_client_is_there_and_gets_its_password_link(
        self, world: WhmcsWorld, portal: WhmcsPortal, kind: str
    ) -> None:
        new = someone()
        await world.whmcs.sim.fault("whmcs:AddClient", kind=kind, effect="before", code=504)
        assert await refusal(portal.create_client(new)) is PortalFailure.UNKNOWN_OUTCOME
        assert await portal.find_created(new.email, new.reference) is not None
        assert await world.password_mails(new.email) == 0
        await portal.create_client(new)
        assert await world.password_mails(new.email) == 1
        assert len(world.whmcs.calls("AddClient")) == 1

    async def test_an_answer_stands_once(self, world: WhmcsWorld, portal: WhmcsPortal) -> None:
        owner = await portal.create_client(someone())
        ref = await ask(portal, owner)
        await world.whmcs.sim.fault("whmcs:AddTicketReply", kind="cut", effect="before")
        words = ("Halo\n\nr-9", TicketAuthor.CLIENT, "r-9")

        async def answer() -> None:
            message, author, reference = words
            await portal.answer_ticket(ref.id, message, author=author, reference=reference)

        assert await refusal(answer()) is PortalFailure.UNKNOWN_OUTCOME
        await answer()
        assert len((await portal.ticket(ref.id)).replies) == 1

    async def test_what_was_never_sent_is_known_not_to_be_done(self) -> None:
        async with elsewhere("http://127.0.0.1:1") as portal:
            call = portal.set_tax_profile("1", tax())
            assert await refusal(call) is PortalFailure.UNAVAILABLE


class TestOddities:
    async def test_an_installation_that_writes_plainly_reads_the_same(
        self, world: WhmcsWorld, portal: WhmcsPortal
    ) -> None:
        owner = await portal.create_client(someone(company="Toko “Bunga” & Anak <b>#1</b>"))
        await portal.set_tax_profile(owner.id, tax())
        for name in ("contoh.example", "lain.example"):
            await world.add_service(owner.id, ServiceKind.DOMAIN, name)
        number = await world.bill(owner.id, None, Decimal(250_000))
        ref = await ask(portal, owner)

        async def all_of_it() -> list[object]:
            return [
                await portal.client(owner.id),
                await portal.services(owner.id),
                await portal.invoice(number),
                await portal.ticket(ref.id),
                await portal.departments(),
                (await portal.services("1"))[:1],
            ]

        odd = await all_of_it()
        world.whmcs.set_up(
            oddities={
                "numbers_as_texts": False, "flat_domains": False, "empty_as_text": False,
                "entities": False,
            }
        )  # fmt: skip
        assert await all_of_it() == odd

    async def test_an_invoice_with_a_number_of_its_own_is_found_by_it(
        self, world: WhmcsWorld, portal: WhmcsPortal
    ) -> None:
        world.whmcs.set_up(oddities={"invoice_numbers": True})
        owner = await portal.create_client(someone())
        number = await world.bill(owner.id, None, Decimal(250_000))
        assert not number.isdecimal()
        found = await portal.find_invoice(number.lower())
        assert found is not None
        assert (found.number, found.client_id) == (number, owner.id)
        assert await portal.find_invoice(found.id) is None, "its id is not its number"

    async def test_three_hundred_services_come_side_by_side(
        self, world: WhmcsWorld, portal: WhmcsPortal
    ) -> None:
        owner = await portal.create_client(someone())
        for n in range(300):
            kind = ServiceKind.DOMAIN if n % 2 else ServiceKind.SERVER
            await world.add_service(owner.id, kind, f"VPS Kilat 2 (s{n:03}.example)")
        before = len(world.whmcs.calls())
        assert len({one.id for one in await portal.services(owner.id)}) == 300
        assert len(world.whmcs.calls()) - before == 2

    async def test_a_server_that_caps_a_page_is_asked_for_the_rest(self) -> None:
        lines = [{"id": n, "clientid": 7, "pid": 1, "status": "Active"} for n in range(1, 96)]

        def page(form: Any) -> dict[str, Any]:
            if form["action"] != "GetClientsProducts":
                return {"result": "success"}
            start = int(form["limitstart"])
            some = lines[start : start + 25]
            return {
                "result": "success", "totalresults": "95", "products": {"product": some},
            }  # fmt: skip

        async with answering(page) as url, elsewhere(url) as portal:
            assert len(await portal.services("7")) == 95

    async def test_notices_of_php_stand_before_what_whmcs_says(self) -> None:
        body = (
            "<br />\n<b>Deprecated</b>: strlen() in /x.php on line 1<br />\n"
            '{"result": "success", "totalresults": 1, "departments":'
            ' {"department": [{"id": 3, "name": "Info &amp; Umum"}]}}'
        )
        async with answering(body) as url, elsewhere(url) as portal:
            assert [(one.id, one.name) for one in await portal.departments()] == [
                ("3", "Info & Umum")
            ]

    def test_lists_in_all_their_forms(self) -> None:
        one = {"id": 1, "name": "a"}
        for form in (
            {"domains": {"domain": [one]}},
            {"domains": {"domain": one}},
            {"domains": {"domain": {"0": one}}},
            {"domains": [one]},
            {"domains[domain][0][id]": 1, "domains[domain][0][name]": "a", "result": "success"},
        ):
            assert entries(form, "domains", "domain") == [one]
        for empty in ({}, {"domains": ""}, {"domains": {"domain": ""}}, {"domains": None}):
            assert entries(empty, "domains", "domain") == []

    def test_values_in_all_their_forms(self) -> None:
        entry = {
            "n": "12", "x": "12abc", "money": "1,250,000.50", "none": None, "no": "0000-00-00",
            "at": "2026-11-25 17:30:00", "text": "A &amp; B &#039;C&#039;",
        }  # fmt: skip
        assert [whole(entry, name) for name in ("n", "x", "none", "gone")] == [12, 12, 0, 0]
        assert rupiah(entry, "money") == Decimal("1250000.50")
        assert rupiah(entry, "none") == rupiah(entry, "gone") == 0
        with pytest.raises(PortalError):
            rupiah(entry, "text")
        assert (day(entry, "no"), day(entry, "at")) == (None, date(2026, 11, 25))
        assert moment(entry, "at", ZONE) == datetime(2026, 11, 25, 10, 30, tzinfo=UTC)
        assert moment(entry, "no", ZONE) is None
        assert text(entry, "text") == "A & B 'C'"

    def test_a_promotion_takes_off_the_line_before_it(self) -> None:
        answer = {
            "invoiceid": 5, "invoicenum": "", "userid": 7, "date": "2026-11-01",
            "duedate": "2026-11-08", "datepaid": "0000-00-00 00:00:00", "tax": "0.00",
            "status": "Unpaid",
            "items": {"item": [
                {"type": "Hosting", "relid": "9", "amount": "588000.00",
                 "description": "Hosting - a.example (01/11/2026 - 31/10/2027)"},
                {"type": "PromoHosting", "relid": "9", "amount": "-88000.00", "description": "P"},
                {"type": "DomainTransfer", "relid": 3, "amount": 250000, "description": "b"},
                {"type": "", "relid": 0, "amount": "10000", "description": "Lain"},
            ]},
        }  # fmt: skip
        invoice = mapping.invoice(answer, ZONE, date(2026, 11, 25))
        assert invoice.status is InvoiceStatus.OVERDUE
        assert [(one.service_id, one.amount, one.months) for one in invoice.items] == [
            ("service-9", 500_000, 12), ("domain-3", 250_000, None), (None, 10_000, None),
        ]  # fmt: skip
        assert invoice.subtotal == 760_000

    def test_a_client_with_nothing_but_a_tax_number_has_a_profile_all_the_same(self) -> None:
        entry = {
            "id": 7, "companyname": "PT Lama", "firstname": "A", "lastname": "B",
            "email": "a@b.example", "address1": "Jl. X", "city": "Solo", "tax_id":
            "01.312.166.0-091.000",
        }  # fmt: skip
        found = mapping.client(entry, CustomFields()).tax
        assert found is not None
        assert (found.npwp, found.kind) == ("0013121660091000", TaxKind.COMPANY)
        assert (found.name, found.address) == ("PT Lama", "Jl. X, Solo")
        assert mapping.client({**entry, "tax_id": "DE123"}, CustomFields()).tax is None

    async def test_a_file_that_whmcs_would_leave_out_is_refused(
        self, world: WhmcsWorld, portal: WhmcsPortal
    ) -> None:
        owner = await portal.create_client(someone())
        new = await a_ticket(portal, owner, attachments=(Attachment("x.exe", b"MZ"),))
        assert await refusal(portal.open_ticket(new)) is PortalFailure.REFUSED
        assert world.whmcs.calls("OpenTicket") == []


class TestChanges:
    async def test_what_was_paid_in_a_time_is_listed(
        self, world: WhmcsWorld, portal: WhmcsPortal
    ) -> None:
        owner = await portal.create_client(someone())
        numbers = [await world.bill(owner.id, None, Decimal(10_000)) for _ in range(3)]
        for number in numbers[:2]:
            await world.set_invoice(number, InvoiceStatus.PAID)
        now = datetime.now(UTC)
        paid = await portal.paid_invoices(now - timedelta(hours=1), now + timedelta(hours=1))
        ours = [one for one in paid.invoices if one.client_id == owner.id]
        assert ([one.number for one in ours], paid.complete) == (numbers[:2], True)
        assert [one.tax for one in ours] == [Decimal(1_100)] * 2
        later = await portal.paid_invoices(now + timedelta(hours=1), now + timedelta(hours=2))
        assert later.invoices == ()

    async def test_a_round_takes_no_more_calls_however_much_there_is(
        self, world: WhmcsWorld, portal: WhmcsPortal
    ) -> None:
        owner = await portal.create_client(someone())
        numbers = [await world.bill(owner.id, None, Decimal(10_000)) for _ in range(230)]
        for number in numbers[1:]:
            await world.set_invoice(number, InvoiceStatus.PAID)
        mark = (await portal.changes_since("")).mark
        await world.set_invoice(numbers[0], InvoiceStatus.PAID)
        told: set[str] = set()
        for _ in range(4):
            before = len(world.whmcs.calls())
            changes = await portal.changes_since(mark)
            assert len(world.whmcs.calls()) - before <= MOST_CALLS
            told |= {event.data["invoice"] for event in changes.events if event.data}
            mark = changes.mark
        assert numbers[0] in told, "the oldest, paid last, is found on the way back"

    async def test_another_portals_mark_begins_anew(self, portal: WhmcsPortal) -> None:
        changes = await portal.changes_since("4711")
        assert changes.events == ()
        assert (await portal.changes_since(changes.mark)).mark == changes.mark

"""What every portal must do with clients and their services."""

from __future__ import annotations

import asyncio
from dataclasses import fields
from decimal import Decimal
from uuid import uuid4

import pytest

from assistant.domain.billing import ServiceKind, ServiceStatus
from assistant.domain.clients import Client, NewClient, TaxKind
from assistant.domain.portal import EventType, Portal, PortalError, PortalFailure
from tests.portal.provider import ODD_TEXTS, World, now, refusal, someone, tax, told


class ClientContract:
    """Clients and services."""

    # Clients

    async def test_nobody_is_found_at_an_unknown_address(self, portal: Portal) -> None:
        assert await portal.find_client("tidak.ada@contoh.example") is None

    async def test_a_new_client_is_found_whatever_the_case_of_the_address(
        self, portal: Portal
    ) -> None:
        made = await portal.create_client(someone("Rudi@Contoh.Example"))
        assert made.email.lower() == "rudi@contoh.example"
        assert (made.label, made.phone, made.tax) == ("PT Contoh Baru", "+6281234567890", None)
        for spelling in ("rudi@contoh.example", "RUDI@CONTOH.EXAMPLE", made.email):
            assert await portal.find_client(spelling) == made
        assert await portal.client(made.id) == made

    async def test_a_person_without_a_company_goes_by_name(self, portal: Portal) -> None:
        made = await portal.create_client(someone(company=""))
        assert made.label == "Rudi Hartono"

    async def test_a_new_client_gets_one_mail_with_a_password_link(
        self, portal: Portal, world: World
    ) -> None:
        new = someone()
        await portal.create_client(new)
        await portal.create_client(new)
        assert await world.password_mails(new.email) == 1

    async def test_the_same_reference_again_makes_no_second_client(self, portal: Portal) -> None:
        new = someone()
        assert await portal.create_client(new) == await portal.create_client(new)

    async def test_a_client_is_found_by_what_made_it(self, portal: Portal) -> None:
        new = someone()
        assert await portal.find_created(new.email, new.reference) is None
        made = await portal.create_client(new)
        assert await portal.find_created(new.email.upper(), new.reference) == made
        assert await portal.find_created(new.email, uuid4().hex) is None
        assert await portal.find_created("lain@contoh.example", new.reference) is None

    async def test_the_same_reference_at_once_makes_one_client(self, portal: Portal) -> None:
        new = someone()
        made = await asyncio.gather(*(portal.create_client(new) for _ in range(4)))
        assert len({client.id for client in made}) == 1

    async def test_an_address_belongs_to_one_client(self, portal: Portal) -> None:
        await portal.create_client(someone("rudi@contoh.example"))
        again = portal.create_client(someone("RUDI@contoh.example"))
        assert await refusal(again) is PortalFailure.ALREADY_REGISTERED

    async def test_of_two_who_want_an_address_at_once_one_gets_it(self, portal: Portal) -> None:
        results = await asyncio.gather(
            *(portal.create_client(someone()) for _ in range(3)), return_exceptions=True
        )
        made = [result for result in results if isinstance(result, Client)]
        refused = [result.code for result in results if isinstance(result, PortalError)]
        assert len(made) == 1
        assert refused == [PortalFailure.ALREADY_REGISTERED] * 2

    @pytest.mark.parametrize(
        "name",
        [
            one.name
            for one in fields(NewClient)
            if one.name not in ("company", "reference") and one.default != ""
        ],
    )
    async def test_a_required_field_may_not_be_empty(self, portal: Portal, name: str) -> None:
        new = someone(**{name: ""})
        assert await refusal(portal.create_client(new)) is PortalFailure.REFUSED
        assert await portal.find_client("rudi@contoh.example") is None

    @pytest.mark.parametrize(
        "email",
        ["rudi", "rudi@", "@contoh.example", "rudi@contoh", "a b@contoh.example", "a@b@c.d"],
    )
    async def test_an_address_without_the_form_of_one_is_refused(
        self, portal: Portal, email: str
    ) -> None:
        assert await refusal(portal.create_client(someone(email))) is PortalFailure.REFUSED

    @pytest.mark.parametrize("text", ODD_TEXTS)
    async def test_odd_names_are_kept_as_they_are(self, portal: Portal, text: str) -> None:
        made = await portal.create_client(someone(company=text, last_name=text))
        found = await portal.client(made.id)
        assert (found.company, found.last_name) == (text, text)

    async def test_a_tax_profile_is_kept_and_corrected(self, portal: Portal) -> None:
        made = await portal.create_client(someone())
        await portal.set_tax_profile(made.id, tax())
        assert (await portal.client(made.id)).tax == tax()
        corrected = tax(
            npwp="3171011708450001", nitku="3171011708450001000000", kind=TaxKind.PERSON
        )
        await portal.set_tax_profile(made.id, corrected)
        await portal.set_tax_profile(made.id, corrected)
        assert (await portal.client(made.id)).tax == corrected

    @pytest.mark.parametrize(
        "wrong", [{"npwp": "123"}, {"nitku": "1" * 22}, {"name": " "}, {"email": "pajak"}]
    )
    async def test_a_tax_profile_that_cannot_be_is_refused(
        self, portal: Portal, wrong: dict[str, str]
    ) -> None:
        made = await portal.create_client(someone())
        call = portal.set_tax_profile(made.id, tax(**wrong))
        assert await refusal(call) is PortalFailure.REFUSED
        assert (await portal.client(made.id)).tax is None

    async def test_a_note_stands_beside_its_client(self, portal: Portal, world: World) -> None:
        made = await portal.create_client(someone())
        await portal.add_note(made.id, "Dua layanan dipindahkan.")
        assert "Dua layanan dipindahkan." in await world.notes(made.id)
        assert await refusal(portal.add_note(made.id, " ")) is PortalFailure.REFUSED

    # Services

    async def test_a_client_sees_all_services_by_name_but_those_that_ended(
        self, portal: Portal, world: World
    ) -> None:
        owner = await portal.create_client(someone())
        other = await portal.create_client(someone("lain@contoh.example"))
        domain = await world.add_service(owner.id, ServiceKind.DOMAIN, "contoh.example")
        plan = await world.add_service(owner.id, ServiceKind.HOSTING, "Hosting (contoh.example)")
        server = await world.add_service(owner.id, ServiceKind.SERVER, "VPS (vps.contoh.example)")
        gone = await world.add_service(owner.id, ServiceKind.DOMAIN, "lama.example")
        await world.add_service(other.id, ServiceKind.DOMAIN, "bukan-milikku.example")
        await world.set_service(gone, ServiceStatus.ENDED)
        seen = await portal.services(owner.id)
        assert {one.id: one.kind for one in seen} == {
            domain: ServiceKind.DOMAIN,
            plan: ServiceKind.HOSTING,
            server: ServiceKind.SERVER,
        }
        assert [one.name for one in seen] == sorted(one.name for one in seen)
        assert {one.client_id for one in seen} == {owner.id}

    async def test_whoever_has_a_host_is_found_by_it(self, portal: Portal, world: World) -> None:
        owner = await portal.create_client(someone())
        other = await portal.create_client(someone("lain@contoh.example"))
        domain = await world.add_service(owner.id, ServiceKind.DOMAIN, "contoh.example")
        plan = await world.add_service(other.id, ServiceKind.HOSTING, "Hosting (contoh.example)")
        await world.add_service(other.id, ServiceKind.DOMAIN, "bukan-contoh.example")
        found = await portal.find_services("contoh.example")
        assert {one.id: one.client_id for one in found} == {domain: owner.id, plan: other.id}
        for nobodys in ("example", "lain.example", "\x00", "%"):
            assert await portal.find_services(nobodys) == []

    @pytest.mark.parametrize("status", list(ServiceStatus))
    async def test_every_status_of_a_service_is_read(
        self, portal: Portal, world: World, status: ServiceStatus
    ) -> None:
        owner = await portal.create_client(someone())
        service = await world.add_service(owner.id, ServiceKind.HOSTING, "Hosting")
        await world.set_service(service, status)
        assert (await portal.service(service)).status is status

    async def test_staff_move_a_service_and_it_is_told(self, portal: Portal, world: World) -> None:
        owner = await portal.create_client(someone())
        heir = await portal.create_client(someone("baru@contoh.example"))
        service = await world.add_service(owner.id, ServiceKind.DOMAIN, "contoh.example")
        mark = await now(portal)
        await world.transfer(service, heir.id)
        assert (await portal.service(service)).client_id == heir.id
        if portal.capabilities.moves_ownership:  # of others we read the owners of what moves
            assert (EventType.SERVICE_CHANGED, {"service": service}) in await told(portal, mark)

    async def test_a_service_moves_alone_and_once(self, portal: Portal, world: World) -> None:
        owner = await portal.create_client(someone())
        heir = await portal.create_client(someone("baru@contoh.example"))
        service = await world.add_service(owner.id, ServiceKind.DOMAIN, "contoh.example")
        stays = await world.add_service(owner.id, ServiceKind.HOSTING, "Hosting")
        number = await world.bill(owner.id, service, Decimal(250_000))
        mark = await now(portal)
        if not portal.capabilities.moves_ownership:
            call = portal.move_service(service, heir.id)
            assert await refusal(call) is PortalFailure.UNSUPPORTED
            return
        await portal.move_service(service, heir.id)
        await portal.move_service(service, heir.id)
        assert [one.id for one in await portal.services(heir.id)] == [service]
        assert [one.id for one in await portal.services(owner.id)] == [stays]
        invoice = await portal.find_invoice(number)
        assert invoice is not None
        assert invoice.client_id == owner.id
        assert await told(portal, mark) == [(EventType.SERVICE_CHANGED, {"service": service})]

    async def test_a_service_does_not_move_to_nobody(self, portal: Portal, world: World) -> None:
        owner = await portal.create_client(someone())
        service = await world.add_service(owner.id, ServiceKind.DOMAIN, "contoh.example")
        code = await refusal(portal.move_service(service, "999999"))
        assert code in (PortalFailure.NOT_FOUND, PortalFailure.UNSUPPORTED)
        assert (await portal.service(service)).client_id == owner.id

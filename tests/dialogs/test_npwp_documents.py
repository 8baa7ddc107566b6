"""``/npwp`` for those who have no NPWP: a NIK alone, a passport, a company abroad."""

from __future__ import annotations

from assistant.domain.clients import BuyerDocument, TaxKind
from assistant.storage import tables as t
from assistant.storage.tables import exits as e
from tests.dialogs.npwp_form import MAJU, asked_for_the_number, kept_change
from tests.play import Table


async def test_a_nik_goes_as_npwp_unless_its_owner_says_that_it_is_none(table: Table) -> None:
    chat = await asked_for_the_number(table, "Perorangan")
    await chat.send("3171011708450001")
    screen = await chat.send("RINA CONTOH\nJl. Melati No. 12, Gambir, Jakarta Pusat 10110")
    assert "sudah terdaftar sebagai NPWP" in screen
    screen = await chat.tap("NIK saya belum menjadi NPWP")
    assert "belum terdaftar sebagai NPWP" in screen
    await chat.tap("Data benar")
    assert (await kept_change(table)).profile.document is BuyerDocument.NATIONAL_ID
    async with table.shop.work() as work:
        buyer = await work.buyers.get(MAJU.id)
    assert buyer.identity is not None
    assert buyer.identity.document is BuyerDocument.NATIONAL_ID


async def test_a_foreigner_is_asked_for_passport_and_country(table: Table) -> None:
    chat = await asked_for_the_number(table, "Orang atau perusahaan asing")
    screen = await chat.send("paspor saya")
    assert "bukan nomor paspor" in screen
    screen = await chat.send("x 1234567")
    assert "Dari negara mana" in screen
    assert "tidak kami kenal" in await chat.send("Atlantis")
    assert "tidak kami kenal" in await chat.send("Indonesia")
    await chat.send("singapura")
    screen = await chat.send("JOHN FIKTIF\nJl. Pantai No. 1, Kuta, Badung, Bali 80361")
    assert "X1234567" in screen
    assert "Singapura" in screen
    assert "sudah terdaftar" not in screen
    await chat.tap("Data benar")
    [kept] = await table.rows(e.buyer)
    assert kept.identity["document"] == "Passport"
    assert (kept.identity["country"], kept.identity["npwp"]) == ("SGP", "0" * 16)
    change = await kept_change(table)
    assert change.state == "saved"
    assert not [job for job in await table.rows(t.tax_change) if job.state == "queued"]
    assert "X1234567" in await chat.send("/npwp")


async def test_a_company_abroad_gives_its_own_number(table: Table) -> None:
    chat = await asked_for_the_number(table, "Orang atau perusahaan asing")
    await chat.tap("Perusahaan asing")
    await chat.send("201912345K")
    await chat.send("Japan")
    await chat.send("CONTOH KK\n1-2-3 Chiyoda, Tokyo 100-0001, Jepang")
    await chat.tap("Data benar")
    profile = (await kept_change(table)).profile
    assert (profile.kind, profile.document, profile.country) == (
        TaxKind.COMPANY,
        BuyerDocument.OTHER_ID,
        "JPN",
    )

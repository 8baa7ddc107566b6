"""People, consents, drafts, codes: what is kept, for how long, and what is forgotten."""

from __future__ import annotations

import asyncio
import json
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, text

from assistant.domain.accounts.codes import (
    ADDRESSES_PER_PERSON_A_DAY,
    LONGEST_PAUSE,
    OVERALL_AN_HOUR,
    PER_ADDRESS_AN_HOUR,
    PER_PERSON_AN_HOUR,
    CodeCheck,
    CodePurpose,
    CodeSending,
)
from assistant.domain.accounts.linking import link_account
from assistant.domain.accounts.proving import check_code, send_code
from assistant.domain.finance.model import BuyerClass
from assistant.domain.people.consenting import consent, has_consented
from assistant.domain.people.model import Purpose
from assistant.domain.transfers.asking import request_transfer
from assistant.storage import tables as t
from assistant.storage.work import SqlWork, WorkShop
from tests.things import Clock, client, new_client, service, tax, wanted_transfer

BUDI, SITI = 1001, 1002
MAIL = "budi@majujaya.example"


async def send(
    shop: WorkShop,
    email: str = MAIL,
    person: int = BUDI,
    purpose: CodePurpose = CodePurpose.LINK,
) -> CodeSending:
    async with shop.work() as work:
        return await send_code(work, person, email, purpose)


async def check(
    shop: WorkShop,
    typed: str,
    email: str = MAIL,
    person: int = BUDI,
    purpose: CodePurpose = CodePurpose.LINK,
) -> tuple[CodeCheck, int]:
    async with shop.work() as work:
        return await check_code(work, person, email, purpose, typed)


async def digits(shop: WorkShop) -> str:
    """Those of the code that was sent last."""
    async with shop.work() as work:
        newest = select(t.code.c.id).order_by(t.code.c.id.desc()).limit(1)
        code = await work.codes.get((await work.connection.execute(newest)).scalar_one())
        assert code is not None
        return code.digits(work.code_key)


def wrong(right: str) -> str:
    return f"{(int(right) + 1) % 1_000_000:06d}"


class TestCodes:
    async def test_the_right_digits_are_right_once(self, shop: WorkShop) -> None:
        assert await send(shop) is CodeSending.SENT
        right = await digits(shop)
        assert await check(shop, f" {right[:3]}-{right[3:]} ") == (CodeCheck.RIGHT, 3)
        assert await check(shop, right) == (CodeCheck.EXPIRED, 0)

    async def test_three_wrong_tries_use_it_up(self, shop: WorkShop) -> None:
        await send(shop)
        right = await digits(shop)
        assert await check(shop, wrong(right)) == (CodeCheck.WRONG, 2)
        assert await check(shop, wrong(right)) == (CodeCheck.WRONG, 1)
        assert await check(shop, wrong(right)) == (CodeCheck.USED_UP, 0)
        assert await check(shop, right) == (CodeCheck.EXPIRED, 0)

    async def test_what_is_not_six_digits_costs_no_try(self, shop: WorkShop) -> None:
        await send(shop)
        for typed in ("", "12345", "1234567", "abcdef", "halo"):
            assert await check(shop, typed) == (CodeCheck.NOT_SIX_DIGITS, 3)
        assert (await check(shop, await digits(shop)))[0] is CodeCheck.RIGHT

    async def test_it_ends_after_ten_minutes(self, shop: WorkShop, clock: Clock) -> None:
        await send(shop)
        right = await digits(shop)
        clock.move(minutes=9, seconds=59)
        assert (await check(shop, wrong(right)))[0] is CodeCheck.WRONG
        clock.move(seconds=1)
        assert await check(shop, right) == (CodeCheck.EXPIRED, 0)

    async def test_a_new_code_ends_the_older_one(self, shop: WorkShop) -> None:
        await send(shop)
        older = await digits(shop)
        await send(shop)
        newer = await digits(shop)
        assert older == newer or (await check(shop, older))[0] is CodeCheck.WRONG
        assert (await check(shop, newer))[0] is CodeCheck.RIGHT

    async def test_a_code_to_another_address_ends_the_first_address_code(
        self, shop: WorkShop
    ) -> None:
        await send(shop)
        first = await digits(shop)
        await send(shop, "lain@majujaya.example")
        assert await check(shop, first) == (CodeCheck.EXPIRED, 0)

    async def test_it_is_bound_to_its_person_address_and_purpose(self, shop: WorkShop) -> None:
        await send(shop)
        right = await digits(shop)
        assert await check(shop, right, person=SITI) == (CodeCheck.EXPIRED, 0)
        assert await check(shop, right, email="x@majujaya.example") == (CodeCheck.EXPIRED, 0)
        assert await check(shop, right, purpose=CodePurpose.REGISTER) == (CodeCheck.EXPIRED, 0)
        assert (await check(shop, right))[0] is CodeCheck.RIGHT

    async def test_a_person_has_three_an_hour_to_an_address(
        self, shop: WorkShop, clock: Clock
    ) -> None:
        for _ in range(3):
            assert await send(shop) is CodeSending.SENT
        assert await send(shop) is CodeSending.TOO_MANY_FOR_ADDRESS
        clock.move(minutes=59)
        assert await send(shop) is CodeSending.TOO_MANY_FOR_ADDRESS
        clock.move(minutes=1)
        assert await send(shop) is CodeSending.SENT

    @pytest.mark.parametrize(
        "variants",
        [
            ("budi@majujaya.example", "budi+1@majujaya.example", "budi+a+b@majujaya.example"),
            ("b.udi@gmail.com", "bu.di+x@gmail.com", "budi@googlemail.com"),
        ],
    )
    async def test_a_mailbox_is_one_however_it_is_written(
        self, shop: WorkShop, variants: tuple[str, ...]
    ) -> None:
        for email in variants:
            assert await send(shop, email) is CodeSending.SENT
        for email in variants:
            assert await send(shop, email) is CodeSending.TOO_MANY_FOR_ADDRESS

    async def test_dots_tell_mailboxes_apart_where_it_is_not_gmail(self, shop: WorkShop) -> None:
        for email in ("bu.di@majujaya.example", "b.udi@majujaya.example"):
            for _ in range(3):
                assert await send(shop, email) is CodeSending.SENT

    async def test_strangers_who_ask_for_somebodys_address_only_make_its_owner_wait(
        self, shop: WorkShop, clock: Clock
    ) -> None:
        for stranger in range(2001, 2011):
            for _ in range(3):
                assert await send(shop, person=stranger) is CodeSending.SENT
        assert await send(shop) is CodeSending.SENT
        async with shop.work() as work:
            newest = select(t.code.c.sent_at).order_by(t.code.c.id.desc()).limit(1)
            at = (await work.connection.execute(newest)).scalar_one()
            waits = "select execute_after - created from pgqueuer order by id desc limit 1"
            pause = (await work.connection.execute(text(waits))).scalar_one()
        assert at - clock.now == LONGEST_PAUSE
        assert abs(pause - LONGEST_PAUSE) < timedelta(seconds=1)
        clock.move(minutes=14)  # nine of them since it was mailed
        assert (await check(shop, await digits(shop)))[0] is CodeCheck.RIGHT

    async def test_one_person_does_not_use_up_everybodys_share(
        self, shop: WorkShop, clock: Clock
    ) -> None:
        asked = [
            await send(shop, f"a{n % 5}@majujaya.example", purpose=purpose)
            for n in range(5)
            for purpose in (CodePurpose.LINK, CodePurpose.REGISTER, CodePurpose.LINK)
        ]
        assert asked.count(CodeSending.SENT) == PER_PERSON_AN_HOUR
        assert asked[-1] is CodeSending.TOO_MANY_OVERALL
        assert await send(shop, person=SITI) is CodeSending.SENT

    async def test_being_forgotten_resets_no_limit_of_a_person(self, shop: WorkShop) -> None:
        async with shop.work() as work:
            await work.people.seen(BUDI, "Budi", None, "id")
        for number in range(ADDRESSES_PER_PERSON_A_DAY):
            assert await send(shop, f"a{number}@majujaya.example") is CodeSending.SENT
        async with shop.work() as work:
            await work.people.forget(BUDI)
        assert await send(shop, "b@majujaya.example") is CodeSending.TOO_MANY_ADDRESSES
        assert await send(shop, "b@majujaya.example", person=SITI) is CodeSending.SENT

    async def test_a_person_has_five_addresses_a_day(self, shop: WorkShop, clock: Clock) -> None:
        for number in range(ADDRESSES_PER_PERSON_A_DAY):
            assert await send(shop, f"a{number}@majujaya.example") is CodeSending.SENT
        assert await send(shop, "a9@majujaya.example") is CodeSending.TOO_MANY_ADDRESSES
        assert await send(shop, "a0@majujaya.example") is CodeSending.SENT
        assert await send(shop, "a9@majujaya.example", person=SITI) is CodeSending.SENT
        clock.move(hours=24)
        assert await send(shop, "b1@majujaya.example") is CodeSending.SENT

    async def test_addresses_that_a_person_has_proven_count_no_more(self, shop: WorkShop) -> None:
        """Whoever looks after forty companies opens their accounts one after the other."""
        for number in range(3 * PER_PERSON_AN_HOUR):
            email = f"fin@tujuan{number}.example"
            assert await send(shop, email) is CodeSending.SENT
            async with shop.work() as work:
                await work.links.add(BUDI, client(str(number), email))

    async def test_there_is_a_limit_over_everybody(self, shop: WorkShop) -> None:
        async with shop.work() as work:
            await work.connection.execute(
                text(
                    "insert into code (person, email, purpose, nonce, sent_at, tries_left)"
                    " select n, 'p' || n || '@x.example', 'link', '\\x00', :now, 3"
                    " from generate_series(1, :many) n"
                ),
                {"now": work.now, "many": OVERALL_AN_HOUR},
            )
        assert await send(shop) is CodeSending.TOO_MANY_OVERALL

    async def test_many_who_ask_at_once_get_no_more_than_the_limit(self, shop: WorkShop) -> None:
        asked = await asyncio.gather(*(send(shop) for _ in range(8)))
        assert asked.count(CodeSending.SENT) == PER_ADDRESS_AN_HOUR

    async def test_two_guesses_at_once_are_two_tries(self, shop: WorkShop) -> None:
        await send(shop)
        guess = wrong(await digits(shop))
        answers = await asyncio.gather(*(check(shop, guess) for _ in range(5)))
        kinds = [kind for kind, _ in answers]
        assert kinds.count(CodeCheck.WRONG) == 2
        assert kinds.count(CodeCheck.USED_UP) == 1
        assert kinds.count(CodeCheck.EXPIRED) == 2

    async def test_the_digits_stand_nowhere_in_the_database(self, shop: WorkShop) -> None:
        await send(shop)
        right = await digits(shop)
        assert right not in str(await everything_stored(shop))


class TestConsent:
    async def test_it_holds_for_exactly_the_text_that_was_shown(self, shop: WorkShop) -> None:
        async with shop.work() as work:
            await consent(work, BUDI, Purpose.PRIVACY, "teks", "id")
            await consent(work, BUDI, Purpose.PRIVACY, "teks", "id")
            assert await has_consented(work, BUDI, Purpose.PRIVACY, "teks")
            assert not await has_consented(work, BUDI, Purpose.PRIVACY, "teks baru")
            assert not await has_consented(work, BUDI, Purpose.TERMS, "teks")
            assert not await has_consented(work, SITI, Purpose.PRIVACY, "teks")
            rows = (await work.connection.execute(select(t.consent))).all()
            assert [(row.given_at, row.locale) for row in rows] == [(work.now, "id")]

    async def test_a_withdrawn_consent_stays_on_record_and_is_asked_again(
        self, shop: WorkShop
    ) -> None:
        async with shop.work() as work:
            await consent(work, BUDI, Purpose.PRIVACY, "teks", "id")
            await work.consents.withdraw(BUDI)
            assert not await has_consented(work, BUDI, Purpose.PRIVACY, "teks")
            await consent(work, BUDI, Purpose.PRIVACY, "teks", "id")
            assert await has_consented(work, BUDI, Purpose.PRIVACY, "teks")
            assert len((await work.connection.execute(select(t.consent))).all()) == 2


class TestPeople:
    async def test_who_writes_again_is_the_same_person_with_the_language_they_chose(
        self, shop: WorkShop
    ) -> None:
        async with shop.work() as work:
            await work.people.seen(BUDI, "Budi", None, "id")
            await work.people.set_locale(BUDI, "en")
            await work.people.close_chat(BUDI)
            again = await work.people.seen(BUDI, "Budi S", "budis", "id")
            assert (again.name, again.username) == ("Budi S", "budis")
            assert again.locale == "en"
            assert again.chat_open

    async def test_an_id_may_be_larger_than_32_bits(self, shop: WorkShop) -> None:
        large = 7_000_000_000
        async with shop.work() as work:
            await work.people.seen(large, "Budi", None, "id")
            await work.links.add(large, client())
            assert (await work.people.get(large)) is not None


class TestDrafts:
    async def test_it_is_kept_thirty_days_from_its_last_change(
        self, shop: WorkShop, clock: Clock
    ) -> None:
        async with shop.work() as work:
            await work.drafts.put(BUDI, "akun", 1, "name", {"first_name": "Budi"})
        clock.move(days=29)
        async with shop.work() as work:
            await work.drafts.put(BUDI, "akun", 2, "email", {"first_name": "Budi", "é": "🙂"})
        clock.move(days=29)
        async with shop.work() as work:
            draft = await work.drafts.get(BUDI, "akun")
            assert draft is not None
            assert (draft.version, draft.step) == (2, "email")
            assert draft.data == {"first_name": "Budi", "é": "🙂"}
        clock.move(days=1)
        async with shop.work() as work:
            assert await work.drafts.get(BUDI, "akun") is None
            assert await work.drafts.all(BUDI) == []

    async def test_each_feature_has_one_and_the_newest_comes_first(
        self, shop: WorkShop, clock: Clock
    ) -> None:
        for feature in ("akun", "npwp"):
            clock.move(minutes=1)
            async with shop.work() as work:
                await work.drafts.put(BUDI, feature, 1, "first", {})
        async with shop.work() as work:
            assert [draft.feature for draft in await work.drafts.all(BUDI)] == ["npwp", "akun"]
            await work.drafts.drop(BUDI, "akun")
            assert [draft.feature for draft in await work.drafts.all(BUDI)] == ["npwp"]
            assert await work.drafts.all(SITI) == []


PERSONAL = ("Budiman", "budiman_s", "budiman@rahasia.example", "PT Rahasia", "+62811999888")
NPWP = "0013121660091000"


async def everything_stored(shop: WorkShop) -> dict[str, list[dict[str, Any]]]:
    async with shop.work() as work:
        return {
            table.name: [
                dict(row) for row in (await work.connection.execute(select(table))).mappings()
            ]
            for table in t.metadata.sorted_tables
        }


def mentions(stored: dict[str, list[dict[str, Any]]], *words: str) -> set[tuple[str, str]]:
    """The tables and columns where one of these words stands."""
    return {
        (table, column)
        for table, rows in stored.items()
        for row in rows
        for column, value in row.items()
        if any(word in json.dumps(value, default=str, ensure_ascii=False) for word in words)
    }


async def live(work: SqlWork) -> None:
    """One person's whole life with us."""
    mine = client("7", "budiman@rahasia.example", "PT Rahasia", tax(name="PT RAHASIA"))
    await work.people.seen(BUDI, "Budiman", "budiman_s", "id")
    await consent(work, BUDI, Purpose.PRIVACY, "teks", "id")
    await work.drafts.put(BUDI, "akun", 1, "phone", {"phone": "+62811999888"})
    await send_code(work, BUDI, "budiman@rahasia.example", CodePurpose.LINK)
    await work.registrations.add(BUDI, new_client("budiman@rahasia.example"))
    await link_account(work, BUDI, mine)
    await work.tax_changes.add(BUDI, "7", tax())
    await work.snapshots.store(mine, [service()], [])
    await work.buyers.identify("7", tax(name="Budiman"))
    await work.deliveries.tell(BUDI, "ntf-linked", {"account": "PT Rahasia"}, unique="told")
    snapshot = await work.snapshots.get("7")
    assert snapshot is not None
    await request_transfer(work, BUDI, wanted_transfer(), snapshot)
    await work.wake(BUDI, "akun", tell="ntf-linked", args={"account": "PT Rahasia"})


class TestRights:
    async def test_a_person_gets_all_that_is_held_about_them(self, shop: WorkShop) -> None:
        async with shop.work() as work:
            await live(work)
        async with shop.work() as work:
            held = json.dumps(await work.people.everything(BUDI), default=str, ensure_ascii=False)
        for word in ("Budiman", "budiman_s", "budiman@rahasia.example", "PT Rahasia", NPWP):
            assert word in held
        assert "toko.example" in held
        assert "Budiman" in json.dumps(json.loads(held)["buyer"])

    async def test_nothing_of_it_is_another_persons_and_no_secret_is_told(
        self, shop: WorkShop
    ) -> None:
        async with shop.work() as work:
            await live(work)
            await work.people.seen(SITI, "Siti", "siti_r", "id")
            await work.drafts.put(SITI, "akun", 1, "phone", {"phone": "+62822"})
        async with shop.work() as work:
            held = json.dumps(await work.people.everything(BUDI), default=str)
            transfer = (await work.transfers.of(BUDI))[0]
        assert "Siti" not in held
        assert "+62822" not in held
        assert transfer.consent_token not in held

    async def test_after_forgetting_nothing_says_who_it_was(self, shop: WorkShop) -> None:
        async with shop.work() as work:
            await live(work)
            await work.people.seen(SITI, "Siti", "siti_r", "id")
            await work.drafts.put(SITI, "akun", 1, "phone", {"phone": "+62822"})
        assert mentions(await everything_stored(shop), *PERSONAL)
        async with shop.work() as work:
            await work.people.forget(BUDI)
        assert mentions(await everything_stored(shop), *PERSONAL, NPWP) <= MAY_STAY
        async with shop.work() as work:
            assert await work.people.get(BUDI) is None
            assert await work.links.of(BUDI) == []
            assert await work.drafts.all(BUDI) == []
            assert await work.people.get(SITI) is not None
            assert len(await work.drafts.all(SITI)) == 1

    async def test_a_document_that_others_are_known_by_stays(self, shop: WorkShop) -> None:
        async with shop.work() as work:
            await live(work)
            await work.links.add(SITI, client("7", "siti@rahasia.example"))
            await work.buyers.classify("8", BuyerClass.COLLECTOR)
        async with shop.work() as work:
            await work.people.forget(BUDI)
        async with shop.work() as work:
            assert (await work.buyers.get("7")).identity is not None
            assert (await work.buyers.get("8")).class_ is BuyerClass.COLLECTOR


MAY_STAY = {("inbox", "body"), ("snapshot", "data")}
"""What waits in the inbox goes after its turn and within three days; a snapshot is the account's,
not the person's."""

"""Prepared statements are part of the transaction that they are asked in."""

from __future__ import annotations

import pytest
from sqlalchemy import BindParameter, bindparam, func, null, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncEngine

from assistant.domain.fakturs.model import RequestState
from assistant.storage import tables as t
from assistant.storage.database import make_engine
from assistant.storage.prepared import Prepared, given
from tests.things import NOW

_KEY: BindParameter[str] = bindparam("name")
SET = Prepared(insert(t.mark).values(given("name", "value")).returning(t.mark.c.value))
LOCK = Prepared(select(t.mark).where(t.mark.c.name == _KEY).with_for_update())
TRY = Prepared(select(t.mark).where(t.mark.c.name == _KEY).with_for_update(skip_locked=True))
NOTE = Prepared(
    insert(t.audit)
    .values(given("at", "actor", "action", "subject", "details"))
    .returning(t.audit.c.details)
)


@pytest.fixture
async def engine(assistant_url: str) -> AsyncEngine:
    return make_engine(assistant_url)


async def test_what_comes_first_in_a_transaction_is_taken_back_with_it(engine: AsyncEngine) -> None:
    async with engine.connect() as connection:
        row = await SET.row(connection, name="a", value="1")
        assert row.value == "1"
        await connection.rollback()
        assert await TRY.row(connection, name="a") is None
    await engine.dispose()


async def test_a_lock_holds_until_the_end_of_its_transaction(engine: AsyncEngine) -> None:
    async with engine.begin() as connection:
        await SET.row(connection, name="a", value="1")
    async with engine.connect() as one, engine.connect() as other:
        assert await LOCK.row(one, name="a") is not None
        assert await TRY.row(other, name="a") is None
        await one.commit()
        assert await TRY.row(other, name="a") is not None
    await engine.dispose()


async def test_by_itself_it_commits_where_each_statement_does(engine: AsyncEngine) -> None:
    async with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as alone:
        await SET.row(alone, name="a", value="1")
        async with engine.connect() as other:
            assert await TRY.row(other, name="a") is not None
    await engine.dispose()


@pytest.mark.parametrize("details", [{"to": 'PT "Ö" & Ü'}, [], {}, "a", 7])
async def test_json_comes_back_as_it_went(engine: AsyncEngine, details: object) -> None:
    of = {"at": NOW, "actor": "", "action": "", "subject": "", "details": details}
    async with engine.begin() as connection:
        assert (await NOTE.row(connection, **of)).details == details
    await engine.dispose()


async def test_null_and_the_null_of_json_are_two_things(engine: AsyncEngine) -> None:
    asked = Prepared(select(t.faktur_request.c["items"].is_(None)))
    put = Prepared(
        insert(t.faktur_request).values(
            given(
                "portal", "account", "account_label", "invoice_id", "invoice_number", "subtotal",
                "tax", "paid_at", "state", "items", "created_at",
            )
        )
    )  # fmt: skip
    of = dict.fromkeys(("portal", "account", "account_label", "invoice_number"), "a")
    of["state"] = RequestState.NO_NPWP
    amounts = {"subtotal": 1, "tax": 1, "paid_at": NOW, "created_at": NOW}
    async with engine.begin() as connection:
        await put.rows(connection, **of, **amounts, invoice_id="1", items=null())
        await put.rows(connection, **of, **amounts, invoice_id="2", items=None)
        assert sorted(row[0] for row in await asked.rows(connection)) == [False, True]
    await engine.dispose()


async def test_a_value_that_is_forgotten_is_an_error(engine: AsyncEngine) -> None:
    async with engine.begin() as connection:
        with pytest.raises(KeyError):
            await SET.row(connection, name="a")
    await engine.dispose()


def test_as_many_values_as_there_happen_to_be_cannot_be_prepared() -> None:
    with pytest.raises(ValueError, match="any_"):
        Prepared(select(t.mark).where(t.mark.c.name.in_(["a", "b"])))


async def test_a_column_called_as_something_of_the_drivers_is_ours(engine: AsyncEngine) -> None:
    named = Prepared(select(func.now().label("items"), func.now().label("count")))
    async with engine.begin() as connection:
        row = await named.row(connection)
        assert row.items == row.count
        with pytest.raises(AttributeError):
            _ = row.nothing
    await engine.dispose()

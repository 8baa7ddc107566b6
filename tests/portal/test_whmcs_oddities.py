"""Answers of WHMCS as old releases, imports and web servers make them."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from aiohttp import web
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.portal import PortalError, PortalFailure
from assistant.portal.whmcs import mapping
from assistant.portal.whmcs.parsing import moment, rupiah
from tests.portal.test_whmcs import answering, elsewhere

ZONE = ZoneInfo("Asia/Jakarta")


@pytest.mark.parametrize(
    ("said", "amount"),
    [
        ("1500000.00", "1500000"),
        ("1,500,000.00", "1500000"),
        (1500000, "1500000"),
        (1500000.5, "1500000.5"),
        ("-250.25", "-250.25"),
        ("10.", "10"),
        ("", "0"),
        (None, "0"),
        (" 7.00 ", "7"),
    ],
)
def test_an_amount_is_read_as_whmcs_writes_it(said: object, amount: str) -> None:
    assert rupiah({"amount": said}, "amount") == Decimal(amount)


@pytest.mark.parametrize(
    "said",
    ["1.500.000,00", "1500000,00", "1,50", "Rp1500000", "1500000 IDR", "NaN", "Infinity", "1e9",
     "\uff11\uff15", "-", "1.5.0", "0x10", ["1"], {"amount": "5"}],
)  # fmt: skip
def test_what_is_no_amount_is_never_another_one(said: object) -> None:
    """``1500000,00`` was a hundred times as much, and ``1.500.000,00`` nothing."""
    with pytest.raises(PortalError) as caught:
        rupiah({"amount": said}, "amount")
    assert caught.value.code is PortalFailure.UNAVAILABLE


@given(st.text(max_size=20) | st.integers() | st.floats() | st.none() | st.lists(st.integers()))
def test_an_amount_is_read_or_refused(said: object) -> None:
    with suppress(PortalError):
        assert rupiah({"amount": said}, "amount").is_finite()


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("2026-01-15 10:00:00", datetime(2026, 1, 15, 3, tzinfo=UTC)),
        ("2026-01-15T10:00:00+00:00", datetime(2026, 1, 15, 10, tzinfo=UTC)),
        ("0000-00-00 00:00:00", None),
        ("-0001-11-30 00:00:00", None),
        ("0001-01-01 00:00:00", None),
    ],
)
def test_a_moment_that_never_was_is_none(said: str, read: datetime | None) -> None:
    assert moment({"at": said}, "at", ZONE) == read


def test_a_name_that_was_escaped_twice_is_the_name() -> None:
    entry = {
        "id": "7",
        "companyname": "PT Kopi &amp;amp; Teh",
        "firstname": "O&amp;#039;Brien",
        "tax_id": "0012345674012000",
        "customfields": True,
    }
    client = mapping.client(entry, mapping.CustomFields())
    assert (client.company, client.first_name) == ("PT Kopi & Teh", "O'Brien")
    assert client.tax is not None
    assert client.tax.name == "PT Kopi & Teh"


async def test_what_moves_across_the_edge_of_a_page_is_not_missed() -> None:
    """One service goes after the first page was read; the server shows two at a time."""
    there = [{"id": n, "clientid": 7, "pid": 1, "name": f"S{n}", "status": "Active"}
             for n in range(1, 6)]  # fmt: skip
    reads = 0

    def say(form: Mapping[str, Any]) -> object:
        nonlocal reads
        if form["action"] == "GetClientsProducts":
            reads += 1
            start = int(form["limitstart"])
            shown = there[start : start + 2]
            total = len(there)
            if reads == 1:
                del there[0]
            return {
                "result": "success", "totalresults": total, "products": {"product": shown},
            }  # fmt: skip
        return {"result": "success", "totalresults": 0, "products": "", "domains": ""}

    async with answering(say) as url, elsewhere(url) as portal:
        assert {f"service-{n}" for n in range(2, 6)} <= {
            one.id for one in await portal.services("7")
        }


@pytest.mark.parametrize("charset", ["iso-8859-1", "base64", "utf-8", "windows-1252"])
async def test_an_answer_is_utf_8_whatever_the_web_server_says(charset: str) -> None:
    body = '{"result":"success","departments":{"department":[{"id":"4","name":"Kafé"}]}}'

    def say(_: Mapping[str, Any]) -> Any:
        return web.Response(
            body=body.encode(), headers={"Content-Type": f"text/html; charset={charset}"}
        )

    async with answering(say) as url, elsewhere(url) as portal:
        assert [one.name for one in await portal.departments()] == ["Kafé"]

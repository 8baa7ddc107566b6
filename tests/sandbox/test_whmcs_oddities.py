"""The stand-in for WHMCS is as nasty as installations are that work."""

from __future__ import annotations

import json
import sqlite3
from decimal import Decimal
from pathlib import Path

import pytest

from sandbox.whmcs.books import Books
from tests.sandbox.test_whmcs import budi
from tests.whmcs import FakeWhmcs, attachments


async def test_php_writes_before_and_behind_the_answer(whmcs: FakeWhmcs) -> None:
    whmcs.set_up(oddities={"php_notices": True})
    answer = await whmcs.post("GetSupportDepartments")
    assert answer.headers["Content-Type"].startswith("text/html")
    before, _, rest = answer.text.partition('{"result"')
    assert before.startswith("\ufeff")
    assert "{closure}" in before
    said, end = json.JSONDecoder().raw_decode('{"result"' + rest)
    assert said["departments"]
    assert "Warning" in ('{"result"' + rest)[end:]
    refused = await whmcs.post("GetClientsDetails", clientid="999999")
    assert "Client Not Found" in refused.text
    assert refused.text != json.dumps({"result": "error", "message": "Client Not Found"})


async def test_a_body_over_the_web_servers_limit_is_a_413_and_nothing_happens(
    whmcs: FakeWhmcs,
) -> None:
    whmcs.set_up(limits={"web_server": 5_000})
    client = await budi(whmcs)
    note = {"userid": client, "notes": "x" * 6_000}
    answer = await whmcs.post("AddClientNote", **note)
    assert (answer.status_code, "result" in answer.text) == (413, False)
    assert await whmcs.admin.notes(client) == []


async def test_a_body_over_post_max_size_is_answered_like_a_call_without_parameters(
    whmcs: FakeWhmcs,
) -> None:
    empty = await whmcs.http.post(f"{whmcs.url}/includes/api.php", data={})
    whmcs.set_up(limits={"post_max_size": 5_000})
    client = await budi(whmcs)
    files = attachments(surat_pdf=b"%PDF" * 2_000)
    answer = await whmcs.post("AddTicketReply", ticketid="1", message="x", attachments=files)
    assert (answer.status_code, answer.text) == (empty.status_code, empty.text)
    assert "Authentication Failed" in answer.text
    assert await budi(whmcs) == client, "a small one is taken"


@pytest.mark.parametrize(("odd", "kept"), [(True, "Mohon dibantu "), (False, None)])
async def test_an_old_table_cuts_at_the_first_character_above_three_bytes(
    whmcs: FakeWhmcs, odd: bool, kept: str | None
) -> None:
    whmcs.set_up(oddities={"utf8mb3": odd})
    written = "Mohon dibantu \U0001f64f pindahkan"
    given = {"deptid": "1", "clientid": await budi(whmcs), "subject": written, "message": written}
    made = await whmcs.call("OpenTicket", **given)
    await whmcs.call("AddTicketReply", ticketid=made["id"], clientid="1", message=written)
    ticket = await whmcs.call("GetTicket", ticketid=made["id"])
    found = {ticket["subject"], *(one["message"] for one in ticket["replies"]["reply"])}
    assert found == {kept or written}


async def test_tax_stands_inside_the_lines_where_it_is_set_so(whmcs: FakeWhmcs) -> None:
    whmcs.set_up(oddities={"inclusive_tax": True})
    made = await whmcs.admin.bill(await budi(whmcs), None, Decimal(333_333))
    invoice = await whmcs.call("GetInvoice", invoiceid=made["invoice"])
    assert (invoice["subtotal"], invoice["tax"], invoice["total"]) == (
        "333333.00", "36667.00", "370000.00",
    )  # fmt: skip
    assert [one["amount"] for one in invoice["items"]["item"]] == ["370000.00"]
    whmcs.set_up(oddities={"inclusive_tax": False})
    again = await whmcs.call("GetInvoice", invoiceid=made["invoice"])
    assert again == invoice, "an invoice stays as it was written"


async def test_a_clients_currency_stands_in_lists_and_not_in_an_invoice(whmcs: FakeWhmcs) -> None:
    client = await budi(whmcs)
    await whmcs.admin.set_currency(client, "USD")
    made = await whmcs.admin.bill(client, None, Decimal(120))
    invoice = await whmcs.call("GetInvoice", invoiceid=made["invoice"])
    assert not [name for name in invoice if "currency" in name]
    listed = await whmcs.call("GetInvoices", userid=client, orderby="id", order="desc")
    assert listed["invoices"]["invoice"][0]["currencycode"] == "USD"
    details = await whmcs.call("GetClientsDetails", clientid=client)
    assert details["client"]["currency_code"] == "USD"


def test_the_file_of_an_older_release_gets_what_it_lacks(tmp_path: Path) -> None:
    path = tmp_path / "whmcs.sqlite3"
    Books(path).close()
    old = sqlite3.connect(path)
    old.execute("ALTER TABLE client DROP COLUMN currency")
    old.execute("ALTER TABLE invoice DROP COLUMN inclusive")
    old.execute(
        "INSERT INTO client (firstname, lastname, email, datecreated) VALUES ('A', 'B', 'a@b', '')"
    )
    old.commit()
    old.close()
    for _ in range(2):
        books = Books(path)
        assert (books.by_id("client", 1) or {})["currency"] == "IDR"
        books.close()

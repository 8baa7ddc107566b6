"""The stand-in for WHMCS is as strict and as odd as the original."""

from __future__ import annotations

import base64
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import httpx
import pytest

from assistant.domain.billing import InvoiceStatus, ServiceKind
from assistant.domain.tickets import Attachment
from sandbox.whmcs.given import described
from tests.sandbox.conftest import eventually
from tests.whmcs import FakeWhmcs, attachments, custom_fields, running_whmcs

Json = dict[str, Any]

NEW = {
    "firstname": "Rudi",
    "lastname": "Hartono",
    "companyname": "PT Contoh Baru",
    "email": "rudi@contoh.example",
    "address1": "Jl. Melati No. 5",
    "city": "Bandung",
    "state": "Jawa Barat",
    "postcode": "40115",
    "country": "ID",
    "phonenumber": "+6281234567890",
}


async def budi(whmcs: FakeWhmcs) -> str:
    """The id of the demo's first client."""
    found = await whmcs.call("GetClientsDetails", email="BUDI@majujaya.example")
    return str(found["client"]["id"])


# Who may call


async def test_without_the_right_credential_nobody_comes_in(whmcs: FakeWhmcs) -> None:
    for wrong, message in (
        ({"identifier": "lain"}, "Invalid or missing credentials"),
        ({"secret": "salah"}, "Authentication Failed"),
        ({"identifier": "", "secret": ""}, "Authentication Failed"),
    ):
        answer = await whmcs.post("WhmcsDetails", **wrong)
        assert answer.status_code == 403
        assert answer.json() == {"result": "error", "message": message}


async def test_only_a_posted_form_is_read(whmcs: FakeWhmcs) -> None:
    url = f"{whmcs.url}/includes/api.php"
    form = {"identifier": "uji-identifier", "secret": "uji-secret-whmcs", "action": "WhmcsDetails"}
    assert (await whmcs.http.get(url, params=form)).status_code == 403
    assert (await whmcs.http.post(url, json=form)).status_code == 403


async def test_json_comes_only_when_it_is_asked_for(whmcs: FakeWhmcs) -> None:
    answer = await whmcs.post("WhmcsDetails", responsetype="")
    assert answer.headers["Content-Type"].startswith("text/xml")


async def test_an_address_that_is_not_listed_needs_the_access_key(whmcs: FakeWhmcs) -> None:
    whmcs.set_up(allowed_ips=["203.0.113.7"])
    refused = await whmcs.post("WhmcsDetails")
    assert (refused.status_code, refused.json()["message"]) == (403, "Invalid IP 127.0.0.1")
    assert (await whmcs.post("WhmcsDetails", accesskey="salah")).status_code == 403
    await whmcs.call("WhmcsDetails", accesskey="uji-access-key")


async def test_each_action_needs_its_permission(whmcs: FakeWhmcs) -> None:
    whmcs.set_up(permissions=["GetInvoices"])
    await whmcs.call("GetInvoices")
    refused = await whmcs.post("OpenTicket")
    assert refused.status_code == 403
    assert refused.json()["message"] == (
        'Invalid Permissions: API action "openticket" is not allowed'
    )
    whmcs.set_up(permissions=None, api_access=False)
    assert (await whmcs.post("GetInvoices")).status_code == 403


async def test_an_unknown_command_is_not_found(whmcs: FakeWhmcs) -> None:
    assert await whmcs.refusal("TransferOwnership") == "Command Not Found"


# Clients


@pytest.mark.parametrize(
    ("missing", "message"),
    [
        ("firstname", "You did not enter your first name"),
        ("lastname", "You did not enter your last name"),
        ("email", "You did not enter your email address"),
        ("address1", "You did not enter your address line 1"),
        ("city", "You did not enter your city"),
        ("state", "You did not enter your state"),
        ("postcode", "You did not enter your postcode"),
        ("country", "Valid country required"),
        ("phonenumber", "You did not enter your phone number"),
    ],
)
async def test_a_client_needs_every_field(whmcs: FakeWhmcs, missing: str, message: str) -> None:
    assert message in described()["AddClient"]["errors"]
    assert await whmcs.refusal("AddClient", **(NEW | {missing: " "})) == message


async def test_an_address_belongs_to_one_client(whmcs: FakeWhmcs) -> None:
    await whmcs.call("AddClient", **NEW)
    again = NEW | {"email": NEW["email"].upper()}
    assert await whmcs.refusal("AddClient", **again) == (
        "A user already exists with that email address"
    )
    taken = await whmcs.refusal(
        "UpdateClient", clientid=await budi(whmcs), email="rudi@contoh.example"
    )
    assert taken == "Duplicate Email Address"


async def test_custom_fields_are_decoded_and_kept(whmcs: FakeWhmcs) -> None:
    made = await whmcs.call("AddClient", **NEW, customfields=custom_fields(f11='PT "Ü" & 🧾'))
    await whmcs.call(
        "UpdateClient", clientid=made["clientid"], customfields=custom_fields(f13="0" * 22)
    )
    whmcs.set_up(oddities={"entities": False})
    details = (await whmcs.call("GetClientsDetails", clientid=made["clientid"]))["client"]
    fields = {one["id"]: one["value"] for one in details["customfields"]}
    assert (fields["11"], fields["13"]) == ('PT "Ü" & 🧾', "0" * 22)
    assert whmcs.complaints == []


async def test_what_cannot_be_read_is_passed_over_but_reported(whmcs: FakeWhmcs) -> None:
    client = await budi(whmcs)
    before = await whmcs.call("GetClientsDetails", clientid=client)
    await whmcs.call("UpdateClient", clientid=client, customfields='{"11": "PT X"}')
    await whmcs.call("UpdateClient", clientid=client, customfields=custom_fields(f99="x"))
    await whmcs.call("UpdateClient", clientid=client, taxid="1")
    assert await whmcs.call("GetClientsDetails", clientid=client) == before
    assert len(whmcs.complaints) == 3


async def test_a_required_custom_field_is_asked_for(whmcs: FakeWhmcs) -> None:
    whmcs.set_up(required_fields=[1])
    refused = await whmcs.refusal("AddClient", **NEW)
    assert refused == "You did not provide required custom field value for Bidang usaha"
    await whmcs.call("AddClient", **NEW, customfields=custom_fields(f1="Ritel"))


async def test_a_password_link_is_mailed(whmcs: FakeWhmcs) -> None:
    made = await whmcs.call("AddClient", **NEW, noemail="1")
    assert await whmcs.sim.mails(NEW["email"]) == []
    await whmcs.call("ResetPassword", id=made["clientid"])
    (mail,) = await whmcs.sim.mails(NEW["email"])
    assert "/password/reset/use/key/" in mail["text"]
    assert await whmcs.refusal("ResetPassword", email="x@contoh.example") == "User Not Found"


async def test_a_note_is_written_to_a_client_that_is_there(whmcs: FakeWhmcs) -> None:
    assert (await whmcs.call("AddClientNote", userid=await budi(whmcs), notes="Catatan"))["noteid"]
    assert await whmcs.refusal("AddClientNote", userid="999", notes="x") == "Client ID not found"
    refused = await whmcs.refusal("AddClientNote", userid=await budi(whmcs), notes="")
    assert refused == "Notes can not be empty"


# Lists


async def test_lists_page_and_are_wrapped(whmcs: FakeWhmcs) -> None:
    for number in range(30):
        await whmcs.admin.add_service("1", ServiceKind.DOMAIN, f"d{number:02}.example")
    whmcs.set_up(oddities={"flat_domains": False})
    first = await whmcs.call("GetClientsDomains", clientid="1")
    assert (first["totalresults"], first["startnumber"], first["numreturned"]) == ("32", "0", "25")
    rest = await whmcs.call("GetClientsDomains", clientid="1", limitstart="25")
    assert len(rest["domains"]["domain"]) == 7
    more = await whmcs.call("GetClientsDomains", clientid="1", limitnum="100")
    assert len(more["domains"]["domain"]) == 32


async def test_domains_come_with_flattened_keys(whmcs: FakeWhmcs) -> None:
    found = await whmcs.call("GetClientsDomains", clientid="1")
    assert "domains" not in found
    assert found["domains[domain][1][domainname]"] == "tokobudi.example"
    assert found["domains[domain][1][userid]"] == "1"


async def test_an_empty_list_is_an_empty_text(whmcs: FakeWhmcs) -> None:
    assert (await whmcs.call("GetClientsProducts", clientid="999"))["products"] == ""
    assert (await whmcs.call("GetClientsDomains", clientid="999"))["domains"] == ""
    assert (await whmcs.call("GetTickets", clientid="1"))["tickets"] == ""


async def test_texts_come_with_entities(whmcs: FakeWhmcs) -> None:
    made = await whmcs.call("AddClient", **(NEW | {"companyname": "Toko \"B\" & 'A' <b>"}))
    found = await whmcs.call("GetClientsDetails", clientid=made["clientid"])
    shown = "Toko &quot;B&quot; &amp; &#039;A&#039; &lt;b&gt;"
    assert found["client"]["companyname"] == shown


async def test_ids_are_read_as_php_reads_numbers(whmcs: FakeWhmcs) -> None:
    assert (await whmcs.call("GetInvoice", invoiceid="1001 dan"))["invoiceid"] == "1001"
    assert await whmcs.refusal("GetInvoice", invoiceid="x") == "Invoice ID Not Found"


async def test_an_id_0_was_not_given(whmcs: FakeWhmcs) -> None:
    """So whoever asks for one thing by such an id gets the first of all."""
    one = await whmcs.call("GetClientsDomains", domainid="0", limitnum="1")
    assert one["domains[domain][0][id]"] == "1"
    refused = await whmcs.refusal("GetClientsDetails", clientid="0")
    assert refused == "Either clientid Or email Is Required"


# Owners


async def test_no_call_changes_an_owner(whmcs: FakeWhmcs) -> None:
    for action, name in (("UpdateClientDomain", "domainid"), ("UpdateClientProduct", "serviceid")):
        await whmcs.call(action, **{name: "1"}, clientid="2", userid="2")
    assert (await whmcs.call("GetClientsDomains", domainid="1"))[
        "domains[domain][0][userid]"
    ] == "1"
    service = (await whmcs.call("GetClientsProducts", serviceid="1"))["products"]["product"][0]
    assert service["clientid"] == "1"
    assert len(whmcs.complaints) == 4


async def test_staff_move_a_domain_alone_and_its_invoice_stays(whmcs: FakeWhmcs) -> None:
    await whmcs.admin.transfer("domain-1", "siti@sinarrahma.example")
    assert (await whmcs.call("GetClientsDomains", domainid="1"))[
        "domains[domain][0][userid]"
    ] == "2"
    service = (await whmcs.call("GetClientsProducts", serviceid="1"))["products"]["product"][0]
    assert service["clientid"] == "1"
    invoices = (await whmcs.call("GetInvoices", userid="1"))["invoices"]["invoice"]
    assert len(invoices) == 3


# Invoices


async def test_overdue_is_a_filter_and_no_status(whmcs: FakeWhmcs) -> None:
    number = (await whmcs.admin.bill("1", "service-1", Decimal(100_000)))["invoice"]
    await whmcs.admin.set_invoice_status(number, InvoiceStatus.OVERDUE)
    (found,) = (await whmcs.call("GetInvoices", status="Overdue"))["invoices"]["invoice"]
    assert (found["id"], found["status"], found["invoicenum"]) == (number, "Unpaid", "")
    unpaid = await whmcs.call("GetInvoices", status="Unpaid")
    assert unpaid["totalresults"] == "2"


async def test_an_invoice_says_what_it_bills(whmcs: FakeWhmcs) -> None:
    (unpaid,) = (await whmcs.call("GetInvoices", status="Unpaid"))["invoices"]["invoice"]
    invoice = await whmcs.call("GetInvoice", invoiceid=unpaid["id"])
    (item,) = invoice["items"]["item"]
    assert (item["type"], item["relid"], item["amount"]) == ("Domain", "2", "250000.00")
    assert (invoice["tax"], invoice["total"]) == ("27500.00", "277500.00")
    assert invoice["datepaid"] == "0000-00-00 00:00:00"


async def test_a_line_names_its_period_and_a_discount_is_a_line_below_zero(
    whmcs: FakeWhmcs,
) -> None:
    client = await whmcs.call("GetClientsDetails", email="keuangan@lestaribuana.example")
    paid = await whmcs.call("GetInvoices", userid=client["client"]["id"], status="Paid")
    invoice = await whmcs.call("GetInvoice", invoiceid=paid["invoices"]["invoice"][0]["id"])
    first, discount, second = invoice["items"]["item"]
    for line in (first, second):
        assert re.search(r" \(\d\d/\d\d/\d{4} - \d\d/\d\d/\d{4}\)$", line["description"])
    assert (discount["type"], discount["amount"]) == ("PromoDomain", "-25000.00")
    assert discount["relid"] == first["relid"]
    amounts = [Decimal(line["amount"]) for line in (first, discount, second)]
    assert Decimal(invoice["subtotal"]) == sum(amounts)


async def test_a_list_is_not_sorted_by_what_it_cannot_be(whmcs: FakeWhmcs) -> None:
    async def ids(**order: str) -> list[str]:
        found = await whmcs.call("GetInvoices", **order)
        return [one["id"] for one in found["invoices"]["invoice"]]

    assert await ids(orderby="datepaid", order="asc") == await ids(orderby="id", order="asc")
    assert await ids(orderby="id", order="desc") == sorted(await ids(), reverse=True)


# Tickets


async def opened(whmcs: FakeWhmcs, **more: str) -> Json:
    asked = {"clientid": "1", "deptid": "1", "subject": "Pindah", "message": "Mohon <b>dibantu</b>"}
    return await whmcs.call("OpenTicket", **(asked | more))


async def test_a_ticket_opened_twice_is_two_tickets(whmcs: FakeWhmcs) -> None:
    first, second = await opened(whmcs), await opened(whmcs)
    assert first["id"] != second["id"]
    assert (await whmcs.call("GetTickets", clientid="1"))["totalresults"] == "2"


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"clientid": "999"}, "Client ID Not Found"),
        ({"clientid": ""}, "Name and email address are required if not a client"),
        ({"deptid": "999"}, "Department ID not found"),
        ({"subject": ""}, "Subject is required"),
        ({"message": " "}, "Message is required"),
        ({"serviceid": "999"}, "Service ID Not Found"),
        ({"domainid": "3"}, "Domain ID Not Found"),  # another client's
    ],
)
async def test_a_ticket_that_cannot_be_is_refused(
    whmcs: FakeWhmcs, wrong: dict[str, str], message: str
) -> None:
    asked = {"clientid": "1", "deptid": "1", "subject": "Pindah", "message": "Mohon dibantu"}
    assert message in described()["OpenTicket"]["errors"]
    assert await whmcs.refusal("OpenTicket", **(asked | wrong)) == message


async def test_a_ticket_is_read_with_its_first_message_as_a_reply(whmcs: FakeWhmcs) -> None:
    made = await opened(whmcs, domainid="1", attachments=attachments(surat_pdf=b"%PDF-1"))
    read = await whmcs.call("GetTicket", ticketid=made["id"])
    assert (read["tid"], read["status"], read["service"]) == (made["tid"], "Open", "D1")
    (first,) = read["replies"]["reply"]
    assert (first["replyid"], first["requestor_type"]) == ("0", "Owner")
    assert first["message"] == "Mohon &lt;b&gt;dibantu&lt;/b&gt;"
    assert first["attachments"] == [{"filename": "surat.pdf", "index": "0"}]
    file = await whmcs.call("GetTicketAttachment", relatedid=made["id"], type="ticket", index="0")
    assert base64.b64decode(file["data"]) == b"%PDF-1"


async def test_a_reply_has_no_id_in_its_answer_and_changes_the_status(whmcs: FakeWhmcs) -> None:
    made = await opened(whmcs)
    answer = await whmcs.call("AddTicketReply", ticketid=made["id"], clientid="1", message="Halo?")
    assert answer == {"result": "success"}
    read = await whmcs.call("GetTicket", ticketid=made["id"])
    assert read["status"] == "Customer-Reply"
    number = f"#{made['tid']}"
    await whmcs.admin.reply(number, "Sudah kami pindahkan.", [Attachment("bukti.pdf", b"%PDF-2")])
    read = await whmcs.call("GetTicket", ticketid=made["id"])
    last = read["replies"]["reply"][-1]
    assert (read["status"], last["requestor_type"]) == ("Answered", "Operator")
    file = await whmcs.call(
        "GetTicketAttachment", relatedid=last["replyid"], type="reply", index="0"
    )
    assert (file["filename"], base64.b64decode(file["data"])) == ("bukti.pdf", b"%PDF-2")


async def test_a_ticket_is_closed_by_its_status(whmcs: FakeWhmcs) -> None:
    made = await opened(whmcs)
    await whmcs.call("UpdateTicket", ticketid=made["id"], status="Closed")
    assert (await whmcs.call("GetTicket", ticketid=made["id"]))["status"] == "Closed"
    refused = await whmcs.refusal("UpdateTicket", ticketid=made["id"], status="closed")
    assert refused.startswith("Invalid Ticket Status. Valid statuses are: Open,")


async def test_a_file_that_may_not_be_attached_is_left_out(whmcs: FakeWhmcs) -> None:
    made = await opened(whmcs, attachments=attachments(a_exe=b"MZ"))
    (first,) = (await whmcs.call("GetTicket", ticketid=made["id"]))["replies"]["reply"]
    assert first["attachments"] == ""
    assert whmcs.complaints == ["not a file to attach: a.exe"]


async def test_departments_not_assigned_to_us_show_only_when_asked_for(whmcs: FakeWhmcs) -> None:
    own = await whmcs.call("GetSupportDepartments")
    every = await whmcs.call("GetSupportDepartments", ignore_dept_assignments="true")
    assert [one["name"] for one in own["departments"]["department"]] == ["Info", "Billing"]
    assert len(every["departments"]["department"]) == 3


# Faults


async def test_the_work_is_done_and_the_line_is_cut(whmcs: FakeWhmcs) -> None:
    await whmcs.sim.fault("whmcs:OpenTicket", kind="cut", effect="before")
    with pytest.raises(httpx.RemoteProtocolError):
        await opened(whmcs)
    assert (await whmcs.call("GetTickets", clientid="1"))["totalresults"] == "1"


async def test_the_work_is_done_after_the_caller_has_gone(whmcs: FakeWhmcs) -> None:
    await whmcs.sim.fault("whmcs:OpenTicket", kind="slow", seconds=0.3)
    with pytest.raises(httpx.ReadTimeout):
        await whmcs.http.post(
            f"{whmcs.url}/includes/api.php",
            data={
                "identifier": "uji-identifier",
                "secret": "uji-secret-whmcs",
                "action": "OpenTicket",
                "clientid": "1",
                "deptid": "1",
                "subject": "Pindah",
                "message": "Mohon dibantu",
            },
            timeout=0.1,
        )

    async def is_there() -> bool:
        return bool((await whmcs.call("GetTickets", clientid="1"))["totalresults"] == "1")

    await eventually(is_there)


@pytest.mark.parametrize(
    ("fault", "status"),
    [
        ({"kind": "html", "code": 502}, 502),
        ({"kind": "maintenance"}, 503),
        ({"kind": "maintenance", "code": 200}, 200),
    ],
)
async def test_a_page_may_come_instead(whmcs: FakeWhmcs, fault: Json, status: int) -> None:
    await whmcs.sim.fault("whmcs:*", **fault)
    answer = await whmcs.post("WhmcsDetails")
    assert (answer.status_code, answer.headers["Content-Type"]) == (
        status,
        "text/html; charset=utf-8",
    )
    await whmcs.call("WhmcsDetails")


async def test_faults_of_telegram_and_of_whmcs_do_not_meet(whmcs: FakeWhmcs) -> None:
    await whmcs.sim.fault("*", kind="error")
    await whmcs.call("WhmcsDetails")


# What is kept


async def test_it_goes_on_where_it_stopped(tmp_path: Path) -> None:
    async with running_whmcs(tmp_path) as first:
        made = await opened(first, attachments=attachments(surat_pdf=b"%PDF-1"))
        await first.admin.transfer("domain-1", "2")
    async with running_whmcs(tmp_path) as second:
        read = await second.call("GetTicket", ticketid=made["id"])
        assert (read["tid"], read["replies"]["reply"][0]["attachment"]) == (
            made["tid"],
            "surat.pdf",
        )
        domain = await second.call("GetClientsDomains", domainid="1")
        assert domain["domains[domain][0][userid]"] == "2"
        emails = [one["email"] for one in (await second.admin.overview())["accounts"]]
        assert len(set(emails)) == len(emails)


async def test_what_was_called_is_kept_without_the_credential(whmcs: FakeWhmcs) -> None:
    await opened(whmcs)
    (call,) = whmcs.calls("OpenTicket")
    assert call["parameters"]["subject"] == "Pindah"
    assert call["outcome"] == "success"
    assert "secret" not in str(call)

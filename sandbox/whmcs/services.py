"""Calls about what clients own: services (products) and domains. None of them changes the owner."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sandbox.model import Json
from sandbox.whmcs.answers import listed, page_of
from sandbox.whmcs.books import NO_DATE, Change
from sandbox.whmcs.given import Given, RefusedError


@dataclass(frozen=True, slots=True)
class Product:
    """Something the provider sells."""

    pid: int
    gid: int
    type: str
    """``hostingaccount``, ``reselleraccount``, ``server`` or ``other``."""
    group: str
    name: str
    module: str
    billingcycle: str
    price: int
    """Rupiah for a billing cycle, before tax."""


YEARLY, MONTHLY = "Annually", "Monthly"
PRODUCTS = (
    Product(1, 1, "hostingaccount", "Web Hosting", "Hosting Kilat S", "cpanel", YEARLY, 588_000),
    Product(2, 1, "hostingaccount", "Web Hosting", "Hosting Kilat M", "cpanel", YEARLY, 1_188_000),
    Product(3, 2, "server", "Kilat VM", "VPS Kilat 2", "proxmox", MONTHLY, 150_000),
    Product(4, 2, "server", "Kilat VM", "VPS Kilat 4", "proxmox", MONTHLY, 300_000),
    Product(6, 1, "hostingaccount", "Web Hosting", "Hosting Kilat L", "cpanel", YEARLY, 2_388_000),
    Product(7, 2, "server", "Kilat VM", "VPS Kilat 8", "proxmox", MONTHLY, 600_000),
    Product(5, 3, "other", "Lain-lain", "SSL Kilat", "", YEARLY, 200_000),
)  # fmt: skip
SERVICE_STATUSES = (
    "Pending", "Active", "Suspended", "Terminated", "Cancelled", "Fraud", "Completed",
)  # fmt: skip
DOMAIN_STATUSES = (
    "Pending", "Pending Registration", "Pending Transfer", "Active", "Grace", "Redemption",
    "Expired", "Cancelled", "Fraud", "Transferred Away",
)  # fmt: skip


def product(pid: int) -> Product:
    return next(one for one in PRODUCTS if one.pid == pid)


def get_clients_products(change: Change, given: Given) -> Json:
    start, number = page_of(given)
    where, values = _filters(
        given, {"clientid": "client", "serviceid": "id", "pid": "pid"}, {"domain": "domain"}
    )
    found = change.books.rows(
        f"SELECT * FROM service WHERE {where} ORDER BY id LIMIT ? OFFSET ?", *values, number, start
    )
    total = change.books.count(f"SELECT count(*) FROM service WHERE {where}", *values)
    asked = {name: given.text(name) for name in ("clientid", "serviceid", "pid", "domain")}
    return asked | listed(total, start, [_service(one) for one in found], "products", "product")


def get_clients_domains(change: Change, given: Given) -> Json:
    start, number = page_of(given)
    where, values = _filters(given, {"clientid": "client", "domainid": "id"}, {"domain": "name"})
    found = change.books.rows(
        f"SELECT * FROM domain WHERE {where} ORDER BY id LIMIT ? OFFSET ?", *values, number, start
    )
    total = change.books.count(f"SELECT count(*) FROM domain WHERE {where}", *values)
    asked = {name: given.text(name) for name in ("clientid", "domainid")}
    return asked | listed(total, start, [_domain(one) for one in found], "domains", "domain")


def get_products(change: Change, given: Given) -> Json:
    wanted = {int(one) for one in given.text("pid").split(",") if one.strip().isdecimal()}
    found = [
        {
            "pid": one.pid,
            "gid": one.gid,
            "type": one.type,
            "name": one.name,
            "description": "",
            "module": one.module,
            "paytype": "recurring",
        }
        for one in PRODUCTS
        if (not wanted or one.pid in wanted)
        and (not given.text("gid") or one.gid == given.whole("gid"))
    ]
    return {"totalresults": len(found), "products": {"product": found}}


def update_client_product(change: Change, given: Given) -> Json:
    service = change.books.by_id("service", given.whole("serviceid"))
    if service is None:
        raise RefusedError("Service ID Not Found")
    changes = {name: given.text(name) for name in ("domain", "notes") if given.has(name)}
    changes |= _dates(given, "regdate", "nextduedate")
    if given.text("status") in SERVICE_STATUSES:
        changes["status"] = given.text("status")
    change.books.update("service", service["id"], **changes)
    change.run_hook("ServiceEdit", userid=service["client"], serviceid=service["id"])
    return {"serviceid": service["id"]}


def update_client_domain(change: Change, given: Given) -> Json:
    domain = change.books.by_id("domain", given.whole("domainid"))
    if domain is None:
        raise RefusedError("Domain ID Not Found")
    changes: Json = {"notes": given.text("notes")} if given.has("notes") else {}
    changes |= _dates(given, "regdate", "nextduedate", "expirydate")
    if given.has("donotrenew"):
        changes["donotrenew"] = int(given.flag("donotrenew"))
    if given.text("status") in DOMAIN_STATUSES:
        changes["status"] = given.text("status")
    change.books.update("domain", domain["id"], **changes)
    change.run_hook("DomainEdit", userid=domain["client"], domainid=domain["id"])
    return {"domainid": domain["id"]}


def _filters(
    given: Given, numbers: dict[str, str], texts: dict[str, str]
) -> tuple[str, list[int | str]]:
    """The condition for what was given. For PHP a 0 was not given, and then there is none."""
    where, values = ["1"], list[int | str]()
    for name, column in numbers.items():
        if given.flag(name):
            where.append(f"{column} = ?")
            values.append(given.whole(name))
    for name, column in texts.items():
        if given.text(name):
            where.append(f"{column} = ? COLLATE NOCASE")
            values.append(given.text(name))
    return " AND ".join(where), values


def _dates(given: Given, *names: str) -> dict[str, str]:
    """Of these, what was given as a date; anything else is passed over."""
    found = {}
    for name in names:
        try:
            found[name] = f"{datetime.strptime(given.text(name), '%Y-%m-%d'):%Y-%m-%d}"
        except ValueError:
            continue
    return found


def _service(row: Json) -> Json:
    sold = product(row["pid"])
    return {
        "id": row["id"],
        "qty": 1,
        "clientid": row["client"],
        "orderid": row["id"] + 500,
        "ordernumber": f"{(row['id'] * 7919) % 10**10:010}",
        "pid": row["pid"],
        "regdate": row["regdate"],
        "name": sold.name,
        "translated_name": sold.name,
        "groupname": sold.group,
        "translated_groupname": sold.group,
        "domain": row["domain"],
        "dedicatedip": "",
        "serverid": 1,
        "servername": "jkt-1",
        "suspensionreason": "",
        "firstpaymentamount": row["amount"],
        "recurringamount": row["amount"],
        "paymentmethod": "banktransfer",
        "paymentmethodname": "Transfer Bank",
        "billingcycle": row["billingcycle"],
        "nextduedate": row["nextduedate"],
        "status": row["status"],
        "username": f"u{row['id']:05}",
        "password": f"rahasia-layanan-{row['id']}",  # WHMCS really sends it
        "notes": row["notes"],
        "lastupdate": "0000-00-00 00:00:00",
        "customfields": {"customfield": []},
        "configoptions": {"configoption": []},
    }


def _domain(row: Json) -> Json:
    return {
        "id": row["id"],
        "userid": row["client"],
        "orderid": row["id"] + 700,
        "regtype": "Register",
        "domainname": row["name"],
        "registrar": "contohregistrar",
        "regperiod": row["regperiod"],
        "firstpaymentamount": row["amount"],
        "recurringamount": row["amount"],
        "paymentmethod": "banktransfer",
        "paymentmethodname": "Transfer Bank",
        "regdate": row["regdate"] or NO_DATE,
        "expirydate": row["expirydate"] or NO_DATE,
        "nextduedate": row["nextduedate"] or NO_DATE,
        "status": row["status"],
        "subscriptionid": "",
        "promoid": 0,
        "dnsmanagement": 1,
        "emailforwarding": 0,
        "idprotection": 0,
        "donotrenew": row["donotrenew"],
        "notes": row["notes"],
    }

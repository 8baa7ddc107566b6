"""Calls about tickets."""

from __future__ import annotations

import base64
from datetime import datetime
from typing import Any

from sandbox.model import Json
from sandbox.whmcs.answers import listed, page_of
from sandbox.whmcs.books import Books, Change
from sandbox.whmcs.clients import EMAIL
from sandbox.whmcs.given import Given, RefusedError

TICKET_STATUSES = ("Open", "Answered", "Customer-Reply", "On Hold", "In Progress", "Closed")
SETS = {
    "Awaiting Reply": ("Open", "Customer-Reply"),
    "All Active Tickets": TICKET_STATUSES[:-1],
}
"""Names that GetTickets takes for several statuses."""
PRIORITIES = ("Low", "Medium", "High")
EXTENSIONS = (".jpg", ".jpeg", ".gif", ".png", ".pdf", ".txt", ".zip")
"""What may be attached; anything else is left out in silence."""


def open_ticket(change: Change, given: Given) -> Json:
    books = change.books
    client = _client(books, given)
    department = books.by_id("department", given.whole("deptid"))
    if department is None:
        raise RefusedError("Department ID not found")
    if not given.text("subject").strip():
        raise RefusedError("Subject is required")
    if not given.text("message").strip():
        raise RefusedError("Message is required")
    ticket = books.insert(
        "ticket",
        tid=_free_number(change),
        c=change.new_token()[:8],
        department=department["id"],
        client=client["id"],
        name="" if client["id"] else given.text("name"),
        email="" if client["id"] else given.text("email"),
        subject=given.text("subject"),
        message=given.text("message"),
        admin="API" if given.flag("admin") else "",
        status="Open",
        priority=given.text("priority") if given.text("priority") in PRIORITIES else "Medium",
        service=_related(books, given, client["id"]),
        date=_created(change, given, "Ticket"),
        lastreply=change.moment,
    )
    _attach(change, given, "ticket", ticket)
    made = books.by_id("ticket", ticket) or {}
    change.run_hook(
        "TicketOpenAdmin" if given.flag("admin") else "TicketOpen",
        ticketid=ticket,
        ticketmask=made["tid"],
        userid=client["id"],
        deptid=department["id"],
        deptname=department["name"],
        subject=made["subject"],
        message=made["message"],
        priority=made["priority"],
    )
    return {"id": ticket, "tid": made["tid"], "c": made["c"]}


def add_ticket_reply(change: Change, given: Given) -> Json:
    """The answer does not tell the reply's id."""
    ticket = change.books.by_id("ticket", given.whole("ticketid"))
    if ticket is None:
        raise RefusedError("Ticket ID not found")
    admin = given.text("adminusername")
    client = {"id": 0} if admin else _client(change.books, given, "Client ID Not Found")
    if not given.text("message").strip():
        raise RefusedError("Message is required")
    status = given.text("status")
    if status and status not in TICKET_STATUSES:
        raise RefusedError("Invalid Ticket Status")
    written = Reply(change, ticket, given.text("message"), _created(change, given, "Reply"), status)
    if admin:
        reply = written.by_staff(admin)
    else:
        reply = written.by_client(client["id"], given.text("name"), given.text("email"))
    _attach(change, given, "reply", reply)
    return {}


def update_ticket(change: Change, given: Given) -> Json:
    ticket = change.books.by_id("ticket", given.whole("ticketid"))
    if ticket is None:
        raise RefusedError("Ticket ID Not Found")
    if given.has("deptid") and change.books.by_id("department", given.whole("deptid")) is None:
        raise RefusedError("Department ID Not Found")
    if given.text("priority") and given.text("priority") not in PRIORITIES:
        raise RefusedError("Invalid Ticket Priority. Valid priorities are: Low,Medium,High")
    status = given.text("status")
    if status and status not in TICKET_STATUSES:
        valid = ",".join(TICKET_STATUSES)
        raise RefusedError(f"Invalid Ticket Status. Valid statuses are: {valid}")
    changes: Json = {
        name: given.text(name)
        for name in ("subject", "message", "priority", "name", "email")
        if given.text(name)
    }
    if given.has("deptid"):
        changes["department"] = given.whole("deptid")
    change.books.update("ticket", ticket["id"], **changes)
    if status:
        set_status(change, ticket, status)
    return {"ticketid": ticket["id"]}


def get_ticket(change: Change, given: Given) -> Json:
    if given.text("ticketnum"):
        found = "SELECT * FROM ticket WHERE tid = ?"
        ticket = change.books.row(found, given.text("ticketnum"))
    else:
        ticket = change.books.by_id("ticket", given.whole("ticketid"))
    if ticket is None:
        raise RefusedError("Ticket ID Not Found")
    books = change.books
    opening = {**ticket, "id": 0, "kind": "ticket", "related": ticket["id"]}
    answers = books.rows("SELECT * FROM reply WHERE ticket = ? ORDER BY id", ticket["id"])
    written = [opening, *({**one, "kind": "reply", "related": one["id"]} for one in answers)]
    if given.text("repliessort").upper() == "DESC":
        written.reverse()
    head = _head(books, ticket)
    return {
        "ticketid": head.pop("id"),
        **head,
        "contactid": 0,
        "replies": {"reply": [_reply(books, one) for one in written]},
        "notes": {"note": []},
    }


def get_tickets(change: Change, given: Given) -> Json:
    """A list without what was written; newest first."""
    start, number = page_of(given)
    where, values = ["1"], list[int | str]()
    for name, column in (("clientid", "client"), ("deptid", "department")):
        if given.flag(name):
            where.append(f"{column} = ?")
            values.append(given.whole(name))
    if given.text("email"):
        where.append("client IN (SELECT id FROM client WHERE email = ?)")
        values.append(given.text("email"))
    if given.text("subject"):
        where.append("instr(lower(subject), lower(?)) > 0")
        values.append(given.text("subject"))
    statuses = SETS.get(given.text("status"), (given.text("status"),))
    if given.text("status"):
        where.append(f"status IN ({', '.join('?' * len(statuses))})")
        values.extend(statuses)
    if not given.flag("ignore_dept_assignments"):
        where.append("department IN (SELECT id FROM department WHERE assigned)")
    condition = " AND ".join(where)
    found = change.books.rows(
        f"SELECT * FROM ticket WHERE {condition} ORDER BY lastreply DESC, id DESC LIMIT ? OFFSET ?",
        *values,
        number,
        start,
    )
    total = change.books.count(f"SELECT count(*) FROM ticket WHERE {condition}", *values)
    shown = [{**_head(change.books, one), **_files(change.books, "ticket", one["id"])}
             for one in found]  # fmt: skip
    return listed(total, start, shown, "tickets", "ticket")


def get_ticket_attachment(change: Change, given: Given) -> Json:
    if not given.text("relatedid"):
        raise RefusedError("Related ID Required")
    kind = given.text("type")
    if kind not in ("ticket", "reply", "note"):
        raise RefusedError("Invalid Type. Must be one of ticket, reply, note")
    related = given.whole("relatedid")
    if kind == "note" or change.books.by_id(kind, related) is None:
        raise RefusedError("Related ID Not Found")
    if not given.text("index"):
        raise RefusedError("Attachment Index Required")
    found = change.books.rows(
        "SELECT n, filename, content FROM attachment WHERE kind = ? AND related = ?", kind, related
    )
    if not found:
        raise RefusedError("No Attachments Found")
    wanted = next((one for one in found if one["n"] == given.whole("index")), None)
    if wanted is None:
        raise RefusedError("Invalid Attachment Index")
    data = base64.b64encode(wanted["content"]).decode()
    return {"filename": wanted["filename"], "data": data}


def get_support_departments(change: Change, given: Given) -> Json:
    """Only those that the API's administrator is assigned to, unless told to ignore that."""
    found = change.books.rows(
        "SELECT * FROM department WHERE assigned OR ? ORDER BY id",
        given.flag("ignore_dept_assignments"),
    )
    waiting = "SELECT count(*) FROM ticket WHERE department = ? AND status IN ({})"
    shown = [
        {
            "id": one["id"],
            "name": one["name"],
            "awaitingreply": change.books.count(
                waiting.format("'Open', 'Customer-Reply'"), one["id"]
            ),
            "opentickets": change.books.count(
                "SELECT count(*) FROM ticket WHERE department = ? AND status != 'Closed'", one["id"]
            ),
        }
        for one in found
    ]
    return {"totalresults": len(shown), "departments": {"department": shown}}


def get_support_statuses(change: Change, given: Given) -> Json:
    counts = "SELECT count(*) FROM ticket WHERE status = ?"
    shown = [
        {"title": one, "count": change.books.count(counts, one), "color": "#888888"}
        for one in TICKET_STATUSES
    ]
    return {"totalresults": len(shown), "statuses": {"status": shown}}


class Reply:
    """Something written under a ticket, and what that does to the ticket."""

    def __init__(
        self, change: Change, ticket: Json, message: str, date: str = "", status: str = ""
    ) -> None:
        self._change = change
        self._ticket = ticket
        self._message = message
        self._date = date or change.moment
        self._status = status

    def by_staff(self, admin: str) -> int:
        """Returns the reply's id."""
        reply = self._write(admin=admin)
        status = self._status or "Answered"
        self._change.books.update("ticket", self._ticket["id"], status=status)
        self._change.run_hook(
            "TicketAdminReply",
            ticketid=self._ticket["id"],
            replyid=reply,
            deptid=self._ticket["department"],
            deptname="",
            subject=self._ticket["subject"],
            message=self._message,
            priority=self._ticket["priority"],
            admin=admin,
            status=status,
        )
        return reply

    def by_client(self, client: int, name: str = "", email: str = "") -> int:
        """Returns the reply's id. A closed ticket is open again."""
        reply = self._write(client=client, name=name, email=email)
        status = self._status or "Customer-Reply"
        self._change.books.update("ticket", self._ticket["id"], status=status)
        self._change.run_hook(
            "TicketUserReply",
            ticketid=self._ticket["id"],
            replyid=reply,
            userid=client,
            deptid=self._ticket["department"],
            subject=self._ticket["subject"],
            message=self._message,
            status=status,
        )
        return reply

    def _write(self, **by: Any) -> int:
        who: Json = {"client": 0, "admin": "", "name": "", "email": ""} | by
        self._change.books.update("ticket", self._ticket["id"], lastreply=self._change.moment)
        return self._change.books.insert(
            "reply", ticket=self._ticket["id"], message=self._message, date=self._date, **who
        )


def set_status(change: Change, ticket: Json, status: str) -> None:
    """Nothing happens when it is the ticket's status already."""
    if status == ticket["status"]:
        return
    change.books.update("ticket", ticket["id"], status=status)
    change.run_hook("TicketStatusChange", ticketid=ticket["id"], status=status, adminid=1)
    if status == "Closed":
        change.run_hook("TicketClose", ticketid=ticket["id"])


def attach(change: Change, kind: str, related: int, files: list[tuple[str, bytes]]) -> None:
    """Keep files with a ticket's first message or with a reply."""
    for number, (name, content) in enumerate(files):
        change.books.insert(
            "attachment", kind=kind, related=related, n=number, filename=name, content=content
        )


def _attach(change: Change, given: Given, kind: str, related: int) -> None:
    files = given.attachments()
    if files is None:
        change.complaints.append("attachments is not base64 of a JSON list of name and data")
        return
    fit = [one for one in files if one[0].lower().endswith(EXTENSIONS)]
    change.complaints.extend(f"not a file to attach: {one[0]}" for one in files if one not in fit)
    attach(change, kind, related, fit)


def _client(books: Books, given: Given, message: str = "Client ID Not Found") -> Json:
    """Who writes: a client, or id 0 for somebody with a name and an address."""
    if given.flag("clientid"):
        client = books.by_id("client", given.whole("clientid"))
        if client is None:
            raise RefusedError(message)
        return client
    if not (given.text("name").strip() and given.text("email").strip()):
        raise RefusedError("Name and email address are required if not a client")
    if not EMAIL.fullmatch(given.text("email").strip()):
        raise RefusedError("Email Address Invalid")
    return {"id": 0}


def _related(books: Books, given: Given, client: int) -> str:
    """What the ticket is about, which must be the client's own."""
    for name, table, letter, message in (
        ("serviceid", "service", "S", "Service ID Not Found"),
        ("domainid", "domain", "D", "Domain ID Not Found"),
    ):
        if given.flag(name):
            row = books.by_id(table, given.whole(name))
            if row is None or row["client"] != client:
                raise RefusedError(message)
            return f"{letter}{row['id']}"
    return ""


def _created(change: Change, given: Given, what: str) -> str:
    text = given.text("created")
    if not text:
        return change.moment
    try:
        created = datetime.fromisoformat(text)
    except ValueError:
        raise RefusedError("Invalid Date Format") from None
    if created > change.now:
        raise RefusedError(f"{what} creation date cannot be in the future")
    return f"{created:%Y-%m-%d %H:%M:%S}"


def _free_number(change: Change) -> str:
    for _ in range(100):
        number = change.random_digits(6)
        if change.books.row("SELECT id FROM ticket WHERE tid = ?", number) is None:
            return number
    raise RefusedError("Unable to generate ticket number")


def _head(books: Books, ticket: Json) -> Json:
    department = books.by_id("department", ticket["department"]) or {}
    who = _writer(books, ticket)
    return {
        "id": ticket["id"],
        "tid": ticket["tid"],
        "c": ticket["c"],
        "deptid": ticket["department"],
        "deptname": department.get("name", ""),
        "userid": ticket["client"],
        "name": who["name"],
        "owner_name": who["name"],
        "email": who["email"],
        "requestor_name": who["requestor_name"],
        "requestor_email": who["requestor_email"],
        "requestor_type": who["requestor_type"],
        "cc": "",
        "date": ticket["date"],
        "subject": ticket["subject"],
        "status": ticket["status"],
        "priority": ticket["priority"],
        "admin": ticket["admin"],
        "lastreply": ticket["lastreply"],
        "flag": 0,
        "service": ticket["service"],
    }


def _reply(books: Books, row: Json) -> Json:
    return {
        "replyid": row["id"],
        "userid": row["client"],
        "contactid": 0,
        **_writer(books, row),
        "date": row["date"],
        "message": row["message"],
        **_files(books, row["kind"], row["related"]),
        "admin": row["admin"],
        "rating": 0,
    }


def _writer(books: Books, row: Json) -> Json:
    client = books.by_id("client", row["client"]) if row["client"] else None
    if row["admin"]:
        return {
            "name": row["admin"], "email": "", "requestor_name": row["admin"],
            "requestor_email": "", "requestor_type": "Operator",
        }  # fmt: skip
    name = f"{client['firstname']} {client['lastname']}" if client else row["name"]
    email = client["email"] if client else row["email"]
    return {
        "name": name, "email": email, "requestor_name": name, "requestor_email": email,
        "requestor_type": "Owner" if client else "Guest",
    }  # fmt: skip


def _files(books: Books, kind: str, related: int) -> Json:
    found = books.rows(
        "SELECT filename, n FROM attachment WHERE kind = ? AND related = ? ORDER BY n",
        kind,
        related,
    )
    return {
        "attachment": "|".join(one["filename"] for one in found),
        "attachments": [{"filename": one["filename"], "index": one["n"]} for one in found],
        "attachments_removed": False,
    }

"""Calls about clients."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from sandbox.model import Json
from sandbox.whmcs.answers import listed, page_of
from sandbox.whmcs.books import Books, Change, Mail
from sandbox.whmcs.given import Given, RefusedError

EMAIL = re.compile(r"[^@\s<>\"',;:()]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
CLIENT_STATUSES = ("Active", "Inactive", "Closed")
PORTAL_URL = "https://portal.cloudkilat.example"
PROFILE = (
    "firstname", "lastname", "companyname", "email", "address1", "address2", "city", "state",
    "postcode", "country", "phonenumber", "tax_id", "notes",
)  # fmt: skip
"""What AddClient and UpdateClient take as it is."""
ASKED = (
    ("address1", "You did not enter your address line 1"),
    ("city", "You did not enter your city"),
    ("state", "You did not enter your state"),
    ("postcode", "You did not enter your postcode"),
)


@dataclass(frozen=True, slots=True)
class CustomField:
    """A client's custom field, as the provider set it up."""

    id: int
    name: str
    required: bool = False


CUSTOM_FIELDS = (
    CustomField(1, "Bidang usaha"),
    CustomField(11, "Nama NPWP"),
    CustomField(12, "Alamat NPWP"),
    CustomField(13, "NITKU"),
    CustomField(14, "Email faktur"),
    CustomField(15, "Jenis wajib pajak"),
)
TAX_NAME, TAX_ADDRESS, TAX_NITKU, TAX_EMAIL, TAX_KIND = "11", "12", "13", "14", "15"


def add_client(change: Change, given: Given) -> Json:
    if not given.flag("skipvalidation"):
        _check_new(change.books, given)
    elif not given.text("email").strip():
        raise RefusedError("You did not enter your email address")
    _refuse_taken(change.books, given.text("email"))
    fields = _custom_fields(change, given, {})
    client = change.books.insert(
        "client",
        **{name: given.text(name).strip() for name in PROFILE},
        datecreated=change.today,
        customfields=json.dumps(fields),
    )
    if not given.flag("noemail"):
        change.mails.append(
            Mail(
                given.text("email").strip(),
                "Selamat datang di CloudKilat",
                f"Halo {given.text('firstname')},\n\nAkun Anda sudah dibuat. "
                f"Masuk di {PORTAL_URL}.\n\nCloudKilat\n",
            )
        )
    # The hook's variables are all that was entered, the password in clear among them.
    hooked = {name: given.text(name) for name in PROFILE}
    password = given.text("password2") or change.new_token()
    change.run_hook("ClientAdd", client_id=client, userid=client, **hooked, password=password)
    return {"clientid": client}


def update_client(change: Change, given: Given) -> Json:
    client = _named(change.books, given)
    email = given.text("email").strip()
    if given.has("email") and email.lower() != client["email"].lower():
        if not EMAIL.fullmatch(email):
            raise RefusedError("The email address entered is not valid")
        if change.books.row("SELECT id FROM client WHERE email = ?", email):
            raise RefusedError("Duplicate Email Address")
    changes = {name: given.text(name).strip() for name in PROFILE if given.has(name)}
    if given.text("status") in CLIENT_STATUSES:
        changes["status"] = given.text("status")
    if given.has("customfields"):
        fields = _custom_fields(change, given, json.loads(client["customfields"]))
        changes["customfields"] = json.dumps(fields)
    change.books.update("client", client["id"], **changes)
    change.run_hook("ClientEdit", userid=client["id"], **(client | changes))
    return {"clientid": client["id"]}


def get_clients_details(change: Change, given: Given) -> Json:
    if not (given.flag("clientid") or given.text("email")):
        raise RefusedError("Either clientid Or email Is Required")
    if given.flag("clientid"):
        client = change.books.by_id("client", given.whole("clientid"))
    else:
        client = change.books.row(
            "SELECT * FROM client WHERE email = ?", given.text("email").strip()
        )
    if client is None:
        raise RefusedError("Client Not Found")
    return {"client": _details(client)}


def get_clients(change: Change, given: Given) -> Json:
    start, number = page_of(given)
    search = given.text("search").replace("%", "").replace("_", "\\_")
    where = (
        "(email LIKE ? ESCAPE '\\' OR companyname LIKE ? ESCAPE '\\' "
        "OR firstname || ' ' || lastname LIKE ? ESCAPE '\\') AND (? = '' OR status = ?)"
    )
    status = given.text("status")
    values = [f"{search}%"] * 3 + [status, status]
    order = "DESC" if given.text("sorting").upper() == "DESC" else "ASC"
    found = change.books.rows(
        f"SELECT id, firstname, lastname, companyname, email, datecreated, 0 AS groupid, status "
        f"FROM client WHERE {where} ORDER BY lastname {order}, id {order} LIMIT ? OFFSET ?",
        *values,
        number,
        start,
    )
    total = change.books.count(f"SELECT count(*) FROM client WHERE {where}", *values)
    return listed(total, start, found, "clients", "client")


def add_client_note(change: Change, given: Given) -> Json:
    client = change.books.by_id("client", given.whole("userid"))
    if client is None:
        raise RefusedError("Client ID not found")
    if not given.text("notes").strip():
        raise RefusedError("Notes can not be empty")
    note = change.books.insert(
        "note",
        client=client["id"],
        note=given.text("notes"),
        sticky=int(given.flag("sticky")),
        created=change.moment,
    )
    return {"noteid": note}


def reset_password(change: Change, given: Given) -> Json:
    """Mails the client a link; what it leads to is the portal's own page."""
    email = given.text("email").strip()
    if not (given.flag("id") or email):
        raise RefusedError("Please enter the email address or provide the id")
    if given.flag("id"):
        client = change.books.by_id("client", given.whole("id"))
    elif not EMAIL.fullmatch(email):
        raise RefusedError("Please provide a valid email address")
    else:
        client = change.books.row("SELECT * FROM client WHERE email = ?", email)
    if client is None:
        raise RefusedError("User Not Found")
    token = change.new_token()
    change.books.insert("password_link", client=client["id"], token=token)
    change.mails.append(
        Mail(
            client["email"],
            "Atur kata sandi akun CloudKilat Anda",
            f"Halo {client['firstname']},\n\nAtur kata sandi Anda lewat tautan ini:\n"
            f"{PORTAL_URL}/index.php/password/reset/use/key/{token}\n\n"
            "Abaikan surel ini jika bukan Anda yang memintanya.\n\nCloudKilat\n",
        )
    )
    return {}


def fields_of(client: Json) -> dict[str, str]:
    """A client's custom fields by their id."""
    loaded: dict[str, str] = json.loads(client["customfields"])
    return loaded


def _check_new(books: Books, given: Given) -> None:
    if not given.text("firstname").strip():
        raise RefusedError("You did not enter your first name")
    if not given.text("lastname").strip():
        raise RefusedError("You did not enter your last name")
    email = given.text("email").strip()
    if not email:
        raise RefusedError("You did not enter your email address")
    if not EMAIL.fullmatch(email):
        raise RefusedError("The email address you entered was not valid")
    for name, message in ASKED:
        if not given.text(name).strip():
            raise RefusedError(message)
    if not re.fullmatch("[A-Z]{2}", given.text("country")):
        raise RefusedError("Valid country required")
    if not given.text("phonenumber").strip():
        raise RefusedError("You did not enter your phone number")
    if not re.fullmatch(r"[+0-9. ()-]{5,20}", given.text("phonenumber").strip()):
        raise RefusedError("Invalid telephone phone number")
    filled = given.custom_fields() or {}
    for field in _set_up(books):
        if field.required and not filled.get(str(field.id)):
            raise RefusedError(f"You did not provide required custom field value for {field.name}")


def _refuse_taken(books: Books, email: str) -> None:
    if books.row("SELECT id FROM client WHERE email = ?", email.strip()):
        raise RefusedError("A user already exists with that email address")


def _set_up(books: Books) -> list[CustomField]:
    required = books.setting("required_fields", [])
    return [CustomField(one.id, one.name, one.id in required) for one in CUSTOM_FIELDS]


def _custom_fields(change: Change, given: Given, before: dict[str, str]) -> dict[str, str]:
    """The custom fields after this call. What cannot be read, or is no field, is passed over."""
    if not given.text("customfields"):
        return before
    filled = given.custom_fields()
    if filled is None:
        change.complaints.append("customfields is not base64 of a PHP-serialized array")
        return before
    known = {str(one.id) for one in CUSTOM_FIELDS}
    change.complaints.extend(f"no custom field {key}" for key in filled.keys() - known)
    return before | {key: value for key, value in filled.items() if key in known}


def _named(books: Books, given: Given) -> Json:
    if given.flag("clientid"):
        client = books.by_id("client", given.whole("clientid"))
    else:
        email = given.text("clientemail").strip()
        client = books.row("SELECT * FROM client WHERE email = ?", email)
    if client is None:
        raise RefusedError("Client ID Not Found")
    return client


def _details(client: Json) -> Json:
    fields = fields_of(client)
    values = [fields.get(str(one.id), "") for one in CUSTOM_FIELDS]
    plain = {name: client[name] for name in PROFILE}
    return plain | {
        "client_id": client["id"],
        "userid": client["id"],
        "id": client["id"],
        "owner_user_id": client["id"],
        "uuid": f"00000000-0000-4000-8000-{client['id']:012}",
        "fullname": f"{client['firstname']} {client['lastname']}",
        "fullstate": client["state"],
        "statecode": client["state"],
        "countrycode": client["country"],
        "phonenumberformatted": client["phonenumber"],
        "telephoneNumber": client["phonenumber"],
        "status": client["status"],
        "groupid": 0,
        "currency": 1,
        "currency_code": client["currency"],
        "credit": "0.00",
        "taxexempt": False,
        "language": "",
        "email_verified": False,
        "lastlogin": "No Login Logged",
        "customfields": [
            {"id": one.id, "value": value} for one, value in zip(CUSTOM_FIELDS, values, strict=True)
        ],
        **{f"customfields{n}": value for n, value in enumerate(values, start=1)},
        "users": {
            "user": [
                {
                    "id": client["id"],
                    "name": f"{client['firstname']} {client['lastname']}",
                    "email": client["email"],
                    "is_owner": True,
                }
            ]
        },
    }

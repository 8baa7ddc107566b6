"""The windows of ``/akun`` and the names that drafts know them by."""

from __future__ import annotations

from aiogram.fsm.state import State, StatesGroup


class AkunSG(StatesGroup):
    first_name = State()
    last_name = State()
    email = State()
    code = State()
    company = State()
    phone = State()
    street = State()
    city = State()
    province = State()
    postcode = State()
    terms = State()
    summary = State()
    result = State()


STATES = {
    "first-name": AkunSG.first_name,
    "last-name": AkunSG.last_name,
    "email": AkunSG.email,
    "code": AkunSG.code,
    "company": AkunSG.company,
    "phone": AkunSG.phone,
    "street": AkunSG.street,
    "city": AkunSG.city,
    "province": AkunSG.province,
    "postcode": AkunSG.postcode,
    "terms": AkunSG.terms,
    "summary": AkunSG.summary,
}
"""A draft's step and its window of today, in the order they are asked."""

LAST_STEP = 8
"""Of ``Langkah n dari m``: name, last name, e-mail, company, phone, address, terms, summary."""

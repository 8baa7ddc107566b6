"""The windows of ``/pindah``, and the names its drafts know them by."""

from __future__ import annotations

from aiogram.fsm.state import State, StatesGroup


class PindahSG(StatesGroup):
    nobody = State()
    account = State()
    services = State()
    destination = State()
    email = State()
    checklist = State()
    department = State()
    ticket = State()
    subject = State()
    message = State()
    keep = State()
    summary = State()
    sent = State()


STEPS = {
    "services": PindahSG.services,
    "destination": PindahSG.destination,
    "email": PindahSG.email,
    "checklist": PindahSG.checklist,
    "department": PindahSG.department,
    "ticket": PindahSG.ticket,
    "keep": PindahSG.keep,
    "summary": PindahSG.summary,
}

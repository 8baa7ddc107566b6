"""The windows of ``/npwp``, and the steps its draft names them by."""

from __future__ import annotations

from aiogram.fsm.state import State, StatesGroup


class NpwpSG(StatesGroup):
    none = State()
    """No account is linked."""
    account = State()
    look = State()
    """What the portal knows of the account: nothing yet, its NPWP, or that it has none."""
    kind = State()
    number = State()
    proposal = State()
    """A NITKU was typed: is its NPWP the one meant?"""
    name = State()
    address = State()
    email = State()
    nitku = State()
    summary = State()
    sent = State()
    """On its way to the portal, saved, or refused."""


STEPS = {
    "kind": NpwpSG.kind,
    "number": NpwpSG.number,
    "proposal": NpwpSG.proposal,
    "name": NpwpSG.name,
    "address": NpwpSG.address,
    "email": NpwpSG.email,
    "nitku": NpwpSG.nitku,
    "summary": NpwpSG.summary,
}
"""A draft's step, by a name that outlives renamed windows."""

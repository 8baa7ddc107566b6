"""What the buttons in the staff chat carry."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Self

from aiogram.filters.callback_data import CallbackData
from pydantic import BeforeValidator, model_validator

from assistant.domain.finance.model import Act
from assistant.domain.ids import parse_id
from assistant.domain.transfers.model import Decision


def _id(value: object) -> int:
    number = parse_id(str(value))
    if number is None:
        raise ValueError("not a number of ours")
    return number


def _id_or_none(value: object) -> int:
    return 0 if str(value) == "0" else _id(value)


Id = Annotated[int, BeforeValidator(_id)]
IdOrNone = Annotated[int, BeforeValidator(_id_or_none)]
"""0: none."""
_OF_ONE = frozenset(
    {Act.GIVE_ROLE, Act.TAKE_ROLE, Act.TAKE_IN, Act.ASSIGN, Act.REFUSE, Act.REPLACE, Act.DRAFT}
)
_OF_TWO = {Act.ASSIGN_SURE: "-", Act.RADAR_PAGE: "."}
"""Whose subject is a number, or two with this between them."""


class CardButton(CallbackData, prefix="card"):
    """``card:approve:PND-7F3KQ2MX``; the number is read again from the database."""

    action: Decision
    number: str


class LookButton(CallbackData, prefix="look"):
    """``look:PND-7F3KQ2MX``: the services of this request are moved, look at once."""

    number: str


class FinanceButton(CallbackData, prefix="fin"):
    """``fin:take-role:2003``; who may is found out when it is tapped."""

    act: Act
    subject: str

    @model_validator(mode="after")
    def _of_ours(self) -> Self:
        if self.act in _OF_ONE:
            _id(self.subject)
        elif between := _OF_TWO.get(self.act):
            one, _, other = self.subject.partition(between)
            _id(one), _id_or_none(other)
        return self


class HeldDo(StrEnum):
    """What can be done about a PDF that is held."""

    ASSIGN = "assign"
    SURE = "sure"
    """Assign it in spite of what differs."""
    DRAFT = "draft"
    REPLACE = "replace"
    REFUSE = "refuse"


class HeldButton(CallbackData, prefix="held"):
    """``held:sure:12:34``: the upload, and the request where there is one."""

    do: HeldDo
    upload: Id
    request: IdOrNone

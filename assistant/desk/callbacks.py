"""What the buttons in the staff chat carry: made and read here, a class for each kind.

Whoever taps can send anything. What is not of one of these shapes is nothing of ours: the tap is
answered by Telegram's little clock going away, and nothing happens. Buttons of messages that were
sent long ago are still read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal

from aiogram.filters.callback_data import CallbackData
from pydantic import BeforeValidator, model_validator

from assistant.domain.acting.model import Act
from assistant.domain.finance.classing import DOCUMENTS, KODES
from assistant.domain.finance.import_errors import Repair
from assistant.domain.finance.model import BuyerClass
from assistant.domain.ids import parse_id
from assistant.domain.months import parse_month
from assistant.domain.support.figures import Span
from assistant.domain.support.queue import Which
from assistant.domain.transfers.model import Decision


def _id(given: Any) -> int:
    """Raises ValueError for what no row of ours has as its number."""
    found = parse_id(str(given))
    if found is None:
        raise ValueError("no id")
    return found


def _id_or_none(given: Any) -> int:
    return 0 if str(given) == "0" else _id(given)


Id = Annotated[int, BeforeValidator(_id)]
IdOrNone = Annotated[int, BeforeValidator(_id_or_none)]
"""``0`` where there is none."""


def _ids_or_none(value: Any) -> str:
    return "+".join(str(_id_or_none(one)) for one in str(value).split("+"))


IdsOrNone = Annotated[str, BeforeValidator(_ids_or_none)]
"""Several with a plus between, ``34+35``."""


# A request


class CardButton(CallbackData, prefix="card"):
    """``card:approve:PND-7F3KQ2MX``; the number is read again from the database."""

    action: Decision
    number: str


class PairButton(CallbackData, prefix="pair"):
    """``pair:PND-7F3KQ2MX``: approve this request and all of its plan between the same accounts."""

    number: str


class LookButton(CallbackData, prefix="look"):
    """``look:PND-7F3KQ2MX``: the services of this request are moved, look at once."""

    number: str


# A conversation, and what somebody is asked to write


class TalkDo(StrEnum):
    TAKE = "take"
    BACK = "back"
    READY = "ready"
    """Show the answers that stand ready."""
    SETTLE = "settle"


class TalkButton(CallbackData, prefix="talk"):
    """``talk:take:CS-7F3KQ2MX``."""

    do: TalkDo
    number: str


class TemplateButton(CallbackData, prefix="ready"):
    """``ready:CS-7F3KQ2MX:7``: this answer, to be looked at."""

    number: str
    template: Id


class PromptDo(StrEnum):
    WRITE = "write"
    CHOOSE = "choose"
    SEND = "send"
    CANCEL = "cancel"


class PromptButton(CallbackData, prefix="ask"):
    """``ask:choose:12:2``: the prompt, and which of the ready ones."""

    do: PromptDo
    prompt: Id
    choice: IdOrNone


# Who waits


class QueueButton(CallbackData, prefix="queue"):
    """``queue:overdue:1``: this list; ``turn``: in place of the one that the button is under."""

    which: Which
    turn: bool


# Somebody who was found


class FindButton(CallbackData, prefix="find"):
    """``find:profile:1001``: see who it is, or ``find:write-first:1001``."""

    act: Literal[Act.PROFILE, Act.WRITE_FIRST]
    person: Id

    @classmethod
    def of(cls, act: Literal[Act.PROFILE, Act.WRITE_FIRST], person: int) -> str:
        return cls(act=act, person=person).pack()


# The guide for those who work here


class HelpPage(StrEnum):
    STAFF = "staff"
    """Where it begins."""
    FIRST_DAY = "first-day"
    ANSWER = "answer"
    REQUEST = "request"
    FIND = "find"
    QUEUE = "queue"
    TROUBLE = "trouble"
    FINANCE = "finance"
    """Where it begins in finance's topic."""
    MONTH = "month"
    EXPORT = "export"
    FAKTUR = "faktur"
    UNDONE = "undone"
    SLIPS = "slips"
    BUYERS = "buyers"


class HelpButton(CallbackData, prefix="help"):
    """``help:answer``."""

    page: HelpPage


# A held PDF


class HeldDo(StrEnum):
    """What can be done about a PDF that is held."""

    ASSIGN = "assign"
    SURE = "sure"
    """Assign it in spite of what differs."""
    PICK = "pick"
    """Assign it to one that was offered."""
    CANCEL = "cancel"
    """Leave it held."""
    DRAFT = "draft"
    REPLACE = "replace"
    REFUSE = "refuse"


class HeldButton(CallbackData, prefix="held"):
    """``held:sure:12:34``: the upload, and the request where there is one."""

    do: HeldDo
    upload: Id
    request: IdsOrNone


# What finance wants


class FinanceButton(CallbackData, prefix="fin"):
    """``fin:export:2026-10``: an act and its subject; who may is found out when it is tapped."""

    act: Act
    subject: str

    @classmethod
    def of_month(cls, act: Act, month: date) -> str:
        return cls(act=act, subject=f"{month:%Y-%m}").pack()

    @classmethod
    def of(cls, act: Act, *parts: object) -> str:
        """``fin:class:12.government``, in the shape that the act has in ``_SUBJECTS``."""
        return cls(act=act, subject=".".join(map(str, parts))).pack()

    @model_validator(mode="after")
    def _is_ours(self) -> FinanceButton:
        reads = _SUBJECTS.get(self.act)
        if reads is None or not reads(self.subject):
            raise ValueError("no button of ours")
        return self


_PAGE = re.compile(r"([0-9]+)\.[0-9]{1,4}")


def _is_month(subject: str) -> bool:
    return parse_month(subject) is not None


def _is_id(subject: str) -> bool:
    return parse_id(subject) is not None


def _is_page(subject: str) -> bool:
    found = _PAGE.fullmatch(subject)
    return found is not None and _is_id(found[1])


def _chooses(values: Iterable[str]) -> Callable[[str], bool]:
    """``12.government``: an id, and one of these."""
    known = frozenset(values)

    def reads(subject: str) -> bool:
        id_, _, said = subject.partition(".")
        return _is_id(id_) and said in known

    return reads


def _is_ids(count: int) -> Callable[[str], bool]:
    return lambda subject: subject.count(".") == count - 1 and all(map(_is_id, subject.split(".")))


def _is_slip(subject: str) -> bool:
    slip, _, invoice = subject.partition(".")
    return _is_id(slip) and (not invoice or re.fullmatch(r"[0-9]{1,18}", invoice) is not None)


_SUBJECTS: Mapping[Act, Callable[[str], bool]] = {
    Act.EXPORT: _is_month,
    Act.EXPORT_GO: _is_month,
    Act.EXPORT_AGAIN: _is_month,
    Act.EXPORT_AGAIN_GO: _is_month,
    Act.RECONCILE: _is_month,
    Act.CLOSE_MONTH: _is_month,
    Act.FIX_NPWP: _is_month,
    Act.FIX_EXPORT: _is_month,
    Act.FIX_MAIL: _is_month,
    Act.FIX_HELD: _is_month,
    Act.TAKE_ROLE: _is_id,
    Act.END_LINK: _is_id,
    Act.RADAR_LIST: lambda subject: subject == "0",
    Act.RADAR_PAGE: _is_page,
    Act.SET_CLASS: _chooses(BuyerClass),
    Act.SET_KODE: _chooses(KODES),
    Act.SET_DOCUMENT: _chooses(DOCUMENTS),
    Act.CLOSE_CASE: _is_id,
    Act.NOTA_OF: _is_ids(2),
    Act.REPORT_OF: _is_ids(3),
    Act.MEND_IMPORT: _chooses(Repair),
    Act.SLIP_ACCEPT: _is_slip,
    Act.SLIP_REFUSE: _is_id,
    Act.MONEY_MOVED: _is_id,
    Act.FIGURES: lambda subject: Span.read(subject) is not None,
}
"""The acts that have a button, and what their subject looks like."""

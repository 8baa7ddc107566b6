"""How what was paid too much is given back: as credit, or to a bank account.

Bank data are asked for only when a refund is due, are seen by finance only, and are deleted
thirty days after it was paid out.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from enum import StrEnum

from assistant.domain.accounts.looking import linked
from assistant.domain.acting.model import ActState, WantedAct
from assistant.domain.ids import parse_id
from assistant.domain.withholding.keeping import (
    Due,
    RefundAccount,
    SettlementKind,
    SettlementState,
)
from assistant.domain.withholding.news import MoneyDue, MoneyMoved
from assistant.domain.withholding.settling import money_moved
from assistant.domain.words import AnswerError
from assistant.domain.work import Job, Work

BANKS = ("BCA", "Mandiri", "BRI", "BNI", "CIMB Niaga", "BSI", "Permata", "Danamon", "OCBC")
"""Offered as buttons; another one is typed."""
KEPT_FOR = timedelta(days=30)
"""How long bank data stay after the refund."""
LONGEST = 60


class RefundProblem(StrEnum):
    BANK = "bank"
    HOLDER = "holder"
    NUMBER = "number"


def read_bank(typed: str) -> str:
    """Raises AnswerError."""
    name = " ".join(typed.split())
    if not re.fullmatch(r"[\w .,&()/'-]{2,60}", name) or not re.search(r"[^\W\d_]", name):
        raise AnswerError(RefundProblem.BANK)
    return name


def read_holder(typed: str) -> str:
    """The name that the account is in. Raises AnswerError."""
    name = " ".join(typed.split())
    if (
        not 3 <= len(name) <= LONGEST
        or re.search(r"\d{4}", name)
        or not re.search(r"[^\W\d_]", name)
    ):
        raise AnswerError(RefundProblem.HOLDER)
    return name


def read_number(typed: str) -> str:
    """Digits however they are grouped; Indonesian banks have 8 to 16. Raises AnswerError."""
    digits = re.sub(r"[\s.\-]", "", typed)
    if not re.fullmatch(r"[0-9]{8,16}", digits, re.ASCII) or len(set(digits)) == 1:
        raise AnswerError(RefundProblem.NUMBER)
    return digits


async def asked_back(work: Work, person: int, due_id: str) -> Due | None:
    """What this person is asked to choose about, while nothing is chosen."""
    id_ = parse_id(due_id)
    due = await work.dues.get(id_) if id_ is not None else None
    if due is None or due.state is not SettlementState.ASKED:
        return None
    return due if await work.links.find(person, due.account) else None


async def choose_credit(work: Work, person: int, due: Due) -> None:
    """Raises NotTheirsError."""
    await linked(work, person, due.account)
    chosen = replace(due, kind=SettlementKind.CREDIT, state=SettlementState.DUE)
    await work.dues.save(chosen)
    await work.audit(f"person:{person}", "credit-chosen", f"invoice:{due.invoice_number}")
    await work.jobs.put(Job.MOVE_MONEY, due.id)


async def choose_refund(work: Work, person: int, due: Due, account: RefundAccount) -> None:
    """A person pays it out and says so. Raises NotTheirsError."""
    await linked(work, person, due.account)
    chosen = replace(due, kind=SettlementKind.REFUND, state=SettlementState.DUE)
    await work.dues.save(chosen)
    await work.dues.set_account(due.id, account)
    await work.audit(f"person:{person}", "refund-chosen", f"invoice:{due.invoice_number}")
    await work.desk.tell(MoneyDue(chosen, account), unique=f"money:{due.id}")


async def tick_off(work: Work, wanted: WantedAct) -> ActState:
    """Finance has paid it out, or entered it at the portal. The bank data leave the card."""
    id_ = parse_id(wanted.subject)
    due = await work.dues.get(id_) if id_ is not None else None
    if due is None or due.state is not SettlementState.DUE:
        return ActState.SETTLED
    await money_moved(work, due, wanted.actor)
    await work.dues.forget_account(due.id, work.now + KEPT_FOR)
    news = MoneyMoved(due, wanted.staff_name)
    await work.desk.amend(f"money:{due.id}", news, unique=f"money:{due.id}:done")
    return ActState.MADE

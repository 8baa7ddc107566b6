"""Jobs about the move of services: the decision, and the move itself."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

import structlog

from assistant.domain.billing import Service
from assistant.domain.portal import Portal, PortalError
from assistant.domain.staff import AskStanding, Standing
from assistant.domain.transfers.deciding import (
    conclude,
    finish_transfer,
    note_trouble,
    refused_by_standing,
    say_not_made,
)
from assistant.domain.transfers.model import (
    Check,
    Decision,
    DecisionState,
    RuleVerdict,
    Transfer,
    TransferNote,
    TransferState,
    WantedDecision,
)
from assistant.domain.transfers.moving import owners_read
from assistant.domain.transfers.rules import check_rules, may_be_approved
from assistant.domain.work import Job
from assistant.storage.work import WorkShop
from assistant.worker.standing import standing_of

log = structlog.get_logger(__name__)

LOOK_AGAIN = timedelta(minutes=2)
"""How long until a move that is stuck is tried again."""
FEW = 5
"""Services whose owners are asked one by one; of more, the two accounts' lists are read."""
TellTapper = Callable[[str, DecisionState], Awaitable[bool]]
"""What came of a tap, to the tapper alone. False: it can't be said so any more."""


async def _nobody_told(tap: str, state: DecisionState) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class TransferJobs:
    shop: WorkShop
    portal: Portal
    standing: AskStanding
    tell_tapper: TellTapper = _nobody_told

    async def decide(self, key: str) -> None:
        """Whether a tap in the staff chat counts: first ask, then commit it once."""
        async with self.shop.work() as work:
            wanted = await work.transfers.wanted_decision(int(key))
        if wanted is None or wanted.state is not DecisionState.WANTED:
            return
        standing = await standing_of(self.standing, wanted.staff)
        checks = await self._ask_checks(wanted, standing)
        async with self.shop.work() as work:
            if await work.transfers.wanted_decision(wanted.id) != wanted:
                return  # the same job ran elsewhere meanwhile
            state = await conclude(work, wanted, standing, checks)
        told = wanted.tap is not None and await self.tell_tapper(wanted.tap, state)
        if state is not DecisionState.MADE and not told:
            async with self.shop.work() as work:
                await say_not_made(work, wanted, state)

    async def _ask_checks(
        self, wanted: WantedDecision, standing: Standing | None
    ) -> Sequence[Check] | None:
        """The rules where they count: for an approval of one who may. None: the portal gave no
        answer."""
        transfer = await self._transfer(wanted.transfer)
        needed = wanted.decision is Decision.APPROVE and not refused_by_standing(standing)
        if not needed or transfer is None:
            return ()
        try:
            return await self._checks(transfer)
        except PortalError as error:
            log.warning("the rules could not be checked", error=str(error))
            return None

    async def _checks(self, transfer: Transfer) -> tuple[Check, ...]:
        """The three rules as the portal has them now. What has left already is fine."""
        return await self._rules(transfer, await self._services(transfer))

    async def _services(self, transfer: Transfer) -> list[Service]:
        """What moves, wherever it is. Of many, all but the stray are in two accounts' lists."""
        known: dict[str, Service] = {}
        if len(transfer.services) > FEW:
            for account in filter(None, (transfer.from_account, transfer.to_account)):
                known |= {one.id: one for one in await self.portal.services(account)}
        return [known.get(id_) or await self.portal.service(id_) for id_ in transfer.service_ids]

    async def _rules(self, transfer: Transfer, services: Sequence[Service]) -> tuple[Check, ...]:
        blocking = await self.portal.blocking_invoices(transfer.from_account)
        return check_rules(
            from_account=transfer.from_account,
            services=services,
            wanted=[s.id for s in services if not _arrived(s, transfer)],
            blocking=blocking,
            agreement=transfer.agreement,
            recipient=await self.portal.find_client(transfer.to_email),
        )

    async def carry_out(self, key: str) -> None:
        """Move what was approved, read the owners back, and only then say that it is done."""
        transfer = await self._transfer(key)
        if transfer is None or transfer.state is not TransferState.APPROVED:
            return
        if self.portal.capabilities.moves_ownership:
            await self._move(transfer)
        else:
            await self._look(transfer)

    async def _move(self, transfer: Transfer) -> None:
        assert transfer.to_account is not None
        checks = await self._checks(transfer)
        if not may_be_approved(checks):
            await self._stuck(transfer, TransferNote.RULES, checks)
            return
        for service in transfer.service_ids:
            await self.portal.move_service(service, transfer.to_account)
        services = await self._services(transfer)
        if not all(_arrived(service, transfer) for service in services):
            moved = any(_arrived(service, transfer) for service in services)
            note = TransferNote.PARTLY_MOVED if moved else TransferNote.WAITING
            await self._stuck(transfer, note, checks)
            return
        async with self.shop.work() as work:
            await finish_transfer(work, transfer.number)

    async def _look(self, transfer: Transfer) -> None:
        """Staff move it by hand: how far are they?"""
        services = await self._services(transfer)
        async with self.shop.work() as work:
            if all(_arrived(service, transfer) for service in services):
                await finish_transfer(work, transfer.number)
            else:
                owners = {service.id: service.client_id for service in services}
                await owners_read(work, transfer.number, owners)

    async def _stuck(self, transfer: Transfer, note: TransferNote, checks: Sequence[Check]) -> None:
        async with self.shop.work() as work:
            bad = [check for check in checks if check.verdict is not RuleVerdict.OK]
            await note_trouble(work, transfer.number, note, checks if bad else None)
            await work.jobs.put(Job.CARRY_OUT, transfer.number, after=LOOK_AGAIN, once=True)

    async def _transfer(self, number: str) -> Transfer | None:
        async with self.shop.work() as work:
            return await work.transfers.get(number)


def _arrived(service: Service, transfer: Transfer) -> bool:
    return service.client_id == transfer.to_account

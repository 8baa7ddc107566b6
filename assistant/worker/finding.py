"""What staff look for: the portal is asked first, for it knows more accounts than we do."""

from __future__ import annotations

from dataclasses import dataclass

import structlog

from assistant.domain.acting.model import Act
from assistant.domain.clients import Client
from assistant.domain.portal import Portal, PortalError, PortalFailure
from assistant.domain.support.directory import MOST_FOUND, AtPortal, By, Query, read_query
from assistant.domain.support.finding import find, show_profile
from assistant.storage.work import WorkShop

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class FindingJobs:
    shop: WorkShop
    portal: Portal
    page: str
    """An account's in the portal's admin area, with ``{id}``; empty without one."""

    async def look_up(self, key: str) -> None:
        """The key is the wanted act; once it is answered, doing it again changes nothing."""
        async with self.shop.work() as work:
            wanted = await work.acts.get(int(key))
            if wanted is None or await work.deliveries.made(wanted.answer):
                return
            if wanted.act is Act.PROFILE:
                await show_profile(work, wanted, self.page)
                return
        there, asked = await self._ask(read_query(wanted.text))
        async with self.shop.work() as work:
            await find(work, wanted, there, asked=asked, page=self.page)

    async def _ask(self, query: Query) -> tuple[list[AtPortal], bool]:
        """The accounts that the portal names, and whether it could be asked."""
        try:
            return await self._named(query), True
        except PortalError as error:
            log.warning("the portal does not say who it is", code=str(error.code))
            return [], error.code in (PortalFailure.NOT_FOUND, PortalFailure.REFUSED)

    async def _named(self, query: Query) -> list[AtPortal]:
        match query.by:
            case By.EMAIL:
                client = await self.portal.find_client(query.text)
                return [_at(client, client.label)] if client else []
            case By.HOST:
                services = await self.portal.find_services(query.text)
                owners = {one.client_id: one.name for one in services[:MOST_FOUND]}
                return [_at(await self.portal.client(id_), name) for id_, name in owners.items()]
            case By.NUMBER:
                invoice = await self.portal.find_invoice(query.text)
                if invoice is None:
                    return []
                return [_at(await self.portal.client(invoice.client_id), invoice.number)]
        return []


def _at(client: Client, what: str) -> AtPortal:
    return AtPortal(client.id, client.label, what)

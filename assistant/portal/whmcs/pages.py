"""Lists that come in pages."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Mapping

from assistant.portal.whmcs.parsing import Entry, entries, whole
from assistant.portal.whmcs.transport import Transport

PAGE = 500
"""Entries asked for at once, where WHMCS would send 25. A client's list is rarely longer."""
NEWEST = 100
"""Entries of a page of all clients' newest."""
MOST = 20_000
"""Entries after which a list of one client is not believed any more."""


async def all_entries(
    transport: Transport, action: str, wrapper: str, name: str, **parameters: str | int
) -> list[Entry]:
    """Every entry once. Where some are missing, all are fetched once more: what is removed while
    pages are read moves another entry across a page's edge."""
    found, total = await _entries_of_pages(transport, action, wrapper, name, parameters)
    if len(found) < total:
        found |= (await _entries_of_pages(transport, action, wrapper, name, parameters))[0]
    return list(found.values())


async def _entries_of_pages(
    transport: Transport,
    action: str,
    wrapper: str,
    name: str,
    parameters: Mapping[str, str | int],
) -> tuple[dict[int, Entry], int]:
    """By their ids, and how many there should be where they did not fit into the first page. The
    others are fetched side by side, by as many as that page held: a server may cap what it is asked
    for."""
    first = await transport.ask(action, limitstart=0, limitnum=PAGE, **parameters)
    found = entries(first, wrapper, name)
    total = min(whole(first, "totalresults"), MOST)
    if not found or len(found) >= total:
        return _by_id(found), 0
    pages = await asyncio.gather(
        *(
            transport.ask(action, limitstart=start, limitnum=len(found), **parameters)
            for start in range(len(found), total, len(found))
        )
    )
    return _by_id(found + [one for page in pages for one in entries(page, wrapper, name)]), total


def _by_id(found: Iterable[Entry]) -> dict[int, Entry]:
    """What has no id is another one each time."""
    return {whole(one, "id") or -at: one for at, one in enumerate(found, 1)}


async def newest(
    transport: Transport, action: str, wrapper: str, name: str, pages: int
) -> AsyncIterator[Entry]:
    """The entries with the highest ids, so many pages at most, one page after the other."""
    for page in range(pages):
        answer = await transport.ask(
            action, limitstart=page * NEWEST, limitnum=NEWEST, orderby="id", order="desc"
        )
        found = entries(answer, wrapper, name)
        for one in found:
            yield one
        if len(found) < NEWEST:
            return

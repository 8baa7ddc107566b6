"""``assistant links …``: who is linked to which account, and ending a link.

The group is mounted with ``ctx.obj["database"]``, a factory of an open database's URL.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from assistant.domain.accounts.model import FoundLink
    from assistant.storage.work import SqlWork

T = TypeVar("T")


@click.group()
def links() -> None:
    """Show who is linked to which account, and end a link."""


@links.command("list")
@click.argument("what", default="")
@click.option("--limit", default=100, show_default=True, help="Show so many at most.")
@click.pass_obj
def list_links(obj: dict[str, Any], what: str, limit: int) -> None:
    """Links that stand, newest first: all, or those of WHAT, an account's id or e-mail or a
    Telegram user's id."""
    found = _do(obj, lambda work: work.links.search(what, limit))
    for one in found:
        click.echo(_line(one))
    click.echo(f"{len(found)} links")


@links.command()
@click.argument("ids", metavar="ID...", nargs=-1, type=int, required=True)
@click.pass_obj
def end(obj: dict[str, Any], ids: tuple[int, ...]) -> None:
    """End links by their numbers, as list shows them. Who was linked is told in their chat."""
    missing = [one for one in ids if not _do(obj, partial(_end, number=one))]
    for one in missing:
        click.echo(f"{one} is no link that stands", err=True)
    raise SystemExit(1 if missing else 0)


async def _end(work: SqlWork, number: int) -> bool:
    from assistant.domain.accounts.linking import end_link

    found = await work.links.by_id(number)
    if found is None:
        return False
    await end_link(work, "command-line", found.link.account, found.link.person)
    click.echo(f"{number} has ended: {found.name or found.link.person}, {found.link.label}")
    return True


def _line(found: FoundLink) -> str:
    link = found.link
    return (
        f"{found.id}  account {link.account} {link.label} <{link.email}>"
        f"  user {link.person} {found.name}  proven {link.proven_at:%Y-%m-%d}"
    )


def _do(obj: dict[str, Any], what: Callable[[SqlWork], Awaitable[T]]) -> T:
    from assistant.app.process import code_key
    from assistant.app.settings import load_settings
    from assistant.storage.database import make_engine
    from assistant.storage.work import WorkSettings, WorkShop

    async def go() -> T:
        settings = load_settings()
        async with obj["database"]() as url:
            engine = make_engine(url, pool_size=1, application="assistant links")
            shop = WorkShop(engine, WorkSettings(str(settings.portal), code_key(settings), None))
            try:
                async with shop.work() as work:
                    return await what(work)
            finally:
                await engine.dispose()

    return asyncio.run(go())

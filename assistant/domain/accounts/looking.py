"""A person's own account, and what the portal says of it, as far as it was asked lately."""

from __future__ import annotations

from assistant.domain.accounts.model import Link, NotTheirsError, Snapshot
from assistant.domain.work import Work


async def linked(work: Work, person: int, account: str) -> Link:
    """The link by which the person may see the account.

    Raises :class:`NotTheirsError` when there is none, or none any more.
    """
    link = await work.links.find(person, account)
    if link is None:
        raise NotTheirsError(account)
    return link


async def look_at_account(work: Work, person: int, account: str) -> Snapshot | None:
    """The account's fresh snapshot, or None while it is being loaded.

    A snapshot whose loading has failed is returned as it is (``failed`` says so). Raises
    :class:`NotTheirsError` for an account that the person is not linked to.
    """
    await linked(work, person, account)
    snapshot = await work.snapshots.get(account)
    if snapshot and (snapshot.fresh(work.now) or snapshot.failed):
        return snapshot
    await work.snapshots.want(account, person)
    return None


async def look_anew(work: Work, person: int, account: str) -> None:
    """Somebody opens a screen, or presses "try again": what failed before is asked once more.
    Raises :class:`NotTheirsError`."""
    snapshot = await work.snapshots.get(account)
    if snapshot and snapshot.failed:
        await work.snapshots.spoil(account)
    await look_at_account(work, person, account)


async def same_npwp(work: Work, person: int, account: str, npwp16: str) -> list[str]:
    """What people call the person's other accounts that have this NPWP, as far as the portal has
    told of them. Nobody hears of accounts that are not linked to them."""
    labels = []
    for link in await work.links.of(person) if npwp16 else []:
        snapshot = await work.snapshots.get(link.account) if link.account != account else None
        tax = snapshot.client.tax if snapshot and snapshot.client else None
        if tax is not None and tax.npwp == npwp16:
            labels.append(link.label)
    return labels

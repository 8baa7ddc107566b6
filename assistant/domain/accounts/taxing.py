"""An account's NPWP and what belongs to it are saved in the portal."""

from __future__ import annotations

from assistant.domain.accounts.looking import linked
from assistant.domain.accounts.model import TaxChange, TaxChangeState
from assistant.domain.clients import BuyerDocument, TaxProfile
from assistant.domain.finance.classing import keep_identity
from assistant.domain.finance.identity import FOREIGN
from assistant.domain.work import Job, Work


async def save_tax_profile(work: Work, person: int, account: str, profile: TaxProfile) -> TaxChange:
    """Have the portal keep this tax profile; it has been read back and confirmed.

    Raises :class:`NotTheirsError` when the person is not linked to the account.
    """
    await linked(work, person, account)
    change = await work.tax_changes.add(person, account, profile)
    if profile.document in FOREIGN:  # the portal has no place for it
        await keep_identity(work, account, profile, actor=f"person:{person}")
        await work.tax_changes.finish(change.id, TaxChangeState.SAVED, "")
    else:
        by_nik = profile.document is BuyerDocument.NATIONAL_ID
        await work.buyers.identify(account, profile if by_nik else None)
        await work.jobs.put(Job.SET_TAX, change.id)
    await work.audit(f"person:{person}", "npwp-confirmed", f"account:{account}")
    return change

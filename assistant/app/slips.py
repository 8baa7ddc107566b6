"""How this provider takes bukti potong, as the parts of a process need it."""

from __future__ import annotations

from assistant.app.settings import Settings
from assistant.app.structure import Structure
from assistant.domain.withholding import keeping
from assistant.domain.withholding.comparing import Accepted
from assistant.domain.withholding.model import Payee
from assistant.domain.withholding.receiving import SlipRules


def slip_settings(settings: Settings, structure: Structure) -> keeping.SlipSettings:
    """Where the seller is not set, no slip can be for it."""
    npwp = settings.seller_npwp or ""
    unit = settings.seller_unit if npwp else ""
    said = structure.withholding
    return keeping.SlipSettings(
        Payee(npwp, unit, settings.seller_name or ""),
        settle_at_portal=said.settle == "portal",
        gateway=said.gateway,
        may_refund=said.refund,
        may_credit=said.credit,
    )


def slip_rules(settings: Settings, structure: Structure) -> SlipRules:
    said = structure.withholding
    return SlipRules(
        slip_settings(settings, structure),
        structure.subjects,
        Accepted(said.accept_payment_masa, frozenset(said.accept_codes)),
    )

"""What several features say the same way: how far a move is, and its three rules."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.domain.transfers.model import Check, Rule, RuleVerdict, TransferState
from assistant.domain.words import Say

TRANSFER_STATE: Mapping[TransferState, str] = {
    TransferState.OPEN: "tiket-state-open",
    TransferState.TAKEN: "tiket-state-taken",
    TransferState.APPROVED: "tiket-state-approved",
    TransferState.DONE: "tiket-state-done",
    TransferState.REFUSED: "tiket-state-refused",
    TransferState.CANCELLED: "tiket-state-cancelled",
}
_CHECK: Mapping[tuple[Rule, RuleVerdict], str] = {
    (Rule.NOTHING_UNPAID, RuleVerdict.OK): "check-nothing-unpaid-ok",
    (Rule.NOTHING_UNPAID, RuleVerdict.WAITING): "check-nothing-unpaid-waiting",
    (Rule.NOTHING_UNPAID, RuleVerdict.BAD): "check-nothing-unpaid-bad",
    (Rule.OWNER_ASKS, RuleVerdict.OK): "check-owner-asks-ok",
    (Rule.OWNER_ASKS, RuleVerdict.WAITING): "check-owner-asks-waiting",
    (Rule.OWNER_ASKS, RuleVerdict.BAD): "check-owner-asks-bad",
    (Rule.RECIPIENT_AGREES, RuleVerdict.OK): "check-recipient-agrees-ok",
    (Rule.RECIPIENT_AGREES, RuleVerdict.WAITING): "check-recipient-agrees-waiting",
    (Rule.RECIPIENT_AGREES, RuleVerdict.BAD): "check-recipient-agrees-bad",
}


def check_say(check: Check) -> Say:
    return Say(_CHECK[check.rule, check.verdict])

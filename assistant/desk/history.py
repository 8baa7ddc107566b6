"""The lines of a history: what the audit calls each thing that happened, in words."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.domain.support.directory import Past
from assistant.domain.words import Plain, Say

ACTIONS: Mapping[str, str] = {
    "transfer-requested": "desk-past-transfer-requested",
    "transfer-cancelled": "desk-past-transfer-cancelled",
    "transfer-agreed": "desk-past-transfer-agreed",
    "transfer-declined": "desk-past-transfer-declined",
    "transfer-taken": "desk-past-transfer-taken",
    "transfer-approved": "desk-past-transfer-approved",
    "transfer-refused": "desk-past-transfer-refused",
    "transfer-question": "desk-past-transfer-question",
    "transfer-answer": "desk-past-transfer-answer",
    "transfer-done": "desk-past-transfer-done",
    "ticket-closed": "desk-past-ticket-closed",
    "ticket-answer": "desk-past-ticket-answer",
    "address-proven": "desk-past-address-proven",
    "recipient-reminded": "desk-past-recipient-reminded",
    "conversation-begun": "desk-past-conversation-begun",
    "conversation-answered": "desk-past-conversation-answered",
    "conversation-taken": "desk-past-conversation-taken",
    "conversation-given-back": "desk-past-conversation-given-back",
    "conversation-handed-over": "desk-past-conversation-handed-over",
    "conversation-noted": "desk-past-conversation-noted",
    "conversation-settled": "desk-past-conversation-settled",
    "conversation-silent": "desk-past-conversation-silent",
    "person-muted": "desk-past-person-muted",
    "person-heard": "desk-past-person-heard",
    "person-found": "desk-past-person-found",
    "profile-looked-at": "desk-past-profile-looked-at",
    "history-looked-at": "desk-past-history-looked-at",
    "wrote-first": "desk-past-wrote-first",
    "account-requested": "desk-past-account-requested",
    "account-linked": "desk-past-account-linked",
    "account-unlinked": "desk-past-account-unlinked",
    "npwp-confirmed": "desk-past-npwp-confirmed",
    "faktur-into-group": "desk-past-faktur-into-group",
    "withholding-announced": "desk-past-withholding-announced",
    "withholding-taken-back": "desk-past-withholding-taken-back",
    "refund-chosen": "desk-past-refund-chosen",
    "credit-chosen": "desk-past-credit-chosen",
    "plan-started": "desk-past-plan-started",
    "data-handed-over": "desk-past-data-handed-over",
    "data-deleted": "desk-past-data-deleted",
}
"""Those that concern a customer or a request. Another one shows its name in the audit."""


def past_line(one: Past) -> Say:
    """Who did what to what, and when."""
    kind, _, on = one.subject.partition(":")
    who = one.name or one.actor
    about: dict[str, Plain] = {"at": one.at, "who": who, "on": "" if kind == "person" else on}
    key = ACTIONS.get(one.action)
    if key is None:
        return Say("desk-past-other", {**about, "action": one.action})
    return Say(key, about)

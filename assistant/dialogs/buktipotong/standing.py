"""The lines that say where an invoice's slips stand, and what is missing."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.dialogs.turn import Turn
from assistant.domain.withholding.judging import SlipVerdict
from assistant.domain.withholding.keeping import Due, SettlementKind, SettlementState, StoredSlip
from assistant.domain.withholding.model import BookingState, Owed, PaidHow, tax_on
from assistant.domain.withholding.standing import SlipStanding, standing_numbered
from assistant.domain.words import Plain, Say

_STATE: Mapping[BookingState, str] = {
    BookingState.HELD: "buktipotong-slip-held",
    BookingState.BOOKED: "buktipotong-slip-booked",
    BookingState.VERIFIED: "buktipotong-slip-verified",
    BookingState.CANCELLED: "buktipotong-slip-cancelled",
}
_HELD: Mapping[SlipVerdict, str] = {
    SlipVerdict.AMEND: "buktipotong-slip-amend",
    SlipVerdict.REISSUE: "buktipotong-slip-reissue",
    SlipVerdict.PART: "buktipotong-slip-part",
    SlipVerdict.TURNED_AWAY: "buktipotong-slip-refused",
    **dict.fromkeys(
        (
            *(
                SlipVerdict.BOOK,
                SlipVerdict.FINANCE,
                SlipVerdict.ANOTHER_COMPANY,
                SlipVerdict.DRAFT,
            ),
            *(
                SlipVerdict.CANCELLED,
                SlipVerdict.CHOOSE,
                SlipVerdict.UNMATCHED,
                SlipVerdict.NOTHING_OWED,
            ),
            SlipVerdict.UNREAD,
        ),
        "buktipotong-slip-held",
    ),
}
"""The first three wait for the customer, the last for people."""
_HOW: Mapping[PaidHow, str] = {
    PaidHow.NET: "buktipotong-said-net",
    PaidHow.FULL: "buktipotong-said-full",
}
_MONEY: Mapping[SettlementKind, tuple[str, str]] = {
    SettlementKind.SETTLE: ("buktipotong-money-settling", "buktipotong-money-settled"),
    SettlementKind.GIVE_BACK: ("buktipotong-money-refunding", "buktipotong-money-refunded"),
    SettlementKind.REFUND: ("buktipotong-money-refunding", "buktipotong-money-refunded"),
    SettlementKind.CREDIT: ("buktipotong-money-crediting", "buktipotong-money-credited"),
}
"""Due, and done."""


def standing_lines(found: SlipStanding) -> tuple[Say, ...]:
    lines = [Say(_HOW[found.how])] if found.how is not None else []
    lines += [_slip(one) for one in found.slips]
    lines += [_missing(one) for one in found.missing]
    return (*lines, *map(_money, found.dues))


async def slips_of_invoice(turn: Turn, number: str) -> tuple[Say, ...]:
    """The same of the person's invoice with this number, under a heading; nothing where tax is not
    withheld from it."""
    found = await standing_numbered(turn.work, turn.person.id, number, turn.settings.subjects)
    return (Say("buktipotong-heading"), *standing_lines(found)) if found else ()


def _slip(kept: StoredSlip) -> Say:
    state = kept.booking.state
    key = _HELD[kept.verdict] if state is BookingState.HELD else _STATE[state]
    about: dict[str, Plain] = {"number": kept.booking.identity.number, "at": kept.received_at}
    return Say(key, about)


def _missing(owed: Owed) -> Say:
    about: dict[str, Plain] = {
        "amount": tax_on(owed.remaining, owed.rate),
        "masa": owed.masa,
        "code": owed.code,
    }
    return Say("buktipotong-missing", about)


def _money(due: Due) -> Say:
    about: dict[str, Plain] = {"amount": due.amount}
    owed, done = _MONEY[due.kind]
    match due.state:
        case SettlementState.DONE:
            return Say(done, about)
        case SettlementState.DUE:
            return Say(owed, about)
        case SettlementState.ASKED:
            return Say("buktipotong-money-asked", about)
    return Say("buktipotong-money-too-late", about)

"""The texts that tell a customer what became of a slip, and what to do next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from assistant.domain.fakturs.paper import short_name
from assistant.domain.withholding.booking import BookingOutcome
from assistant.domain.withholding.comparing import Difference, Hint, SlipField
from assistant.domain.withholding.judging import Judgement, SlipVerdict
from assistant.domain.withholding.model import NoSlip
from assistant.domain.withholding.receiving import Result
from assistant.domain.words import Arg, Plain, Say

_VERDICTS = {
    SlipVerdict.BOOK: "buktipotong-verdict-book",
    SlipVerdict.PART: "buktipotong-verdict-part",
    SlipVerdict.FINANCE: "buktipotong-verdict-finance",
    SlipVerdict.AMEND: "buktipotong-verdict-amend",
    SlipVerdict.REISSUE: "buktipotong-verdict-reissue",
    SlipVerdict.ANOTHER_COMPANY: "buktipotong-verdict-another-company",
    SlipVerdict.DRAFT: "buktipotong-verdict-draft",
    SlipVerdict.CANCELLED: "buktipotong-verdict-cancelled",
    SlipVerdict.CHOOSE: "buktipotong-verdict-choose",
    SlipVerdict.UNMATCHED: "buktipotong-verdict-unmatched",
    SlipVerdict.NOTHING_OWED: "buktipotong-verdict-nothing-owed",
    SlipVerdict.UNREAD: "buktipotong-verdict-unread",
}
_DIFFERENCES = {
    (SlipField.PAYEE, None): "buktipotong-wrong-payee",
    (SlipField.MASA, None): "buktipotong-wrong-masa",
    (SlipField.MASA, Hint.PAYMENT_MONTH): "buktipotong-wrong-masa-payment",
    (SlipField.MASA, Hint.TWO_MONTHS): "buktipotong-wrong-masa-two",
    (SlipField.CODE, None): "buktipotong-wrong-code",
    (SlipField.CODE, Hint.NEIGHBOUR_CODE): "buktipotong-wrong-code-neighbour",
    (SlipField.CODE, Hint.TWO_CODES): "buktipotong-wrong-code-two",
    (SlipField.KIND, None): "buktipotong-wrong-kind",
    (SlipField.FINAL, None): "buktipotong-wrong-final",
    (SlipField.FACILITY, None): "buktipotong-wrong-facility",
    (SlipField.BASE, Hint.ELEVEN_TWELFTHS): "buktipotong-wrong-base-dpp",
    (SlipField.BASE, Hint.WITH_PPN): "buktipotong-wrong-base-with-ppn",
    (SlipField.BASE, Hint.PPN_TAKEN_OUT): "buktipotong-wrong-base-ppn-out",
    (SlipField.BASE, Hint.WHOLE_INVOICE): "buktipotong-wrong-base-whole",
    (SlipField.BASE, Hint.TOO_SMALL): "buktipotong-wrong-base-small",
    (SlipField.BASE, Hint.TOO_LARGE): "buktipotong-wrong-base-large",
    (SlipField.RATE, None): "buktipotong-wrong-rate",
    (SlipField.RATE, Hint.NO_NPWP_RATE): "buktipotong-wrong-rate-double",
    (SlipField.AMOUNT, None): "buktipotong-wrong-amount",
    (SlipField.DOCUMENT, None): "buktipotong-wrong-document",
    (SlipField.DOCUMENT, Hint.UNKNOWN_FAKTUR): "buktipotong-wrong-document-faktur",
}
_NO_SLIP = {
    NoSlip.TOO_LARGE: "buktipotong-file-too-large",
    NoSlip.NOT_PDF: "buktipotong-file-not-pdf",
    NoSlip.DAMAGED: "buktipotong-file-damaged",
    NoSlip.ENCRYPTED: "buktipotong-file-encrypted",
    NoSlip.SCRIPTED: "buktipotong-file-scripted",
    NoSlip.TOO_MANY_PAGES: "buktipotong-file-several",
    NoSlip.NO_TEXT: "buktipotong-file-image",
    NoSlip.TIMEOUT: "buktipotong-file-damaged",
    NoSlip.CRASHED: "buktipotong-file-damaged",
    NoSlip.SEVERAL: "buktipotong-file-several",
    NoSlip.FAKTUR: "buktipotong-file-faktur",
    NoSlip.BP21: "buktipotong-file-pph21",
    NoSlip.BP26: "buktipotong-file-abroad",
    NoSlip.BPA1: "buktipotong-file-pph21",
    NoSlip.BPA2: "buktipotong-file-pph21",
    NoSlip.BPNR: "buktipotong-file-abroad",
    NoSlip.BPSP: "buktipotong-file-own",
    NoSlip.BPCY: "buktipotong-file-own",
    NoSlip.EBUPOT: "buktipotong-file-ebupot",
    NoSlip.BILLING: "buktipotong-file-billing",
    NoSlip.SPT: "buktipotong-file-spt",
    NoSlip.OTHER: "buktipotong-file-other",
}


def verdict_key(verdict: SlipVerdict) -> str:
    """What became of a slip. Every text takes ``number``, REISSUE also ``expected``: our NPWP."""
    return _VERDICTS[verdict]


def difference_key(difference: Difference) -> str:
    """One line about what is wrong; it takes :func:`difference_values`."""
    return _DIFFERENCES[difference.field, difference.hint]


def difference_values(difference: Difference) -> dict[str, str | date | Decimal]:
    """``expected`` and ``found``. A rate is no amount of rupiah."""
    expected, found = difference.expected, difference.found
    if difference.field is SlipField.RATE:
        expected, found = f"{expected:f}", f"{found:f}"
    return {"expected": expected, "found": found}


def no_slip_key(code: NoSlip) -> str:
    """What a file is instead of a slip, and what to do."""
    return _NO_SLIP[code]


_OUTCOMES = {
    BookingOutcome.KNOWN: "buktipotong-known",
    BookingOutcome.OLDER: "buktipotong-older",
    BookingOutcome.CONTRADICTS: "buktipotong-contradicts",
}
_LISTED = frozenset({SlipVerdict.AMEND, SlipVerdict.FINANCE})
"""Verdicts after which the differences are named line by line."""
_REFUSED = {
    "too-large-to-fetch": "buktipotong-file-too-large",
    "gone": "buktipotong-file-gone",
}


# What the sender of a file is told about it: a text's key and its arguments


def result_words(result: Result) -> tuple[str, Mapping[str, Arg]]:
    return "ntf-buktipotong", {"said": result_says(result)}


def no_slip_words(code: NoSlip, name: str) -> tuple[str, Mapping[str, Arg]]:
    said = Say(no_slip_key(code))
    return "ntf-buktipotong-file", {"name": short_name(name), "said": said}


def refused_words(reason: str, name: str) -> tuple[str, Mapping[str, Arg]]:
    """It could not even be fetched or unpacked."""
    said = Say(_REFUSED.get(reason, "buktipotong-file-zip"))
    return "ntf-buktipotong-file", {"name": short_name(name), "said": said}


def result_says(result: Result) -> tuple[Say, ...]:
    """What became of it, what is wrong with it, and the invoices it is for."""
    number = result.slip.number or "-"
    if result.outcome in _OUTCOMES and result.judgement.verdict not in (
        SlipVerdict.AMEND,
        SlipVerdict.REISSUE,
    ):
        return (Say(_OUTCOMES[result.outcome], {"number": number}),)
    return judgement_says(result.judgement, number, result.invoices)


def judgement_says(
    judgement: Judgement, number: str, invoices: Sequence[str] = ()
) -> tuple[Say, ...]:
    payee = next((one for one in judgement.differences if one.field is SlipField.PAYEE), None)
    about: dict[str, Plain] = {"number": number}
    if judgement.verdict is SlipVerdict.REISSUE and payee is not None:
        about["expected"] = payee.expected
    lines = [Say(verdict_key(judgement.verdict), about)]
    if judgement.verdict in _LISTED:
        lines += [Say(difference_key(one), difference_values(one)) for one in judgement.differences]
    lines += [Say("buktipotong-for", {"invoice": one}) for one in invoices]
    return tuple(lines)

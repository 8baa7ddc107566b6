"""What a tax paper is, by what stands in it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.documents import form
from assistant.domain.withholding.model import NoSlip

_TITLE_ROWS = 25
_FORMS = {
    "BP21": NoSlip.BP21,
    "BP26": NoSlip.BP26,
    "BPA1": NoSlip.BPA1,
    "BPA2": NoSlip.BPA2,
    "BPNR": NoSlip.BPNR,
    "BPSP": NoSlip.BPSP,
    "BPCY": NoSlip.BPCY,
}
"""Coretax's other slips, as their titles name them."""
_EBUPOT = re.compile(r"\bH\.1\b|\bFORMULIR BP\w+|\bBPBS\b")
_1721 = re.compile(r"1721 ?- ?(A1|A2|VI|VII|VIII)\b")
_FORMS_1721 = {"A1": NoSlip.BPA1, "A2": NoSlip.BPA2, "VIII": NoSlip.BPA1}
_BILLING = re.compile(r"KODE BILLING|BUKTI PENERIMAAN NEGARA|\bNTPN\b")
_SPT = re.compile(r"BUKTI PENERIMAAN (?:ELEKTRONIK|SURAT)|SURAT PEMBERITAHUAN")
_FAKTUR = form.NUMBER.upper().rstrip(":")


def kind_of(lines: Sequence[str]) -> NoSlip | None:
    """What it is by its lines from top to bottom; None for one slip."""
    head = " ".join(lines[:_TITLE_ROWS]).upper()
    everything = " ".join(lines).upper()
    if _is_slip(head, everything):
        return NoSlip.SEVERAL if sum(map(_begin, lines)) > 1 else None
    if "PEMOTONGAN" in head or "BUKTI" in head:
        named = [code for code in _FORMS if re.search(rf"\b{code}\b", head)]
        if named and not _EBUPOT.search(everything):
            return _FORMS[named[0]]
        if _EBUPOT.search(everything):
            return NoSlip.EBUPOT
        if old := _1721.search(head):
            return _FORMS_1721.get(old[1], NoSlip.BP21)
    if _FAKTUR in everything:
        return NoSlip.FAKTUR
    if _BILLING.search(everything):
        return NoSlip.BILLING
    return NoSlip.SPT if _SPT.search(everything) else NoSlip.OTHER


def _begin(line: str) -> int:
    """How many slips' fields begin in this line, side by side; a name may have the code, too."""
    beside = len(re.findall(r"\bA\.1 ?NPWP ?/ ?NIK ?:", line))
    return max(beside, 1 if re.match(r"A\.1 ?NPWP ?/", line) else 0)


def _is_slip(head: str, everything: str) -> bool:
    """By its title and its labels: a letter about slips has the words, and not the labels."""
    titled = re.search(r"\bBPPU\b", head) and re.search("PEMOTONGAN|WITHHOLDING", head)
    labels = sum(f" {code} " in f" {everything} " for code in ("A.1", "B.9", "C.1", "C.4"))
    return bool(titled) and labels >= 3

"""Coretax's list of slips, read by its head in either language.

Which columns the payee's list has differs by release and by language; those that are not known
are passed over, and only the number must be there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from assistant.domain.dropped import DroppedTable
from assistant.domain.withholding.books import ListedSlip, ListFault, NotAListError

_HEAD_WITHIN = 15
"""Rows that a title may take above the head."""

_NAMES: Mapping[str, tuple[str, ...]] = {
    "number": (
        "nomorpemotongan", "nomorbuktipotong", "nomorbuktipemotongan", "nomorbupot",
        "withholdingslipsnumber", "withholdingslipnumber", "slipnumber",
    ),
    "masa": ("masapajak", "taxperiodcode", "taxperiod", "masa"),
    "status": ("status", "withholdingslipsstatus", "withholdingslipstatus", "statusbuktipotong"),
    "withholder": (
        "npwppemotong", "nomoridentitaspemotong", "withholdertin",
        "withholdertaxpayeridentification", "employertin", "npwppemotongpemungut",
    ),
    "name": ("namapemotong", "withholdername", "employername", "namapemotongpemungut"),
    "code": ("kodeobjekpajak", "taxobjectcode"),
    "base": ("dpprp", "dpp", "taxbase", "dasarpengenaanpajak", "dasarpengenaanpajakrp"),
    "amount": ("pajakpenghasilanrp", "pajakpenghasilan", "incometax", "pph", "pphrp"),
}  # fmt: skip
_CANCELLED = ("batal", "cancel", "tidak valid", "invalid")
_MONTHS = {
    name: at
    for names in (
        "januari februari maret april mei juni juli agustus september oktober november desember",
        "january february march april may june july august september october november december",
    )
    for at, name in enumerate(names.split(), start=1)
}
_AMOUNT = re.compile(
    r"(?:rp\.?|idr)?(?P<minus>-?)"
    r"(?P<whole>\d{1,3}(?:\.\d{3})+(?![.\d])|\d{1,3}(?:,\d{3})+(?![,\d])|\d+)"
    r"(?:[.,](?P<sen>\d{1,2})|,-)?",
    re.IGNORECASE | re.ASCII,
)
_MASA = tuple(
    re.compile(form, re.ASCII)
    for form in (
        r"(?P<month>\d{1,2})[-/ .]?(?P<year>20[2-9]\d)",
        r"(?P<year>20[2-9]\d)[-/ .]?(?P<month>\d{1,2})",
        r"[a-z.]+ (?P<month>\d{1,2})[-/ .](?P<year>20[2-9]\d)",
        r"(?P<month>[a-z]+)[-/ .]?(?P<year>20[2-9]\d)",
        r"(?P<year>20[2-9]\d)-(?P<month>\d{1,2})-\d{1,2}(?:[t ].*)?",
        r"\d{1,2}[-/.](?P<month>\d{1,2})[-/.](?P<year>20[2-9]\d)",
    )
)


def slips_in(
    tables: Iterable[DroppedTable],
) -> tuple[list[ListedSlip] | None, list[DroppedTable]]:
    """The slips of all tables that are lists of slips, None where none is; and the tables of the
    files that hold no such list."""
    slips: dict[str, list[ListedSlip]] = {}
    others: list[DroppedTable] = []
    for table in tables:
        try:
            slips[table.file] = [*slips.get(table.file, ()), *listed_in(table.rows)]
        except NotAListError:
            others.append(table)
    found = [slip for some in slips.values() for slip in some] if slips else None
    return found, [table for table in others if table.file not in slips]


def listed_in(rows: Iterable[Sequence[Any]]) -> list[ListedSlip]:
    """Raises NotAListError where no head has the numbers' column."""
    columns = dict[str, int]()
    kept: list[Sequence[Any]] = []
    for at, row in enumerate(rows):
        if columns:
            kept.append(row)
        elif at < _HEAD_WITHIN:
            columns = _columns(row)
    if not columns:
        raise NotAListError(ListFault.NO_NUMBER)
    return [one for row in kept if (one := _listed(row, columns)) is not None]


def _columns(row: Sequence[Any]) -> dict[str, int]:
    """Empty where it is no head: that has the numbers' column."""
    named = {_bare(cell): at for at, cell in reversed(list(enumerate(row)))}
    found = {
        what: named[name]
        for what, names in _NAMES.items()
        for name in reversed(names)
        if name in named
    }
    return found if "number" in found else {}


def _bare(cell: Any) -> str:
    return re.sub(r"[^a-z]", "", str(cell or "").casefold())


def _listed(row: Sequence[Any], columns: Mapping[str, int]) -> ListedSlip | None:
    def cell(name: str) -> Any:
        at = columns.get(name)
        return row[at] if at is not None and at < len(row) else None

    number = "".join(str(cell("number") or "").split()).upper().strip("'\"")
    if not number:
        return None
    status = str(cell("status") or "").casefold()
    return ListedSlip(
        number,
        _masa(cell("masa")),
        any(word in status for word in _CANCELLED),
        _npwp(cell("withholder")),
        str(cell("name") or "").strip(),
        str(cell("code") or "").strip(),
        _rupiah(cell("base")),
        _rupiah(cell("amount")),
    )


def _npwp(value: Any) -> str:
    """16 digits; a spreadsheet leaves out the first zeros of a number. Empty for what has another
    number of them, as ``1.31217E+13``."""
    digits = re.sub(r"[ .-]", "", str(value or ""))
    return digits.zfill(16) if re.fullmatch(r"\d{13,16}", digits, re.ASCII) else ""


def _rupiah(value: Any) -> Decimal | None:
    """``1.250.000``, ``1,250,000.00``, ``1250000,00`` and plain numbers; None for anything else."""
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return Decimal(str(value))
    found = _AMOUNT.fullmatch("".join(str(value or "").split()))
    if found is None:
        return None
    digits = re.sub(r"[.,]", "", found["whole"])
    return Decimal(f"{found['minus']}{digits}.{found['sen'] or 0}")


def _masa(value: Any) -> date | None:
    """``11-2026``, ``2026-11``, ``112026``, ``November 2026``, or a day; None for anything else."""
    text = " ".join(str(value or "").casefold().split())
    found = next((match for form in _MASA if (match := form.fullmatch(text))), None)
    if found is None:
        return None
    said = found["month"]
    month = int(said) if said.isdecimal() else _MONTHS.get(said, 0)
    return date(int(found["year"]), month, 1) if 1 <= month <= 12 else None

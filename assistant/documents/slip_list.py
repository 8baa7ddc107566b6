"""Coretax's list of slips, as XLSX or CSV: read by its head in either language.

Which columns the payee's list has differs by release and by language; those that are not known
are passed over, and only the number must be there.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from itertools import islice
from typing import Any

from openpyxl import load_workbook

from assistant.domain.withholding.books import ListedSlip, ListFault, NotAListError

MOST_BYTES = 20 * 1024 * 1024
MOST_UNPACKED = 200 * 1024 * 1024
MOST_ROWS = 100_000
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


def read_slip_list(content: bytes) -> list[ListedSlip]:
    """Raises NotAListError."""
    if len(content) > MOST_BYTES:
        raise NotAListError(ListFault.TOO_LARGE)
    rows = _sheet(content) if content[:2] == b"PK" else _csv(content)
    head, columns = -1, dict[str, int]()
    kept: list[Sequence[Any]] = []
    for at, row in enumerate(islice(rows, MOST_ROWS)):
        if not columns and at < _HEAD_WITHIN:
            columns = _columns(row)
            head = at
        elif columns:
            kept.append(row)
    if "number" not in columns:
        raise NotAListError(ListFault.NO_NUMBER)
    assert head >= 0
    return [one for row in kept if (one := _listed(row, columns)) is not None]


def _sheet(content: bytes) -> Iterator[Sequence[Any]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(one.file_size for one in packed.infolist()) > MOST_UNPACKED:
                raise NotAListError(ListFault.TOO_LARGE)
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        yield from book.worksheets[0].iter_rows(values_only=True)
    except NotAListError:
        raise
    except Exception as error:  # openpyxl raises whatever its parsers do
        raise NotAListError(ListFault.UNREADABLE) from error


def _csv(content: bytes) -> Iterator[Sequence[Any]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    if "\x00" in text:
        raise NotAListError(ListFault.UNREADABLE)
    first = text[:4096]
    delimiter = max(";,\t|", key=first.count)
    try:
        yield from csv.reader(io.StringIO(text), delimiter=delimiter)
    except csv.Error as error:
        raise NotAListError(ListFault.UNREADABLE) from error


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
    digits = re.sub(r"\D", "", str(cell("withholder") or ""))
    return ListedSlip(
        number,
        _masa(cell("masa")),
        any(word in status for word in _CANCELLED),
        digits.zfill(16) if digits else "",
        str(cell("name") or "").strip(),
        str(cell("code") or "").strip(),
        _rupiah(cell("base")),
        _rupiah(cell("amount")),
    )


def _rupiah(value: Any) -> Decimal | None:
    """``1.250.000``, ``1,250,000.00``, ``1250000,00`` and plain numbers."""
    if isinstance(value, int | float | Decimal):
        return Decimal(str(value))
    text = re.sub(r"[^0-9.,-]", "", str(value or ""))
    decimals = re.search(r"[.,](\d{1,2})$", text)
    whole = text[: decimals.start()] if decimals else text
    digits = re.sub(r"[.,]", "", whole) + (f".{decimals[1]}" if decimals else "")
    try:
        return Decimal(digits)
    except InvalidOperation:
        return None


def _masa(value: Any) -> date | None:
    """``11-2026``, ``2026-11``, ``112026``, ``November 2026``, or a day."""
    if isinstance(value, datetime | date):
        return date(value.year, value.month, 1)
    text = str(value or "").casefold()
    year = re.search(r"20\d\d", text)
    rest = text.replace(year[0], " ", 1) if year else text
    month = re.search(r"\d{1,2}", rest)
    named = next((at for name, at in _MONTHS.items() if name in rest), None)
    at = named or (int(month[0]) if month else 0)
    return date(int(year[0]), at, 1) if year and 1 <= at <= 12 else None

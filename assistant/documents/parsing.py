"""From the text of a faktur's pages to its fields.

The text comes line by line as pdfium gives it, and its order is not the order one sees: addresses
and dates wrap, the number, code and amount of an item stand somewhere among the lines of its name,
and the page number is glued to the notice. Labels hold it together. A label found twice, or a value
of another shape than it must have, leaves its field unread: nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from assistant.documents import form
from assistant.domain.fakturs.paper import (
    FakturItem,
    FakturQr,
    NomorFaktur,
    Party,
    ReadFaktur,
    Unreadable,
    UnreadableFaktur,
)
from assistant.domain.money import parse_rupiah

PAGE_BREAK = "\f"
"""Stands between the pages of a text."""

_AMOUNT = r"\d{1,3}(?:\.\d{3})*,\d{2}"
_HALF_SEN = Decimal("0.005")
_LINK = re.compile(
    re.escape(form.LINK_PREFIX) + r"[\w/-]*[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
)
_NITKU_BEHIND = re.compile(r"#\s*((?:\d\s*){22})$")
_NITKU_MAYBE = re.compile(r"#[\d\s]{15,}$")
"""Too long for the number of a house."""
_PAGE_NUMBER = re.compile(rf"\d+ {form.PAGE_OF} (\d+)")
_TABLE_HEADER = re.compile(
    r"(?:Kode )?(?:Harga Jual / Penggantian / )?No\. (?:Kode )?Barang/ "
    r"(?:Jasa )?Nama Barang Kena Pajak / Jasa Kena Pajak .{0,60}?\(Rp\) ?"
)
_ITEM_END = re.compile(rf"(.*?) {form.LUXURY} \([\d.,]+%\) = Rp {_AMOUNT}(?: |$)")
_ITEM = re.compile(
    rf"(?P<name>.+) Rp (?P<price>{_AMOUNT}) x (?P<quantity>{_AMOUNT}) (?P<unit>\D.*)"
    rf" {form.DISCOUNT} Rp (?P<discount>{_AMOUNT})"
)
_SURROUNDED = re.compile(rf"(\d+ \d{{6}}) (?!{_AMOUNT} )(.+) ({_AMOUNT})")
_PLACE_AND_DATE = re.compile(rf"(.+), (\d{{1,2}}) ({'|'.join(form.MONTHS)}) (\d{{4}})")
_SENTENCE_END = "pada Faktur Pajak ini."
_REFERENCE = re.compile(
    re.escape(form.REFERENCE) + rf"(.*?)\)(?= {form.NOTICE}| {_PAGE_NUMBER.pattern}|$)"
)


def parse_faktur_text(text: str, codes: Iterable[str] = ()) -> ReadFaktur:
    """The fields of a faktur by its text and the contents of its QR codes.

    Raises UnreadableFaktur with NOT_FAKTUR, or SEVERAL_FAKTURS when two numbers stand in it.
    """
    return with_codes(_parse(text), codes)


def with_codes(read: ReadFaktur, contents: Iterable[str]) -> ReadFaktur:
    """With what its QR codes say, each when there is exactly one such."""
    qrs, links = _codes(contents)
    qr = qrs.pop() if len(qrs) == 1 else None
    link = links.pop() if len(links) == 1 else None
    found = {name for name, value in (("qr", qr), ("link", link)) if value}
    unread = tuple(name for name in read.unread if name not in found)
    return replace(read, qr=qr, link=link, unread=unread)


def _parse(text: str) -> ReadFaktur:
    pages = [[line.strip() for line in page.splitlines()] for page in text.split(PAGE_BREAK)]
    sections = _split([line for page in pages for line in _without_notice(page)])
    letterhead = _labelled(sections.letterhead, _LETTERHEAD)
    seller = _labelled(sections.seller, _SELLER)
    buyer = _labelled(sections.buyer, _BUYER)
    place, day = _place_and_date(sections.signature)
    items = _items(sections.table)
    reference, reference_is_read = _reference(pages)
    read = ReadFaktur(
        number=sections.number,
        seller=_party(seller, nitku=_split_address(letterhead.get("address", ""))[1]),
        buyer=_party(buyer, nitku=""),
        date=day,
        place=place,
        signer=_signer(sections.signature),
        items=items or (),
        harga_jual=_total(sections.totals, form.HARGA_JUAL),
        potongan=_total(sections.totals, form.TOTAL_DISCOUNT, blank=Decimal(0)),
        dpp=_total(sections.totals, form.DPP),
        ppn=_total(sections.totals, form.PPN),
        ppnbm=_total(sections.totals, form.PPNBM),
        reference=reference,
        qr=None,
        link=None,
        pages=len(pages),
        unread=(),
        uang_muka=_total(sections.totals, form.DOWN_PAYMENT, blank=Decimal(0)),
    )
    unread = [
        *_unread(read, pages),
        *_unread_of("seller", seller, _SELLER),
        *_unread_of("seller", letterhead, {}),
        *_unread_of("buyer", buyer, _BUYER),
        *([] if reference_is_read else ["reference"]),
    ]
    return replace(read, unread=tuple(dict.fromkeys(unread)))


# What stands where


@dataclass(frozen=True, slots=True)
class _Sections:
    """The parts of a faktur in the order of its lines; table and later ones in a single line."""

    number: NomorFaktur | None
    letterhead: list[str]
    seller: list[str]
    buyer: list[str]
    table: str
    totals: str
    signature: str


_TOTALS_START = re.compile(
    rf"{re.escape(form.HARGA_JUAL)} {_AMOUNT} {re.escape(form.TOTAL_DISCOUNT)}"
)


def _split(lines: list[str]) -> _Sections:
    number_at = _only(lines, lambda line: line.startswith(form.NUMBER))
    seller_at = _only(lines, lambda line: line == form.SELLER)
    buyer_at = _only(lines, lambda line: line == form.BUYER)
    if number_at is None or seller_at is None or buyer_at is None:
        raise UnreadableFaktur(Unreadable.NOT_FAKTUR)
    table_at = _table_start(lines, buyer_at)
    rest = _flat(map(_untangled, lines[table_at:]))
    starts = list(_TOTALS_START.finditer(rest))
    totals_at = starts[0].start() if len(starts) == 1 else len(rest)
    totals, _, signature = rest[totals_at:].partition(_flat([form.PPNBM]))
    amount, signature = _leading_amount(signature)
    return _Sections(
        number=_number(lines[number_at:seller_at]),
        letterhead=lines[:number_at],
        seller=lines[seller_at + 1 : buyer_at],
        buyer=lines[buyer_at + 1 : table_at],
        table=rest[:totals_at],
        totals=f"{totals}{form.PPNBM} {amount}",
        signature=signature,
    )


def _untangled(line: str) -> str:
    """With the item's number, code and amount behind what they surround.

    They do when they stand at the height of a line of the name: ``1 160105 (rak 12) 150.000,00``.
    """
    match = _SURROUNDED.fullmatch(line)
    return f"{match[2]} {match[1]} {match[3]}" if match else line


def _only(lines: Sequence[str], wanted: Callable[[str], bool]) -> int | None:
    """Where the one such line is; None when there is none. Raises SEVERAL_FAKTURS for two."""
    found = [index for index, line in enumerate(lines) if wanted(line)]
    if len(found) > 1:
        raise UnreadableFaktur(Unreadable.SEVERAL_FAKTURS)
    return found[0] if found else None


def _table_start(lines: list[str], buyer_at: int) -> int:
    """The first line of the item table's header, which comes after the buyer's e-mail."""
    email_at = next(
        (i for i in range(buyer_at, len(lines)) if lines[i].startswith(form.EMAIL)), buyer_at
    )
    return next(
        (i for i in range(email_at, len(lines)) if re.match(r"(?:Kode|No\.)(?: |$)", lines[i])),
        len(lines),
    )


def _without_notice(page: list[str]) -> list[str]:
    """A page's lines without the notice at its foot and without a page number of its own."""
    at = next((i for i, line in enumerate(page) if line.startswith(form.NOTICE)), len(page))
    return [line for line in page[:at] if line and not _PAGE_NUMBER.fullmatch(line)]


def _flat(lines: Iterable[str]) -> str:
    return " ".join(" ".join(lines).split())


def _leading_amount(text: str) -> tuple[str, str]:
    match = re.match(rf" ?({_AMOUNT})(?: |$)", text)
    return (match[1], text[match.end() :]) if match else ("", text)


def _number(lines: list[str]) -> NomorFaktur | None:
    try:
        return NomorFaktur.parse(_flat(lines).removeprefix(form.NUMBER).strip())
    except ValueError:
        return None


# The parties

_LETTERHEAD = {"name": form.LETTERHEAD_NAME, "address": form.LETTERHEAD_ADDRESS}
_SELLER = {"name": form.NAME, "address": form.ADDRESS, "npwp": form.NPWP}
_BUYER = _SELLER | {
    "nik": form.NIK,
    "passport": form.PASSPORT,
    "other_id": form.OTHER_ID,
    "email": form.EMAIL,
}


def _labelled(lines: list[str], labels: dict[str, str]) -> dict[str, str]:
    """The value behind each label, joined over lines. A label met twice has none."""
    values: dict[str, list[str]] = {}
    twice: set[str] = set()
    current: list[str] = []
    for line in lines:
        field = next((name for name, label in labels.items() if line.startswith(label)), None)
        if field is None:
            current.append(line)
            continue
        if field in values:
            twice.add(field)
        current = values[field] = [line.removeprefix(labels[field])]
    return {name: _value(parts) for name, parts in values.items() if name not in twice}


def _value(parts: list[str]) -> str:
    value = _flat(parts)
    return "" if value == form.NOTHING else value


def _party(fields: dict[str, str], *, nitku: str) -> Party:
    address, own_nitku = _split_address(fields.get("address", ""))
    return Party(
        name=fields.get("name", ""),
        address=address,
        npwp=_digits16(fields.get("npwp", "")),
        nitku=own_nitku or nitku,
        nik=_digits16(fields.get("nik", "")),
        email="".join(fields.get("email", "").split()),
        passport=fields.get("passport", ""),
        other_id=fields.get("other_id", ""),
    )


def _split_address(printed: str) -> tuple[str, str]:
    """The address, and the NITKU that stands behind it after a ``#``."""
    match = _NITKU_BEHIND.search(printed)
    if match is None:
        return printed, ""
    return printed[: match.start()].strip(), "".join(match[1].split())


def _digits16(printed: str) -> str:
    digits = "".join(printed.split())
    return digits if re.fullmatch(r"[0-9]{16}", digits) else ""


# Items and totals


def _items(table: str) -> tuple[FakturItem, ...] | None:
    """All of them, or None when any of the table is not understood."""
    text = _TABLE_HEADER.sub("", table).strip()
    items: list[FakturItem] = []
    at = 0
    while match := _ITEM_END.match(text, at):
        item = _item(match[1], number=len(items) + 1)
        if item is None:
            return None
        items.append(item)
        at = match.end()
    return tuple(items) if items and at == len(text) else None


def _item(text: str, number: int) -> FakturItem | None:
    """One item. Its number, code and amount stand together, before, in or behind the rest."""
    places = list(re.finditer(rf"(?:^|(?<= )){number} (\d{{6}}) ({_AMOUNT})(?: |$)", text))
    if len(places) != 1:
        return None
    place = places[0]
    match = _ITEM.fullmatch((text[: place.start()] + text[place.end() :]).strip())
    if match is None:
        return None
    item = FakturItem(
        name=match["name"],
        code=place[1],
        unit=match["unit"],
        price=parse_rupiah(match["price"]),
        quantity=parse_rupiah(match["quantity"]),
        discount=parse_rupiah(match["discount"]),
        amount=parse_rupiah(place[2]),
    )
    return item if _adds_up(item) else None


def _adds_up(item: FakturItem) -> bool:
    """Price times quantity is the amount, but for what rounding both to two decimals took away."""
    lost = (item.price + item.quantity) * _HALF_SEN + 1
    return abs(item.price * item.quantity - item.amount) <= lost


def _total(totals: str, label: str, *, blank: Decimal | None = None) -> Decimal | None:
    """The amount behind a label that stands there once; ``blank`` when none follows it."""
    found = re.findall(rf"{re.escape(label)}(?: ({_AMOUNT}))?(?= |$)", totals)
    if len(found) != 1:
        return None
    return parse_rupiah(found[0]) if found[0] else blank


# Who signed, where and when


def _place_and_date(signature: str) -> tuple[str | None, date | None]:
    before, signed, _ = signature.partition(form.SIGNED)
    _, sentence, printed = before.partition(_SENTENCE_END)
    match = _PLACE_AND_DATE.fullmatch(printed.strip())
    if not (signed and sentence and match):
        return None, None
    place, day, month, year = match.groups()
    try:
        return place, date(int(year), form.MONTHS.index(month) + 1, int(day))
    except ValueError:
        return place, None


def _signer(signature: str) -> str | None:
    _, _, behind = signature.partition(form.SIGNED)
    return behind.partition(form.REFERENCE)[0].strip() or None


def _reference(pages: list[list[str]]) -> tuple[str | None, bool]:
    """On the last page, behind the signature; and whether all of it was understood."""
    _, _, behind = _flat(pages[-1]).partition(form.SIGNED)
    match = _REFERENCE.search(behind)
    if match is None:
        return None, form.REFERENCE not in behind
    return _value([match[1]]) or None, True


def _codes(contents: Iterable[str]) -> tuple[set[FakturQr], set[str]]:
    """What left and what right QR codes say."""
    qrs: set[FakturQr] = set()
    links: set[str] = set()
    for content in contents:
        if _LINK.fullmatch(content):
            links.add(content)
        else:
            try:
                qrs.add(FakturQr.parse(content))
            except ValueError:
                continue
    return qrs, links


def _unread(read: ReadFaktur, pages: list[list[str]]) -> Iterator[str]:
    """What every faktur has and this one seems not to have."""
    fields: dict[str, object] = {
        "number": read.number,
        "seller_name": read.seller.name,
        "seller_address": read.seller.address,
        "seller_npwp": read.seller.npwp,
        "buyer_name": read.buyer.name,
        "buyer_address": read.buyer.address,
        "buyer_npwp": read.buyer.npwp,
        "date": read.date,
        "place": read.place,
        "signer": read.signer,
        "items": read.items,
        "harga_jual": read.harga_jual,
        "potongan": read.potongan,
        "uang_muka": read.uang_muka,
        "dpp": read.dpp,
        "ppn": read.ppn,
        "ppnbm": read.ppnbm,
        "qr": read.qr,
        "link": read.link,
        "pages": _all_pages_there(pages) or None,
    }
    return (name for name, value in fields.items() if value in (None, "", ()))


def _unread_of(who: str, fields: dict[str, str], labels: dict[str, str]) -> Iterator[str]:
    """Of a party: what has no label or two of them, or another shape than it must have."""
    yield from (f"{who}_{name}" for name in labels if name not in fields)
    if fields.get("nik") and not _digits16(fields["nik"]):
        yield f"{who}_nik"
    if _NITKU_MAYBE.search(fields.get("address", "")) and not _split_address(fields["address"])[1]:
        yield f"{who}_nitku"


def _all_pages_there(pages: list[list[str]]) -> bool:
    """Whether there are as many pages as the last one says, if it says so."""
    said = _PAGE_NUMBER.findall(_flat(pages[-1]).rpartition(form.NOTICE)[2])
    return not said or int(said[0]) == len(pages)

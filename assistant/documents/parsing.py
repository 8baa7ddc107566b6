"""From the lines of a faktur's pages to its fields.

The lines come by place (see ``layout``). Addresses and dates wrap, and the page's number is glued
to the notice. Labels hold it together. What may stand on any page is sought on all of them. A label
found twice, or a value of another shape than it must have, leaves its field unread: nothing is
guessed, and what is unread is never taken for absent.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from assistant.documents import form
from assistant.documents.item_table import PageLine, header_at, read_items
from assistant.documents.items import AMOUNT, joined
from assistant.documents.kinds import refuse_other_kinds
from assistant.documents.label_cells import by_cells, has_room
from assistant.documents.layout import Layout, text_of
from assistant.documents.signature import Signature, read_signature
from assistant.documents.total_lines import whole_totals
from assistant.domain.fakturs.paper import (
    FakturQr,
    NomorFaktur,
    Party,
    ReadFaktur,
    Unreadable,
    UnreadableFaktur,
)
from assistant.domain.money import parse_rupiah

_LINK = re.compile(
    re.escape(form.LINK_PREFIX) + r"[\w/-]*[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
)
_NITKU_BEHIND = re.compile(r"#\s*((?:\d\s*){22})$")
_NITKU_MAYBE = re.compile(r"#(?:[\d\s]{15,}|\w{15,})$")
"""Too long for the number of a house."""
_EMAIL = re.compile(r"[\w.%+'-]+@[\w-]+(?:\.[\w-]+)+")
_DOCUMENT = re.compile(r"[^\W_](?:[\w ./()#&,+-]{0,58}[\w.)])?")
"""What a number of a passport or another document may look like."""
_OF_BROWSER = re.compile(
    r"(?:https?|file)://\S+(?: \d+/\d+)?"
    r"|\d{1,2}/\d{1,2}/\d{2,4},? \d{1,2}[:.]\d{2}(?: [AP]M)?(?: .*)?"
)
"""What a browser prints above and below a page: when, where, and which page it is."""
_PAGE_NUMBER = re.compile(rf"(\d+) {form.PAGE_OF} (\d+)")


def parse_faktur_pages(layouts: Sequence[Layout]) -> ReadFaktur:
    """The fields of a faktur by what stands where on its pages, without the QR codes.

    Raises UnreadableFaktur with what it is instead, or SEVERAL_FAKTURS when two numbers stand in
    it.
    """
    return _parse(
        [
            [PageLine(text_of(row), index, row) for row in layout.rows]
            for index, layout in enumerate(layouts)
        ]
    )


def with_codes(read: ReadFaktur, contents: Iterable[str]) -> ReadFaktur:
    """With what its QR codes say, each when there is exactly one such."""
    qrs, links = _codes(contents)
    qr = qrs.pop() if len(qrs) == 1 else None
    link = links.pop() if len(links) == 1 else None
    found = {name for name, value in (("qr", qr), ("link", link)) if value}
    unread = tuple(name for name in read.unread if name not in found)
    return replace(read, qr=qr, link=link, unread=unread)


_Pages = list[list[PageLine]]


def _parse(pages: _Pages) -> ReadFaktur:
    refuse_other_kinds([line.text for page in pages for line in page])
    pages = _from_first(pages)
    bare = [_Bare.of(page) for page in pages]
    sections = _split([line for page in bare for line in page.lines])
    letterhead = _labelled(sections.letterhead, _LETTERHEAD)
    seller = _labelled(sections.seller, _SELLER)
    buyer = _labelled(sections.buyer, _BUYER)
    whole = _are_all_there(bare)
    signature = read_signature(sections.signature, whole=whole and not sections.reference_above)
    read = ReadFaktur(
        number=sections.number,
        seller=_party(seller, nitku=_split_address(letterhead.get("address", ""))[1]),
        buyer=_party(buyer, nitku=""),
        date=signature.date,
        place=signature.place,
        signer=signature.signer,
        items=(read_items(sections.table, sections.total_lines) if sections.totals else None) or (),
        harga_jual=_total(sections.totals, form.HARGA_JUAL),
        potongan=_total(sections.totals, form.TOTAL_DISCOUNT, blank=Decimal(0)),
        dpp=_total(sections.totals, form.DPP),
        ppn=_total(sections.totals, form.PPN),
        ppnbm=_total(sections.totals, form.PPNBM),
        reference=signature.reference,
        qr=None,
        link=None,
        pages=len(pages),
        unread=(),
        uang_muka=_total(sections.totals, form.DOWN_PAYMENT, blank=Decimal(0)),
    )
    unread = [
        *_unread(read, signature, whole=whole),
        *_unread_of("seller", seller, _SELLER),
        *_unread_of("seller", letterhead, {}),
        *_unread_of("buyer", buyer, _BUYER),
    ]
    return replace(read, unread=tuple(dict.fromkeys(unread)))


# Pages without what only numbers and closes them


def _from_first(pages: _Pages) -> _Pages:
    """In the other direction where the head of the faktur is on the last page and its totals are
    not, as a scanner or a printer may leave them."""
    if len(pages) == 1 or not _has(pages[-1], _HEAD) or _has(pages[-1], _TOTALS_END):
        return pages
    return [[replace(line, page=at) for line in page] for at, page in enumerate(reversed(pages))]


def _has(page: list[PageLine], label: re.Pattern[str]) -> bool:
    return any(label.match(line.text) for line in page)


_FACTS = (form.REFERENCE, form.NUMBER, form.HARGA_JUAL)
"""What no notice says: from such a line on, a page goes on below its notice."""


@dataclass(frozen=True, slots=True)
class _Bare:
    """A page's lines without the notice and the page's number."""

    lines: list[PageLine]
    numbers: list[tuple[str, str]]
    """Which page of how many it says it is: once, if it does."""

    @classmethod
    def of(cls, page: list[PageLine]) -> _Bare:
        texts = [line.text for line in page]
        at = next((i for i, text in enumerate(texts) if text.startswith(form.NOTICE)), len(page))
        end = next((i for i in range(at, len(page)) if texts[i].startswith(_FACTS)), len(page))
        numbers: list[tuple[str, str]] = _PAGE_NUMBER.findall(" ".join(texts[at:end]))
        lines: list[PageLine] = []
        for part in (page[:at], page[end:]):
            for edge in (-1, 0):
                if part and _OF_BROWSER.fullmatch(part[edge].text):
                    part = part[:-1] if edge else part[1:]
                said = _PAGE_NUMBER.fullmatch(part[edge].text) if part else None
                if said:
                    numbers.append((said[1], said[2]))
                    part = part[:-1] if edge else part[1:]
            lines += part
        return cls(_behind_notice(lines), numbers)


_NOTICE_LETTERS = "".join(form.NOTICE_TEXT.split())
_FEW_LETTERS = 10


def _behind_notice(lines: list[PageLine]) -> list[PageLine]:
    """Without the end of the notice, where that began on the page before."""
    text = ""
    for index, line in enumerate(lines):
        text += "".join(line.text.split())
        if len(text) >= _FEW_LETTERS and _NOTICE_LETTERS.endswith(text):
            return lines[index + 1 :]
        if text not in _NOTICE_LETTERS:
            break
    return lines


def _are_all_there(pages: Sequence[_Bare]) -> bool:
    """Whether each page has the place among as many pages as it says."""
    return all(
        (int(page), int(of)) == (index, len(pages))
        for index, bare in enumerate(pages, start=1)
        for page, of in bare.numbers
    )


# What stands where


@dataclass(frozen=True, slots=True)
class _Sections:
    """The parts of a faktur in the order of its lines."""

    number: NomorFaktur | None
    letterhead: list[PageLine]
    seller: list[PageLine]
    buyer: list[PageLine]
    table: list[PageLine]
    total_lines: list[PageLine]
    totals: str
    """In a single line."""
    signature: list[PageLine] | None
    """All that stands below the totals; None when these were not found."""
    reference_above: bool
    """Whether there is a line above them that looks like the reference."""


_TOTALS_START = re.compile(
    rf"{re.escape(form.HARGA_JUAL)} {AMOUNT} {re.escape(form.TOTAL_DISCOUNT)}"
)
_NEXT_TOTAL = "|".join(
    re.escape(label)
    for label in (
        form.TOTAL_DISCOUNT, form.DOWN_PAYMENT, form.DPP, form.PPN, form.PPNBM, form.HARGA_JUAL
    )
)  # fmt: skip
_TOTALS_END = re.compile(rf"{re.escape(form.PPNBM)}(?: {AMOUNT})?(?= |$)")


def _split(lines: list[PageLine]) -> _Sections:
    number_at = _only(lines, re.compile(rf"{_label(form.NUMBER)}.*"))
    seller_at = _only(lines, re.compile(_label(form.SELLER)))
    buyer_at = _only(lines, re.compile(_label(form.BUYER)))
    texts = [line.text for line in lines]
    if number_at is None or seller_at is None or buyer_at is None:
        beside = max(len(_HEAD.findall(text)) for text in ("", *texts)) > 1
        raise UnreadableFaktur(Unreadable.SEVERAL_FAKTURS if beside else Unreadable.NOT_FAKTUR)
    table_at = _table_start(lines, buyer_at)
    totals_at, signature_at, totals = _find_totals(lines, table_at)
    return _Sections(
        number=_number(texts[number_at:seller_at]),
        letterhead=lines[:number_at],
        seller=lines[seller_at + 1 : buyer_at],
        buyer=lines[buyer_at + 1 : table_at],
        table=lines[table_at:totals_at],
        total_lines=lines[totals_at:signature_at],
        totals=totals,
        signature=lines[signature_at:] if totals else None,
        reference_above=any(text.startswith(form.REFERENCE) for text in texts[:signature_at]),
    )


def _label(label: str) -> str:
    """As a pattern: with or without a blank before the colon."""
    return re.escape(label.removesuffix(":").rstrip()) + r" ?:"


_HEAD = re.compile(_label(form.NUMBER))


def _only(lines: Sequence[PageLine], wanted: re.Pattern[str]) -> int | None:
    """Where the one such line is; None when there is none. Raises SEVERAL_FAKTURS for two."""
    found = [index for index, line in enumerate(lines) if wanted.fullmatch(line.text)]
    if len(found) > 1:
        raise UnreadableFaktur(Unreadable.SEVERAL_FAKTURS)
    return found[0] if found else None


def _table_start(lines: list[PageLine], buyer_at: int) -> int:
    """The first line of the item table's header, which comes after the buyer's e-mail."""
    email = re.compile(_label(form.EMAIL))
    after = range(buyer_at + 1, len(lines))
    email_at = next((i for i in after if email.match(lines[i].text)), buyer_at)
    return next((i for i in range(email_at + 1, len(lines)) if header_at(lines, i) > i), len(lines))


def _find_totals(lines: list[PageLine], table_at: int) -> tuple[int, int, str]:
    """The first line of the totals, the first below them, and their text: "" when there are none
    or when there may be two. A header that is repeated between them is none of it."""
    text = ""
    starts: list[int] = []
    behind_header = table_at
    said = whole_totals([line.text for line in lines[table_at:]])
    for index in range(table_at, len(lines)):
        starts.append(len(text))
        if index >= behind_header:
            behind_header = header_at(lines, index)
        if index >= behind_header and said[index - table_at]:
            text += f"{said[index - table_at]} "
    text = text.rstrip()
    found = list(_TOTALS_START.finditer(text))
    end = _TOTALS_END.search(text, found[0].end()) if len(found) == 1 else None
    if end is None:
        return len(lines), len(lines), ""
    first = bisect_right(starts, found[0].start()) - 1
    last = bisect_right(starts, end.end() - 1) - 1
    return table_at + first, table_at + last + 1, text[found[0].start() : end.end()]


def _number(texts: list[str]) -> NomorFaktur | None:
    printed = re.sub(_label(form.NUMBER), "", " ".join(texts), count=1)
    try:
        return NomorFaktur.parse("".join(printed.split()))
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


def _labelled(lines: Sequence[PageLine], labels: dict[str, str]) -> dict[str, str]:
    """The value behind each label, joined over lines: those beside it where they have a column of
    their own and it is plain which, else those from it on. A label met twice has none; nor has what
    goes on over more lines above a label that was not met, which may be among them."""
    patterns = {name: re.compile(_label(label)) for name, label in labels.items()}
    values: dict[str, list[str]] = {}
    met: dict[str, list[PageLine]] = {}
    unsure: set[str] = set()
    name = ""
    for line in lines:
        field = next((name for name, label in patterns.items() if label.match(line.text)), None)
        if field is None:
            if name:
                values[name].append(line.text)
                met[name].append(line)
            continue
        if field in values:
            unsure.add(field)
        name = field
        values[name], met[name] = [patterns[name].sub("", line.text, count=1)], [line]
    cells = None if unsure else by_cells([line.row for line in lines], labels)
    if cells and len({line.page for line in lines}) == 1:
        values = cells
    else:
        unsure |= {*_between_lines(values, met), *_not_broken(lines, met)}
    unsure |= set(_swallowers(values, list(labels)))
    return {name: _value(parts) for name, parts in values.items() if name not in unsure}


def _swallowers(values: dict[str, list[str]], labels: list[str]) -> Iterator[str]:
    for above, label in pairwise(labels):
        at = labels.index(above)
        met = next((name for name in reversed(labels[: at + 1]) if name in values), None)
        if label not in values and met is not None and len(values[met]) > 1:
            yield met


def _not_broken(lines: Sequence[PageLine], met: dict[str, list[PageLine]]) -> Iterator[str]:
    """A name with a column of its own whose first line had room for more: what stands below it may
    be of the address, whose label then stands at its middle."""
    if "name" not in met:
        return
    label, *below = met["name"]
    if not below:
        return
    own_column = below[0].row[0].left > label.row[0].left + label.row[0].height
    if own_column and has_room(label.row, below[0].row, [line.row for line in lines]):
        yield from list(met)[:2]


def _between_lines(values: dict[str, list[str]], met: dict[str, list[PageLine]]) -> Iterator[str]:
    """Where values have a column of their own and nothing is level with a label (but for a NITKU,
    which ends an address): which of the lines around it are its own, and which its neighbours',
    their places do not say."""
    name_above, above = "", list[PageLine]()
    for name, (label, *below) in met.items():
        if not _split_address(values[name][0].strip())[0]:
            column = label.row[0].left + label.row[0].height
            if below and below[0].row[0].left > column:
                yield name
            if len(above) > 1 and above[-1].row[0].left > column:
                yield name_above
        name_above, above = name, [label, *below]


def _value(parts: list[str]) -> str:
    value = joined(parts)
    return "" if value == form.NOTHING else value


def _party(fields: dict[str, str], *, nitku: str) -> Party:
    address, own_nitku = _split_address(fields.get("address", ""))
    return Party(
        name=fields.get("name", ""),
        address=address,
        npwp=_digits16(fields.get("npwp", "")),
        nitku=own_nitku or nitku,
        nik=_digits16(fields.get("nik", "")),
        email=_email(fields.get("email", "")),
        passport=_document(fields.get("passport", "")),
        other_id=_document(fields.get("other_id", "")),
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


def _email(printed: str) -> str:
    address = "".join(printed.split())
    return address if _EMAIL.fullmatch(address) else ""


def _document(printed: str) -> str:
    """The number of a passport or another document."""
    return printed if _DOCUMENT.fullmatch(printed) else ""


def _total(totals: str, label: str, *, blank: Decimal | None = None) -> Decimal | None:
    """The amount behind a label that stands there once; ``blank`` when nothing stands behind it."""
    found = re.findall(rf"{re.escape(label)}(?= |$)(.*?)(?=$| (?:{_NEXT_TOTAL}))", totals)
    if len(found) != 1:
        return None
    printed = found[0].strip()
    amount = re.match(rf"{AMOUNT}(?= |$)", printed)
    return parse_rupiah(amount[0]) if amount else None if printed else blank


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


def _unread(read: ReadFaktur, signature: Signature, *, whole: bool) -> Iterator[str]:
    """What every faktur has and this one seems not to have, and what it may have."""
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
        "reference": signature.reference_is_read or None,
        "qr": read.qr,
        "link": read.link,
        "pages": whole or None,
    }
    return (name for name, value in fields.items() if value in (None, "", ()))


def _unread_of(who: str, fields: dict[str, str], labels: dict[str, str]) -> Iterator[str]:
    """Of a party: what has no label or two of them, or another shape than it must have."""
    yield from (f"{who}_{name}" for name in labels if name not in fields)
    if fields.get("nik") and not _digits16(fields["nik"]):
        yield f"{who}_nik"
    for name in ("passport", "other_id"):
        if fields.get(name) and not _document(fields[name]):
            yield f"{who}_{name}"
    if fields.get("email") and not _email(fields["email"]):
        yield f"{who}_email"
    address = fields.get("address")
    if address is None or (_NITKU_MAYBE.search(address) and not _split_address(address)[1]):
        yield f"{who}_nitku"  # it stands behind the address

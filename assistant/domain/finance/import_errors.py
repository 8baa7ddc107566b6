"""What Coretax said of a file that it did not import, led back to the invoices in that file.

The number beside an error is the line of the XML file, as a text editor counts it. How the message
is laid out is known nowhere, so numbers and words are taken from any of the ways they are pasted.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from xml.parsers import expat

from assistant.domain.copied import QUOTED, SAID, SPOKEN, STAMP
from assistant.domain.hidden import shown

LONGEST_REPORT = 20_000
MOST_COMPLAINTS = 200


class Fault(StrEnum):
    """What is likely wrong, by the words."""

    BUYER_NITKU = "buyer-nitku"
    SELLER_NITKU = "seller-nitku"
    NPWP_NOT_FOUND = "npwp-not-found"
    NIK_NOT_FOUND = "nik-not-found"
    DATE = "date"
    COUNTRY = "country"
    CODE = "code"
    """Of the goods or the service."""
    UNIT = "unit"
    AMOUNT = "amount"
    UNKNOWN = "unknown"
    """Kept word for word."""
    NOT_IMPORT = "not-import"
    """It is about something else than an import of ours."""


_FAULTS: tuple[tuple[Fault, str], ...] = (
    (
        Fault.NOT_IMPORT,
        r"bayar dan lapor|should be returned|ETAX-API-10056|DJP-SIGN|REG-KODJP"
        r"|pengganti tidak dapat",
    ),
    (
        Fault.SELLER_NITKU,
        r"(?:NITKU|IDTKU)\W+(?:penjual|seller)|(?:seller|penjual)\W*(?:NITKU|IDTKU)",
    ),
    (Fault.BUYER_NITKU, r"NITKU|IDTKU"),
    (Fault.NIK_NOT_FOUND, r"\b(?:NIK|National ID)\b.*(?:tidak|not|invalid|belum)"),
    (Fault.NPWP_NOT_FOUND, r"\b(?:NPWP|TIN|BuyerTin)\b.*(?:tidak|not|invalid|belum)"),
    (Fault.DATE, r"\btanggal\b|\bdate\b"),
    (Fault.COUNTRY, r"\bnegara\b|country"),
    (Fault.UNIT, r"\bsatuan\b|\bunit\b"),
    (Fault.CODE, r"\bkode (?:barang|jasa)\b|\bgoods? code\b"),
    (
        Fault.AMOUNT,
        r"\bDPP\b|\bPPN\b|\bVAT\b|\bharga\b|\bdesimal\b|\bjumlah\b|OtherTaxBase|TaxBase",
    ),
)
_FIELDS: Mapping[str, Fault] = {
    "BuyerIDTKU": Fault.BUYER_NITKU,
    "SellerIDTKU": Fault.SELLER_NITKU,
}


def fault_of(words: str) -> Fault:
    return next(
        (fault for fault, said in _FAULTS if re.search(said, words, re.IGNORECASE)), Fault.UNKNOWN
    )


@dataclass(frozen=True, slots=True)
class Complaint:
    line: int | None
    """None: it names none."""
    words: str
    """As they were pasted."""
    since: int | None = None
    """The first line of a stretch that ends at ``line``."""

    @property
    def fault(self) -> Fault:
        return fault_of(self.words)


_NUMBER = r"(?P<line>[0-9]{1,3}(?:[.,][0-9]{3})+|[0-9]{1,6})(?![0-9]|[^\W\d]{1,2}\b)"
"""Not one that ends in a letter, as where a picture's 27 was read as 2Z."""
_LABEL = r"(?:baris|lines?|rows?|ln)(?:\s*(?:ke|no\.?|number|nomor))?\s*[-:#.=]?\s*"
_LEADING = re.compile(
    rf"[(\[]?(?:{_LABEL})?{_NUMBER}\s*[|:;.,)\]\-\u2013\u2014\t ]*\s*(?P<words>.*)",
    re.IGNORECASE,
)
_ANNOUNCED = re.compile(
    rf"(?:error|kesalahan|[A-Z]+-[A-Z0-9/.-]*[0-9][A-Z0-9/.-]*)\W*(?:pada |di |at |on |in )?"
    rf"{_LABEL}{_NUMBER}\W+(?P<words>\w.*)",
    re.IGNORECASE,
)
_UNTIL = (
    r"\.\.+|[-\u2013]|\b(?:to|until|through|hingga)\b|\bsampai(?: dengan)?\b|\bs\.? ?/? ?d\b\.?"
)
_AND = rf"(?:,(?![0-9]{{3}}(?![0-9]))|;|&|\b(?:dan|and)\b|{_UNTIL})"
_LINES = rf"(?P<lines>[0-9]{{1,6}}(?:\s*{_AND}\s*(?:dan |and )?(?:{_LABEL})?[0-9]{{1,6}})+)(?!\w)"
_SEVERAL = re.compile(
    rf"(?:(?:(?:error|kesalahan)\W*(?:pada |di |at |on |in )?)?(?:{_LABEL})?{_LINES}"
    rf"\s*[:|\-\u2013]\s*(?P<words>\D.*)"
    rf"|{_LABEL}{_LINES.replace('lines', 'labelled').replace('1,6', '1,5')}\s+(?P<said>[^\W\d].*)"
    rf"|(?P<before>\D.{{0,300}}?)\W{{0,8}}\b(?:pada |di |at |on |in )?{_LABEL}"
    rf"{_LINES.replace('lines', 'behind')}\W*)",
    re.IGNORECASE,
)
"""Some lines with the same words."""
_ONE_OF_SEVERAL = re.compile(
    rf"(?P<until>(?:{_UNTIL})\s*(?:{_LABEL})?)?(?P<line>[0-9]+)", re.IGNORECASE
)
_NEXT = re.compile(
    rf"(?<=[^\W\d])\W*[\s;]+(?=(?:{_LABEL})?[0-9]{{1,6}}\W{{1,3}}(?:error|nitku|npwp|nik)\b)"
    rf"|;\s*(?=(?:(?:error|kesalahan)\b.{{1,20}})?{_LABEL}[0-9])",
    re.IGNORECASE,
)
"""Where the next complaint begins on the same line."""
_AROUND = re.compile(r"<[^<>]{0,80}>|[\"{}\u201c\u201d]|^\s*\S+\.xml\b")
"""Of a web page, of JSON, of a sheet's text, and the name of the file."""
_POINT = re.compile(
    r"^\d{1,3}(?:[.)]\s*|\s+)(?=(?:baris|line|row|ln)\b)|^#\s*(?=\d)", re.IGNORECASE
)
"""A number of a list before the line's own."""
_COUNT = re.compile(
    r"(?:jumlah|total|number of) (?:faktur|invoices?|data|baris|rows?|lines?|errors?|kesalahan"
    r"|gagal|berhasil|sukses)\b\D*[\d.]+\W*"
    r"|\d+ (?:errors?|kesalahan|(?:faktur|invoices?) (?:gagal|failed))(?: (?:found|ditemukan))?"
    r"\W*",
    re.IGNORECASE,
)
_DAY = re.compile(r"^\s*\d{1,2}[-/.]\d{1,2}[-/.](?:20)?\d{2}\b(?![-/.]?\d)[\s:,-]*")
"""Of the message, before its words."""
_COUNTED = re.compile(
    r"^\d+ (?:errors?|kesalahan)(?: (?:found|ditemukan))?\s*[:.]\s*(?=\w)", re.IGNORECASE
)
_INSIDE = re.compile(
    rf"(?P<words>.*?)[\s(\[,;:.\-\u2013\u2014]*\b(?:pada |di |at |on )?{_LABEL}{_NUMBER}\W*",
    re.IGNORECASE,
)
_LABELLED_ONCE = re.compile(rf"\b{_LABEL}{_NUMBER}", re.IGNORECASE)
_TRAILING = re.compile(rf"(?P<words>.*(?:\D\s|[^\W\d]\W*[;|(\[]\s*)){_NUMBER}\W*")
_OTHER_NUMBERS = frozenset(
    {Fault.NOT_IMPORT, Fault.AMOUNT, Fault.DATE, Fault.UNIT, Fault.CODE, Fault.COUNTRY}
)
"""In whose words a number may be what is wrong, not a line."""
_OF_INVOICE = re.compile(
    r"^(?:[A-Za-z][\w./-]*[0-9]{3}|[0-9]{13,17})\s*[|;,\s]\s*(?=[0-9]{1,6}\s*[|;,\s]\s*\D)"
)
"""A column before the line's: the number of an invoice or a faktur."""
_ITS_LINE = re.compile(
    r"<[^<>]{0,80}\bline(?:_?(?:no|number))?\s*=\s*[\"\'](\d{1,6})[\"\'][^<>]{0,80}>", re.IGNORECASE
)
"""An element that has the line as an attribute."""
_ORDINAL = re.compile(r"(?:no|nomor|number)\b\.?\s*:?\s*\d{1,3}", re.IGNORECASE)
_NAMED = re.compile(r"(?:baris|line|row)\b\D{0,8}\d", re.IGNORECASE)
_ONLY_ERROR = re.compile(r"(?:error|kesalahan)\W*", re.IGNORECASE)
_SIGNS = re.compile(r"^[^\w(#]+")
_HEADING = re.compile(r"invoices? ha(?:ve|s) errors?|faktur memiliki kesalahan", re.IGNORECASE)
_LABELLED = re.compile(
    r"(?:baris|line|row)\s*(?:ke-?)?\s*(?=\w?[0-9])[0-9BILOSZ]{1,6}\s*:\s*\S", re.IGNORECASE
)
"""A letter among the digits is what a machine took one for."""
_ERROR = re.compile(
    r"error\b.{1,60}\b(?:tidak (?:ditemukan|valid)|not (?:found|valid))", re.IGNORECASE
)
_SUCCESS = re.compile(r"\bsuccess\b|\bberhasil\b", re.IGNORECASE)
_TITLE = re.compile(
    r"(?:no\.?\W*)?(?:baris|line|row)\b[\W\w]{0,12}(?:error|pesan|keterangan|message)\w*\W*"
    r"|(?:no|baris|line|row|error|pesan|keterangan|message)s?\W*",
    re.IGNORECASE,
)


def is_report(text: str) -> bool:
    """Whether a text is what Coretax says of an import: it names itself, or a line with known
    words."""
    labelled = [line for line in text.splitlines() if line.strip()]
    if labelled and all(_LABELLED.match(line.strip()) for line in labelled):
        return True
    return bool(_HEADING.search(text) or _ERROR.match(text.strip())) or any(
        one.line is not None and one.fault not in (Fault.UNKNOWN, Fault.NOT_IMPORT)
        for one in complaints(text)
    )


def complaints(text: str) -> list[Complaint]:
    """What is complained of, each with its line where one is named; successes are none."""
    parts = [*_parts(text[:LONGEST_REPORT])]
    return [*_joined(parts)][:MOST_COMPLAINTS]


def _lines_of(text: str) -> Iterator[str]:
    """Each in one row, without what it was copied out of."""
    text = unicodedata.normalize("NFKC", shown(text))
    text = _ITS_LINE.sub(r"\nLine \1: ", text)
    for raw in re.sub(
        r"</tr>|</p>|</error>|<br ?/?>|\},?\s*\{", "\n", text, flags=re.IGNORECASE
    ).splitlines():
        line = QUOTED.sub("", raw)
        if SPOKEN.match(line.strip()):
            continue
        line = STAMP.sub("", SAID.sub("", line, count=1), count=1)
        line = _DAY.sub("", line)
        line = " ".join(_AROUND.sub(" ", line).split()).replace(" :", ":").strip(" |\u2022*[]-")
        line = _COUNTED.sub("", _POINT.sub("", _SIGNS.sub("", line)))
        yield _OF_INVOICE.sub("", line)


def _parts(text: str) -> Iterator[Complaint]:
    """Each line of the text as a number, words, or both."""
    ordinal = 0
    lines = [*_lines_of(text)]
    if any(map(_NAMED.match, lines)):
        lines = [line for line in lines if not _ORDINAL.fullmatch(line)]
    for line in lines:
        if not line or _SUCCESS.search(line) or _TITLE.fullmatch(line) or _COUNT.fullmatch(line):
            continue
        rest = _HEADING.sub("", line).strip(" !.:-")
        if not rest:
            continue
        if rest != line and not re.search(r"\w", rest):
            continue
        line = rest if _HEADING.search(line) else line
        if several := _SEVERAL.fullmatch(line):
            lines_said = several["lines"] or several["labelled"] or several["behind"]
            words = several["words"] or several["said"] or several["before"]
            before: int | None = None
            for one in _ONE_OF_SEVERAL.finditer(lines_said):
                number = int(one["line"])
                since = before if one["until"] else None
                yield Complaint(number, words.strip(" (["), since)
                before = number
            continue
        for piece in _apart(line):
            ordinal += 1
            yield _part(piece, ordinal)


def _apart(line: str) -> Iterator[str]:
    """The complaints on one line: behind each that is known the next one may begin."""
    at = 0
    for found in _NEXT.finditer(line):
        if fault_of(line[at : found.start() + 1]) is not Fault.UNKNOWN:
            yield line[at : found.start() + 1].strip(" ;")
            at = found.end()
    yield line[at:]


def _part(line: str, ordinal: int) -> Complaint:
    if found := _LEADING.fullmatch(line):
        number, words = _whole(found["line"]), found["words"].strip()
        again = _LEADING.fullmatch(words)
        # A row's own number stands before the line's.
        if again and again["words"] and number == ordinal:
            return Complaint(_whole(again["line"]), again["words"].strip())
        return Complaint(number, words)
    if found := _ANNOUNCED.fullmatch(line) or _INSIDE.fullmatch(line):
        return Complaint(_whole(found["line"]), found["words"].strip())
    labelled = list(_LABELLED_ONCE.finditer(line))
    if len(labelled) == 1:
        return Complaint(_whole(labelled[0]["line"]), line)
    if (found := _TRAILING.fullmatch(line)) and fault_of(line) not in _OTHER_NUMBERS:
        words = found["words"].strip()
        return Complaint(_whole(found["line"]), "" if _ONLY_ERROR.fullmatch(words) else words)
    return Complaint(None, line)


def _whole(digits: str) -> int:
    return int(re.sub(r"[.,]", "", digits))


def _joined(parts: list[Complaint]) -> Iterator[Complaint]:
    """A number on a line of its own goes with the words before it, or else after it; where all
    numbers come first, as a table's columns are pasted one below the other, each with its own."""
    half = len(parts) // 2
    numbers, words = parts[:half], parts[half:]
    apart = not any(one.words for one in numbers) and all(one.line is None for one in words)
    if apart and len(numbers) == len(words):
        for number, one in zip(numbers, words, strict=True):
            yield Complaint(number.line, one.words)
        return
    waiting: Complaint | None = None
    for part in parts:
        if waiting is None:
            waiting = part
        elif waiting.line is None and not part.words:
            yield Complaint(part.line, waiting.words)
            waiting = None
        elif not waiting.words and part.line is None:
            yield Complaint(waiting.line, part.words)
            waiting = None
        else:
            yield waiting
            waiting = part
    if waiting is not None:
        yield waiting


# The file


@dataclass(frozen=True, slots=True)
class XmlPlace:
    """What stands on a line of an XML file of ours."""

    reference: str
    """The invoice's number."""
    field: str
    """The element, ``BuyerIDTKU``; empty where none begins there."""
    value: str


class Lines:
    """Which invoice each line of an XML file belongs to."""

    def __init__(self, xml: bytes) -> None:
        self._blocks: list[tuple[int, int, str]] = []
        self._fields: dict[int, tuple[str, str]] = {}
        self._begins = 0
        self._reference = ""
        self._open: list[tuple[str, int, list[str]]] = []
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._started
        parser.EndElementHandler = self._ended
        parser.CharacterDataHandler = self._text
        self._parser = parser
        parser.Parse(xml, True)

    def at(self, line: int) -> XmlPlace | None:
        """None: no invoice stands there."""
        for begins, ends, reference in self._blocks:
            if begins <= line <= ends:
                return XmlPlace(reference, *self._fields.get(line, ("", "")))
        return None

    def between(self, first: int, last: int) -> list[int]:
        """A line of each invoice that stands wholly between these two."""
        return [begins for begins, ends, _ in self._blocks if first < begins and ends < last]

    def _started(self, name: str, _: object) -> None:
        if name == "TaxInvoice":
            self._begins, self._reference = self._parser.CurrentLineNumber, ""
        self._open.append((name, self._parser.CurrentLineNumber, []))

    def _text(self, text: str) -> None:
        if self._open:
            self._open[-1][2].append(text)

    def _ended(self, name: str) -> None:
        _, line, words = self._open.pop()
        value = "".join(words).strip()
        if name == "RefDesc":
            self._reference = value
        if name == "TaxInvoice":
            self._blocks.append((self._begins, self._parser.CurrentLineNumber, self._reference))
        elif value or line == self._parser.CurrentLineNumber:
            self._fields.setdefault(line, (name, value))


# What is kept


class Repair(StrEnum):
    """What a tap does about a refused invoice."""

    HEAD_OFFICE = "head-office"
    NATIONAL_ID = "national-id"
    TIN = "tin"
    ASK = "ask"
    """The customer is asked for the number anew."""
    DONE = "done"
    """A person has mended it, in the portal perhaps: it is read there again."""


@dataclass(frozen=True, slots=True)
class Rejection:
    """An invoice that Coretax refused, until it is mended."""

    id: int
    request: int
    file: str
    """The name of the XML."""
    sha256: str
    line: int
    field: str
    words: str
    mended_at: datetime | None = None

    @property
    def fault(self) -> Fault:
        """By the words; where they say nothing known, by the field."""
        said = fault_of(self.words)
        return said if said is not Fault.UNKNOWN else _FIELDS.get(self.field, Fault.UNKNOWN)


class Rejections(Protocol):
    async def add(
        self, request: int, file: str, sha256: str, line: int, field: str, words: str
    ) -> Rejection | None:
        """None where the same was said of the same line of that file."""

    async def get(self, rejection: int) -> Rejection | None: ...

    async def open_of(self, requests: frozenset[int]) -> dict[int, str]:
        """The words about each of these that nobody has mended."""

    async def mend(self, request: int) -> int:
        """All of a request; how many there were."""

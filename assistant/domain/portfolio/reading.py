"""What a person pasted, typed or dropped, read as services and the companies they shall go to.

Nothing is guessed that could move a service to the wrong company: what stands under two of them,
or beside several, is given back as not understood.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.domain.portfolio.below import blocks_at, is_title
from assistant.domain.portfolio.gathering import Gathered
from assistant.domain.portfolio.markup import plain_text
from assistant.domain.portfolio.model import SHEET, MissedReason, Reading
from assistant.domain.portfolio.owners import (
    heading_in,
    is_formed,
    is_service,
    one_owner,
    pairs_of,
)
from assistant.domain.portfolio.pasted import (
    LONGEST_LINE,
    is_same_again,
    is_total,
    lines_of,
    parted,
)
from assistant.domain.portfolio.rows import (
    cells_of,
    heads_of,
    labelled,
    row_end,
    rules_off,
    split_row,
    table_of,
)
from assistant.domain.portfolio.terms import (
    DETAIL,
    NEGATED,
    NO_NAME,
    WEAK_DETAIL,
    ColumnMeaning,
    is_chatter,
    is_remark,
    label_of,
    mostly_chatter,
)
from assistant.domain.portfolio.tokens import (
    ARROW,
    Token,
    TokenKind,
    company_of,
    has_legal_form,
    plain_line,
    products_of,
    tokens,
)

LONGEST_TEXT = 400_000
MOST_LINES = 5_000
_HEAD_SIGN = re.compile(r"^\s*(?:#{1,6}\s|={2,}|\*\*|\[)|[:\uff1a]\s*\**\s*$|^\s*\*\*.*\*\*\s*$")
_BESIDE = re.compile(
    r"\s*(?:[\t;|,=:\u2192]|\s[-\u2013\u2014]\s|\ske\s|\s(?=[(\"'\u3003]))\s*([^\t;|,=:\u2192]*)$"
)
_SENTENCE = re.compile(
    r"(?:(?<=[\w.)]\w\w[\w)])|(?<=\w\.\w\w))(?<!corp)(?<!Corp)(?<!CORP)(?<!Prof)(?<!prof)(?<!Bros)"
    r"(?<!Univ)(?<!Jend)[.!?]\s+(?=[A-Z])"
)
_STRUCK = re.compile(r"(?<![\w~])(~{1,2})(?=[^\s~]).+?(?<=[^\s~])\1(?![\w~>])")
"""What is crossed out in a chat does not hold any more."""
_OF_SERVICES = re.compile(
    r"(?:domain|layanan|hosting|website|web|server|vps|ssl|email|situs)\w*\b.*:\s*$", re.IGNORECASE
)
"""A heading within one company's services."""
_DIGIT = re.compile(r"\d")
_POINTS_BACK = re.compile(
    r"^\W*(?:(?:semua|domain|yang|yg|kedua\w*|ketiga\w*)\s+)*(?:ini|itu|tersebut|(?:di )?atas"
    r"|diatas|above|these|those|all)\b"
    r"|^\W*(?:ini |itu )?(?:untuk|utk|buat|milik|punya|ke|atas nama|for|to)\b",
    re.IGNORECASE,
)
_TO_A_NAME = re.compile(r"(?<!\w)(?:ke|kepada|milik|punya|untuk|utk|buat|to|for)\s+[A-Z]\w+\s*\w*")
_GOES_ON = re.compile(r"(?:[,;&=+]|\u2192|\b(?:dan|and|ke|to))\s*$")


def read_text(text: str) -> Reading:
    """Lines in any of the ways in which people write such lists."""
    lines, aside = lines_of(plain_text(text[:LONGEST_TEXT]))
    reader = _Reader(aside)
    reader.take_lines(lines[:MOST_LINES])
    for line in [*lines[MOST_LINES:], text[LONGEST_TEXT:]]:
        if line.strip():
            reader.gathered.miss(line, MissedReason.TOO_MANY)
    return reader.gathered.reading()


def read_rows(rows: Sequence[Sequence[str]]) -> Reading:
    """A spreadsheet's cells: by its titles, or, without any, each row as a line."""
    reader = _Reader()
    heads: list[ColumnMeaning] | None = None
    loose: list[str] = []
    for row in [*rows[:MOST_LINES], [SHEET, ""]]:
        found = heads_of(row)
        begins = row[:1] == [SHEET]
        if found is not None or begins:
            reader.take_lines(loose)
            heads, loose, reader.above = found, [], reader.heading or ("", "")
        if begins:
            reader.begin_sheet(row[1])
        elif found is None and heads is not None:
            reader.take_row(row, heads)
        elif found is None:
            loose += parted("\t".join(" ".join(cell.split()) for cell in row if cell.strip()))
    for row in rows[MOST_LINES:]:
        reader.gathered.miss(" | ".join(row), MissedReason.TOO_MANY)
    return reader.gathered.reading()


class _Reader:
    def __init__(self, aside: frozenset[int] = frozenset()) -> None:
        self.aside = aside
        """Places of lines that are of a letter."""
        self.gathered = Gathered()
        self.heading: tuple[str, str] | None = None
        """The company, by name and e-mail, that the services below it go to."""
        self.last = ("", "")
        """The owner of the line before."""
        self.above = ("", "")
        """Company and e-mail of the row above: what merged cells mean."""
        self.loose: list[str] = []
        """Services listed last, without a company so far."""
        self.listed = False
        """Services stood below the heading by now."""
        self.without_records = 0
        self.looked = 0
        """Up to these lines there are no records, and no services above their owner."""
        self.unnamed = False
        """What stands above the services is a heading that names no company."""

    def begin_sheet(self, title: str) -> None:
        """Nothing of the sheet before holds; its title counts where it names a company."""
        name = company_of(title)
        self.heading = (name, "") if name and has_legal_form(name) else None
        self.above = self.last = self.heading or ("", "")
        self.loose, self.listed = [], False

    def take_lines(self, lines: Sequence[str]) -> None:
        at = self.looked = self.without_records = 0
        while at < len(lines):
            if (after := self.take_records(lines, at)) > at or (
                self.heading is None
                and not self.unnamed
                and (after := self.take_footed(lines, at)) > at
            ):
                at = after
                continue
            table = table_of(lines[at]) if lines[at].strip() else None
            if table is not None:
                at = self.take_table(lines, at + 1, *table)
            else:
                at = self.take_line(lines, at)

    # Tables

    def take_table(
        self, lines: Sequence[str], at: int, sign: str, heads: list[ColumnMeaning]
    ) -> int:
        """Rows up to an empty line, or one that has no sign any more; where it ended."""
        self.above = self.heading or ("", "")
        while at < len(lines) and lines[at].strip():
            if rules_off(lines[at]):
                at += 1
                continue
            after = row_end(lines, at)
            row = split_row("\n".join(lines[at:after])[:LONGEST_LINE], sign, len(heads))
            written = [cell for cell in row if cell]
            is_row = sign in lines[at] or heading_in(written)
            if not is_row or heads_of(row) is not None:
                break
            self.take_row(row, heads)
            at = after
        return at

    def take_row(self, row: Sequence[str], heads: list[ColumnMeaning]) -> None:
        written = [cell for cell in row if cell.strip()]
        if not written:
            return
        if heading := heading_in(written):
            self.heading = self.above = heading
            self.gathered.slot(*heading)
            return
        if is_total(written[0]):
            self.gathered.miss(" | ".join(written), MissedReason.NOTHING_KNOWN)
            return
        services = _services_in(cells_of(row, heads, ColumnMeaning.SERVICE))
        emails = _emails_in(" ; ".join(cells_of(row, heads, ColumnMeaning.EMAIL)))
        named = " ".join(next(iter(cells_of(row, heads, ColumnMeaning.COMPANY)), "").split())
        named = "" if is_same_again(named) else named
        within = _emails_in(named)
        name = "" if within else company_of(plain_line(named))
        emails = emails or within
        if len(emails) > 1 or any(map(NEGATED.search, written)):
            self.gathered.miss(" | ".join(written), MissedReason.UNCLEAR)
            return
        email = next(iter(emails), "")
        if not services:
            if name or email:
                self.above = (name, email)
                self.gathered.slot(name, email)
            else:
                self.gathered.miss(" | ".join(written), MissedReason.NOTHING_KNOWN)
            return
        if not name and not email and not named:
            name, email = self.above
        if not name and not email:
            self.gathered.leave(services)
            return
        self.above = (name, email)
        self.gathered.give(self.gathered.slot(name, email), services)

    # Records

    def take_records(self, lines: Sequence[str], at: int) -> int:
        """Lines that each say what they are about (``Perusahaan: …``), up to one that does not; a
        record ends where one of its labels comes again. Where they ended: ``at`` when there are
        none of services and of an owner."""
        found: list[tuple[ColumnMeaning, str]] = []
        end = at
        if at < self.without_records:
            return at
        while end < len(lines) and (said := labelled(lines[end])) is not None:
            found.append(said)
            end += 1
            after = end
            while after < len(lines) and not lines[after].strip():
                after += 1
            if after < len(lines) and labelled(lines[after]) is not None:
                end = after
        kinds = {column for column, _ in found}
        if ColumnMeaning.SERVICE not in kinds or not kinds & {
            ColumnMeaning.COMPANY,
            ColumnMeaning.EMAIL,
        }:
            self.without_records = end
            return at
        self.heading, record = None, dict[ColumnMeaning, str]()
        for column, value in found:
            if column in record and column is not ColumnMeaning.OTHER:
                self.take_row(list(record.values()), list(record))
                record, self.above = {}, ("", "")
            record[column] = value
        self.take_row(list(record.values()), list(record))
        self.heading = (
            self.above if ColumnMeaning.SERVICE not in record and any(self.above) else None
        )
        self.above = ("", "")
        return end

    # Companies below their services

    def take_footed(self, lines: Sequence[str], at: int) -> int:
        """Services and under them whose they are; where they ended: ``at`` when it is not so."""
        if at < self.looked:
            return at
        found = blocks_at(lines, at, self.aside)
        self.looked = found.end
        if found.are_headed:
            return at
        for block in found.all:
            owner = found.owner_of(block)
            if owner is not None:
                self.gathered.give(self.gathered.slot(*owner), block.services)
                continue
            self.gathered.leave(block.services)
            for line in block.below:
                self.gathered.miss(line, MissedReason.UNCLEAR)
        return found.end

    # Lines

    def take_line(self, lines: Sequence[str], at: int) -> int:
        """One line, with those that it goes on in; where the next one begins."""
        raw, place = lines[at], at
        line, at = plain_line(raw), at + 1
        if place in self.aside and ARROW not in line:
            self.heading = None
            if raw.strip():
                self.gathered.miss(raw, MissedReason.NOTHING_KNOWN)
            return at
        while at < len(lines) and lines[at].strip() and _GOES_ON.search(line):
            following = plain_line(lines[at])
            headed = self.heading is not None
            if len(line) > LONGEST_LINE or not _joins(line, following, headed=headed):
                break
            line, raw, at = f"{line} {following}", f"{raw} {lines[at]}", at + 1
        sentences = _SENTENCE.split(line)
        for sentence in sentences:
            if sentence.strip(" \t-_=*#.,;|+\u2014\u2013"):
                said = raw if len(sentences) == 1 else sentence
                self._read(said, sentence, _next_line(lines, at))
        return at

    def _read(self, raw: str, line: str, following: str) -> None:
        if is_total(line):
            self.gathered.miss(raw, MissedReason.NOTHING_KNOWN)
            return
        if (alike := self._as_above(line)) is not None:
            self.gathered.give(self.gathered.slot(*self.last), alike)
            return
        found = tokens(line)
        services = [token.text for token in found if token.kind is TokenKind.SERVICE]
        owners = [token for token in found if token.kind is not TokenKind.SERVICE]
        struck = _STRUCK.search(raw)
        asked = line.rstrip().endswith("?") and services and not any(map(is_formed, owners))
        if (NEGATED.search(line) or struck or asked) and (found or line.rstrip().endswith(":")):
            self.gathered.miss(raw, MissedReason.UNCLEAR)
            if not services:
                self.heading, self.unnamed = None, True
        elif not services and (products := products_of(line)):
            self._products(raw, products, owners)
        elif not found:
            self._read_named(raw, line)
        elif not owners and (ARROW in line or has_legal_form(line) or _TO_A_NAME.search(line)):
            self.gathered.miss(
                raw, MissedReason.UNCLEAR
            )  # it names an owner that we can't make out
        elif not owners:
            self._services_alone(services)
        elif not services:
            self._owner_alone(raw, line, owners, following)
        else:
            self._both(raw, line, found)

    def _products(self, raw: str, products: list[str], owners: list[Token]) -> None:
        """Services that are no domains, beside their owner or below it."""
        name, email = one_owner(owners) if owners else self.heading or (None, "")
        if name is None:
            self.gathered.miss(raw, MissedReason.UNCLEAR if owners else MissedReason.NO_COMPANY)
            return
        self.last = (name, email)
        self.gathered.give(self.gathered.slot(name, email), products)

    def _as_above(self, line: str) -> list[str] | None:
        """Services whose owner is that of the line before, as it says."""
        match = _BESIDE.search(line)
        if match is None or not any(self.last) or not is_same_again(match[1]):
            return None
        found = tokens(line[: match.start()])
        kinds = {token.kind for token in found}
        return [token.text for token in found] if kinds == {TokenKind.SERVICE} else None

    def _services_alone(self, services: list[str]) -> None:
        if self.heading is not None:
            self.listed = True
            self.last = self.heading
            self.gathered.give(self.gathered.slot(*self.heading), services)
        else:
            self.loose += services
            self.gathered.leave(services)

    def _read_named(self, raw: str, line: str) -> None:
        if label_of(line.strip(" :*-")) is ColumnMeaning.SERVICE:
            return
        self.gathered.miss(raw, MissedReason.NOTHING_KNOWN)
        if line.rstrip().endswith(":"):
            self.heading, self.unnamed = None, not mostly_chatter(line)

    def _owner_alone(self, raw: str, line: str, owners: list[Token], following: str) -> None:
        """A heading; or an e-mail of the one above; or services that are no domains."""
        left, arrow, _ = line.rpartition(ARROW)
        if arrow and self._named_services(line):
            return
        if re.search(r"\w", left) and not has_legal_form(left):
            self.gathered.miss(raw, MissedReason.UNCLEAR)
            return
        name, email = one_owner(owners)
        if self._of_the_heading(raw, line, owners):
            return
        if name is None:
            self.gathered.miss(raw, MissedReason.UNCLEAR)
            self.heading = None
            return
        is_sure = bool(email) or any(token.sure and has_legal_form(token.text) for token in owners)
        points = line.startswith(ARROW) or owners[0].pointed_at
        points = points or bool(_POINTS_BACK.search(line) and not line.rstrip().endswith(":"))
        if self.loose and points and (is_sure or is_title(name)):
            self.gathered.give(self.gathered.slot(name, email), self.loose)
            self.loose = []
            return
        begins_another = self.listed and _services_only(following)
        if not name and self.heading is not None and not self.heading[1] and not begins_another:
            self.heading = (self.heading[0], email)
            self.gathered.slot(*self.heading)
            return
        if is_sure or _HEAD_SIGN.search(raw) or _services_only(following):
            named = is_title(name) or _HEAD_SIGN.search(raw)
            if not is_sure and (mostly_chatter(line) or not named):
                if line.rstrip().endswith(":") or not is_remark(line):
                    self.heading = None
                self.gathered.miss(raw, MissedReason.NOTHING_KNOWN)
                return
            self.heading, self.loose, self.listed = (name, email), [], False
            self.unnamed = False
            self.gathered.slot(name, email)
            return
        self.gathered.miss(raw, MissedReason.NOTHING_KNOWN)

    def _of_the_heading(self, raw: str, line: str, owners: list[Token]) -> bool:
        """A line that says more of the company above it, such as whom to ask, and begins none."""
        detail = labelled(line)
        named = any(map(is_formed, owners))
        says_more = bool(DETAIL.match(line)) or (
            detail is not None and detail[0] is ColumnMeaning.OTHER
        )
        says_more = says_more or bool(_OF_SERVICES.match(line) and not named)
        below = self.heading is not None and not self.listed
        if not says_more and (not below or named or _HEAD_SIGN.search(raw)):
            return False
        if not below and WEAK_DETAIL.match(line):
            self.heading = None  # it may be a name all the same
        emails = [token.text for token in owners if token.kind is TokenKind.EMAIL]
        if self.heading is not None and below and len(emails) == 1 and not self.heading[1]:
            self.heading = (self.heading[0], emails[0])
            self.gathered.slot(*self.heading)
        else:
            self.gathered.miss(raw, MissedReason.NOTHING_KNOWN)
        return True

    def _named_services(self, line: str) -> bool:
        """``VPS Kilat 2 → PT Maju Jaya``: no domain, but an arrow to a company or an e-mail."""
        left, _, right = line.rpartition(ARROW)
        towards = tokens(right)
        if any(token.kind is TokenKind.EMAIL for token in tokens(left)):
            return False
        if not left.strip() or not towards or any(t.kind is TokenKind.SERVICE for t in towards):
            return False
        name, email = one_owner(towards)
        services = [piece.strip(" \"'") for piece in re.split(r"[,;\t]|\u2192", left)]
        services = [piece for piece in services if re.search(r"\w", piece)]
        if name is None or not services or any(map(has_legal_form, services)):
            return False
        if any(NO_NAME.fullmatch(piece) or is_chatter(piece) for piece in services):
            return False
        if not any(token.sure for token in towards) and not all(map(_DIGIT.search, services)):
            return False  # *kirim ke Budi*
        self.gathered.give(self.gathered.slot(name, email), services)
        return True

    def _both(self, raw: str, line: str, found: list[Token]) -> None:
        pairs = pairs_of(found, line)
        if pairs is None:
            self.gathered.miss(raw, MissedReason.UNCLEAR)
            return
        for services, (name, email) in pairs:
            self.gathered.give(self.gathered.slot(name, email), services)
        self.last, self.listed = pairs[-1][1], True
        goes_on = line.rstrip().endswith((",", ";")) or not is_service(found[0])
        self.heading = pairs[-1][1] if goes_on or len(pairs) > 1 else None


def _services_in(cells: Sequence[str]) -> list[str]:
    """Of the cells of services: domains or, where there are none, names that are none."""
    parts = [part for cell in cells for part in parted(cell)]
    found = [
        t.text for part in parts for t in tokens(plain_line(part)) if t.kind is TokenKind.SERVICE
    ]
    if found or not cells:
        return list(dict.fromkeys(found))
    pieces = (part.strip(" \"'-*\u2022") for part in re.split(r"[,;\n]", cells[0]))
    return [piece for piece in pieces if piece]


def _emails_in(cell: str) -> list[str]:
    found = [token.text for token in tokens(plain_line(cell)) if token.kind is TokenKind.EMAIL]
    return list(dict.fromkeys(found))


def _joins(line: str, following: str, *, headed: bool) -> bool:
    """A line that leads to what is not on it, or that names services alone, goes on in the next,
    where that says something of them. Below a name another name begins anew."""
    if line.rstrip().endswith(ARROW) or re.search(r"\b(?:ke|to)\s*$", line):
        return True
    found = tokens(following)
    says = any(t.kind is not TokenKind.COMPANY or (is_formed(t) and not headed) for t in found)
    says = (says or ARROW in following) and not DETAIL.match(following)
    return says and {token.kind for token in tokens(line)} == {TokenKind.SERVICE}


def _services_only(line: str) -> bool:
    found = tokens(plain_line(line))
    return bool(found) and all(token.kind is TokenKind.SERVICE for token in found)


def _next_line(lines: Sequence[str], at: int) -> str:
    return next((line[:LONGEST_LINE] for line in lines[at : at + 3] if line.strip()), "")

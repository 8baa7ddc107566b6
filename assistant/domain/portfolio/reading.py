"""What a person pasted, typed or dropped, read as services and the companies they shall go to.

Nothing is guessed that could move a service to the wrong company: what stands under two of them,
or beside several, is given back as not understood.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from assistant.domain.portfolio.gathering import Gathered
from assistant.domain.portfolio.model import MissedReason, Reading
from assistant.domain.portfolio.pasted import is_same_again, is_total, lines_of
from assistant.domain.portfolio.rows import cell_of, heads_of, rules_off, split_row, table_of
from assistant.domain.portfolio.terms import FILLERS, SAME_AGAIN, ColumnMeaning, label_of
from assistant.domain.portfolio.tokens import (
    ARROW,
    BACK,
    Token,
    TokenKind,
    company_of,
    has_legal_form,
    plain_line,
    tokens,
)

LONGEST_TEXT = 400_000
MOST_LINES = 5_000
LONGEST_LINE = 4_000
_HEAD_SIGN = re.compile(r"^\s*(?:#{1,6}\s|={2,}|\*\*|\[)|[:\uff1a]\s*\**\s*$|^\s*\*\*.*\*\*\s*$")
_LABELLED = re.compile(r"\s*([A-Za-z][A-Za-z -]{1,30}?)\s*[:=]\s*(\S.*)")
_BESIDE = re.compile(
    r"\s*(?:[\t;|,=:\u2192]|\s[-\u2013\u2014]\s|\ske\s|\s(?=[(\"'\u3003]))\s*([^\t;|,=:\u2192]*)$"
)
_GOES_ON = re.compile(r"(?:[,;&=+]|\u2192|\b(?:dan|and|ke|to))\s*$")


def read_text(text: str) -> Reading:
    """Lines in any of the ways in which people write such lists."""
    lines = lines_of(text[:LONGEST_TEXT], MOST_LINES)
    reader = _Reader()
    at = 0
    while at < len(lines):
        if (after := reader.take_records(lines, at)) > at:
            at = after
            continue
        table = table_of(lines[at : at + 1]) if lines[at].strip() else None
        if table is not None:
            at = reader.take_table(lines, at + 1, *table)
        else:
            at = reader.take_line(lines, at)
    return reader.gathered.reading()


def read_rows(rows: Sequence[Sequence[str]]) -> Reading:
    """A spreadsheet's cells: by its titles, or, without any, each row as a line."""
    reader = _Reader()
    heads: list[ColumnMeaning] | None = None
    for row in rows[:MOST_LINES]:
        found = heads_of(row)
        if found is not None:
            heads, reader.above = found, ("", "")
        elif heads is not None:
            reader.take_row(row, heads)
        elif any(cell.strip() for cell in row):
            reader.take_line(["\t".join(" ".join(cell.split()) for cell in row if cell.strip())], 0)
    return reader.gathered.reading()


class _Reader:
    def __init__(self) -> None:
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

    # Tables

    def take_table(
        self, lines: Sequence[str], at: int, sign: str, heads: list[ColumnMeaning]
    ) -> int:
        """Rows up to an empty line, or one that has no sign any more; where it ended."""
        self.above = ("", "")
        while at < len(lines) and lines[at].strip():
            if rules_off(lines[at]):
                at += 1
                continue
            row = split_row(lines[at][:LONGEST_LINE], sign)
            if len(row) < 2 or heads_of(row) is not None:
                break
            self.take_row(row, heads)
            at += 1
        return at

    def take_row(self, row: Sequence[str], heads: list[ColumnMeaning]) -> None:
        written = [cell for cell in row if cell.strip()]
        if not written:
            return
        if is_total(written[0]):
            self.gathered.miss(" | ".join(written), MissedReason.NOTHING_KNOWN)
            return
        services = _services_in(cell_of(row, heads, ColumnMeaning.SERVICE))
        emails = [
            t.text
            for t in tokens(cell_of(row, heads, ColumnMeaning.EMAIL))
            if t.kind is TokenKind.EMAIL
        ]
        named = " ".join(cell_of(row, heads, ColumnMeaning.COMPANY).split())
        named = "" if is_same_again(named) else named
        within = [
            token.text for token in tokens(plain_line(named)) if token.kind is TokenKind.EMAIL
        ]
        name = "" if within else company_of(named)
        email = next(iter([*emails, *within]), "")
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
        while end < len(lines) and (labelled := _labelled(lines[end])) is not None:
            found.append(labelled)
            end += 1
            after = end
            while after < len(lines) and not lines[after].strip():
                after += 1
            if after < len(lines) and _labelled(lines[after]) is not None:
                end = after
        kinds = {column for column, _ in found}
        if ColumnMeaning.SERVICE not in kinds or len(kinds) < 2:
            return at
        self.heading, record = None, dict[ColumnMeaning, str]()
        for column, value in found:
            if column in record:
                self.take_row(list(record.values()), list(record))
                record, self.above = {}, ("", "")
            record[column] = value
        self.take_row(list(record.values()), list(record))
        self.above = ("", "")
        return end

    # Lines

    def take_line(self, lines: Sequence[str], at: int) -> int:
        """One line, with those that it goes on in; where the next one begins."""
        raw = lines[at][:LONGEST_LINE]
        line, at = plain_line(raw), at + 1
        while at < len(lines) and lines[at].strip() and _unfinished(line):
            following = plain_line(lines[at][:LONGEST_LINE])
            if len(line) + len(following) > LONGEST_LINE or not _joins(line):
                break
            line, at = f"{line} {following}", at + 1
        if line.strip(" \t-_=*#.,;|\u2014\u2013"):
            self._read(raw, line, _next_line(lines, at))
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
        if not found:
            self._read_named(raw, line)
        elif not owners and (ARROW in line or has_legal_form(line)):
            self.gathered.miss(
                raw, MissedReason.UNCLEAR
            )  # it names an owner that we can't make out
        elif not owners:
            self._services_alone(services)
        elif not services:
            self._owner_alone(raw, line, owners, following)
        else:
            self._both(raw, line, found)

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
        self.gathered.miss(raw, MissedReason.NOTHING_KNOWN)
        if line.rstrip().endswith(":"):
            self.heading = None

    def _owner_alone(self, raw: str, line: str, owners: list[Token], following: str) -> None:
        """A heading; or an e-mail of the one above; or services that are no domains."""
        arrow = ARROW in line
        if arrow and self._named_services(line):
            return
        name, email = _one_owner(owners)
        if name is None:
            self.gathered.miss(raw, MissedReason.UNCLEAR)
            return
        starts_with_arrow = line.startswith(ARROW) or owners[0].pointed_at
        if self.loose and starts_with_arrow:
            self.gathered.give(self.gathered.slot(name, email), self.loose)
            self.loose = []
            return
        begins_another = self.listed and _services_only(following)
        if not name and self.heading is not None and not self.heading[1] and not begins_another:
            self.heading = (self.heading[0], email)
            self.gathered.slot(*self.heading)
            return
        is_sure = bool(email) or any(token.sure and has_legal_form(token.text) for token in owners)
        if is_sure or _HEAD_SIGN.search(raw) or _services_only(following):
            if not is_sure and _mostly_chatter(line):
                self.heading = None
                self.gathered.miss(raw, MissedReason.NOTHING_KNOWN)
                return
            self.heading, self.loose, self.listed = (name, email), [], False
            self.gathered.slot(name, email)
            return
        self.gathered.miss(raw, MissedReason.NOTHING_KNOWN)

    def _named_services(self, line: str) -> bool:
        """``VPS Kilat 2 → PT Maju Jaya``: no domain, but an arrow to a company or an e-mail."""
        left, _, right = line.rpartition(ARROW)
        towards = tokens(right)
        if not left.strip() or not towards or any(t.kind is TokenKind.SERVICE for t in towards):
            return False
        name, email = _one_owner(towards)
        services = [piece.strip(" \"'") for piece in re.split(r"[,;\t]|\u2192", left)]
        services = [piece for piece in services if re.search(r"\w", piece)]
        if name is None or not services or any(map(has_legal_form, services)):
            return False
        self.gathered.give(self.gathered.slot(name, email), services)
        return True

    def _both(self, raw: str, line: str, found: list[Token]) -> None:
        pairs = _pairs(found, line)
        if pairs is None:
            self.gathered.miss(raw, MissedReason.UNCLEAR)
            return
        for services, (name, email) in pairs:
            self.gathered.give(self.gathered.slot(name, email), services)
        self.last = pairs[-1][1]
        if len(pairs) == 1 and line.rstrip().endswith((",", ";")):
            self.heading = pairs[0][1]
        elif len(pairs) == 1 and found[0].kind is TokenKind.SERVICE:
            self.heading = None
        else:
            self.heading = pairs[-1][1]


Owner = tuple[str, str]


def _pairs(found: list[Token], line: str) -> list[tuple[list[str], Owner]] | None:
    """Services with the owner beside them. None: it can't be told which belong together."""
    groups = [(is_service, list(group)) for is_service, group in groupby(found, _is_service)]
    groups = _sides_joined(groups)
    owners = [group for is_service, group in groups if not is_service]
    if len(owners) > 1 and SAME_AGAIN.search(line):
        return None
    if len(owners) == 1 or (BACK in line and len(groups) == 2):
        services = [t.text for is_service, group in groups if is_service for t in group]
        owner = _one_owner(owners[0])
        return [(services, (owner[0], owner[1]))] if owner[0] is not None else None
    pointed = [group for group in owners if any(token.pointed_at for token in group)]
    first_services = next(n for n, (is_service, _) in enumerate(groups) if is_service)
    if (
        len(pointed) == 1
        and len(groups) == 3
        and first_services == 1
        and groups[2][1] is pointed[0]
    ):
        owner = _one_owner(pointed[0])  # the one before is whose it is now
        services = [token.text for token in groups[1][1]]
        return [(services, (owner[0], owner[1]))] if owner[0] is not None else None
    if len(groups) % 2:
        return None
    pairs = []
    for one, other in zip(groups[::2], groups[1::2], strict=True):
        listed, group = (one[1], other[1]) if one[0] else (other[1], one[1])
        owner = _one_owner(group)
        if owner[0] is None:
            return None
        pairs.append(([token.text for token in listed], (owner[0], owner[1])))
    return pairs


def _is_service(token: Token) -> bool:
    return token.kind is TokenKind.SERVICE


def _sides_joined(groups: list[tuple[bool, list[Token]]]) -> list[tuple[bool, list[Token]]]:
    """A company on one side of the services and its e-mail on the other are one owner."""
    if [is_service for is_service, _ in groups] != [False, True, False]:
        return groups
    kinds = [{token.kind for token in groups[n][1]} for n in (0, 2)]
    if kinds in (
        [{TokenKind.COMPANY}, {TokenKind.EMAIL}],
        [{TokenKind.EMAIL}, {TokenKind.COMPANY}],
    ):
        return [groups[1], (False, [*groups[0][1], *groups[2][1]])]
    if TokenKind.COMPANY in kinds[0] and kinds[1] == {TokenKind.COMPANY}:
        first, last = groups[0][1], groups[2][1]
        if any(map(_is_formed, first)) and not any(t.pointed_at or t.sure for t in last):
            return [groups[0], groups[1]]  # behind the services stands a note
        if any(map(_is_formed, last)) and not any(map(_is_formed, first)):
            return [groups[1], groups[2]]
    return groups


def _is_formed(token: Token) -> bool:
    return token.kind is TokenKind.COMPANY and token.sure


def _one_owner(group: Sequence[Token]) -> tuple[str | None, str]:
    """Its name and e-mail; no name (None) where several could be meant."""
    emails = list(dict.fromkeys(token.text for token in group if token.kind is TokenKind.EMAIL))
    names = [token for token in group if token.kind is TokenKind.COMPANY]
    for better in (
        [token for token in names if token.pointed_at and token.sure],
        [token for token in names if token.sure],
        [token for token in names if token.pointed_at],
    ):
        if better:
            names = better
            break
    distinct = list(dict.fromkeys(token.text for token in names))
    if len(emails) > 1 or (len(distinct) > 1 and names[0].sure):
        return None, ""
    return (distinct[0] if distinct else ""), (emails[0] if emails else "")


def _labelled(line: str) -> tuple[ColumnMeaning, str] | None:
    """What a line says it is about, and what it says."""
    match = _LABELLED.fullmatch(plain_line(line[:LONGEST_LINE]))
    column = label_of(match[1]) if match else None
    return (column, match[2].strip()) if match and column else None


def _services_in(cell: str) -> list[str]:
    """A service column's cell: domains, or names that are none."""
    found = [token.text for token in tokens(plain_line(cell)) if token.kind is TokenKind.SERVICE]
    if found:
        return list(dict.fromkeys(found))
    return [piece for part in re.split(r"[,;\n]", cell) if (piece := part.strip(" \"'-*\u2022"))]


def _unfinished(line: str) -> bool:
    return bool(_GOES_ON.search(line))


def _joins(line: str) -> bool:
    """A line that leads to what is not on it, or that names services alone, goes on in the next."""
    if line.rstrip().endswith(ARROW) or re.search(r"\b(?:ke|to)\s*$", line):
        return True
    mine = {token.kind for token in tokens(line)}
    return mine == {TokenKind.SERVICE}


def _services_only(line: str) -> bool:
    found = tokens(plain_line(line))
    return bool(found) and all(token.kind is TokenKind.SERVICE for token in found)


def _next_line(lines: Sequence[str], at: int) -> str:
    return next((line[:LONGEST_LINE] for line in lines[at : at + 3] if line.strip()), "")


def _mostly_chatter(line: str) -> bool:
    words = re.findall(r"[\w-]+", line.casefold())
    return sum(word in FILLERS for word in words) * 2 >= len(words)

"""Lists in columns: tables under titles, and records whose lines say what they are about."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.domain.portfolio.model import MissedReason
from assistant.domain.portfolio.owners import heading_in
from assistant.domain.portfolio.pasted import LONGEST_LINE, is_same_again, is_total, parted
from assistant.domain.portfolio.rows import (
    cells_of,
    heads_of,
    labelled,
    row_end,
    rules_off,
    split_row,
)
from assistant.domain.portfolio.so_far import NO_OWNER, SoFar
from assistant.domain.portfolio.terms import NEGATED, ColumnMeaning
from assistant.domain.portfolio.tokens import TokenKind, company_of, plain_line, tokens


class ColumnReader:
    def __init__(self, so_far: SoFar) -> None:
        self._so_far = so_far
        self._without_records = 0
        """Up to this line there are none."""

    def begin(self) -> None:
        """Other lines."""
        self._without_records = 0

    def take_table(
        self, lines: Sequence[str], at: int, sign: str, heads: list[ColumnMeaning]
    ) -> int:
        """Rows up to an empty line, or one that has no sign any more; where it ended."""
        self._so_far.above = self._so_far.heading or NO_OWNER
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
            self._so_far.heading = self._so_far.above = heading
            self._so_far.gathered.slot(*heading)
            return
        if is_total(written[0]):
            self._so_far.gathered.miss(" | ".join(written), MissedReason.NOTHING_KNOWN)
            return
        services = _services_in(cells_of(row, heads, ColumnMeaning.SERVICE))
        emails = _emails_in(" ; ".join(cells_of(row, heads, ColumnMeaning.EMAIL)))
        named = " ".join(next(iter(cells_of(row, heads, ColumnMeaning.COMPANY)), "").split())
        named = "" if is_same_again(named) else named
        within = _emails_in(named)
        name = "" if within else company_of(plain_line(named))
        emails = emails or within
        if len(emails) > 1 or any(map(NEGATED.search, written)):
            self._so_far.gathered.miss(" | ".join(written), MissedReason.UNCLEAR)
            return
        email = next(iter(emails), "")
        if not services:
            if name or email:
                self._so_far.above = (name, email)
                self._so_far.gathered.slot(name, email)
            else:
                self._so_far.gathered.miss(" | ".join(written), MissedReason.NOTHING_KNOWN)
            return
        if not name and not email and not named:
            name, email = self._so_far.above
        if not name and not email:
            self._so_far.gathered.leave(services)
            return
        self._so_far.above = (name, email)
        self._so_far.gathered.give(self._so_far.gathered.slot(name, email), services)

    def take_records(self, lines: Sequence[str], at: int) -> int:
        """Take the lines from ``at`` on that begin with a label (``Perusahaan: …``). A label that
        comes again begins the next record.

        Returns the line behind them; ``at``, with nothing taken, when they name no services or no
        owner."""
        found: list[tuple[ColumnMeaning, str]] = []
        end = at
        if at < self._without_records:
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
            self._without_records = end
            return at
        self._so_far.heading, record = None, dict[ColumnMeaning, str]()
        for column, value in found:
            if column in record and column is not ColumnMeaning.OTHER:
                self.take_row(list(record.values()), list(record))
                record, self._so_far.above = {}, NO_OWNER
            record[column] = value
        self.take_row(list(record.values()), list(record))
        self._so_far.heading = (
            self._so_far.above
            if ColumnMeaning.SERVICE not in record and any(self._so_far.above)
            else None
        )
        self._so_far.above = NO_OWNER
        return end


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

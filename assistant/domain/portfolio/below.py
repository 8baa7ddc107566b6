"""Services with the name of their company below them, again and again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.domain.portfolio.owners import Owner, is_formed, is_service, one_owner
from assistant.domain.portfolio.terms import NEGATED
from assistant.domain.portfolio.tokens import ARROW, Token, TokenKind, plain_line, tokens

_HEAD_SIGN = re.compile(r"^\s*(?:#|==)|:\s*\**\s*$")


@dataclass
class Block:
    services: list[str] = field(default_factory=list)
    owners: list[Token] = field(default_factory=list)
    below: list[str] = field(default_factory=list)
    """The lines of its owner, as they are written."""
    pointed: bool = False
    """Its owner stands behind an arrow or *ke*."""

    @property
    def owner(self) -> Owner | None:
        name, email = one_owner(self.owners) if self.owners else (None, "")
        return None if name is None else (name, email)


@dataclass
class Blocks:
    end: int
    """Where the lines after them begin."""
    all: list[Block] = field(default_factory=list)
    apart: bool = False
    """An empty line stands above services."""
    torn: bool = False
    """An empty line stands between services and what would be their owner."""

    @property
    def are_headed(self) -> bool:
        """Names stand above services, or there are none, or what stands there may be none."""
        named = [block for block in self.all if block.owners]
        if not named or (self.torn and not self.apart):
            return True
        return not all(_is_owner(block, among=len(named)) for block in named)

    def owner_of(self, block: Block) -> Owner | None:
        """None: it can't be told whether the name above or below it is meant."""
        whole = bool(self.all[-1].owners)
        clear = whole or (self.apart and not self.torn)
        return block.owner if clear or block.pointed else None


def blocks_at(lines: Sequence[str], at: int, aside: frozenset[int]) -> Blocks:
    found = Blocks(at)
    blank = False
    for place in range(at, len(lines)):
        found.end = place
        line = plain_line(lines[place])
        if not lines[place].strip():
            blank = True
            continue
        if place in aside or not _take(found, lines[place], line, blank=blank):
            return found
        blank = False
    found.end = len(lines)
    return found


def _take(found: Blocks, raw: str, line: str, *, blank: bool) -> bool:
    """False: the line is of another kind."""
    before, arrow, _ = line.partition(ARROW)
    if (re.search(r"\w", before) and arrow) or NEGATED.search(line):
        return False
    read = tokens(line)
    last = found.all[-1] if found.all else None
    if read and all(map(is_service, read)):
        if last is None or last.owners:
            found.apart = found.apart or (blank and last is not None)
            found.all.append(last := Block())
        last.services += [token.text for token in read]
        return True
    if not read or any(map(is_service, read)) or last is None or _HEAD_SIGN.search(raw):
        return False
    if ":" in line:
        return False
    found.torn = found.torn or (blank and not last.owners)
    last.owners += read
    last.below.append(raw)
    last.pointed = last.pointed or bool(arrow) or any(token.pointed_at for token in read)
    return True


def _is_owner(block: Block, among: int) -> bool:
    if block.owner is None:
        return False
    if block.pointed or any(is_formed(t) or t.kind is TokenKind.EMAIL for t in block.owners):
        return True
    return among > 1 and is_title(block.owner[0])


def is_title(name: str) -> bool:
    """Written as names are, each word with a capital."""
    return not any(word[:1].islower() for word in re.findall(r"\w+", name.replace("'", "")))

"""Lists in lines: headings with their services below, services beside their owner, sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.domain.portfolio.below import is_title
from assistant.domain.portfolio.model import MissedReason
from assistant.domain.portfolio.owners import is_formed, is_service, one_owner, pairs_of
from assistant.domain.portfolio.pasted import LONGEST_LINE, is_same_again, is_total
from assistant.domain.portfolio.rows import labelled
from assistant.domain.portfolio.so_far import SoFar
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
    has_legal_form,
    plain_line,
    products_of,
    tokens,
)

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


class LineReader:
    def __init__(self, so_far: SoFar, aside: frozenset[int]) -> None:
        """``aside``: places of lines that are of a letter."""
        self._so_far = so_far
        self._aside = aside

    def take_line(self, lines: Sequence[str], at: int) -> int:
        """One line, with those that it goes on in; where the next one begins."""
        raw, place = lines[at], at
        line, at = plain_line(raw), at + 1
        if place in self._aside and ARROW not in line:
            self._so_far.heading = None
            if raw.strip():
                self._so_far.gathered.miss(raw, MissedReason.NOTHING_KNOWN)
            return at
        while at < len(lines) and lines[at].strip() and _GOES_ON.search(line):
            following = plain_line(lines[at])
            headed = self._so_far.heading is not None
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
            self._so_far.gathered.miss(raw, MissedReason.NOTHING_KNOWN)
            return
        if (alike := self._as_above(line)) is not None:
            self._so_far.gathered.give(self._so_far.gathered.slot(*self._so_far.last), alike)
            return
        found = tokens(line)
        services = [token.text for token in found if token.kind is TokenKind.SERVICE]
        owners = [token for token in found if token.kind is not TokenKind.SERVICE]
        struck = _STRUCK.search(raw)
        asked = line.rstrip().endswith("?") and services and not any(map(is_formed, owners))
        if (NEGATED.search(line) or struck or asked) and (found or line.rstrip().endswith(":")):
            self._so_far.gathered.miss(raw, MissedReason.UNCLEAR)
            if not services:
                self._so_far.heading, self._so_far.unnamed = None, True
        elif not services and (products := products_of(line)):
            self._products(raw, products, owners)
        elif not found:
            self._read_named(raw, line)
        elif not owners and (ARROW in line or has_legal_form(line) or _TO_A_NAME.search(line)):
            self._so_far.gathered.miss(
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
        name, email = one_owner(owners) if owners else self._so_far.heading or (None, "")
        if name is None:
            self._so_far.gathered.miss(
                raw, MissedReason.UNCLEAR if owners else MissedReason.NO_COMPANY
            )
            return
        self._so_far.last = (name, email)
        self._so_far.gathered.give(self._so_far.gathered.slot(name, email), products)

    def _as_above(self, line: str) -> list[str] | None:
        """Services whose owner is that of the line before, as it says."""
        match = _BESIDE.search(line)
        if match is None or not any(self._so_far.last) or not is_same_again(match[1]):
            return None
        found = tokens(line[: match.start()])
        kinds = {token.kind for token in found}
        return [token.text for token in found] if kinds == {TokenKind.SERVICE} else None

    def _services_alone(self, services: list[str]) -> None:
        if self._so_far.heading is not None:
            self._so_far.listed = True
            self._so_far.last = self._so_far.heading
            self._so_far.gathered.give(self._so_far.gathered.slot(*self._so_far.heading), services)
        else:
            self._so_far.loose += services
            self._so_far.gathered.leave(services)

    def _read_named(self, raw: str, line: str) -> None:
        if label_of(line.strip(" :*-")) is ColumnMeaning.SERVICE:
            return
        self._so_far.gathered.miss(raw, MissedReason.NOTHING_KNOWN)
        if line.rstrip().endswith(":"):
            self._so_far.heading, self._so_far.unnamed = None, not mostly_chatter(line)

    def _owner_alone(self, raw: str, line: str, owners: list[Token], following: str) -> None:
        """A heading; or an e-mail of the one above; or services that are no domains."""
        left, arrow, _ = line.rpartition(ARROW)
        if arrow and self._named_services(line):
            return
        if re.search(r"\w", left) and not has_legal_form(left):
            self._so_far.gathered.miss(raw, MissedReason.UNCLEAR)
            return
        name, email = one_owner(owners)
        if self._of_the_heading(raw, line, owners):
            return
        if name is None:
            self._so_far.gathered.miss(raw, MissedReason.UNCLEAR)
            self._so_far.heading = None
            return
        is_sure = bool(email) or any(token.sure and has_legal_form(token.text) for token in owners)
        points = line.startswith(ARROW) or owners[0].pointed_at
        points = points or bool(_POINTS_BACK.search(line) and not line.rstrip().endswith(":"))
        if self._so_far.loose and points and (is_sure or is_title(name)):
            self._so_far.gathered.give(self._so_far.gathered.slot(name, email), self._so_far.loose)
            self._so_far.loose = []
            return
        begins_another = self._so_far.listed and _services_only(following)
        if (
            not name
            and self._so_far.heading is not None
            and not self._so_far.heading[1]
            and not begins_another
        ):
            self._so_far.heading = (self._so_far.heading[0], email)
            self._so_far.gathered.slot(*self._so_far.heading)
            return
        if is_sure or _HEAD_SIGN.search(raw) or _services_only(following):
            named = is_title(name) or _HEAD_SIGN.search(raw)
            if not is_sure and (mostly_chatter(line) or not named):
                if line.rstrip().endswith(":") or not is_remark(line):
                    self._so_far.heading = None
                self._so_far.gathered.miss(raw, MissedReason.NOTHING_KNOWN)
                return
            self._so_far.heading, self._so_far.loose, self._so_far.listed = (name, email), [], False
            self._so_far.unnamed = False
            self._so_far.gathered.slot(name, email)
            return
        self._so_far.gathered.miss(raw, MissedReason.NOTHING_KNOWN)

    def _of_the_heading(self, raw: str, line: str, owners: list[Token]) -> bool:
        """A line that says more of the company above it, such as whom to ask, and begins none."""
        detail = labelled(line)
        named = any(map(is_formed, owners))
        says_more = bool(DETAIL.match(line)) or (
            detail is not None and detail[0] is ColumnMeaning.OTHER
        )
        says_more = says_more or bool(_OF_SERVICES.match(line) and not named)
        below = self._so_far.heading is not None and not self._so_far.listed
        if not says_more and (not below or named or _HEAD_SIGN.search(raw)):
            return False
        if not below and WEAK_DETAIL.match(line):
            self._so_far.heading = None  # it may be a name all the same
        emails = [token.text for token in owners if token.kind is TokenKind.EMAIL]
        if (
            self._so_far.heading is not None
            and below
            and len(emails) == 1
            and not self._so_far.heading[1]
        ):
            self._so_far.heading = (self._so_far.heading[0], emails[0])
            self._so_far.gathered.slot(*self._so_far.heading)
        else:
            self._so_far.gathered.miss(raw, MissedReason.NOTHING_KNOWN)
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
        self._so_far.gathered.give(self._so_far.gathered.slot(name, email), services)
        return True

    def _both(self, raw: str, line: str, found: list[Token]) -> None:
        pairs = pairs_of(found, line)
        if pairs is None:
            self._so_far.gathered.miss(raw, MissedReason.UNCLEAR)
            return
        for services, (name, email) in pairs:
            self._so_far.gathered.give(self._so_far.gathered.slot(name, email), services)
        self._so_far.last, self._so_far.listed = pairs[-1][1], True
        goes_on = line.rstrip().endswith((",", ";")) or not is_service(found[0])
        self._so_far.heading = pairs[-1][1] if goes_on or len(pairs) > 1 else None


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

"""One line taken apart: its services, its companies, its e-mails and what stands between them."""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from assistant.domain.portfolio.terms import (
    BEHIND_NAMES,
    FILLERS,
    FROM,
    LEADS,
    LEGAL_FORMS,
    NO_HOST_ENDINGS,
    NO_NAME,
    PRODUCT,
    SHORT_ENDINGS,
    TAILS,
)


class TokenKind(StrEnum):
    SERVICE = "service"
    COMPANY = "company"
    EMAIL = "email"


@dataclass(frozen=True, slots=True)
class Token:
    kind: TokenKind
    text: str
    sure: bool = True
    """Of a company: it has a legal form or stood in quotes, so that it needs no sign beside it."""
    pointed_at: bool = False
    """An arrow, or a word such as *ke*, leads to it."""
    left: bool = False
    """Whose the services are now, as a word such as *dari* says."""
    aside: bool = False
    """It stood in brackets."""


ARROW = "\u2192"
BACK = "\u2190"
_RIGHT = re.compile(
    r"[\u2190-\u21ff\u27a1\u2794-\u27be\u27f0-\u27ff\u2900-\u297f\u2b00-\u2b4f\u25b6\u25b8\u25ba\u00bb\u203a]\ufe0f?"
    r"|(?<![-=~\u2010-\u2015\u2212>])[-=~\u2010-\u2015\u2212]*>+|\|>"
)
_LEFT = re.compile(
    r"[\u2190\u21d0\u27f5\u2b05\u21e6\u25c0\u00ab\u2039]\ufe0f?|<[-=~\u2010-\u2015]+"
)
_HIDDEN = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")
_ANGLED = re.compile(r"<(mailto:)?([^<>\s]+@[^<>\s]+)>")
_MARKDOWN_LINK = re.compile(r"\[([^\[\]]{1,200})\]\((?:mailto:)?[^()\s]{1,300}\)")
_NUMBERING = re.compile(
    r"^\s*(?:(?:[-*+\u2022\u2023\u25aa-\u25ff\u2013\u2014\u00b7\u2713\u2714\u2611\u2705\u2043]"
    r"|\[[ xX]?\]|>)\s+|\(?\d{1,4}[.)\]:]\s+"
    r"|\(?[a-zA-Z][)]\s+|[\u2460-\u2473]\s*)+"
)
_EMAIL = re.compile(
    r"(?<![\w.+%'-])(?:mailto:)?([\w+%'-](?:[\w.+%'-]{0,62}[\w+%'-])?@"
    r"[^\W_](?:[\w-]*\w)?(?:\.[^\W_](?:[\w-]*[^\W_])?)+)"
)
_HOST = re.compile(
    r"(?<![\w@.-])(?:[a-zA-Z]{2,10}://)?"
    r"((?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+(?:xn--[a-z0-9-]{2,59}|[^\W\d_]{2,63}))"
    r"\.?(?![\w@-])(?::\d{1,5})?((?:[/?#][^\s,;|)\]\"\u201d]*)?)"
)
_IP = re.compile(r"(?<![\w.-])\d{1,3}(?:\.\d{1,3}){3}(?![\w-]|\.\d)")
_QUOTED = re.compile(
    r"[\"\u201c\u201d\u201e\u00ab\u00bb]([^\"\u201c\u201d\u201e\u00ab\u00bb]{1,120})[\"\u201c\u201d\u00ab\u00bb]|(?<!\w)'([^']{1,120})'(?!\w)"
)
_FORM_DOT = re.compile(r"(?<![\w.])(PT|CV|UD|PD|Fa|FA|Pt|Cv|Ud)\.(?=[A-Z])")
_FORMS = "|".join(sorted(LEGAL_FORMS))
_FORM_BEFORE = re.compile(r"(?<!\w)(?:PT|CV|UD|Yayasan|Koperasi)\.?\s$", re.IGNORECASE)
_STUCK_TO_A_FORM = re.compile(r"(?<=\w)[-\u2010-\u2015](?=(?:PT|CV|UD)\b\.?\s)")
_AND_A_FORM = re.compile(rf"\s&\s(?=(?:{_FORMS})\b)", re.IGNORECASE)
_NUMBER_OF_A_FORM = re.compile(rf"^\s*(?:[A-Z]|[IVX]{{1,5}})\.\s+(?=(?:{_FORMS})\b)", re.IGNORECASE)
_QUOTED_IN_A_NAME = re.compile(
    rf"(\b(?:{_FORMS})\b\.?[^\"\t;|,=:\u2192]{{0,80}})\"([^\"]{{1,80}})\"", re.IGNORECASE
)
_OF_THE_WRITER = re.compile(
    rf"(?<!\w)(?:dari|kami|saya|we|from|selaku)\s+(?=(?:{_FORMS})\b)", re.IGNORECASE
)
_COLUMN = re.compile(r"(?<=\S) {3,}(?=\S)")
"""A column, as it is copied out of a page."""
_LEADER = re.compile(r"(?<=\S)\s*\.{3,}\s*(?=\S)")
"""Dots from a name to its price in a printed list."""
_ASIDE = "\ue000"
_DOTTED_FORM = re.compile(r"(?<![\w.])([PpCcUu])\.\s?([TtVvDd])\.?(?=\s)")
"""``P.T. Maju``."""
_MARKED = re.compile(
    r"(?<![\w*_~`.-])([*_~`]{1,3})(?=[^\s*_~`])(.{1,200}?)(?<=[^\s*_~`])\1(?![\w*_~`])"
)
"""Bold, italic, struck out."""
_NOTE = re.compile(r"(?:(?<=\s)|^)(?://|#\s|--\s).*$|\(([^()]*)\)|\[([^\[\]]*)\]|\{[^{}]*\}")
_PIECES = re.compile(
    r"\s*[\t;|,\n]\s*|\s+[-\u2010-\u2015/]{1,2}\s+|\s*[=:]+\s*|\s*[\u2192\u2190]\s*"
)
_WORD_TO = re.compile(
    r"(?<!\w)(?:ke|kepada|menjadi|to|into|goes to|pindah ke)\s*(?:akun|account)?\s*$", re.IGNORECASE
)
_TO_A_FORM = re.compile(
    rf"(?<!\w)(?:pindah\s+)?(?:ke|kepada|menjadi|jadi|to|into)\s+(?:akun\s+|account\s+)?"
    rf"(?=(?:{'|'.join(sorted(LEGAL_FORMS))})\b\.?\s)"
    r"|(?<!\w)(?:ke|kepada|to|into)\s+(?:akun|account|perusahaan|klien)?\s*"
    r"(?=(?-i:[A-Z])\w+[\w ]*)",
    re.IGNORECASE,
)
_PICTURES = frozenset({"So", "Sk", "Cs", "Co"})
"""Kinds of characters that are no part of a name; arrows among them are told before."""
_FIRST_FORMS = frozenset({"pt", "cv", "ud", "yayasan", "koperasi", "perum"})
LONGEST_NAME = 100
MOST_WORDS = 9
MOST_WORDS_FORMED = 14


def plain_line(line: str) -> str:
    """Without what can't be seen, numbering and marks; every arrow is the same one."""
    text = unicodedata.normalize("NFKC", _HIDDEN.sub("", line))
    text = text.replace("[.]", ".").replace("\u201c", '"').replace("\u201d", '"')
    text = text.replace("\u2018", "'").replace("\u2019", "'")
    text = text.replace('""', "") if text.lstrip().startswith('"') else text
    text = re.sub(r'"([^\s",;]+)"', r"\1", text)
    text = _MARKDOWN_LINK.sub(r"\1", text)
    text = re.sub(r"^\s*(?:#{1,6}|>)\s+", "", text)
    text = _ANGLED.sub(r" \2 ", text)
    text = _MARKED.sub(r"\2", text)
    text = _COLUMN.sub("\t", _LEADER.sub(" - ", _NUMBERING.sub("", text)))
    text = _DOTTED_FORM.sub(r"\1\2", text)
    text = text.replace("**", "").replace("__", "").replace("`", "")
    text = _LEFT.sub(f" {BACK} ", text)
    text = _RIGHT.sub(lambda m: m[0] if m[0] == BACK else f" {ARROW} ", text)
    text = "".join(one for one in text if unicodedata.category(one) not in _PICTURES)
    text = _STUCK_TO_A_FORM.sub(" - ", _FORM_DOT.sub(r"\1 ", text))
    text = _NUMBER_OF_A_FORM.sub("", _AND_A_FORM.sub(", ", text))
    text = _TO_A_FORM.sub(f" {ARROW} ", text)
    return text.strip(" ")


def tokens(text: str) -> list[Token]:
    """Of a line that :func:`plain_line` made plain, in their order."""
    found: list[Token] = []
    done = 0
    for start, end, kind, said in _shapes(text):
        found += _names(text[done:start], found, kind)
        gap = text[done:start]
        found.append(Token(kind, said, pointed_at=_points(gap), left=bool(FROM.search(gap))))
        done = end
    found += _names(text[done:], found)
    return found


def _shapes(text: str) -> Iterator[tuple[int, int, TokenKind, str]]:
    """E-mails, hosts and IP addresses, none inside another."""
    taken = [
        (m.start(), m.end(), TokenKind.EMAIL, m[1].lower().strip("'"))
        for m in _EMAIL.finditer(text)
    ]
    for match in _HOST.finditer(text):
        inside = any(start <= match.start() < end for start, end, _, _ in taken)
        start = match.start()
        if inside or _FORM_BEFORE.search(text, max(0, start - 12), start):
            continue  # of an e-mail, or of a name: *PT Toko.com*
        if host := host_of(match[1]):
            listed = [host, *_hosts_behind(match)]
            taken += [(match.start(), match.end(), TokenKind.SERVICE, one) for one in listed]
    for match in _IP.finditer(text):
        if _is_ip(match[0]):
            taken.append((match.start(), match.end(), TokenKind.SERVICE, match[0]))
    return iter(sorted(taken))


def _hosts_behind(match: re.Match[str]) -> list[str]:
    """``satu.example/dua.example``: a path is none where all of it are hosts."""
    pieces = match[2].strip("/").split("/")
    hosts = [host_of(piece) if _HOST.fullmatch(piece) else "" for piece in pieces]
    return hosts if all(hosts) and "://" not in match[0] else []


def _is_ip(typed: str) -> bool:
    try:
        ipaddress.IPv4Address(typed)
    except ValueError:
        return False
    return True


def host_of(typed: str) -> str:
    """A domain as we compare it; empty where it only looks like one."""
    labels = typed.split(".")
    last = labels[-1]
    is_short = all(len(label) == 1 for label in labels[:-1]) and len(last) < 3
    if last.casefold() in NO_HOST_ENDINGS or (is_short and last not in SHORT_ENDINGS):
        return ""
    is_sentence = last[:1].isupper() and last[1:].islower() and not labels[0][:1].isupper()
    if is_sentence or (labels[0].casefold() in LEGAL_FORMS and last[:1].isupper()):
        return ""
    return typed.casefold().removeprefix("www.")


def _points(gap: str) -> bool:
    """Whether what ends there leads to what follows."""
    return ARROW in gap or bool(_WORD_TO.search(gap.rstrip(" :")))


def _names(gap: str, before: list[Token], following: TokenKind | None = None) -> list[Token]:
    """The companies that stand between two shapes: at most a few pieces are names at all."""
    if not gap.strip():
        return []
    found = []
    gap = _QUOTED_IN_A_NAME.sub(r"\1\2", gap)
    for quoted in _QUOTED.finditer(gap):
        if name := company_of(quoted[1] or quoted[2]):
            found.append(Token(TokenKind.COMPANY, name, True, _points(gap[: quoted.start()])))
    if found:
        return found
    pieces = _with_forms(_cut(_NOTE.sub(_form_in_note, gap)))
    stuck = following is TokenKind.SERVICE and gap[-1:].isspace() and not _PIECES.search(gap + " ")
    marked = len(pieces) > 1 or not (before or stuck)
    for sign, piece in pieces:
        name = company_of(piece)
        if not name:
            continue
        sure = has_legal_form(name)
        if sure or sign or marked:
            pointed = ARROW in sign or bool(
                re.match(r"\s*(?:ke|kepada|to|into)\s", piece, re.IGNORECASE)
            )
            plain = piece.strip(f" ({_ASIDE}")
            left = bool(FROM.match(plain) or _OF_THE_WRITER.search(plain))
            found.append(Token(TokenKind.COMPANY, name, sure, pointed, left, _ASIDE in piece))
    return found


def services_in(text: str) -> list[str]:
    """The domains and addresses of hosts in it."""
    return [token.text for token in tokens(plain_line(text)) if token.kind is TokenKind.SERVICE]


def products_of(line: str) -> list[str]:
    """Services that are no domains, such as ``VPS Kilat 2``, of a line that names no host."""
    pieces = [piece.strip(" \"'") for _, piece in _cut(_NOTE.sub(" ", line))]
    return [
        piece for piece in pieces
        if PRODUCT.match(piece) and not has_legal_form(piece)
        and not any(word in FILLERS for word in piece.casefold().split()[1:])
    ]  # fmt: skip


def _form_in_note(match: re.Match[str]) -> str:
    """``PT Maju (Persero)`` keeps what belongs to the name; any other note goes."""
    inside = (match[1] or match[2] or "").strip()
    if inside.casefold().strip(".") in LEGAL_FORMS:
        return match[0]
    return (
        f",{_ASIDE}{inside},"
        if has_legal_form(inside) and not match[0].startswith(("//", "#", "--"))
        else " "
    )


def _cut(gap: str) -> list[tuple[str, str]]:
    """Pieces with the sign before each."""
    pieces: list[tuple[str, str]] = []
    at, sign = 0, ""
    for match in _PIECES.finditer(gap):
        pieces.append((sign, gap[at : match.start()]))
        at, sign = match.end(), match[0]
    pieces.append((sign, gap[at:]))
    return [(sign, piece) for sign, piece in pieces if piece.strip()]


def _with_forms(pieces: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """``Maju Jaya, PT`` and ``Maju Jaya, Tbk`` are one name."""
    joined: list[tuple[str, str]] = []
    for sign, piece in pieces:
        words = [word.strip(".").casefold() for word in piece.split()]
        if joined and sign.strip() == "," and words and all(w in LEGAL_FORMS for w in words):
            joined[-1] = (joined[-1][0], f"{joined[-1][1]}, {piece.strip()}")
        else:
            joined.append((sign, piece))
    return joined


def has_legal_form(name: str) -> bool:
    return any(word.strip(".,()").casefold() in LEGAL_FORMS for word in name.split())


def company_of(text: str) -> str:
    """A company's name as it is written; empty where these words are none."""
    name = " ".join(text.replace(_ASIDE, "").split()).strip(
        " .,;:-=|\"'*#>_/?!&[]{}\u2192\u2190\u2010\u2011\u2012\u2013\u2014"
    )
    name = BEHIND_NAMES.sub("", name)
    if name.count("(") > name.count(")"):
        name = name[: name.rindex("(")]
    elif name.count(")") > name.count("("):
        name = name.replace(")", "")
    name = LEADS.sub("", TAILS.sub("", name)).strip(" .,;:-=|\"'*#(?!&[]{}")
    if sum(word in _FIRST_FORMS for word in re.findall(r"\w+", name.casefold())) > 1:
        return ""  # two companies
    name = _from_form(name)
    words = re.findall(r"\w+", name.casefold())
    most = MOST_WORDS_FORMED if has_legal_form(name) else MOST_WORDS
    if not words or len(name) > LONGEST_NAME or len(words) > most:
        return ""
    if not any(len(word) > 1 and not word.isdigit() for word in words):
        return ""
    if NO_NAME.fullmatch(name) or all(word in LEGAL_FORMS for word in words):
        return ""
    if PRODUCT.match(name) and not has_legal_form(name):
        return ""
    if all(word in FILLERS or word.isdigit() for word in words):
        return ""
    chatter = sum(word in FILLERS for word in words)
    return name if has_legal_form(name) or chatter * 2 < len(words) else ""


def _from_form(name: str) -> str:
    """From the legal form on, where it is one that begins names, or only words that say nothing
    stand before it."""
    words = name.split()
    for place, word in enumerate(words):
        form = word.strip(".,()").casefold()
        if form in LEGAL_FORMS and place:
            begins = form in ("pt", "cv", "ud") and place < len(words) - 1
            if begins or all(w.strip(".,:").casefold() in FILLERS for w in words[:place]):
                return " ".join(words[place:])
            return name
    return name

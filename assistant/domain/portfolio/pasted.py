"""What a chat, a mail or a sheet puts around the words that were copied out of it."""

from __future__ import annotations

import re

from assistant.domain.copied import QUOTED, SAID, SPOKEN

_MACHINE = re.compile(
    r"\W*(?:<?(?:media|image|video|audio|sticker|document|gif|gambar|foto|dokumen|stiker)"
    r" (?:omitted|tidak disertakan)>?|pesan ini dihapus|this message was deleted"
    r"|(?:anda menghapus|you deleted) (?:pesan ini|this message)"
    r"|.{0,40}(?:terenkripsi secara end-to-end|end-to-end encrypted).*)\W*",
    re.IGNORECASE,
)
_EDITED = re.compile(r"<(?:pesan ini (?:telah )?diedit|this message was edited)>", re.IGNORECASE)
_LETTERHEAD = re.compile(
    r"\s*\**(from|to|cc|bcc|subject|date|sent|reply-to|dari|kepada|ke|perihal|hal|subjek|tanggal"
    r"|dikirim)\**\s*:.*",
    re.IGNORECASE,
)
_OF_A_LETTER = frozenset({"subject", "sent", "perihal", "subjek", "tanggal", "date", "dikirim"})
_PASSED_ON = re.compile(
    r"\W*(?:forwarded (?:from|message)|diteruskan dari|pesan terusan|original message"
    r"|begin forwarded message)\b.*",
    re.IGNORECASE,
)
_WROTE = re.compile(r"\b(?:wrote|menulis)\s?:\s?$", re.IGNORECASE)
_CLOSING = re.compile(
    r"\W*(?:(?:terima ?kasih|makasih|trims|tks|thx|thanks?)\b[^.\d@:\u2192>]{0,50}"
    r"|salam(?: (?:hormat|hangat|sejahtera|sukses|dari))?|hormat (?:kami|saya)|wassalam\w*"
    r"|(?:(?:best|kind|warm) )?regards|best wishes|(?:yours )?sincerely)\W*|-- ?",
    re.IGNORECASE,
)
"""The last words of a letter: what follows is its writer."""
_ADDRESS = re.compile(r"\w\.\w{2,}")
_TOTAL = re.compile(
    r"\W*(?:(?:grand|sub)[ -]?)?(?:total|jumlah|jml)(?:nya|\s+(?:semua|seluruh|keseluruhan)\w*)?"
    r"(?:\s+(?:domain|layanan|perusahaan|akun))?(?:[\s:=|]+(?:rp\W*)?[\d.,]+(?:\s+\w+){0,3})?\W*",
    re.IGNORECASE,
)
_SAME = re.compile(
    r"\W*(?:s\.?\s?d\.?\s?a|idem|id\.|ditto|dito|\u3003|sama(?:\s+dengan|\s+spt|\s+seperti)?"
    r"(?:\s+(?:di\s+)?atas(?:nya)?)?|same(?:\s+as\s+above)?)\W*|\s*(?:\"|''|\u201d|\u2033)\s*",
    re.IGNORECASE,
)


LONGEST_LINE = 4_000
MOST_PARTS = 15
"""Of one line: more services than a plan holds have room in them."""
_PARTS = re.compile(rf".{{1,{LONGEST_LINE}}}[,;\s]|.{{1,{LONGEST_LINE}}}", re.DOTALL)


def parted(line: str) -> list[str]:
    """A line, or what is too long to be read at once, cut where a word ends."""
    if len(line) <= LONGEST_LINE:
        return [line]
    return _PARTS.findall(line[: MOST_PARTS * LONGEST_LINE])


def lines_of(text: str) -> tuple[list[str], frozenset[int]]:
    """Without who said it and when, and without the marks of a mail that quotes; and the places of
    those lines that are of the letter, not of the list: its head, and its writer at the end."""
    lines = [part for line in text.splitlines() for part in parted(line)]
    quoting = sum(line.lstrip().startswith(">") for line in lines) > 1
    found: list[str] = []
    aside: set[int] = set()
    listed = closed = False
    for line in lines:
        plain = QUOTED.sub("", line) if quoting else line
        if SPOKEN.match(plain.strip()):
            listed = closed = False
            continue
        said = _EDITED.sub("", SAID.sub("", plain, count=1))
        if said != plain:
            listed = closed = False
        if _MACHINE.fullmatch(said):
            continue
        listed = listed or bool(_ADDRESS.search(said))
        closed = closed or (listed and bool(_CLOSING.fullmatch(said)))
        if closed or _PASSED_ON.fullmatch(said) or _WROTE.search(said):
            aside.add(len(found))
        found.append(said)
    return found, frozenset(aside | _letterheads(found))


def _letterheads(lines: list[str]) -> set[int]:
    """``From: … To: … Subject: …``, where one of them is of letters only."""
    found: set[int] = set()
    block: list[tuple[int, str]] = []
    for place, line in enumerate([*lines, ""]):
        if match := _LETTERHEAD.fullmatch(line):
            block.append((place, match[1].casefold()))
            continue
        if len(block) > 1 and any(name in _OF_A_LETTER for _, name in block):
            found |= {place for place, _ in block}
        block = []
    return found


def is_total(text: str) -> bool:
    """A line that only counts; a company may begin with the same word."""
    return bool(_TOTAL.fullmatch(text.strip()))


def is_same_again(text: str) -> bool:
    """*sda*, *idem*, a mark of repetition: what stands above."""
    return bool(text.strip()) and bool(_SAME.fullmatch(text))

"""Documents that look like a faktur's or come with it, told from it by their titles."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.documents import form
from assistant.domain.fakturs.paper import Nota, Unreadable, UnreadableFaktur

_HEAD = 14
"""Lines in which a title is looked for."""
_TITLES = (
    (re.compile(r"(?:.* )?NOTA (?:RETUR|PEMBATALAN)\b.*"), Unreadable.NOTA_RETUR),
    (re.compile(r"(?:.* )?BUKTI P(?:EMOTONG|EMUNGUT|OTONG)(?:AN)?\b.*"), Unreadable.BUKTI_POTONG),
)
_OLD_NUMBER = re.compile(
    rf"{re.escape(form.NUMBER.removesuffix(':'))} ?: ?\d{{3}}[.\-]\d{{3}}[.\-]\d{{2}}[.\-]\d{{8}}\b"
)
"""``010.000-24.12345678``: as the e-Faktur desktop printed it until 2024."""


def refuse_other_kinds(lines: Sequence[str]) -> None:
    """Raises UnreadableFaktur with what it is, for a nota retur or pembatalan (in which the number
    of a faktur stands), a bukti potong, and a faktur of the desktop era."""
    for line in lines:
        if _OLD_NUMBER.match(line):
            raise UnreadableFaktur(Unreadable.DESKTOP_FAKTUR)
    for line in lines[:_HEAD]:
        if line == form.TITLE or line.startswith((form.LETTERHEAD_NAME, form.NUMBER)):
            return  # what follows are names of people and things
        for title, kind in _TITLES:
            if title.fullmatch(line.upper()):
                nota = read_nota(lines) if kind is Unreadable.NOTA_RETUR else None
                raise UnreadableFaktur(kind, nota)


_NOTA_NUMBER = re.compile(
    r"(?:.* )?(?:NO\.?|NOMOR)(?: NOTA)?(?: (?:RETUR|PEMBATALAN))?(?: ?/ ?(?:NOTA )?PEMBATALAN)?"
    r" ?: ?([A-Z0-9][A-Z0-9./-]{2,39})(?: .*)?"
)
_FAKTUR_NUMBER = re.compile(r"(?<!\d)(?:0[1-9]|10)\d{15}(?!\d)")


def read_nota(lines: Sequence[str]) -> Nota:
    """Its own number and the faktur's, each only where there is one alone."""
    numbers = {
        match[1] for line in lines if (match := _NOTA_NUMBER.fullmatch(line.upper()))
        if not _FAKTUR_NUMBER.fullmatch(match[1])
    }  # fmt: skip
    fakturs = {number for line in lines for number in _FAKTUR_NUMBER.findall(line)}
    return Nota(_alone(numbers), _alone(fakturs))


def _alone(found: set[str]) -> str:
    return found.pop() if len(found) == 1 else ""

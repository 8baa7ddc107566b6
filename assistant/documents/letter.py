"""*Surat Permohonan Pemindahan Layanan*: the request for a move as a letter, on A4.

A letter to the provider is in Indonesian whatever language the customer reads the chat in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from assistant.documents.lines import clipped, wrap
from assistant.documents.paper import A4, Colour, Paper
from assistant.domain.billing import ServiceKind
from assistant.domain.transfers.letter import TransferLetter
from assistant.domain.transfers.model import MovedService
from assistant.domain.words import HOME, Arg
from assistant.texts import Texts

_WIDTH, _HEIGHT = A4
_LEFT, _RIGHT = 68.0, _WIDTH - 68.0
_TOP, _BOTTOM = 64.0, _HEIGHT - 76.0
"""Between them the text runs; below is what every page says of itself."""
_SIZE = 10.5
_LINE = 15.0
_LABEL = 104.0
"""Width of the labels before a colon."""
_ROW = 20.0
_NO, _KIND = 34.0, 96.0
"""Widths of the table's first and last column; the name takes what is left."""
_NAME_LEFT, _KIND_LEFT = _LEFT + _NO, _RIGHT - _KIND
_PAD = 6.0
_SIGNATURE = 74.0
"""Room to sign in."""
_MOST_LINES = 6
"""Of a name or an address; the longest that people write have three."""
_SOFT: Colour = (102, 112, 122)
_TINT: Colour = (238, 240, 243)
_LOCALE = HOME


_KINDS: Mapping[str, str] = {
    ServiceKind.DOMAIN: "surat-kind-domain",
    ServiceKind.HOSTING: "surat-kind-hosting",
    ServiceKind.SERVER: "surat-kind-server",
}


def write_letter(letter: TransferLetter, texts: Texts) -> bytes:
    """The PDF. The same letter always gives the same bytes."""
    title = texts.plain(_LOCALE, "surat-file", {"number": letter.number})
    return _Drawing(letter, texts, Paper(title, letter.asked_at, A4)).draw()


class _Drawing:
    """One letter being drawn from top to bottom; ``y`` is where the next thing begins."""

    def __init__(self, letter: TransferLetter, texts: Texts, paper: Paper) -> None:
        self.letter = letter
        self.texts = texts
        self.paper = paper
        self.y = _TOP

    def draw(self) -> bytes:
        self.turn_page()
        self.head()
        self.request()
        self.services()
        self.destination()
        self.closing()
        self.footers()
        return self.paper.to_bytes()

    def turn_page(self) -> None:
        self.paper.new_page()
        self.y = _TOP

    def ensure(self, height: float) -> None:
        if self.y + height > _BOTTOM:
            self.turn_page()

    def say(self, key: str, **args: Arg) -> str:
        return self.texts.plain(_LOCALE, key, args)

    def head(self) -> None:
        title = self.say("surat-title")
        with self.paper.bold(13):
            self.paper.text_centred(_WIDTH / 2, self.y + 13, title, size=13)
        self.y += 40
        day = self.letter.asked_at.astimezone(self.texts.timezone).date()
        self.labelled("surat-number", self.letter.number)
        self.labelled("surat-date", self.say("surat-day", day=day))
        self.labelled("surat-about", self.say("surat-about-what"))
        self.y += _LINE
        for line in self.say("surat-to").splitlines():
            self.paragraph(line)
        self.y += _LINE

    def request(self) -> None:
        self.paragraph(self.say("surat-greeting"))
        self.y += _LINE / 2
        self.paragraph(self.say("surat-we"))
        self.y += 4
        self.labelled("surat-name", self.letter.sender)
        self.labelled("surat-email", self.letter.sender_email)
        self.y += 4
        self.paragraph(self.say("surat-ask"))
        self.y += _LINE / 2

    def services(self) -> None:
        self.table_head()
        for number, service in enumerate(self.letter.services, start=1):
            self.service(number, service)
        self.y += _LINE

    def table_head(self) -> None:
        self.ensure(3 * _ROW)
        self.paper.fill(_LEFT, self.y, _RIGHT - _LEFT, _ROW, _TINT)
        self.row(self.y, "surat-no", "surat-service", "surat-kind")
        self.frame(_ROW)

    def row(self, top: float, *keys: str) -> None:
        no, name, kind = (self.say(key) for key in keys)
        self.paper.text_centred(_LEFT + _NO / 2, top + 14, no, size=_SIZE)
        self.paper.text(_NAME_LEFT + _PAD, top + 14, name, size=_SIZE)
        self.paper.text(_KIND_LEFT + _PAD, top + 14, kind, size=_SIZE)

    def service(self, number: int, service: MovedService) -> None:
        room = _KIND_LEFT - _NAME_LEFT - 2 * _PAD
        name = clipped(wrap(service.name, room, size=_SIZE), _MOST_LINES)
        height = _ROW + (len(name) - 1) * _LINE
        if self.y + height > _BOTTOM:
            self.turn_page()
            self.table_head()
        self.paper.text_centred(_LEFT + _NO / 2, self.y + 14, str(number), size=_SIZE)
        for index, line in enumerate(name):
            self.paper.text(_NAME_LEFT + _PAD, self.y + 14 + index * _LINE, line, size=_SIZE)
        kind = self.say(_KINDS[service.kind])
        self.paper.text(_KIND_LEFT + _PAD, self.y + 14, kind, size=_SIZE)
        self.frame(height)

    def frame(self, height: float) -> None:
        """A row of the table: its border and the lines between the columns."""
        self.paper.box(_LEFT, self.y, _RIGHT - _LEFT, height)
        for x in (_NAME_LEFT, _KIND_LEFT):
            self.paper.line(x, self.y, x, self.y + height)
        self.y += height

    def destination(self) -> None:
        self.ensure(4 * _LINE)
        self.paragraph(self.say("surat-destination"))
        self.y += 4
        if self.letter.destination:
            self.labelled("surat-name", self.letter.destination)
        self.labelled("surat-email", self.letter.destination_email)
        self.y += _LINE / 2
        for key in ("surat-reason", "surat-understood"):
            self.paragraph(self.say(key))
            self.y += _LINE / 2

    def closing(self) -> None:
        """Kept together: nobody signs a page with nothing else on it."""
        thanks = wrap(self.say("surat-thanks"), _RIGHT - _LEFT, size=_SIZE)
        signer = clipped(wrap(self.letter.sender, 220, size=_SIZE), 3)
        self.ensure((len(thanks) + len(signer) + 3) * _LINE + _SIGNATURE)
        self.lines(thanks)
        self.y += _LINE
        left = _RIGHT - 220
        self.paper.text(left, self.y + 11, self.say("surat-regards"), size=_SIZE)
        self.y += _SIGNATURE
        self.paper.line(left, self.y, _RIGHT, self.y)
        self.y += 3
        for line in signer:
            self.paper.text(left, self.y + 11, line, size=_SIZE)
            self.y += _LINE
        self.paper.text(left, self.y + 10, self.say("surat-sign-here"), size=8, colour=_SOFT)
        self.y += _LINE

    def labelled(self, key: str, value: str) -> None:
        room = _RIGHT - _LEFT - _LABEL - 12
        for index, line in enumerate(clipped(wrap(value, room, size=_SIZE), _MOST_LINES)):
            if index == 0:
                self.paper.text(_LEFT, self.y + 11, self.say(key), size=_SIZE)
                self.paper.text(_LEFT + _LABEL, self.y + 11, ":", size=_SIZE)
            self.paper.text(_LEFT + _LABEL + 12, self.y + 11, line, size=_SIZE)
            self.y += _LINE

    def paragraph(self, text: str) -> None:
        self.lines(wrap(text, _RIGHT - _LEFT, size=_SIZE))

    def lines(self, lines: Iterable[str]) -> None:
        for line in lines:
            self.ensure(_LINE)
            self.paper.text(_LEFT, self.y + 11, line, size=_SIZE)
            self.y += _LINE

    def footers(self) -> None:
        for page in range(1, self.paper.pages + 1):
            self.paper.turn_to(page)
            y = _BOTTOM + 34
            note = self.say("surat-note", number=self.letter.number)
            self.paper.text(_LEFT, y, note, size=8, colour=_SOFT)
            of = self.say("surat-page", page=page, pages=self.paper.pages)
            self.paper.text_right(_RIGHT, y, of, size=8, colour=_SOFT)

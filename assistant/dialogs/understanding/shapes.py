"""What can be told by its shape: numbers, addresses and hosts. Found parts are taken out of the
text and leave a mark such as ``<invoice>`` in their place."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from assistant.dialogs.understanding.brand import US, Brand
from assistant.dialogs.understanding.vocabulary import one_of, words_of
from assistant.dialogs.understanding.writing import words
from assistant.domain.emails import addresses_written
from assistant.domain.ids import Numbered
from assistant.domain.spoken import digits_written

_GAP = r"[\s\-_/.#:;,\u2010-\u2015]*"
_INVOICE_WORD = rf"(?<![a-z]){one_of('invoice')}(?:nya|na|e|ku)?"
_SO_CALLED = rf"{_GAP}(?:{one_of('number')}{_GAP}){{0,2}}"
_FEW_WORDS = r"\W*(?:\w+\W+){0,2}$"
_CODE = r"([0-9A-Z]{4}[\s-]?[0-9A-Z]{4})(?![0-9A-Z])"

_EMAIL = re.compile(
    r"(?<![\w.+%'-])(?:mailto:)?'?([\w.+%'-]{1,64}+)@([a-z0-9-]+(?:\.[a-z0-9-]+)+)", re.IGNORECASE
)
_LINK = re.compile(rf"(?:https?://)?(?:www\.)?{one_of('chat-link')}/\S+", re.IGNORECASE)
_HOST = re.compile(
    r"(?<![\w.-])(?<!\w@)(?:[a-z]+://)?(?:www\.)?((?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+([a-z]{2,}))"
    r"(?![\w@-])(?::\d+)?(?:[/?#][^\s,;)\]]*)?",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_ENDINGS = frozenset(words_of("host-ending"))
_NO_HOSTS = frozenset(words_of("no-host"))
_IP = re.compile(r"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])")
_REQUEST = re.compile(rf"(?<![a-z0-9])P\s?N\s?D{_GAP}{_CODE}", re.IGNORECASE)
_CONVERSATION = re.compile(rf"(?<![a-z0-9])CS\s?[-_/#]\s?{_CODE}", re.IGNORECASE)
_INVOICE = re.compile(
    rf"{_INVOICE_WORD}{_SO_CALLED}"
    rf"((?:19|2[0O])[\dO]{{2}}){_GAP}([\dO]{{3}}[\s.-]?[\dO]{{3}})(?![\dO])",
    re.IGNORECASE,
)
_SHORT_INVOICE = re.compile(
    rf"{_INVOICE_WORD}{_SO_CALLED}(\d{{3,10}})(?![\w.,/]*\d)"
    rf"(?!\s*{one_of('not-counted')}\b|\s*%)",
    re.IGNORECASE,
)
_INVOICE_ALONE = re.compile(r"(?<![\w.,/-])((?:19|20)\d\d)\s?[/-]\s?(\d{6})(?![\w.,/-]*\d)")
_HASHED = re.compile(r"(?<!\w)#\s?(\d{3,10})(?![\d\w])")
_TICKET = re.compile(
    rf"\b{one_of('ticket')}\s+(?:{one_of('number')}\W*)?#?\s?(\d{{3,10}})\b", re.IGNORECASE
)
_ONLY_NUMBER = re.compile(r"(?<![\w.,-])(\d{3,10})(?![\w.,-]*\d)")
_AMOUNT = re.compile(
    rf"(?<!\w){one_of('amount-before')}\.?\s?\d[\d.,]*\s?(?:{one_of('amount-after')})?(?!\w)"
    rf"|(?<![\w.,])\d[\d.,]*\s?{one_of('amount-after')}(?:an)?(?!\w)"
    r"|(?<![\w.,/-])\d{1,3}(?:[.,]\d{3})+(?:,\d{2}|,-)?(?![\w.,-]*\d)",
    re.IGNORECASE,
)
_PHONE = re.compile(
    r"(?<![\w+])(?:\+\s?\d{1,3}|\(?0\)?8\d|62\s?8\d|\(0\d{2,3}\)|0(?:21|22|24|31|274|361|411|61)\b)"
    r"[\d\s().-]{5,15}\d(?!\d)"
)
_JOINED_DIGITS = re.compile(r"(?<!\d)\d(?:[.\-/\u2010-\u2015]?\d)+(?!\d)")
_SPACED_DIGITS = re.compile(r"(?<!\w)\d(?:[ \t]?[.\-/\u2010-\u2015]?[ \t]?\d)+(?!\d)")
_BESIDE_TAX = re.compile(one_of("beside-a-tax-number") + _FEW_WORDS, re.IGNORECASE)
_BESIDE_MONEY = re.compile(rf"\b{one_of('beside-money')}\b{_FEW_WORDS}", re.IGNORECASE)
_BESIDE_CODE = re.compile(rf"\b{one_of('beside-a-code')}{_FEW_WORDS}", re.IGNORECASE)
_TOWARDS = re.compile(
    rf"\b{one_of('towards')}[\s:=,]*(?:{one_of('towards-what')}[\s:=]*){{0,4}}$", re.IGNORECASE
)
_TAKEN_BACK = re.compile(
    rf"\b{one_of('taken-back')}[\s:=,]*(?:{one_of('towards-what')}[\s:=]*){{0,4}}$", re.I
)
_DENIED = re.compile(
    rf"\b(?:{one_of('denied')}\s*(?:{one_of('denied-what')}\s+){{0,4}}(?:\S+\s+{one_of('joined')}\s+)*"
    rf"|{one_of('excepted')}\s*(?:{one_of('denied-what')}\s+){{0,4}}(?:\S+\s*(?:,|\b{one_of('joined')})\s*)*)$",
    re.IGNORECASE,
)
_KINDS = {15: "npwp", 16: "npwp", 17: "faktur", 22: "nitku"}
_LONGEST_CODE = 8
_LONGEST_BESIDE = 40
_READ = 1000
_FAR_BEFORE = 120
"""Characters before a name that may deny it."""
_BESIDE_BARE = frozenset(words_of("number", "beside-a-bare-number"))

Value = Callable[[re.Match[str]], tuple[str, str] | None]
"""(kind, what it says), or nothing when it only looks like it."""


@dataclass(slots=True)
class Masked:
    """A text whose found parts are taken out, one kind after the other."""

    text: str
    found: dict[str, list[str]] = field(default_factory=dict)

    def take(self, pattern: re.Pattern[str], value: Value) -> None:
        """Every match that has a value leaves a mark such as ``<email>``."""

        def taken(match: re.Match[str]) -> str:
            told = value(match)
            if told is None:
                return match[0]
            self.add(*told, match.string[: match.start()])
            return f" <{told[0]}> "

        self.text = pattern.sub(taken, self.text)

    def add(self, kind: str, said: str, before: str) -> None:
        """The first of its kind counts, but one that something is changed to comes before it.

        One that is denied ("bukan a.example") is not meant, and one that is said instead of
        another ("eh salah, maksudnya b.example") takes its place.
        """
        known = self.found.setdefault(kind, [])
        if said in known or _DENIED.search(before[-_FAR_BEFORE:]):
            return
        if known and _TAKEN_BACK.search(before[-60:]):
            known[-1:] = [said]
        elif known and kind != "domain" and _TOWARDS.search(before[-60:]):
            known.insert(0, said)
        else:
            known.append(said)

    def first(self, kind: str) -> str | None:
        return next(iter(self.found.get(kind, ())), None)


def mask_shapes(text: str, us: Brand) -> Masked:
    """Everything but months and companies.

    Addresses are looked for in all of the text, for a list of domains may be long; what follows
    ``_READ`` characters else is a letter's rest, and left out.
    """
    text = digits_written(addresses_written(text))
    masked = Masked(text)
    if "@" in text:
        masked.take(_EMAIL, _email(us))
    if "." in text:
        masked.take(_LINK, _whole("link"))
        masked.take(_HOST, _host(us))
    masked.text = masked.text[:_READ]
    masked.take(_REQUEST, _code_of("request", Numbered.REQUEST))
    masked.take(_CONVERSATION, _code_of("conversation", Numbered.CONVERSATION))
    if _DIGIT.search(masked.text):
        _mask_numbers(masked)
    return masked


def without_denied_hosts(text: str) -> tuple[str, list[str]]:
    """The text without the hosts that are denied, excepted or taken back in it; and those hosts."""
    cuts: list[tuple[int, int]] = []
    denied: list[str] = []
    named: re.Match[str] | None = None
    for match in _HOST.finditer(text):
        before = text[max(0, match.start() - _FAR_BEFORE) : match.start()]
        if no := _DENIED.search(before):
            cuts.append((match.start() - len(no[0]), match.end()))
            denied.append(match[1].lower())
            continue
        if named and _TAKEN_BACK.search(before):
            cuts.append((named.start(), named.end()))
            denied.append(named[1].lower())
        named = match
    kept, done = "", 0
    for start, end in sorted(cuts):
        kept += text[done : max(done, start)]
        done = max(done, end)
    return kept + text[done:], denied


def _mask_numbers(masked: Masked) -> None:
    masked.take(_INVOICE, _invoice)
    if _says_nothing(_INVOICE_ALONE.sub("", masked.text, count=1)):
        masked.take(_INVOICE_ALONE, _invoice)
    masked.take(_JOINED_DIGITS, _long_number)
    masked.take(_SPACED_DIGITS, _long_number)
    masked.take(_IP, _whole("ip"))
    masked.take(_PHONE, _whole("phone"))
    masked.take(_AMOUNT, _whole("amount"))
    masked.take(_SHORT_INVOICE, _short_invoice)
    masked.take(_TICKET, _whole("ticket"))
    masked.take(_HASHED, _short_invoice)
    if _says_nothing(_ONLY_NUMBER.sub("", masked.text, count=1)):
        masked.take(_ONLY_NUMBER, _short_invoice)


def _says_nothing(text: str) -> bool:
    """Whether these words go with a bare number: "no 000731 ya kak"."""
    said = words(text[:_LONGEST_BESIDE])
    return len(text) <= _LONGEST_BESIDE and all(
        one in _BESIDE_BARE or not one.isalnum() for one in said
    )


def _whole(kind: str) -> Value:
    return lambda match: (kind, match[0])


def _code_of(kind: str, of: Numbered) -> Value:
    def code(match: re.Match[str]) -> tuple[str, str] | None:
        """A word after the letters is no code: it has no digit, or the case of a sentence."""
        typed = re.sub(r"[\s-]", "", match[1])
        looks_so = any(one.isdigit() for one in typed) or ("-" in match[0] and typed == match[1])
        return (kind, f"{of}-{typed.upper()}") if looks_so else None

    return code


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text.upper().replace("O", "0"))


def _invoice(match: re.Match[str]) -> tuple[str, str]:
    return "invoice", f"INV-{_digits(match[1])}-{_digits(match[2])}"


def _short_invoice(match: re.Match[str]) -> tuple[str, str] | None:
    is_year = len(match[1]) == 4 and match[1].startswith("20")
    return None if is_year else ("invoice", match[1])


def _email(us: Brand) -> Value:
    def email(match: re.Match[str]) -> tuple[str, str]:
        address = f"{match[1]}@{match[2]}".lower().rstrip("-")
        return US if us.has_host(match[2]) else "email", address

    return email


def _host(us: Brand) -> Value:
    def host(match: re.Match[str]) -> tuple[str, str] | None:
        """Not an ending by itself, which is what a price is asked of: "berapa co.id setahun"."""
        name = match[1].lower()
        if match[2].lower() not in _ENDINGS or name in _NO_HOSTS:
            return None
        return US if us.has_host(name) else "domain", name

    return host


def _long_number(match: re.Match[str]) -> tuple[str, str] | None:
    """Tells a number by how many digits it has; a bank account or a code is none of ours."""
    digits = _digits(match[0])
    before = match.string[: match.start()]
    if len(digits) <= _LONGEST_CODE and _BESIDE_CODE.search(before[-40:]):
        return "code", digits
    kind = _KINDS.get(len(digits))
    if kind is None or before.endswith("+"):
        return None
    if _BESIDE_MONEY.search(before[-60:]) and not _BESIDE_TAX.search(before[-40:]):
        return "account", digits
    return kind, digits

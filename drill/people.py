"""Scripted people. Each waits for the answer before doing the next thing, as people do."""

from __future__ import annotations

import asyncio
import random
import re
from base64 import b64decode
from collections import Counter
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial
from typing import Any

from assistant.domain.portal import PortalError, PortalFailure
from drill.provider import Admin, Provider
from drill.screens import OLD_BUTTON, Message, Screens
from drill.world import Mover, Payer, Withholder, letters
from sandbox.model import STAFF_GROUP_ID, Json
from sandbox.slips import make_slip
from tests.simclient import DEWI, RINA, Sim, SimRefused

SLOW = 10.0
"""Seconds that are remarkable for an answer."""
DECIDE_AGAIN = 8.0
"""Seconds after which people press again what was gone at that moment, and staff whatever had no
effect."""


SOON = 20.0
"""Seconds after which people ask again for what they do not see."""
TRY_AGAIN = 2.0
"""Seconds after which people do as a window says that asks to be tried again."""
RETRY = "Coba lagi"
_HERE, _TO = re.compile(r"^⬜ (.+)$", re.MULTILINE), re.compile(r"^Ke akun .* \(#(\d+)\)$", re.M)
"""In the card of a move that staff make by hand: what is to be moved, and the account."""


class LostError(Exception):
    """An answer never came."""


class Pace:
    """Everybody's updates together are no more than so many a second."""

    def __init__(self, rate: float) -> None:
        self._gap = 1 / rate
        self._next = 0.0

    async def wait(self) -> None:
        now = asyncio.get_running_loop().time()
        self._next = max(self._next + self._gap, now)
        if self._next > now:
            await asyncio.sleep(self._next - now)


@dataclass
class Diary:
    """What people did and saw."""

    updates: set[int] = field(default_factory=set)
    """The number of each that people caused."""
    steps: Counter[str] = field(default_factory=Counter)
    """By kind of person: steps begun."""
    answered: Counter[str] = field(default_factory=Counter)
    waits: list[float] = field(default_factory=list)
    """Seconds from each step to its answer."""
    troubles: list[str] = field(default_factory=list)
    slow: list[str] = field(default_factory=list)
    strange: list[str] = field(default_factory=list)
    """Answers that no step of the script asks for: something was handled twice, or not at all."""
    drafts: dict[int, tuple[str, str]] = field(default_factory=dict)
    """First and last name as each talker typed them last."""
    requests: dict[str, str] = field(default_factory=dict)
    """The number of each move that was asked for, by the service's name."""
    sent: int = 0
    """Moves that somebody pressed the last button for."""
    paid: dict[str, int] = field(default_factory=dict)
    """Whose chat each invoice that was paid belongs to."""
    withheld: dict[str, int] = field(default_factory=dict)
    """Whose chat each invoice belongs to that a slip pays the rest of."""
    issued: set[str] = field(default_factory=set)
    """The invoices whose faktur was handed in."""


@dataclass
class Cast:
    """What everybody on stage shares."""

    sim: Sim
    screens: Screens
    pace: Pace
    diary: Diary
    patience: float
    tap_lives: float
    """Seconds after which nothing comes of a tap any more, and people tap again."""
    began: float
    """By the loop's clock."""
    curtain: asyncio.Event = field(default_factory=asyncio.Event)
    """Nobody begins anything new."""

    async def act(self, doing: Callable[[], Awaitable[Json]]) -> None:
        """``doing`` answers with the number of the update that it causes."""
        await self.pace.wait()
        self.diary.updates.add(int((await doing())["update_id"]))


class Actor:
    """Somebody in their private chat."""

    def __init__(self, cast: Cast, chat: int, kind: str) -> None:
        self.cast = cast
        self.chat = chat
        self.kind = kind

    async def says(self, text: str, *then: str) -> Message:
        send = partial(self.cast.sim.send, self.chat, text)
        return await self._step(text, self._does(send, *then))

    async def taps(self, label: str, *then: str, twice: bool = False) -> Message:
        return await self._step(label, self._presses(label, then, 2 if twice else 1))

    async def hands_in(self, name: str, content: bytes) -> Message:
        send = partial(self.cast.sim.send_document, self.chat, name, content)
        return await self._step(name, self._does(send, f"{name} kami terima"))

    async def _does(self, doing: Callable[[], Awaitable[Json]], *then: str) -> Message:
        """What came of it."""
        after = self.cast.screens.at
        await self.cast.act(doing)
        began = self._clock()
        answer = await self.reads(*then, after=after)
        self._waited(then, began)
        return answer

    async def _presses(self, label: str, then: tuple[str, ...], times: int) -> Message:
        """What came of the newest button with ``label`` in it. It is pressed again when it was said
        to be an old one, or when nothing has come of it for as long as a tap lives."""
        screens, begun = self.cast.screens, self.cast.screens.at
        deadline, first = self._clock() + self.cast.patience, 0.0

        def arrived(message: Message) -> bool:
            return message.at > begun and any(one in message.text for one in then)

        def due(message: Message) -> bool:
            return arrived(message) or bool(message.button(label))

        while (left := deadline - self._clock()) > 0:
            under = await screens.until(self.chat, due, left)
            if under is None:
                break
            if answer := screens.chats[self.chat].newest(arrived):
                self._waited(then, first or self._clock())
                return answer
            pressed = screens.at
            wait = self.cast.tap_lives if await self._press(under, label, times) else DECIDE_AGAIN
            first = first or self._clock()
            await screens.until(self.chat, partial(_ends, arrived, pressed), min(wait, left))
        raise self._lost(then)

    async def _press(self, under: Message, label: str, times: int) -> bool:
        """Whether it was there: it may be drawn anew at this moment."""
        data = under.button(label)
        press = partial(self.cast.sim.tap, self.chat, data=data, message_id=under.id)
        try:
            for _ in range(times):
                await self.cast.act(press)
        except SimRefused:
            return False
        return True

    async def _tries_again(self) -> None:
        """Whenever a window says that the portal is away, as it asks to; until cancelled."""
        screens = self.cast.screens
        while True:
            away = await screens.until(self.chat, _is_away, self.cast.patience)
            if away is not None:
                await asyncio.sleep(TRY_AGAIN)
                pressed = screens.at
                await self._press(away, RETRY, 1)
                changed = partial(_is_newer, pressed)
                await screens.until(self.chat, changed, self.cast.tap_lives)

    async def reads(self, *words: str, after: int = 0, button: str | None = None) -> Message:
        """The newest message with any of these words in it."""

        def wanted(message: Message) -> bool:
            fits = any(one in message.text for one in words)
            return message.at > after and fits and (button is None or bool(message.button(button)))

        found = await self.cast.screens.until(self.chat, wanted, self.cast.patience)
        if found is None:
            raise self._lost((button,) if button else words)
        return found

    async def sees(self, label: str) -> bool:
        """Whether a button with this in it comes soon."""
        chat = self.cast.screens
        return await chat.until(self.chat, lambda one: bool(one.button(label)), SOON) is not None

    def _lost(self, words: tuple[str, ...]) -> LostError:
        newest = self.cast.screens.chats[self.chat].newest(lambda _: True)
        shown = newest.text[:200] if newest else "nothing"
        about = f"{self.kind} {self.chat}: no {words!r}; on screen: {shown!r}"
        self.cast.diary.troubles.append(about)
        return LostError(str(words))

    async def _step(self, what: str, acting: Coroutine[Any, Any, Message]) -> Message:
        self.cast.diary.steps[self.kind] += 1
        trying = asyncio.create_task(self._tries_again())
        try:
            answer = await acting
        finally:
            trying.cancel()
        self.cast.diary.answered[self.kind] += 1
        if "⚠️" in answer.text and OLD_BUTTON not in answer.text:
            self.cast.diary.strange.append(f"{self.kind} {self.chat}, {what!r}: {answer.text!r}")
        return answer

    def _waited(self, what: tuple[str, ...], began: float) -> None:
        diary, seconds = self.cast.diary, self._clock() - began
        diary.waits.append(seconds)
        if seconds > SLOW:
            since = began - self.cast.began
            diary.slow.append(f"{self.kind} {self.chat}, {what}: {since:.1f} s + {seconds:.1f} s")

    def _clock(self) -> float:
        return asyncio.get_running_loop().time()

    async def arrives(self) -> None:
        await self.says("/start", "Apakah Anda setuju?")
        await self.taps("Setuju", "Apa yang ingin Anda lakukan?")


def _is_away(message: Message) -> bool:
    return "tidak dapat dihubungi" in message.text and bool(message.button(RETRY))


def _is_newer(after: int, message: Message) -> bool:
    return message.at > after


def _ends(arrived: Callable[[Message], bool], pressed: int, message: Message) -> bool:
    """A tap came to something, if only to being an old button's."""
    return arrived(message) or (message.at > pressed and OLD_BUTTON in message.text)


async def talk(actor: Actor, number: int) -> None:
    """The form of a new account, its first name mended again and again.

    A text handled twice would be taken as the answer to the next question, and a tap handled twice
    would go back too far: either shows in the next window.
    """
    diary, last_name = actor.cast.diary, f"Wijaya {letters(number)}"
    await actor.arrives()
    await actor.taps("Akun baru", "nama depan")
    await actor.says("Nol", "nama belakang")
    await actor.says(last_name, "alamat email")
    diary.drafts[actor.chat] = ("Nol", last_name)
    rounds = 0
    while not actor.cast.curtain.is_set():
        rounds += 1
        first_name = f"Raden {letters(rounds)}"
        await actor.taps("Kembali", "nama belakang")
        await actor.taps("Kembali", "nama depan")
        await actor.says(first_name, "alamat email")
        diary.drafts[actor.chat] = (first_name, last_name)


async def move(actor: Actor, mover: Mover) -> None:
    """Ask for each service, one after the other; the last button is always pressed twice."""
    await actor.arrives()
    for service in mover.services:
        if actor.cast.curtain.is_set():
            return
        await actor.says("/pindah", "Layanan dari akun mana")
        await actor.taps(mover.owner.label, "Layanan apa yang dipindahkan")
        await actor.taps(service, "Terpilih: 1")
        await actor.taps("Lanjut", "Dipindahkan ke akun mana?")
        await actor.taps(mover.recipient.label, "Semua siap")
        actor.cast.diary.sent += 1
        sent = await actor.taps("Kirim permintaan", "Permintaan terkirim", twice=True)
        found = re.search(r"PND-[0-9A-Z]{8}", sent.text)
        assert found
        actor.cast.diary.requests[service] = found.group()


async def decide(cast: Cast, rng: random.Random) -> None:
    """Two of the staff press the same buttons at the same moment; until cancelled."""
    group = cast.screens.chats[STAFF_GROUP_ID]
    pressed: dict[tuple[str, str], float] = {}
    clock = asyncio.get_running_loop().time
    while True:
        for card in _cards(group.messages.values()):
            label = "Ambil" if card.button("Ambil") else "Setujui"
            data = card.button(label)
            if data is None or pressed.get((data, label), 0.0) > clock():
                continue
            pressed[data, label] = clock() + DECIDE_AGAIN
            for person in rng.sample((RINA, DEWI), 2):
                press = partial(
                    cast.sim.tap, STAFF_GROUP_ID, data=data, message_id=card.id, sender=person
                )
                with suppress(SimRefused):  # the card was drawn anew at this moment
                    await cast.act(press)
        await asyncio.sleep(0.2)


def _cards(messages: Any) -> list[Message]:
    """Those that wait for somebody, as they are now."""
    newest: dict[str, Message] = {}
    for message in messages:
        found = re.match(r"(PND-[0-9A-Z]{8}) · ", message.text)
        if found and message.at > getattr(newest.get(found[1]), "at", 0):
            newest[found[1]] = message
    return [card for card in newest.values() if card.buttons]


async def move_by_hand(cast: Cast, admin: Admin) -> None:
    """What a card says that staff move in the portal's own pages; until cancelled."""
    group = cast.screens.chats[STAFF_GROUP_ID]
    while True:
        for card in _cards(group.messages.values()):
            here, to = _HERE.findall(card.text), _TO.search(card.text)
            if here and to:
                await _moved(admin, here, to[1])
        await asyncio.sleep(1)


async def _moved(admin: Admin, names: list[str], to: str) -> None:
    """Those that are not with this account yet."""
    for account in (await admin.overview())["accounts"]:
        for service in account["services"]:
            if service["name"] in names and account["id"] != to:
                await _in_tries(partial(admin.transfer, service["id"], to))


async def pay(actor: Actor, payer: Payer, admin: Admin, moments: list[float]) -> None:
    """Invoices are paid at these moments (seconds from now); each is followed by its faktur, once
    the chat says that it is waited for."""
    await actor.arrives()
    began = asyncio.get_running_loop().time()
    for moment in moments:
        await asyncio.sleep(max(0.0, began + moment - asyncio.get_running_loop().time()))
        invoice = await _billed(payer, admin)
        actor.cast.diary.paid[invoice] = actor.chat
        await _in_tries(partial(admin.pay, invoice))
        await actor.reads(f"Pembayaran {invoice}")
        await _in_tries(partial(admin.issue, invoice))
        actor.cast.diary.issued.add(invoice)


async def withhold(actor: Actor, company: Withholder, provider: Provider, count: int) -> None:
    """Each invoice is paid less its tax, and its slip handed in twice: the slip pays the rest."""
    admin = provider.admin
    await actor.arrives()
    for _ in range(count):
        if actor.cast.curtain.is_set():
            return
        billed = await _in_tries(
            lambda: admin.bill(company.account.id, company.server, Decimal(1_000_000))
        )
        number = str(billed["invoice"])
        actor.cast.diary.withheld[number] = actor.chat
        await actor.says("/buktipotong", "Bukti potong PPh 23")
        while not await actor.sees(number):  # what was billed a moment ago
            await actor.says("/buktipotong", "Bukti potong PPh 23")
        await actor.taps(number, f"Tagihan {number}")
        await actor.taps("transfer sisanya", "Dicatat: Anda memotong")
        await _in_tries(partial(provider.pay_less, number, Decimal(20_000)))
        slip = await _in_tries(partial(make_slip, admin, number, ""))
        content = b64decode(slip["base64"])
        for _ in range(2):
            await actor.hands_in(slip["name"], content)
        await actor.reads(f"untuk tagihan {number} ")


async def _billed(payer: Payer, admin: Admin) -> str:
    billed = await _in_tries(lambda: admin.bill(payer.account.id, None, Decimal(250_000)))
    return str(billed["invoice"])


async def _in_tries(doing: Callable[[], Any]) -> Any:
    """Until the portal, or the assistant behind it, takes it. It was paid already: fine."""
    while True:
        try:
            return await doing()
        except PortalError as error:
            if error.code is PortalFailure.REFUSED and "invoice is paid" in str(error):
                return None
            await asyncio.sleep(0.5)

"""What was asked for, beside what came of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

import asyncpg

from assistant.runner.updates import NOT_UNDERSTOOD
from assistant.storage.embedded import dsn
from drill.people import Diary
from drill.provider import Provider
from drill.screens import Message, Screens
from drill.stack import Stack
from drill.trouble import Trouble
from drill.world import Mover, World


@dataclass
class Row:
    """One kind of effect."""

    what: str
    asked: int = 0
    done: int = 0
    lost: int = 0
    duplicated: int = 0
    repeats: int | None = None
    """Marked as such, where nobody could know. None: of this there are none."""
    allowed: int | None = None
    details: list[str] = field(default_factory=list)

    def note(self, name: str, times: int, wanted: int = 1) -> None:
        """One thing that was asked for happened so many times."""
        self.asked += wanted
        self.done += min(times, wanted)
        self.lost += max(0, wanted - times)
        self.duplicated += max(0, times - wanted)
        if times != wanted:
            self.details.append(f"{self.what}: {name}: {times} times")

    @property
    def fine(self) -> bool:
        return not self.lost and not self.duplicated and (self.repeats or 0) <= (self.allowed or 0)


async def count(
    world: World,
    diary: Diary,
    screens: Screens,
    trouble: Trouble,
    provider: Provider,
    stack: Stack,
) -> list[Row]:
    mails = [mail["subject"] for mail in await stack.sim.mails() if mail["attachments"]]
    connection = await asyncpg.connect(dsn(stack.database_url))
    try:
        given_up = await _given_up(connection)
        return [
            await _updates(connection, diary, stack),
            *_steps(diary),
            await _drafts(connection, diary),
            *await _requests(connection, world, diary, provider),
            *_pushed(diary, screens, trouble, mails, given_up),
            await _settled(provider, diary),
            _told_of_moves(world, diary, screens, trouble, given_up),
            *await _on_screen(connection, screens),
        ]
    finally:
        await connection.close()


_NOT_DONE = ("failed", NOT_UNDERSTOOD)
"""How an update ended that nothing came of."""


async def _updates(db: asyncpg.Connection, diary: Diary, stack: Stack) -> Row:
    """Each once in the inbox, and each handled. Of a tap that nobody fetched as long as it lived
    nothing is expected: whoever tapped it did so again."""
    row = Row("updates")
    found = await db.fetch(
        "select key, done_at, result, reference from inbox where source = 'telegram'"
    )
    rows: dict[int, list[asyncpg.Record]] = defaultdict(list)
    for one in found:
        rows[int(one["key"].partition(":")[2])].append(one)
    expired = set((await stack.sim.report())["updates_expired"])
    for number in diary.updates:
        if number in expired and number not in rows:
            continue
        ours = [one for one in rows[number] if one["done_at"]]
        row.note(str(number), len(ours) - sum(one["result"] in _NOT_DONE for one in ours))
        row.details += [f"failed: {one['reference']}" for one in ours if one["reference"]]
    return row


def _steps(diary: Diary) -> Iterable[Row]:
    for kind, begun in sorted(diary.steps.items()):
        row = Row(f"dialog steps of {kind}s", begun, diary.answered[kind])
        row.lost = row.asked - row.done
        row.duplicated = sum(one.startswith(kind) for one in diary.strange)
        row.details = [one for one in (*diary.troubles, *diary.strange) if one.startswith(kind)]
        yield row


async def _drafts(db: asyncpg.Connection, diary: Diary) -> Row:
    """Each form holds what was typed into it last."""
    row = Row("forms as typed")
    found = await db.fetch("select person, data::text, step from draft where feature = 'akun'")
    drafts = {one["person"]: one["data"] for one in found}
    for person, names in diary.drafts.items():
        right = all(f'"{name}"' in drafts.get(person, "") for name in names)
        row.note(f"{person} {names} {drafts.get(person)}", int(right))
    return row


async def _requests(
    db: asyncpg.Connection, world: World, diary: Diary, provider: Provider
) -> list[Row]:
    requests, tickets = Row("requests made"), Row("tickets opened")
    decisions, moves, replies = Row("decisions"), Row("services moved"), Row("words in tickets")
    transfers = await db.fetch("select number, state, reference, services::text from transfer")
    made = await db.fetch("select transfer, decision from decision where state = 'made'")
    decided = Counter((one["transfer"], one["decision"]) for one in made)
    in_portal, said = await provider.tickets(), await provider.replies()
    owners = await _owners(provider)
    for mover, service in _asked(world, diary):
        ours = [one for one in transfers if f'"{service}"' in one["services"]]
        requests.note(service, len(ours))
        for one in ours:
            number, reference = one["number"], one["reference"]
            tickets.note(number, sum(reference in text for text in in_portal))
            for decision in ("take", "approve"):
                decisions.note(f"{number} {decision}", decided[number, decision])
            replies.note(number, sum(f"{reference}-done" in text for text in said))
            arrived = one["state"] == "done" and owners.get(service) == mover.recipient.id
            moves.note(f"{number} {one['state']}", int(arrived))
    return [requests, tickets, decisions, moves, replies]


def _asked(world: World, diary: Diary) -> Iterable[tuple[Mover, str]]:
    for mover in world.movers:
        for service in mover.services:
            if service in diary.requests:
                yield mover, service


async def _settled(provider: Provider, diary: Diary) -> Row:
    """The slip of each invoice is entered as a payment once, whatever was handed in twice."""
    row = Row("slips that paid an invoice")
    for number in diary.withheld:
        found = await provider.slips(number)
        row.note(number, len(found))
        row.details += [f"{number}: {amount}" for amount in found if amount != 20_000]
    return row


async def _owners(provider: Provider) -> dict[str, str]:
    accounts = (await provider.admin.overview())["accounts"]
    return {one["name"]: account["id"] for account in accounts for one in account["services"]}


async def _given_up(db: asyncpg.Connection) -> list[str]:
    """Notices that were in doubt twice: staff were told, and nobody sends them a third time."""
    rows = await db.fetch(
        "select payload::text as said from delivery d where state = 'unknown' and document is null"
        " and exists (select from delivery staff where staff.channel = 'staff'"
        " and staff.state = 'sent' and staff.payload ->> 'key' = 'desk-delivery-unknown'"
        " and staff.payload -> 'args' ->> 'what' like '%(#' || d.id || ')%')"
    )
    return [row["said"] for row in rows]


async def _on_screen(db: asyncpg.Connection, screens: Screens) -> list[Row]:
    """Each window and each card stands where it is thought to stand, as it is wanted."""
    rows = {"chat": Row("windows on screen"), "card": Row("cards on screen")}
    for one in await db.fetch("select key, chat, message_id, shown = wanted as shown from screen"):
        kind, _, about = one["key"].partition(":")
        message = screens.chats[one["chat"]].messages.get(one["message_id"])
        stands = one["shown"] and message is not None
        unnamed = kind == "chat" or about == "queue"  # the list of all that waits names nothing
        named = unnamed or (message is not None and about in message.text)
        rows[kind].note(f"{one['key']} {message}", int(stands and named))
    return list(rows.values())


def _pushed(
    diary: Diary, screens: Screens, trouble: Trouble, mails: list[str], given_up: list[str]
) -> list[Row]:
    notices = _row("notices of payment", "sendMessage", trouble)
    pdfs = _row("PDFs, in chats or by mail", "sendDocument", trouble)
    for invoice, chat in diary.paid.items():
        messages = screens.chats[chat].messages.values()
        texts = [m for m in messages if m.document is None and f"Pembayaran {invoice}" in m.text]
        _note(notices, invoice, texts, sum(invoice in said for said in given_up))
        if invoice in diary.issued:
            _note(
                pdfs,
                invoice,
                [m for m in messages if m.document and invoice in m.text],
                sum(invoice in subject for subject in mails),
            )
    return [notices, pdfs]


def _told_of_moves(
    world: World, diary: Diary, screens: Screens, trouble: Trouble, given_up: list[str]
) -> Row:
    row = _row("notices of moves", "sendMessage", trouble)
    for mover, service in _asked(world, diary):
        number = diary.requests[service]
        messages = screens.chats[mover.chat].messages.values()
        for words, key in _MOVES.items():
            about = [m for m in messages if number in m.text and words in m.text]
            about = [m for m in about if "Permintaan terkirim" not in m.text]
            elsewhere = sum(number in said and key in said for said in given_up)
            _note(row, f"{number} {words}", about, elsewhere)
    return row


_MOVES = {
    "sedang ditangani": "ntf-transfer-taken",
    "disetujui": "ntf-transfer-approved",
    "Selesai: layanan": "ntf-transfer-done",
}


def _row(what: str, method: str, trouble: Trouble) -> Row:
    allowed = trouble.unknowable[method] + trouble.in_flight[method]
    return Row(what, repeats=0, allowed=allowed)


def _note(row: Row, name: str, messages: list[Message], elsewhere: int) -> None:
    """Once as it is; or once more and marked, which may also be the only one that came. What was
    in doubt twice goes another way, which is no more than once again."""
    marked = sum(message.again for message in messages)
    plain = len(messages) - marked
    came = (plain, marked, elsewhere)
    row.note(name, 1 if max(came) == 1 else sum(came))
    row.repeats = (row.repeats or 0) + (sum(came) - 1 if max(came) == 1 else 0)


HEAD = ("", "asked", "done", "lost", "duplicated", "repeats", "allowed")


def table(rows: list[Row]) -> str:
    lines = ["  ".join([f"{HEAD[0]:28}", *(f"{name:>10}" for name in HEAD[1:])])]
    for row in rows:
        figures = (row.asked, row.done, row.lost, row.duplicated, row.repeats, row.allowed)
        shown = ("" if figure is None else str(figure) for figure in figures)
        lines.append("  ".join([f"{row.what:28}", *(f"{one:>10}" for one in shown)]))
    return "\n".join(lines)

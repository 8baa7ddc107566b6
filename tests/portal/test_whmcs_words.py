"""Texts in tables of three-byte UTF-8: nothing that is cut there is sent, and a cut is noticed."""

from __future__ import annotations

import unicodedata
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.portal import PortalFailure
from assistant.domain.tickets import Attachment, TicketAuthor, carries, with_reference
from assistant.portal.whmcs import WhmcsPortal
from assistant.portal.whmcs.words import is_cut, keepable
from tests.portal.provider import ODD_TEXTS, a_ticket, refusal, someone
from tests.portal.whmcs_world import WhmcsWorld, whmcs_world

KNEES = "Mohon dibantu \N{PERSON WITH FOLDED HANDS}\U0001f3fd pindahkan VPS."
STYLED = "".join(chr(0x1D5D4 + ord(c) - ord("A")) for c in "PTMAJU")


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[WhmcsWorld]:
    async with whmcs_world(tmp_path) as world:
        world.whmcs.set_up(oddities={"utf8mb3": True})
        yield world
        assert world.whmcs.complaints == []


@pytest.fixture
def portal(world: WhmcsWorld) -> WhmcsPortal:
    return world.portal


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        (KNEES, "Mohon dibantu [person with folded hands] pindahkan VPS."),
        (f"{STYLED} Jaya", "PTMAJU Jaya"),
        ("\U0001f1ee\U0001f1e9 merdeka", "ID merdeka"),
        ("\U0001f9d1\u200d\U0001f4bb ok", "[adult][personal computer] ok"),
        ("\U00020bb7\u91ce", "[cjk unified ideograph-20bb7]\u91ce"),
        ("a\U0010ffff\U000e0067b", "ab"),
        ("\u260e\ufe0f é ﷼ \u202e", "\u260e\ufe0f é ﷼ \u202e"),
        ("", ""),
    ],
)
def test_a_picture_is_a_word_and_a_styled_letter_the_letter(written: str, sent: str) -> None:
    assert keepable(written) == sent


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_nothing_above_three_bytes_is_left_and_all_below_stays(text: str) -> None:
    kept = keepable(text)
    assert all(char <= "\uffff" for char in kept)
    assert keepable(kept) == kept
    if all(char <= "\uffff" for char in text):
        assert kept == text


def test_every_character_there_is_becomes_something_that_can_be_kept() -> None:
    for code in range(0x10000, 0x110000):
        spelled = keepable(chr(code))
        assert not spelled or max(spelled) <= "\uffff", unicodedata.name(chr(code), hex(code))


async def test_of_a_text_with_a_picture_there_is_one_ticket_though_the_answer_was_lost(
    world: WhmcsWorld, portal: WhmcsPortal
) -> None:
    owner = await portal.create_client(someone())
    new = await a_ticket(
        portal, owner, reference="PND-TEST1", subject=f"Pindah {STYLED} \U0001f64f",
        message=with_reference(KNEES, "PND-TEST1"),
    )  # fmt: skip
    await world.whmcs.sim.fault("whmcs:OpenTicket", kind="cut", effect="before")
    assert await refusal(portal.open_ticket(new)) is PortalFailure.UNKNOWN_OUTCOME
    found = await portal.find_ticket(owner.id, "PND-TEST1")
    assert found is not None
    again = await portal.open_ticket(new)
    assert (again, again.whole) == (found, True)
    assert len(world.whmcs.calls("OpenTicket")) == 1
    ticket = await portal.ticket(found.id)
    assert "[person with folded hands] pindahkan VPS." in ticket.message
    assert ticket.subject == "Pindah PTMAJU [person with folded hands]"


async def test_a_reference_in_the_last_line_is_found_too(portal: WhmcsPortal) -> None:
    """As an older release wrote it."""
    owner = await portal.create_client(someone())
    new = await a_ticket(portal, owner, reference="PND-LAMA", message=f"{KNEES}\n\nPND-LAMA")
    assert await portal.find_ticket(owner.id, "PND-LAMA") is None
    ref = await portal.open_ticket(new)
    assert await portal.find_ticket(owner.id, "PND-LAMA") == ref


@pytest.mark.parametrize("message", ODD_TEXTS)
async def test_answers_and_notes_of_every_kind_are_kept_whole(
    world: WhmcsWorld, portal: WhmcsPortal, message: str
) -> None:
    owner = await portal.create_client(someone())
    ref = await portal.open_ticket(await a_ticket(portal, owner))
    words = with_reference(message, "r-1")
    assert await portal.answer_ticket(
        ref.id, words, author=TicketAuthor.CLIENT, reference="r-1",
        attachments=[Attachment("foto \U0001f4f7.png", b"x")],
    )  # fmt: skip
    [reply] = (await portal.ticket(ref.id)).replies
    assert reply.message == keepable(words)
    assert [one.name for one in reply.attachments] == ["foto [camera].png"]
    await portal.add_note(owner.id, message)
    assert await world.notes(owner.id) == [keepable(message)]


async def test_a_cut_is_noticed_when_it_is_read_back(
    portal: WhmcsPortal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever else a table cuts at: here all is sent as it is typed."""
    monkeypatch.setattr("assistant.portal.whmcs.portal.keepable", lambda text: text)
    owner = await portal.create_client(someone())
    new = await a_ticket(portal, owner, message=with_reference(KNEES, "r-0"), reference="r-0")
    ref = await portal.open_ticket(new)
    assert not ref.whole
    assert await portal.find_ticket(owner.id, "r-0") == ref, "the reference stands before the cut"

    async def answer() -> bool:
        words = with_reference(KNEES, "r-1")
        return await portal.answer_ticket(ref.id, words, author=TicketAuthor.STAFF, reference="r-1")

    assert [await answer(), await answer()] == [False, False]
    assert len((await portal.ticket(ref.id)).replies) == 1


@pytest.mark.parametrize(
    ("text", "stands"),
    [("r-1", True), ("r-1\n\nHalo", True), ("Halo\r\n\r\nr-1", True), ("(r-1)", True),
     ("r-12", False), ("xr-1", False), ("r-1-reply3", False), ("", False)],
)  # fmt: skip
def test_a_reference_is_not_found_in_a_longer_one(text: str, stands: bool) -> None:
    assert carries(text, "r-1") is stands


async def test_the_twelfth_answer_is_not_taken_for_the_first(portal: WhmcsPortal) -> None:
    owner = await portal.create_client(someone())
    ref = await portal.open_ticket(await a_ticket(portal, owner))
    for number in (12, 1):
        await portal.answer_ticket(
            ref.id, with_reference(f"Yang ke-{number}", f"R-reply{number}"),
            author=TicketAuthor.CLIENT, reference=f"R-reply{number}",
        )  # fmt: skip
    assert len((await portal.ticket(ref.id)).replies) == 2


@pytest.mark.parametrize(
    ("kept", "sent", "cut"),
    [("a\nb", "a\r\nb ", False), ("a", "a b", True), ("", "a", True), ("a b", "a", False)],
)
def test_a_beginning_is_a_cut_however_lines_end(kept: str, sent: str, cut: bool) -> None:
    assert is_cut(kept, sent) is cut

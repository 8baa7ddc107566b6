"""The buttons of a held PDF, and what is written or sent after them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from assistant.domain.fakturs.comparing import MismatchCode
from assistant.domain.fakturs.holding import hold
from assistant.domain.fakturs.intake import receive_pdf
from assistant.domain.fakturs.model import UploadState
from assistant.domain.sources import Source
from assistant.storage import tables as t
from tests.desk.finance_desk import TOPIC, Desk
from tests.simclient import STAFF

QUESTION = 700_001
"""The message of the bot that asks."""
PDF = {"file_id": "F2", "file_unique_id": "U2", "file_name": "benar.pdf", "file_size": 10}


async def held(desk: Desk, *codes: MismatchCode) -> int:
    """A PDF whose card stands in the topic."""
    reasons = tuple((str(code), "INV-1, INV-2", "") for code in codes or (MismatchCode.SEVERAL,))
    async with desk.table.shop.work() as work:
        sha256 = await work.documents.put(b"%PDF ragu", "faktur")
        upload = await receive_pdf(work, sha256, "ragu.pdf", Source.FINANCE)
        assert upload is not None
        await hold(work, upload, reasons)
    return upload.id


async def acts(desk: Desk) -> list[tuple[str, str, str, str]]:
    rows = sorted(await desk.table.rows(t.finance_act), key=lambda row: row.id)
    return [(row.act, row.subject, row.text, row.state) for row in rows]


async def says(desk: Desk, text: str | None = None, *, by: int = 2001, **content: Any) -> None:
    await desk.staff.write(by, text, topic=TOPIC, **content)
    await desk.work_off()


async def replies(desk: Desk, text: str | None = None, *, by: int = 2001, **content: Any) -> None:
    """To the newest question."""
    [row] = [row for row in await desk.rows() if row.payload.get("asks")][-1:]
    async with desk.table.shop.work() as work:
        await work.conversations.prompt_stands(row.payload["prompt"], STAFF, QUESTION)
    answered = {
        "message_id": QUESTION, "date": 1, "chat": {"id": STAFF, "type": "supergroup"},
        "from": {"id": 77, "is_bot": True, "first_name": "Bot"}, "text": "?",
    }  # fmt: skip
    await says(desk, text, by=by, reply_to_message=answered, **content)


async def test_the_invoice_is_asked_for_and_taken_from_a_reply_of_the_one_who_tapped(
    desk: Desk,
) -> None:
    upload = await held(desk)
    await desk.tap("held-btn-assign")
    assert "untuk tagihan mana" in (await desk.told())[-1]
    await desk.tap("held-btn-write-number")
    await says(desk, "INV-7 itu yang mana ya?")
    await replies(desk, "INV-9", by=2002)
    assert "hanya untuk" in (await desk.told())[-1]
    await replies(desk, sticker={
        "file_id": "s", "file_unique_id": "s", "type": "regular", "width": 1, "height": 1,
        "is_animated": False, "is_video": False,
    })  # fmt: skip
    assert "sebagai tulisan" in (await desk.told())[-1]
    await replies(desk, " INV-2 ")
    assert "Tetapkan" in (await desk.told())[-1]
    await desk.tap("desk-btn-send", by=2002)
    assert await acts(desk) == []
    await desk.tap("desk-btn-send")
    [(act, subject, text, _)] = await acts(desk)
    assert (act, subject, text) == ("assign", str(upload), "INV-2")
    await replies(desk, "INV-3")
    assert len(await acts(desk)) == 1


async def test_batal_leaves_it_held(desk: Desk) -> None:
    upload = await held(desk)
    await desk.staff.tap(2001, f"held:cancel:{upload}:0", topic=TOPIC)
    assert "tetap ditahan" in (await desk.told())[-1]
    assert await acts(desk) == []


async def test_a_photo_is_answered_with_what_to_send_once_for_an_album(desk: Desk) -> None:
    photo = [{"file_id": "p", "file_unique_id": "p", "width": 1, "height": 1}]
    for _ in range(2):
        await says(desk, photo=photo, media_group_id="7")
    assert [said for said in await desk.told() if "berkas PDF" in said] == [(await desk.told())[-1]]


@pytest.mark.parametrize("name", ["faktur.rar", "daftar.xls", "IMG_1.JPG"])
async def test_a_file_in_another_form_is_answered_with_what_to_send(desk: Desk, name: str) -> None:
    await says(desk, document={"file_id": "d", "file_unique_id": "d", "file_name": name})
    assert "PDF atau ZIP" in (await desk.told())[-1]


async def test_a_refusal_asks_why_and_then_settles_the_card(desk: Desk) -> None:
    await held(desk)
    await desk.tap("held-btn-refuse")
    assert "mengapa" in (await desk.told())[-1]
    await desk.tap("desk-btn-write")
    await replies(desk, "x" * 1001)
    assert "terlalu panjang" in (await desk.told())[-1]
    await replies(desk, "Faktur <ganda>")
    assert await acts(desk) == []
    await desk.tap("desk-btn-send")
    assert [act[0] for act in await acts(desk)] == ["refuse"]
    [upload] = await desk.table.rows(t.upload)
    assert upload.state == UploadState.REFUSED
    card, *_, outcome = await desk.rows()
    assert outcome.payload["edits"] == card.id
    assert not outcome.payload.get("buttons")
    assert "Faktur &lt;ganda&gt;" in (await desk.told())[-1]
    await desk.tap("held-btn-assign")
    assert len(await acts(desk)) == 1


async def test_a_ready_reason_is_looked_at_and_may_be_called_off(desk: Desk) -> None:
    await held(desk)
    await desk.tap("held-btn-refuse")
    await desk.tap("held-ready-double")
    assert "Faktur ganda." in (await desk.told())[-1]
    await desk.tap("desk-btn-cancel")
    await desk.tap("desk-btn-send")
    assert await acts(desk) == []


async def test_a_question_of_a_quarter_of_an_hour_ago_counts_no_more(desk: Desk) -> None:
    await held(desk)
    await desk.tap("held-btn-assign")
    await desk.tap("held-btn-write-number")
    desk.table.clock.move(timedelta(minutes=16))
    await replies(desk, "INV-2")
    assert "lewat 15 menit" in (await desk.told())[-1]
    assert await acts(desk) == []


async def test_another_file_in_its_place_settles_it_and_is_taken_in(desk: Desk) -> None:
    await held(desk, MismatchCode.BUYER_NPWP)
    await desk.tap("held-btn-replace")
    await desk.tap("held-btn-send-file")
    assert "berkas PDF pengganti" in (await desk.told())[-1]
    await replies(desk, "sebentar")
    assert "mohon balas dengan berkas PDF" in (await desk.told())[-1]
    await replies(desk, document=PDF)
    assert "benar.pdf" in (await desk.told())[-1]
    await desk.tap("desk-btn-send")
    assert {act[0]: act[3] for act in await acts(desk)} == {"replace": "made", "take-in": "made"}
    [upload] = await desk.table.rows(t.upload)
    assert upload.state == UploadState.REPLACED
    [file] = await desk.table.rows(t.intake_file)
    assert (file.name, file.telegram) == ("benar.pdf", "F2")


@pytest.mark.parametrize("label", ["held-btn-refuse", "held-btn-replace"])
async def test_one_without_the_role_settles_nothing(desk: Desk, label: str) -> None:
    await held(desk)
    await desk.tap(label, by=2002)
    if "refuse" in label:
        await desk.tap("held-ready-double", by=2002)
    else:
        await desk.tap("held-btn-send-file", by=2002)
        await replies(desk, document=PDF, by=2002)
    await desk.tap("desk-btn-send", by=2002)
    [upload] = await desk.table.rows(t.upload)
    assert upload.state == UploadState.HELD
    assert {act[3] for act in await acts(desk)} == {"not-allowed"}


async def test_what_nobody_may_answer_for_has_no_button_to_assign_it(desk: Desk) -> None:
    await held(desk, MismatchCode.BUYER_NPWP)
    labels = [button["label"] for row in await desk.rows() for button in row.payload["buttons"]]
    assert labels == ["held-btn-draft", "held-btn-replace", "held-btn-refuse"]

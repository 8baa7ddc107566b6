"""The two libraries the assistant uses talk to the sandbox as they would to Telegram."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import aiogram
import pytest
import telegram
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError, TelegramRetryAfter
from aiogram.types import (
    BotCommand,
    BufferedInputFile,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaDocument,
    Message,
)
from aiohttp import web

from sandbox.server import Running
from tests.simclient import BUDI, DEWI, SITI, STAFF, Sim

PDF = b"%PDF-1.4\nspesimen\n%%EOF"
KEYBOARD = InlineKeyboardMarkup(
    inline_keyboard=[[InlineKeyboardButton(text="Lanjut", callback_data="go", style="success")]]
)


@pytest.fixture
async def bot(sandbox: Running) -> AsyncIterator[aiogram.Bot]:
    session = AiohttpSession(api=TelegramAPIServer.from_base(sandbox.url))
    async with aiogram.Bot(sandbox.token, session=session) as bot:
        yield bot


@pytest.fixture
async def ptb(sandbox: Running) -> AsyncIterator[telegram.Bot]:
    async with telegram.Bot(
        sandbox.token, base_url=f"{sandbox.url}/bot", base_file_url=f"{sandbox.url}/file/bot"
    ) as bot:
        yield bot


async def test_aiogram_polls_answers_and_edits(bot: aiogram.Bot, sim: Sim) -> None:
    dispatcher = aiogram.Dispatcher()

    @dispatcher.message()
    async def greet(message: Message) -> None:
        await message.answer("<b>Halo</b>", parse_mode="HTML", reply_markup=KEYBOARD)

    @dispatcher.callback_query()
    async def pressed(query: aiogram.types.CallbackQuery) -> None:
        await query.answer("Baik", show_alert=True)
        assert isinstance(query.message, Message)
        await query.message.edit_text("Selesai")

    polling = asyncio.create_task(dispatcher.start_polling(bot, handle_signals=False))
    await sim.send(BUDI, "/start")
    shown = await sim.wait(BUDI, "Halo")
    assert shown["html"] == "<b>Halo</b>"
    assert shown["reply_markup"]["inline_keyboard"][0][0]["style"] == "success"
    pressed_id = (await sim.tap(BUDI, "Lanjut"))["callback_query_id"]
    edited = await sim.wait(BUDI, "Selesai")
    assert edited["message_id"] == shown["message_id"]
    assert "reply_markup" not in edited
    answer = await sim.callback(pressed_id)
    assert answer == {"answered": True, "text": "Baik", "show_alert": True, "url": None}
    await dispatcher.stop_polling()
    await polling


async def test_aiogram_takes_updates_by_webhook(bot: aiogram.Bot, sim: Sim) -> None:
    from aiogram.webhook.aiohttp_server import SimpleRequestHandler

    dispatcher = aiogram.Dispatcher()

    @dispatcher.message()
    async def echo(message: Message) -> None:
        await bot.send_message(message.chat.id, f"Anda menulis {message.text}")

    app = web.Application()
    SimpleRequestHandler(
        dispatcher, bot, handle_in_background=False, secret_token="rahasia"
    ).register(app, "/hook")
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    await bot.set_webhook(f"http://127.0.0.1:{port}/hook", secret_token="rahasia")
    await sim.send(BUDI, "satu")
    await sim.send(BUDI, "dua")
    await sim.wait(BUDI, "Anda menulis dua")
    texts = [message["text"] for message in (await sim.transcript(BUDI))["messages"]]
    assert [text for text in texts if text.startswith("Anda")] == [
        "Anda menulis satu",
        "Anda menulis dua",
    ]
    info = await bot.get_webhook_info()
    assert info.pending_update_count == 0
    assert info.last_error_message is None
    await runner.cleanup()


async def test_aiogram_sends_documents_albums_and_reads_them_back(
    bot: aiogram.Bot, sim: Sim
) -> None:
    await sim.send(BUDI, "/start")
    sent = await bot.send_document(
        BUDI, BufferedInputFile(PDF, "faktur.pdf"), caption="<i>Faktur</i>", parse_mode="HTML"
    )
    assert sent.document is not None
    assert sent.document.mime_type == "application/pdf"
    downloaded = await bot.download(sent.document)
    assert downloaded is not None
    assert downloaded.read() == PDF
    again = await bot.send_document(BUDI, sent.document.file_id)
    assert again.document == sent.document
    album = await bot.send_media_group(
        BUDI,
        [
            InputMediaDocument(media=BufferedInputFile(PDF, "a.pdf"), caption="satu"),
            InputMediaDocument(media=sent.document.file_id),
        ],
    )
    assert len({message.media_group_id for message in album}) == 1
    assert album[0].caption == "satu"


async def test_aiogram_manages_topics_members_and_commands(bot: aiogram.Bot, sim: Sim) -> None:
    topic = await bot.create_forum_topic(STAFF, "Pindah PND-1")
    card = await bot.send_message(
        STAFF, "Kartu", message_thread_id=topic.message_thread_id, reply_markup=KEYBOARD
    )
    assert card.is_topic_message
    await bot.pin_chat_message(STAFF, card.message_id)
    await bot.edit_forum_topic(STAFF, topic.message_thread_id, name="Selesai")
    await bot.close_forum_topic(STAFF, topic.message_thread_id)
    await bot.reopen_forum_topic(STAFF, topic.message_thread_id)
    member = await bot.get_chat_member(STAFF, DEWI)
    assert member.status == "administrator"
    statuses = {admin.status for admin in await bot.get_chat_administrators(STAFF)}
    assert statuses == {"creator", "administrator"}
    assert (await bot.get_chat(STAFF)).is_forum
    await bot.set_my_commands([BotCommand(command="menu", description="Menu")])
    assert [command.command for command in await bot.get_my_commands()] == ["menu"]
    await bot.unpin_chat_message(STAFF, message_id=card.message_id)
    await bot.delete_forum_topic(STAFF, topic.message_thread_id)
    with pytest.raises(TelegramBadRequest, match="message thread not found"):
        await bot.send_message(STAFF, "x", message_thread_id=topic.message_thread_id)
    shown = next(chat for chat in (await sim.world())["chats"] if chat["id"] == STAFF)
    assert [topic["name"] for topic in shown["topics"]] == ["General"]


async def test_aiogram_understands_the_refusals(bot: aiogram.Bot, sim: Sim) -> None:
    with pytest.raises(TelegramForbiddenError, match="can't initiate conversation"):
        await bot.send_message(SITI, "halo")
    await sim.send(BUDI, "/start")
    await sim.fault("sendMessage", code=429, retry_after=7)
    with pytest.raises(TelegramRetryAfter) as refused:
        await bot.send_message(BUDI, "halo")
    assert refused.value.retry_after == 7
    await sim.block(BUDI)
    with pytest.raises(TelegramForbiddenError, match="bot was blocked by the user"):
        await bot.send_message(BUDI, "halo")


async def test_python_telegram_bot_sends_documents(ptb: telegram.Bot, sim: Sim) -> None:
    await sim.send(BUDI, "/start")
    sent = await ptb.send_document(BUDI, PDF, filename="faktur.pdf", caption="Faktur")
    assert sent.document is not None
    file = await ptb.get_file(sent.document.file_id)
    assert bytes(await file.download_as_bytearray()) == PDF
    (call,) = await sim.outbox("sendDocument")
    assert call["params"]["document"]["name"] == "faktur.pdf"
    assert call["ok"]
    again = await ptb.send_document(BUDI, sent.document.file_id)
    assert again.document is not None
    assert again.document.file_unique_id == sent.document.file_unique_id
    album = await ptb.send_media_group(
        BUDI,
        [
            telegram.InputMediaDocument(PDF, filename="a.pdf"),
            telegram.InputMediaDocument(sent.document.file_id, caption="dua"),
        ],
    )
    assert album[1].caption == "dua"


async def test_python_telegram_bot_understands_the_refusals(
    ptb: telegram.Bot, sim: Sim, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    await sim.send(BUDI, "/start")
    await sim.fault("sendMessage", retry_after=3)
    with pytest.raises(telegram.error.RetryAfter):
        await ptb.send_message(BUDI, "halo")
    await sim.fault("sendMessage", kind="html")
    with pytest.raises(telegram.error.NetworkError):
        await ptb.send_message(BUDI, "halo")
    await sim.fault("sendMessage", kind="cut", effect="before")
    with pytest.raises(telegram.error.NetworkError):
        await ptb.send_message(BUDI, "sampai tanpa jawaban")
    assert (await sim.last(BUDI))["text"] == "sampai tanpa jawaban"
    await sim.fault("sendMessage", code=400, description="Bad Request: x", migrate_to=-1009)
    with pytest.raises(telegram.error.ChatMigrated):
        await ptb.send_message(BUDI, "halo")
    await sim.block(BUDI)
    with pytest.raises(telegram.error.Forbidden, match="blocked"):
        await ptb.send_message(BUDI, "halo")

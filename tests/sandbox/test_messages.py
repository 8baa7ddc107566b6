"""Sending, editing and deleting, with the limits and the errors of the original."""

from __future__ import annotations

import aiohttp
import pytest

from tests.sandbox.conftest import MovedClock, RawBot, Refused
from tests.simclient import AGUS, BUDI, RINA, SITI, STAFF, TONO, Sim, SimRefused


def keyboard(*labels: str) -> dict[str, object]:
    return {"inline_keyboard": [[{"text": label, "callback_data": label}] for label in labels]}


async def test_get_me_names_the_bot(bot: RawBot) -> None:
    me = await bot.call("getMe")
    assert (me["id"], me["username"]) == (1000000001, "cloudkilat_bot")


async def test_a_wrong_token_is_unauthorized(bot: RawBot) -> None:
    async with bot.session.get(f"{bot.sandbox.url}/bot1:no/getMe") as response:
        assert response.status == 401
        assert await response.json() == {
            "ok": False,
            "error_code": 401,
            "description": "Unauthorized",
        }


async def test_an_unknown_method_is_not_found(bot: RawBot) -> None:
    async with bot.session.get(f"{bot.base}/sendPigeon") as response:
        assert response.status == 404
        assert (await response.json())["description"] == "Not Found: method not found"


@pytest.mark.parametrize("how", ["query", "form", "multipart", "json"])
async def test_parameters_come_in_every_way(bot: RawBot, sim: Sim, how: str) -> None:
    await sim.send(BUDI, "/start")
    values = {"chat_id": str(BUDI), "text": "halo", "unknown": "1"}
    url = f"{bot.base}/sendmessage"
    form = aiohttp.FormData(values)
    if how == "multipart":
        form = aiohttp.FormData(values, default_to_multipart=True)
    given = {"query": {"params": values}, "json": {"json": values}}.get(how, {"data": form})
    async with bot.session.request("GET" if how == "query" else "POST", url, **given) as response:
        assert (await response.json())["result"]["text"] == "halo"
    assert (await sim.report())["unknown_parameters"] == ["sendMessage.unknown"]


@pytest.mark.parametrize(
    ("method", "parameters", "description"),
    [
        ("sendMessage", {"text": "a"}, "chat_id is empty"),
        ("sendMessage", {"chat_id": BUDI}, "message text is empty"),
        ("sendMessage", {"chat_id": BUDI, "text": ""}, "message text is empty"),
        ("sendMessage", {"chat_id": BUDI, "text": " \n"}, "text must be non-empty"),
        ("sendMessage", {"chat_id": BUDI, "text": "a" * 4097}, "message is too long"),
        ("sendMessage", {"chat_id": 42, "text": "a"}, "chat not found"),
        ("sendMessage", {"chat_id": "@nobody", "text": "a"}, "chat not found"),
        (
            "sendMessage",
            {"chat_id": BUDI, "text": "<b>a", "parse_mode": "HTML"},
            "can't parse entities: Can't find end tag corresponding to start tag \"b\"",
        ),
        (
            "sendMessage",
            {"chat_id": BUDI, "text": "a", "parse_mode": "BBCode"},
            "unsupported parse_mode",
        ),
        (
            "sendMessage",
            {"chat_id": BUDI, "text": "a", "message_thread_id": 7},
            "message thread not found",
        ),
        (
            "sendMessage",
            {"chat_id": STAFF, "text": "a", "message_thread_id": 1},
            "message thread not found",
        ),
        (
            "sendMessage",
            {"chat_id": BUDI, "text": "a", "reply_parameters": {"message_id": 9999}},
            "message to be replied not found",
        ),
        ("sendDocument", {"chat_id": BUDI}, "there is no document in the request"),
        (
            "sendDocument",
            {"chat_id": BUDI, "document": "nonsense"},
            "wrong file identifier/HTTP URL specified",
        ),
        (
            "getFile",
            {"file_id": "nonsense"},
            "wrong file_id or the file is temporarily unavailable",
        ),
        ("editMessageText", {"chat_id": BUDI, "message_id": 9999, "text": "a"},
         "message to edit not found"),
        ("deleteMessage", {"chat_id": BUDI, "message_id": 9999}, "message to delete not found"),
        (
            "answerCallbackQuery",
            {"callback_query_id": "9"},
            "query is too old and response timeout expired or query ID is invalid",
        ),
        ("createForumTopic", {"chat_id": BUDI, "name": "a"}, "the chat is not a forum"),
        ("sendMessage", {"chat_id": BUDI, "text": "a", "reply_markup": "{"},
         "can't parse reply keyboard markup JSON object"),
        ("sendMessage", {"chat_id": BUDI, "text": "a", "business_connection_id": "x"},
         "the sandbox does not serve the parameter business_connection_id"),
        ("sendMediaGroup", {"chat_id": BUDI, "media": [1, 2]},
         "can't parse InputMedia: expected an Object"),
        ("sendMediaGroup", {"chat_id": BUDI, "media": [{"type": "document"}] * 2},
         'can\'t parse InputMedia: Field "media" is required'),
        ("sendMessage", {"chat_id": BUDI, "text": "\ud83d"}, "strings must be encoded in UTF-8"),
        ("setMyCommands", {"commands": [{"command": "Menu", "description": "x"}]},
         "BOT_COMMAND_INVALID"),
    ],
)  # fmt: skip
async def test_wrong_calls_are_refused_in_the_words_of_the_api(
    bot: RawBot, sim: Sim, method: str, parameters: dict[str, object], description: str
) -> None:
    await sim.send(BUDI, "/start")
    with pytest.raises(Refused) as refused:
        await bot.call(method, **parameters)
    assert refused.value.body["description"] == f"Bad Request: {description}"


@pytest.mark.parametrize(
    ("button", "description"),
    [
        ({"text": "a", "callback_data": "é" * 33}, "BUTTON_DATA_INVALID"),
        ({"text": "a", "callback_data": ""}, "BUTTON_DATA_INVALID"),
        ({"text": "a"}, "can't parse inline keyboard button: Text buttons are unallowed"),
        ({"callback_data": "a"}, 'can\'t parse inline keyboard button: Field "text" is required'),
        ({"text": "a", "url": "domain"}, "inline keyboard button URL 'domain' is invalid"),
        ({"text": "a", "copy_text": {"text": "b" * 257}}, "BUTTON_COPY_TEXT_INVALID"),
        ({"text": "a", "callback_data": "b", "style": "pink"}, "invalid button style"),
    ],
)
async def test_bad_buttons_are_refused(
    bot: RawBot, sim: Sim, button: dict[str, object], description: str
) -> None:
    await sim.send(BUDI, "/start")
    with pytest.raises(Refused) as refused:
        await bot.call(
            "sendMessage", chat_id=BUDI, text="a", reply_markup={"inline_keyboard": [[button]]}
        )
    assert refused.value.body["description"].startswith(f"Bad Request: {description}")


async def test_a_keyboard_of_more_than_a_hundred_buttons_is_too_long(bot: RawBot, sim: Sim) -> None:
    await sim.send(BUDI, "/start")
    full = keyboard(*(str(n) for n in range(100)))
    await bot.call("sendMessage", chat_id=BUDI, text="a", reply_markup=full)
    over = keyboard(*(str(n) for n in range(101)))
    with pytest.raises(Refused, match="reply markup is too long"):
        await bot.call("sendMessage", chat_id=BUDI, text="a", reply_markup=over)


async def test_an_edit_that_changes_nothing_is_refused(bot: RawBot, sim: Sim) -> None:
    await sim.send(BUDI, "/start")
    sent = await bot.call("sendMessage", chat_id=BUDI, text="a", reply_markup=keyboard("x"))
    same = {"chat_id": BUDI, "message_id": sent["message_id"], "text": "a"}
    with pytest.raises(Refused) as refused:
        await bot.call("editMessageText", **same, reply_markup=keyboard("x"))
    assert refused.value.body["description"] == (
        "Bad Request: message is not modified: specified new message content and reply markup are "
        "exactly the same as a current content and reply markup of the message"
    )
    edited = await bot.call("editMessageText", **same)
    assert "reply_markup" not in edited
    with pytest.raises(Refused, match="message is not modified"):
        await bot.call("editMessageReplyMarkup", chat_id=BUDI, message_id=sent["message_id"])


async def test_a_message_with_a_reply_keyboard_cannot_be_edited(bot: RawBot, sim: Sim) -> None:
    await sim.send(BUDI, "/start")
    asked = {"keyboard": [[{"text": "Bagikan kontak", "request_contact": True}]]}
    for markup in (asked, {"force_reply": True}, {"remove_keyboard": True}):
        sent = await bot.call("sendMessage", chat_id=BUDI, text="Nomor?", reply_markup=markup)
        with pytest.raises(Refused, match="message can't be edited"):
            await bot.call("editMessageText", chat_id=BUDI, message_id=sent["message_id"], text="b")


async def test_the_screen_shows_the_reply_keyboard_until_it_is_removed(
    bot: RawBot, sim: Sim
) -> None:
    await sim.send(BUDI, "/start")
    asked = {"keyboard": [[{"text": "Bagikan kontak", "request_contact": True}]]}
    await bot.call("sendMessage", chat_id=BUDI, text="Nomor?", reply_markup=asked)
    assert (await sim.transcript(BUDI))["reply_keyboard"] == asked
    await sim.send(BUDI, contact={"phone_number": "+62811", "own": True})
    assert (await sim.last(BUDI))["contact"]["user_id"] == BUDI
    await bot.call(
        "sendMessage", chat_id=BUDI, text="Terima kasih", reply_markup={"remove_keyboard": True}
    )
    assert (await sim.transcript(BUDI))["reply_keyboard"] is None


async def test_messages_of_others_cannot_be_edited(bot: RawBot, sim: Sim) -> None:
    written = await sim.send(BUDI, "/start")
    with pytest.raises(Refused, match="message can't be edited"):
        await bot.call("editMessageText", chat_id=BUDI, message_id=written["message_id"], text="b")


async def test_a_text_has_no_caption_and_a_document_no_text(bot: RawBot, sim: Sim) -> None:
    await sim.send(BUDI, "/start")
    text = await bot.call("sendMessage", chat_id=BUDI, text="a")
    with pytest.raises(Refused, match="there is no caption in the message to edit"):
        await bot.call(
            "editMessageCaption", chat_id=BUDI, message_id=text["message_id"], caption="b"
        )
    form = aiohttp.FormData({"chat_id": str(BUDI)})
    form.add_field("document", b"isi", filename="a.txt")
    sent = await bot.upload("sendDocument", form)
    assert sent["document"]["mime_type"] == "text/plain"
    place = {"chat_id": BUDI, "message_id": sent["message_id"]}
    with pytest.raises(Refused, match="there is no text in the message to edit"):
        await bot.call("editMessageText", **place, text="b")
    edited = await bot.call("editMessageCaption", **place, caption="b")
    assert (edited["caption"], edited["document"]) == ("b", sent["document"])


async def test_own_messages_are_deletable_for_two_days(
    bot: RawBot, sim: Sim, clock: MovedClock
) -> None:
    await sim.send(BUDI, "/start")
    first = await bot.call("sendMessage", chat_id=BUDI, text="a")
    second = await bot.call("sendMessage", chat_id=BUDI, text="b")
    assert await bot.call("deleteMessage", chat_id=BUDI, message_id=first["message_id"])
    assert [m["text"] for m in (await sim.transcript(BUDI))["messages"]] == ["/start", "b"]
    clock.ahead += 48 * 3600 + 1
    with pytest.raises(Refused, match="message can't be deleted"):
        await bot.call("deleteMessage", chat_id=BUDI, message_id=second["message_id"])
    assert await bot.call("deleteMessages", chat_id=BUDI, message_ids=[second["message_id"], 1])
    assert (await sim.last(BUDI))["text"] == "b"


async def test_nobody_is_written_to_who_never_wrote(bot: RawBot) -> None:
    with pytest.raises(Refused) as refused:
        await bot.call("sendMessage", chat_id=SITI, text="a")
    assert refused.value.status == 403
    assert str(refused.value) == "Forbidden: bot can't initiate conversation with a user"


async def test_a_tap_is_answered_once_and_in_time(bot: RawBot, sim: Sim, clock: MovedClock) -> None:
    await sim.send(BUDI, "/start")
    await bot.call("sendMessage", chat_id=BUDI, text="a", reply_markup=keyboard("Lanjut"))
    first = (await sim.tap(BUDI, "Lan"))["callback_query_id"]
    assert not (await sim.callback(first))["answered"]
    assert await bot.call("answerCallbackQuery", callback_query_id=first, text="baik")
    with pytest.raises(Refused, match="query is too old"):
        await bot.call("answerCallbackQuery", callback_query_id=first)
    second = (await sim.tap(BUDI, "Lanjut"))["callback_query_id"]
    clock.ahead += 151
    with pytest.raises(Refused, match="query is too old"):
        await bot.call("answerCallbackQuery", callback_query_id=second)
    assert [u for u in await bot.updates() if "callback_query" in u] == []


async def test_an_old_button_can_still_be_pressed_by_message(bot: RawBot, sim: Sim) -> None:
    await sim.send(BUDI, "/start")
    sent = await bot.call("sendMessage", chat_id=BUDI, text="a", reply_markup=keyboard("Lama"))
    place = {"chat_id": BUDI, "message_id": sent["message_id"]}
    await bot.call("editMessageText", **place, text="b", reply_markup=keyboard("Baru", "Lagi"))
    with pytest.raises(SimRefused, match="on screen: 'Baru', 'Lagi'"):
        await sim.tap(BUDI, "Lama")
    await sim.tap(BUDI, "Lama", message_id=sent["message_id"])
    query = (await bot.updates())[-1]["callback_query"]
    assert (query["data"], query["message"]["text"]) == ("Lama", "b")
    await bot.call("deleteMessage", **place)
    await sim.tap(BUDI, data="Lama", message_id=sent["message_id"])
    gone = (await bot.updates())[-1]["callback_query"]["message"]
    assert (gone["message_id"], gone["date"]) == (sent["message_id"], 0)


async def test_a_long_text_of_a_person_is_split(bot: RawBot, sim: Sim) -> None:
    said = await sim.send(BUDI, "x" * 5000)
    assert len(said["message_ids"]) == 2
    assert [len(u["message"]["text"]) for u in await bot.updates()] == [4096, 904]


async def test_an_anonymous_administrator_writes_as_the_group_but_taps_in_person(
    bot: RawBot, sim: Sim
) -> None:
    await sim.send(STAFF, "halo", sender=TONO)
    message = (await bot.updates())[-1]["message"]
    assert message["from"]["id"] == 1087968824
    assert message["sender_chat"]["id"] == STAFF
    await bot.call("sendMessage", chat_id=STAFF, text="a", reply_markup=keyboard("Setujui"))
    await sim.tap(STAFF, "Setujui", sender=TONO)
    assert (await bot.updates())[-1]["callback_query"]["from"]["id"] == TONO


async def test_customers_are_not_in_the_staff_group(bot: RawBot, sim: Sim) -> None:
    with pytest.raises(SimRefused, match="not in the group"):
        await sim.send(STAFF, "halo", sender=BUDI)
    assert (await bot.call("getChatMember", chat_id=STAFF, user_id=BUDI))["status"] == "left"
    with pytest.raises(Refused, match="user not found"):
        await bot.call("getChatMember", chat_id=STAFF, user_id=5)


async def test_a_topic_lives_and_dies(bot: RawBot, sim: Sim) -> None:
    topic = await bot.call("createForumTopic", chat_id=STAFF, name="Pindah")
    thread = topic["message_thread_id"]
    created = (await bot.updates())[-1]["message"]
    assert created["forum_topic_created"]["name"] == "Pindah"
    assert (created["message_id"], created["is_topic_message"]) == (thread, True)
    await sim.send(STAFF, "tanya", sender=AGUS, topic=thread)
    asked = (await bot.updates())[-1]["message"]
    assert asked["reply_to_message"]["message_id"] == thread
    assert "reply_to_message" not in await sim.last(STAFF, thread)
    with pytest.raises(Refused, match="TOPIC_NOT_MODIFIED"):
        await bot.call("reopenForumTopic", chat_id=STAFF, message_thread_id=thread)
    await sim.post("/sim/topic", {"chat": STAFF, "topic": thread, "action": "close"})
    with pytest.raises(SimRefused, match="the topic is closed"):
        await sim.send(STAFF, "x", sender=AGUS, topic=thread)
    await sim.send(STAFF, "x", sender=RINA, topic=thread)
    rights = ["can_pin_messages"]
    await sim.post("/sim/standing", {"user": 1000000001, "rights": rights})
    with pytest.raises(Refused, match="TOPIC_CLOSED"):
        await bot.call("sendMessage", chat_id=STAFF, text="a", message_thread_id=thread)
    await sim.post("/sim/standing", {"user": 1000000001, "rights": ["can_manage_topics"]})
    await bot.call("deleteForumTopic", chat_id=STAFF, message_thread_id=thread)
    with pytest.raises(Refused, match="message thread not found"):
        await bot.call("sendMessage", chat_id=STAFF, text="a", message_thread_id=thread)
    assert (await sim.transcript(STAFF, thread))["messages"] == []


async def test_a_reply_in_general_carries_a_thread_that_is_no_topic(bot: RawBot, sim: Sim) -> None:
    sent = await bot.call("sendMessage", chat_id=STAFF, text="a")
    await sim.send(STAFF, "b", sender=RINA, reply_to=sent["message_id"])
    reply = (await bot.updates())[-1]["message"]
    assert reply["message_thread_id"] == sent["message_id"]
    assert "is_topic_message" not in reply
    with pytest.raises(Refused, match="message thread not found"):
        await bot.call("sendMessage", chat_id=STAFF, text="c", message_thread_id=sent["message_id"])


async def test_a_bot_without_rights_sees_only_commands_and_replies(bot: RawBot, sim: Sim) -> None:
    sent = await bot.call("sendMessage", chat_id=STAFF, text="a")
    await sim.post("/sim/standing", {"user": 1000000001, "standing": "member"})
    await sim.send(STAFF, "hanya obrolan", sender=AGUS)
    await sim.send(STAFF, "/bantuan", sender=AGUS)
    await sim.send(STAFF, "jawaban", sender=AGUS, reply_to=sent["message_id"])
    texts = [u["message"]["text"] for u in await bot.updates() if "message" in u]
    assert texts == ["/bantuan", "jawaban"]


async def test_a_bot_that_was_removed_is_told_and_refused(bot: RawBot, sim: Sim) -> None:
    await sim.post("/sim/standing", {"user": 1000000001, "standing": "kicked"})
    told = (await bot.updates())[-1]["my_chat_member"]
    assert told["new_chat_member"]["status"] == "kicked"
    with pytest.raises(Refused) as refused:
        await bot.call("sendMessage", chat_id=STAFF, text="a")
    assert str(refused.value) == "Forbidden: bot was kicked from the supergroup chat"


async def test_leaving_a_group_ends_it(bot: RawBot) -> None:
    assert await bot.call("leaveChat", chat_id=STAFF)
    with pytest.raises(Refused, match="bot is not a member of the supergroup chat"):
        await bot.call("sendMessage", chat_id=STAFF, text="a")


async def test_a_new_standing_is_told_only_when_asked_for(bot: RawBot, sim: Sim) -> None:
    await sim.post("/sim/standing", {"user": AGUS, "standing": "administrator"})
    assert await bot.updates(allowed_updates=["message", "chat_member"]) == []
    await sim.post("/sim/standing", {"user": AGUS, "standing": "member"})
    (update,) = await bot.updates()
    assert update["chat_member"]["old_chat_member"]["status"] == "administrator"
    assert (await bot.call("getChatMember", chat_id=STAFF, user_id=AGUS))["status"] == "member"


async def test_blocking_and_coming_back_are_told(bot: RawBot, sim: Sim) -> None:
    await sim.send(BUDI, "/start")
    await sim.block(BUDI)
    with pytest.raises(Refused) as refused:
        await bot.call("sendMessage", chat_id=BUDI, text="a")
    assert str(refused.value) == "Forbidden: bot was blocked by the user"
    await sim.send(BUDI, "/start")
    kinds = [next(key for key in u if key != "update_id") for u in await bot.updates()]
    assert kinds == ["message", "my_chat_member", "my_chat_member", "message"]
    assert await bot.call("sendMessage", chat_id=BUDI, text="a")


async def test_a_deactivated_user_cannot_be_written_to(bot: RawBot, sim: Sim) -> None:
    await sim.send(BUDI, "/start")
    await sim.post("/sim/block", {"user": BUDI, "blocked": False, "deactivated": True})
    with pytest.raises(Refused) as refused:
        await bot.call("sendMessage", chat_id=BUDI, text="a")
    assert str(refused.value) == "Forbidden: user is deactivated"


async def test_typing_shows_until_the_message_comes(bot: RawBot, sim: Sim) -> None:
    await sim.send(BUDI, "/start")
    await bot.call("sendChatAction", chat_id=BUDI, action="typing")
    assert (await sim.transcript(BUDI))["typing"] == "typing"
    await bot.call("sendMessage", chat_id=BUDI, text="a")
    assert (await sim.transcript(BUDI))["typing"] is None
    with pytest.raises(Refused, match="wrong parameter action"):
        await bot.call("sendChatAction", chat_id=BUDI, action="dancing")


async def test_photos_documents_and_stickers_of_people_arrive(bot: RawBot, sim: Sim) -> None:
    await sim.send(BUDI, photo=True)
    await sim.send(BUDI, sticker=True)
    await sim.send_document(BUDI, "surat.pdf", b"%PDF-1.4")
    photo, sticker, document = [u["message"] for u in await bot.updates()]
    assert photo["photo"][0]["width"] == 320
    assert sticker["sticker"]["emoji"]
    assert document["document"]["mime_type"] == "application/pdf"
    with pytest.raises(Refused, match="can't use file of type Photo as Document"):
        await bot.call("sendDocument", chat_id=BUDI, document=photo["photo"][0]["file_id"])
    again = await bot.call("sendPhoto", chat_id=BUDI, photo=photo["photo"][0]["file_id"])
    assert again["photo"] == photo["photo"]


async def test_a_big_file_cannot_be_fetched(bot: RawBot, sim: Sim) -> None:
    await sim.send_document(BUDI, "besar.bin", b"0" * (20 * 1024 * 1024 + 1))
    file_id = (await bot.updates())[-1]["message"]["document"]["file_id"]
    with pytest.raises(Refused, match="file is too big"):
        await bot.call("getFile", file_id=file_id)


async def test_a_pin_in_the_group_makes_a_service_message(bot: RawBot, sim: Sim) -> None:
    sent = await bot.call("sendMessage", chat_id=STAFF, text="a")
    assert await bot.call("pinChatMessage", chat_id=STAFF, message_id=sent["message_id"])
    assert (await bot.updates())[-1]["message"]["pinned_message"]["text"] == "a"
    assert (await bot.call("getChat", chat_id=STAFF))["pinned_message"]["text"] == "a"
    group = next(c for c in (await sim.world())["chats"] if c["id"] == STAFF)
    assert group["pinned"] == [sent["message_id"]]
    assert await bot.call("unpinChatMessage", chat_id=STAFF)


async def test_commands_texts_and_menu_are_kept_by_scope_and_language(
    bot: RawBot, sim: Sim
) -> None:
    menu = [{"command": "menu", "description": "Menu"}]
    english = [{"command": "menu", "description": "The menu"}]
    await bot.call("setMyCommands", commands=menu)
    await bot.call("setMyCommands", commands=english, language_code="en")
    assert (await sim.transcript(1003))["commands"] == english
    assert (await sim.transcript(BUDI))["commands"] == menu
    group = {"type": "all_group_chats"}
    await bot.call("setMyCommands", commands=menu, scope=group)
    await bot.call("deleteMyCommands", scope=group)
    assert await bot.call("getMyCommands", scope=group) == []
    await bot.call("setMyDescription", description="Tanya")
    assert (await bot.call("getMyDescription", language_code="en"))["description"] == "Tanya"
    await bot.call("setMyShortDescription", short_description="Singkat")
    assert (await bot.call("getMyShortDescription"))["short_description"] == "Singkat"
    await bot.call("setChatMenuButton", menu_button={"type": "commands"})
    assert (await bot.call("getChatMenuButton"))["type"] == "commands"

"""Each ailment that the doctor knows, as it really is, and the word of what mends it."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from assistant.app import doctor
from assistant.app.doctor import examine
from assistant.app.settings import load_settings
from assistant.app.staff_chat import staff_chat_open
from assistant.app.structure import Structure
from assistant.documents.workers import FakturReader
from assistant.gateway.health import NotFitError
from assistant.gateway.inbox import store_update
from assistant.portal.embedded import open_admin
from assistant.storage import troubles
from assistant.storage.database import make_engine
from sandbox.demo import SELLER
from sandbox.server import Running
from tests.simclient import BUDI, STAFF, Sim, running_sandbox

BOT = 1000000001


class Practice:
    """The doctor, the world, and the settings that tests spoil."""

    def __init__(self, sandbox: Running, sim: Sim, patch: pytest.MonkeyPatch, capture: Any) -> None:
        self.sandbox = sandbox
        self.sim = sim
        self._patch = patch
        self._capture = capture

    def set(self, name: str, value: str | None) -> None:
        if value is None:
            self._patch.delenv(f"ASSISTANT_{name}", raising=False)
        else:
            self._patch.setenv(f"ASSISTANT_{name}", value)

    async def call(self, method: str, **parameters: Any) -> None:
        """Something the bot itself is made to do at Telegram."""
        await self.sim.post(f"/bot{self.sandbox.token}/{method}", parameters)

    async def standing(self, standing: str, *rights: str) -> None:
        """The bot's own, in the staff chat."""
        await self.sim.post(
            "/sim/standing", {"user": BOT, "standing": standing, "rights": list(rights)}
        )

    async def says(self, structure: Structure | None = None) -> tuple[int, dict[str, str]]:
        """The exit code, and what is said of each check that is not well."""
        self._capture.readouterr()
        code = await examine(load_settings(), structure or Structure())
        lines = self._capture.readouterr().out.splitlines()
        ill = (line.removeprefix("  MEND ") for line in lines if line.startswith("  MEND "))
        assert len(lines) >= len(doctor.CHECKS)
        return code, dict(line.partition(": ")[::2] for line in ill)


@pytest.fixture
async def practice(
    assistant_url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> AsyncIterator[Practice]:
    for name in [name for name in os.environ if name.startswith("ASSISTANT_")]:
        monkeypatch.delenv(name)
    async with running_sandbox(tmp_path) as sandbox, Sim(sandbox.url) as sim:
        given = SELLER | {
            "ASSISTANT_ENV_FILE": "",
            "ASSISTANT_BOT_TOKEN": sandbox.token,
            "ASSISTANT_TELEGRAM_API_URL": sandbox.url,
            "ASSISTANT_DATABASE_URL": assistant_url.replace("postgresql+asyncpg:", "postgresql:"),
            "ASSISTANT_STAFF_CHAT_ID": str(STAFF),
            "ASSISTANT_PORTAL_EVENTS_SECRET": "events-secret-of-the-tests",
            "ASSISTANT_FAKTUR_SECRET": "faktur-secret-of-the-tests",
            "ASSISTANT_SMTP_URL": sandbox.smtp_url,
            "ASSISTANT_MAIL_FROM": "asisten@cloudkilat.example",
        }
        for name, value in given.items():
            monkeypatch.setenv(name, value)
        async with open_admin(load_settings().as_environment(assistant_url)) as admin:
            await admin.seed()
        yield Practice(sandbox, sim, monkeypatch, capsys)


async def test_all_is_well(practice: Practice) -> None:
    assert await practice.says() == (0, {})


@pytest.mark.parametrize(
    ("name", "value", "check", "what", "mend"),
    [
        ("SELLER_NPWP", None, "settings", "SELLER_NPWP is not set", "put your company's NPWP"),
        ("STAF_CHAT_ID", "1", "settings", "STAF_CHAT_ID is not a setting", "STAFF_CHAT_ID"),
        ("PUBLIC_URL", "https://a.example", "settings", "WEBHOOK_SECRET is not set", "16 to 256"),
        ("BOT_TOKEN", "1:" + "a" * 35, "telegram", "Unauthorized", "ask @BotFather"),
        ("TELEGRAM_API_URL", "http://127.0.0.1:1", "telegram", "does not answer", "the network"),
        ("TELEGRAM_API_URL", "http://127.0.0.1:1", "clock", "could not be compared", "network"),
        ("STAFF_CHAT_ID", None, "staff chat", "there is no staff chat", "add the bot"),
        ("STAFF_CHAT_ID", "-1001", "staff chat", "chat not found", "add the bot"),
        (
            "DATABASE_URL",
            "postgresql://a@127.0.0.1:1/a",
            "database",
            "does not answer",
            "the server",
        ),
        ("DATABASE_URL", "postgresql://a@127.0.0.1:1/a", "portal", "does not answer", "database"),
        ("SMTP_URL", "smtp://127.0.0.1:1", "mail", "does not take us", "ASSISTANT_SMTP_URL"),
    ],
)
async def test_a_setting_that_is_wrong_is_named_with_what_to_do(
    practice: Practice, name: str, value: str | None, check: str, what: str, mend: str
) -> None:
    practice.set(name, value)
    code, ill = await practice.says()
    assert code == 1
    assert what in ill[check]
    assert mend in ill[check]


async def test_a_database_that_is_not_there_is_told_from_a_server_that_is_not(
    practice: Practice,
) -> None:
    there = os.environ["ASSISTANT_DATABASE_URL"]
    database = there.partition("?")[0].rpartition("/")[2]
    practice.set("DATABASE_URL", there.replace(database, "nowhere"))
    _, ill = await practice.says()
    assert '"nowhere" does not exist' in ill["database"]


async def test_a_server_without_tls_is_not_sent_a_password(practice: Practice) -> None:
    practice.set("SMTP_URL", practice.sandbox.smtp_url + "?starttls")
    _, ill = await practice.says()
    assert "STARTTLS" in ill["mail"]


async def test_a_database_that_is_too_old_is_refused(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "OLDEST_POSTGRES", 99)
    _, ill = await practice.says()
    assert "is too old" in ill["database"]
    assert "use 99 or newer" in ill["database"]


@pytest.mark.parametrize(
    ("standing", "rights", "what", "mend"),
    [
        ("member", (), "privacy mode is on", "make it an administrator"),
        ("left", (), "is not in the staff chat", "add it there"),
        ("kicked", (), "is not in the staff chat", "add it there"),
        ("administrator", ("can_pin_messages",), "may not manage topics", "'Manage topics'"),
        ("administrator", ("can_manage_topics",), "may not pin messages", "'Pin messages'"),
    ],
)
async def test_the_bot_must_be_able_to_work_in_the_staff_chat(
    practice: Practice, standing: str, rights: tuple[str, ...], what: str, mend: str
) -> None:
    await practice.standing(standing, *rights)
    code, ill = await practice.says()
    assert code == 1
    assert set(ill) == {"staff chat"}
    words = ill["staff chat"]
    assert (what in words and mend in words) or "Forbidden" in words


async def test_a_bot_that_may_not_write_in_the_staff_chat_is_told(practice: Practice) -> None:
    await practice.standing("restricted")
    _, ill = await practice.says()
    assert "may not write in the staff chat" in ill["staff chat"]


async def test_what_telegram_last_said_of_the_staff_chat_is_told(
    practice: Practice, assistant_url: str
) -> None:
    engine = make_engine(assistant_url, pool_size=1)
    async with engine.begin() as connection:
        now = datetime.now(UTC)
        await troubles.note_closed(connection, STAFF, 12, "Bad Request: TOPIC_CLOSED", now)
    _, ill = await practice.says()
    assert "topic 12 of the staff chat is closed to the bot" in ill["staff chat"]
    assert "TOPIC_CLOSED" in ill["staff chat"]
    with pytest.raises(NotFitError, match="TOPIC_CLOSED"):
        await staff_chat_open(engine, STAFF)()
    async with engine.begin() as connection:
        await troubles.taken(connection, troubles.Destination(STAFF, 12, staff=True), now)
    assert await staff_chat_open(engine, STAFF)()
    assert await staff_chat_open(engine, None)()
    await engine.dispose()


@pytest.mark.parametrize(
    ("fault", "what"),
    [
        ({"code": 502}, "Telegram is in trouble: HTTP 502"),
        ({"kind": "html"}, "Telegram is in trouble: HTTP 502"),
        ({"code": 429, "retry_after": 30}, "Telegram asks for a pause"),
    ],
)
async def test_a_telegram_in_trouble_is_told_from_a_wrong_setting(
    practice: Practice, fault: dict[str, Any], what: str
) -> None:
    await practice.sim.fault(**fault, lasting=600)
    _, ill = await practice.says()
    for check in ("telegram", "webhook", "staff chat"):
        assert what in ill[check]
        assert "wait; nothing that is owed is lost" in ill[check]


async def test_a_group_that_moved_is_given_its_new_id(practice: Practice) -> None:
    await practice.sim.fault("getChat", code=400, migrate_to=-1007)
    _, ill = await practice.says()
    assert "put -1007 into ASSISTANT_STAFF_CHAT_ID" in ill["staff chat"]


async def test_the_groups_that_the_bot_was_seen_in_are_named(
    practice: Practice, assistant_url: str
) -> None:
    chat = {"id": -1004242, "type": "supergroup", "title": "Staf Baru"}
    sender = {"id": 2001, "is_bot": False, "first_name": "Rina"}
    added = {"chat": chat, "from": sender, "date": 1790000000}
    engine = make_engine(assistant_url)
    await store_update(engine, BOT, {"update_id": 1, "my_chat_member": added})
    await engine.dispose()
    practice.set("STAFF_CHAT_ID", None)
    _, ill = await practice.says()
    assert "-1004242 “Staf Baru”" in ill["staff chat"]


async def test_a_webhook_that_telegram_cannot_reach_is_told(practice: Practice) -> None:
    practice.set("PUBLIC_URL", "https://bot.invalid")
    practice.set("WEBHOOK_SECRET", "webhook-secret-012345")
    await practice.call("setWebhook", url="https://other.invalid/telegram/updates")
    _, ill = await practice.says()
    assert "the webhook is https://other.invalid" in ill["webhook"]
    assert "start the assistant" in ill["webhook"]


async def test_a_webhook_that_fails_is_told_with_how_many_wait(practice: Practice) -> None:
    practice.set("PUBLIC_URL", "https://127.0.0.1:1")
    practice.set("WEBHOOK_SECRET", "webhook-secret-012345")
    await practice.call("setWebhook", url="https://127.0.0.1:1/telegram/updates")
    await practice.sim.send(BUDI, "/start")
    async with asyncio.timeout(20):
        while "webhook" not in (ill := (await practice.says())[1]):  # noqa: ASYNC110 - Telegram's
            await asyncio.sleep(0.1)
    assert "(1 updates wait)" in ill["webhook"]
    assert "PUBLIC_URL leads to ASSISTANT_LISTEN" in ill["webhook"]


async def test_a_department_that_the_portal_does_not_have_is_named(practice: Practice) -> None:
    structure = Structure(departments=("Info", "Tak Ada"))
    _, ill = await practice.says(structure)
    assert "no department Tak Ada" in ill["portal"]
    assert "as departments in assistant.toml" in ill["portal"]


async def test_a_clock_that_is_off_is_told(practice: Practice) -> None:
    async def answer(_: web.Request) -> web.Response:
        return web.json_response({}, headers={"Date": "Mon, 23 Nov 2020 03:00:00 GMT"})

    app = web.Application()
    app.router.add_get("/", answer)
    async with TestServer(app) as server:
        practice.set("TELEGRAM_API_URL", str(server.make_url("/")).rstrip("/"))
        _, ill = await practice.says()
    assert "clock is" in ill["clock"]
    assert "NTP" in ill["clock"]
    assert "does not answer" in ill["telegram"], "and what is no Bot API is told, too"


async def test_readers_that_this_machine_cannot_confine_are_told(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FakturReader, "program", "tests.documents.hostile")
    monkeypatch.setattr(FakturReader, "kind", "unfiltered")
    code, ill = await practice.says()
    assert code == 1
    assert "system calls are not filtered" in ill["readers"]
    assert "let the container use seccomp" in ill["readers"]


async def test_readers_that_do_not_start_are_told(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FakturReader, "kind", "nothing")
    _, ill = await practice.says()
    assert "no reader starts" in ill["readers"]

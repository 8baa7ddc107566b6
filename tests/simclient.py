"""The sandbox as tests use it: start one, act as people, look at what came.

``async with running_sandbox(tmp_path) as sandbox, Sim(sandbox.url) as sim: …``
"""

from __future__ import annotations

import base64
import io
import json
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from types import TracebackType
from typing import Any

import aiohttp

from sandbox.model import MODERATOR_ID, STAFF_GROUP_ID, Clock
from sandbox.server import DEFAULT_TOKEN, Config, Running, serve

Json = dict[str, Any]

BUDI, SITI, ANDI, MAYA = 1001, 1002, 1003, 1004
RINA, DEWI, AGUS, TONO = 2001, 2002, 2003, 2004
STAFF = STAFF_GROUP_ID
MODERATOR = MODERATOR_ID
BOT = int(DEFAULT_TOKEN.partition(":")[0])
WAIT_SECONDS = 60.0


class SimRefused(Exception):  # noqa: N818 - reads as what happened
    """The control API answered with an error; ``status`` is HTTP's."""

    def __init__(self, status: int, error: str) -> None:
        super().__init__(f"{status}: {error}")
        self.status = status


@asynccontextmanager
async def running_sandbox(
    data_dir: Path,
    *,
    token: str = DEFAULT_TOKEN,
    settings: Mapping[str, str] | None = None,
    clock: Clock | None = None,
) -> AsyncIterator[Running]:
    """A sandbox in this process, on free ports; yields its ``url``, ``smtp_url`` and ``token``.

    ``settings`` are ASSISTANT_* for the portal part.
    """
    config = Config(
        data_dir=data_dir,
        port=0,
        smtp_port=0,
        token=token,
        settings=settings or {},
        clock=clock or time.time,
    )
    async with serve(config) as running:
        yield running


class Sim:
    """The control API; a chat is named by its id, which for a private one is the person's."""

    def __init__(self, base_url: str) -> None:
        self._base = base_url
        self._session = aiohttp.ClientSession()

    async def __aenter__(self) -> Sim:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()

    async def close(self) -> None:
        await self._session.close()

    async def get(self, path: str, **query: Any) -> Any:
        given = {name: str(value) for name, value in query.items() if value is not None}
        async with self._session.get(self._base + path, params=given) as response:
            return await _answer(response)

    async def file(self, file_id: str) -> bytes:
        """The bytes of a file in any chat."""
        async with self._session.get(f"{self._base}/sim/file/{file_id}") as answer:
            return await answer.read()

    async def post(self, path: str, body: Mapping[str, Any] | None = None) -> Any:
        content = io.BytesIO(json.dumps(body or {}).encode())  # files make it large
        headers = {"Content-Type": "application/json"}
        url = self._base + path
        async with self._session.post(url, data=content, headers=headers) as response:
            return await _answer(response)

    # People act

    async def send(self, chat: int, text: str | None = None, **more: Any) -> Json:
        """A person writes. In a group say ``sender=``; also topic, reply_to, anonymous, photo,
        sticker, contact. Returns {message_id, update_id}."""
        body = _from(chat, more)
        if text is not None:
            body["text"] = text
        return await self._posted("/sim/message", body)

    async def send_document(self, chat: int, name: str, content: bytes, **more: Any) -> Json:
        body = _from(chat, more)
        body["document"] = {"name": name, "base64": base64.b64encode(content).decode()}
        return await self._posted("/sim/message", body)

    async def send_album(self, chat: int, files: Mapping[str, bytes], **more: Any) -> Json:
        """Documents together, by name."""
        album = [
            {"name": name, "base64": base64.b64encode(content).decode()}
            for name, content in files.items()
        ]
        return await self._posted("/sim/message", _from(chat, more) | {"album": album})

    async def edit(self, chat: int, message_id: int, text: str, **more: Any) -> Json:
        """A person mends their own message."""
        about = {"message_id": message_id, "text": text}
        return await self._posted("/sim/edit", _from(chat, more) | about)

    async def update(self, kind: str, body: Mapping[str, Any]) -> Json:
        """An update of any kind, as it is given."""
        return await self._posted("/sim/update", {"kind": kind, "body": dict(body)})

    async def set_standing(self, user: int, standing: str, **more: Any) -> None:
        """In the staff group; the bot's id is a user, too. ``by=MODERATOR``: another bot did it."""
        await self.post("/sim/standing", {"user": user, "standing": standing, **more})

    async def tap(self, chat: int, label: str | None = None, **more: Any) -> Json:
        """Press an inline button by its label (or ``data=``); ``message_id=`` for an old one.
        Returns {callback_query_id, update_id}."""
        body = _from(chat, more)
        if label is not None:
            body["label"] = label
        return await self._posted("/sim/tap", body)

    async def block(self, user: int, blocked: bool = True) -> None:
        await self.post("/sim/block", {"user": user, "blocked": blocked})

    # Groups of customers

    async def found_group(self, title: str, owner: int) -> int:
        """A group that the bot is not in; returns its id."""
        founded = await self._posted("/sim/group", {"title": title, "user": owner})
        return int(founded["chat"])

    async def set_member(self, chat: int, user: int, standing: str, by: int) -> None:
        """``member`` puts somebody (or the bot) into a group, ``left`` and ``kicked`` out of it."""
        body = {"chat": chat, "user": user, "standing": standing, "by": by}
        await self.post("/sim/member", body)

    async def migrate(self, chat: int, by: int) -> int:
        """The group becomes a supergroup; returns its new id."""
        return int((await self._posted("/sim/migrate", {"chat": chat, "by": by}))["chat"])

    # Looking

    async def world(self) -> Json:
        return dict(await self.get("/sim/world"))

    async def transcript(self, chat: int, topic: int | None = None) -> Json:
        return dict(await self.get("/sim/transcript", chat=chat, topic=topic))

    async def last(self, chat: int, topic: int | None = None) -> Json:
        """The newest message that is visible. Raises IndexError in an empty chat."""
        messages: list[Json] = (await self.transcript(chat, topic))["messages"]
        return messages[-1]

    async def callback(self, query_id: str) -> Json:
        return dict(await self.get("/sim/callback", id=query_id))

    async def outbox(self, method: str | None = None, since: int = 0) -> list[Json]:
        """The bot's calls, oldest first."""
        answer = await self.get("/sim/outbox", method=method, since=since)
        calls: list[Json] = answer["calls"]
        return calls

    async def mails(self, to: str | None = None) -> list[Json]:
        mails: list[Json] = (await self.get("/sim/mail", to=to))["mails"]
        return mails

    async def report(self) -> Json:
        return dict(await self.get("/sim/report"))

    async def pending(self) -> int:
        return int((await self.post("/sim/pending"))["updates"])

    # Waiting

    async def wait(
        self, chat: int, contains: str = "", *, seconds: float = WAIT_SECONDS, **more: Any
    ) -> Json:
        """The newest message with this text, as soon as there is one. Also ``count_over=``,
        ``button=`` (part of a label), ``out=True`` (the bot's only), ``after=`` (message id).
        Raises :class:`SimRefused` (408)."""
        body = {"chat": chat, "contains": contains, "timeout": seconds, **more}
        return await self._posted("/sim/wait", body)

    async def wait_mail(
        self, to: str, contains: str = "", *, since: int = 0, seconds: float = WAIT_SECONDS
    ) -> Json:
        """The newest mail to this address with this in its subject or text."""
        body = {"mail_to": to, "contains": contains, "since": since, "timeout": seconds}
        return await self._posted("/sim/wait", body)

    # The world at large

    async def fault(self, method: str = "*", kind: str = "error", **more: Any) -> None:
        """Make the next call(s) of a method go wrong; see ``sandbox.faults``."""
        await self.post("/sim/fault", {"method": method, "kind": kind, **more})

    async def reset(self, *, keep_bot: bool = False) -> None:
        await self.post("/sim/reset", {"keep_bot": keep_bot})

    async def portal(self, action: str = "", **body: Any) -> Any:
        """A portal action (pay, refund, …); without one, the overview."""
        if not action:
            return await self.get("/sim/portal")
        if action == "ticket":
            return await self.get("/sim/portal/ticket", **body)
        return await self.post(f"/sim/portal/{action}", body)

    async def _posted(self, path: str, body: Json) -> Json:
        return dict(await self.post(path, body))


def _from(chat: int, more: Json) -> Json:
    """The beginning of a request: who does it is the private chat's person, or ``sender``."""
    sender = more.pop("sender", chat)
    return {"chat": chat, "from": sender, **more}


async def _answer(response: aiohttp.ClientResponse) -> Any:
    body = await response.json()
    if response.status >= 400:
        raise SimRefused(response.status, body.get("error", ""))
    return body

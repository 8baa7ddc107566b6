"""The control API, ``/sim/*``: the page and the tests act and look through it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import asdict, replace
from typing import Any

from aiohttp import web

from sandbox.botapi import BotApi, Tally, file_response
from sandbox.call import Call
from sandbox.errors import ApiError, SimError
from sandbox.faults import Fault
from sandbox.mailbox import Mailbox
from sandbox.members import (
    found_group,
    migrate,
    set_blocked,
    set_member,
    set_standing,
)
from sandbox.methods import METHODS
from sandbox.model import MODERATOR, MODERATOR_ID, Chat, Json, Person
from sandbox.speaking import buttons_of, edit, speak, tap
from sandbox.views import message_view, transcript_view, world_view
from sandbox.world import World

PING_SECONDS = 15.0
LONGEST_WAIT = 120.0
NEWEST_SEARCHED = 20
STANDINGS = ("creator", "administrator", "member", "restricted", "left", "kicked")
TOPIC_ACTIONS = {
    "close": "closeForumTopic",
    "reopen": "reopenForumTopic",
    "delete": "deleteForumTopic",
}

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@web.middleware
async def errors_as_json(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Turn what went wrong in ``/sim`` into ``{"error": …}``."""
    if not request.path.startswith("/sim"):
        return await handler(request)
    try:
        return await handler(request)
    except SimError as error:
        return web.json_response({"error": str(error)}, status=error.status)
    except ApiError as error:
        return web.json_response({"error": error.description}, status=400)
    except (ValueError, TypeError) as error:
        return web.json_response({"error": f"the request can't be read: {error}"}, status=400)


class Control:
    def __init__(self, world: World, api: BotApi, mailbox: Mailbox) -> None:
        self._world = world
        self._api = api
        self._mailbox = mailbox

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/sim/world", self._show_world),
            web.get("/sim/transcript", self._transcript),
            web.post("/sim/message", self._message),
            web.post("/sim/edit", self._edit),
            web.post("/sim/update", self._update),
            web.post("/sim/tap", self._tap),
            web.get("/sim/callback", self._callback),
            web.get("/sim/outbox", self._outbox),
            web.get("/sim/mail", self._mail),
            web.get("/sim/mail/{mail}/attachment/{n}", self._attachment),
            web.get("/sim/file/{file_id}", self._file),
            web.post("/sim/block", self._block),
            web.post("/sim/standing", self._standing),
            web.post("/sim/group", self._found_group),
            web.post("/sim/member", self._member),
            web.post("/sim/migrate", self._migrate),
            web.post("/sim/topic", self._topic),
            web.post("/sim/pending", self._pending),
            web.post("/sim/fault", self._fault),
            web.get("/sim/report", self._report),
            web.post("/sim/reset", self._reset),
            web.post("/sim/wait", self._wait),
            web.get("/sim/events", self._events),
        ]

    # Looking

    async def _show_world(self, request: web.Request) -> web.Response:
        return web.json_response(world_view(self._world))

    async def _transcript(self, request: web.Request) -> web.Response:
        chat = self._chat(request.query.get("chat"))
        topic = request.query.get("topic")
        limit = int(request.query.get("limit", 200))
        shown = transcript_view(self._world, chat, int(topic) if topic else None, limit)
        return web.json_response(shown)

    async def _callback(self, request: web.Request) -> web.Response:
        row = self._world.store.one(
            "SELECT answer FROM callback WHERE id = ?", request.query.get("id", "")
        )
        if row is None:
            raise SimError("no such callback", 404)
        answer = json.loads(row[0]) if row[0] else {"text": "", "show_alert": False, "url": None}
        return web.json_response({"answered": row[0] is not None, **answer})

    async def _outbox(self, request: web.Request) -> web.Response:
        method = request.query.get("method")
        rows = self._world.store.all(
            "SELECT n, at, method, body FROM call WHERE n > ? AND (? IS NULL OR method = ?) "
            "ORDER BY n",
            int(request.query.get("since", 0)),
            method,
            method,
        )
        calls = [{"n": n, "at": at, "method": m, **json.loads(body)} for n, at, m, body in rows]
        newest = self._world.store.one("SELECT coalesce(max(n), 0) FROM call")
        return web.json_response({"calls": calls, "next": newest[0] if newest else 0})

    async def _mail(self, request: web.Request) -> web.Response:
        since = int(request.query.get("since", 0))
        mails = self._mailbox.mails(request.query.get("to"), since)
        return web.json_response({"mails": mails})

    async def _attachment(self, request: web.Request) -> web.Response:
        mail_id, number = int(request.match_info["mail"]), int(request.match_info["n"])
        found = self._mailbox.attachment(mail_id, number)
        if found is None:
            raise SimError("no such attachment", 404)
        return file_response(*found)

    async def _file(self, request: web.Request) -> web.Response:
        found = self._world.files.content_by_id(request.match_info["file_id"])
        if found is None:
            raise SimError("no such file", 404)
        return file_response(*found)

    async def _report(self, request: web.Request) -> web.Response:
        tally = self._api.tally
        return web.json_response(
            {
                "calls": tally.by_method.total(),
                "by_method": dict(tally.by_method),
                "errors": dict(tally.errors),
                "unknown_parameters": sorted(tally.unknown_parameters),
                "rate_breaches": self._api.watch.breaches,
                "updates_repeated": self._world.updates.repeated,
                "updates_expired": self._world.updates.expired,
                "updates_spoiled": self._world.updates.spoiled,
                "faults": [asdict(fault) for fault in self._api.faults.waiting],
                "enforce_limits": self._api.watch.enforce,
            }
        )

    async def _pending(self, request: web.Request) -> web.Response:
        """Also whether a getUpdates call is waiting right now."""
        updates = self._world.updates
        return web.json_response({"updates": updates.pending_count(), "polling": updates.polled})

    # Acting

    async def _message(self, request: web.Request) -> web.Response:
        body = await _body(request)
        with self._world.store.transaction():
            said = speak(self._world, body)
        shown = {"message_id": said.message_ids[0], "update_id": said.update_id}
        return web.json_response({**shown, "message_ids": list(said.message_ids)})

    async def _edit(self, request: web.Request) -> web.Response:
        """A person edits a message of their own: {chat, from, message_id, text}."""
        body = await _body(request)
        with self._world.store.transaction():
            return web.json_response({"update_id": edit(self._world, body)})

    async def _update(self, request: web.Request) -> web.Response:
        """An update as it is given, of a kind that people here can't cause: {kind, body}."""
        body = await _body(request)
        kind, content = str(body["kind"]), dict(body["body"])
        update_id = self._world.updates.add(kind, f"{kind}:{content.get('id', '')}", content)
        return web.json_response({"update_id": update_id})

    async def _tap(self, request: web.Request) -> web.Response:
        body = await _body(request)
        with self._world.store.transaction():
            return web.json_response(tap(self._world, body))

    async def _block(self, request: web.Request) -> web.Response:
        body = await _body(request)
        person = set_blocked(self._world, self._person(body), bool(body.get("blocked")))
        if "deactivated" in body:
            person = replace(person, deactivated=bool(body["deactivated"]))
            self._world.save_person(person)
        return web.json_response({"ok": True})

    async def _standing(self, request: web.Request) -> web.Response:
        """Also the bot's own: {user: bot's id, standing, rights?: [can_…], by?}; ``by`` may be the
        number of a bot that moderates."""
        body = await _body(request)
        person = self._person(body)
        changed = replace(
            person,
            standing=body.get("standing", person.standing),
            anonymous=bool(body.get("anonymous", person.anonymous)),
            rights=tuple(body.get("rights", person.rights)),
        )
        if changed.standing not in STANDINGS:
            raise SimError(f"standing is one of {', '.join(STANDINGS)}")
        owner = next(one for one in self._world.store.people() if one.standing == "creator")
        by = MODERATOR if body.get("by") == MODERATOR_ID else owner
        set_standing(self._world, changed, by=by)
        return web.json_response({"ok": True})

    async def _found_group(self, request: web.Request) -> web.Response:
        """A group of customers: {title, user}, who owns it. Returns its id."""
        body = await _body(request)
        with self._world.store.transaction():
            chat = found_group(self._world, str(body["title"]), self._person(body))
        return web.json_response({"chat": chat.id})

    async def _member(self, request: web.Request) -> web.Response:
        """Into a group and out of it: {chat, user, standing, by}; the bot's id is a user, too."""
        body = await _body(request)
        if body.get("standing") not in STANDINGS:
            raise SimError(f"standing is one of {', '.join(STANDINGS)}")
        chat = self._chat(body.get("chat"))
        moderated = body.get("by") == MODERATOR_ID
        by = MODERATOR if moderated else self._person({"user": body.get("by", 0)})
        if not moderated and not chat.member(by).in_group:
            raise SimError("who changes a member is in the group", 403)
        with self._world.store.transaction():
            set_member(self._world, chat, self._person(body), body["standing"], by)
        return web.json_response({"ok": True})

    async def _migrate(self, request: web.Request) -> web.Response:
        """A group becomes a supergroup: {chat, by}. Returns the new id."""
        body = await _body(request)
        chat, by = self._chat(body.get("chat")), self._person({"user": body.get("by", 0)})
        with self._world.store.transaction():
            moved = migrate(self._world, chat, by)
        return web.json_response({"chat": moved.id})

    async def _topic(self, request: web.Request) -> web.Response:
        """What staff do to a topic by hand; the bot gets the service message."""
        body = await _body(request)
        method = TOPIC_ACTIONS.get(body.get("action", ""))
        if method is None:
            raise SimError(f"action is one of {', '.join(TOPIC_ACTIONS)}")
        values = {"chat_id": int(body["chat"]), "message_thread_id": int(body["topic"])}
        with self._world.store.transaction():
            METHODS[method](Call(self._world, values, {}))
        return web.json_response({"ok": True})

    async def _fault(self, request: web.Request) -> web.Response:
        body = await _body(request)
        kind = body.pop("kind", "error")
        if kind == "enforce_limits":
            self._api.watch.enforce = bool(body.get("enabled", True))
        elif kind == "short_taps":
            self._world.updates.tap_lives = float(body["seconds"])
        elif kind == "clear":
            self._api.faults.clear()
        else:
            defaults: Json = {"method": "*"}
            if "retry_after" in body:
                defaults["code"] = 429
            self._api.faults.add(Fault(**{**defaults, **body, "kind": kind}))
        return web.json_response({"ok": True})

    async def _reset(self, request: web.Request) -> web.Response:
        body = await _body(request)
        self._api.faults.clear()
        self._api.watch.reset()
        self._api.tally = Tally()
        self._world.reset(keep_bot=bool(body.get("keep_bot")))
        return web.json_response({"ok": True})

    # Waiting

    async def _wait(self, request: web.Request) -> web.Response:
        body = await _body(request)
        timeout = min(float(body.get("timeout", 10)), LONGEST_WAIT)
        found = await self._world.hub.until(self._look(body), timeout)
        if found is None:
            raise SimError("nothing of the kind in time", 408)
        return web.json_response(found)

    def _look(self, body: Json) -> Callable[[], Json | None]:
        if "mail_to" in body:
            return lambda: self._find_mail(body)
        chat = self._chat(body.get("chat"))
        if "count_over" in body:
            return lambda: self._find_more(chat, int(body["count_over"]))
        return lambda: self._find_message(chat, body)

    def _find_mail(self, body: Json) -> Json | None:
        mails = self._mailbox.mails(body["mail_to"], int(body.get("since", 0)))
        wanted = body.get("contains", "")
        shown = (m for m in reversed(mails) if wanted in m["subject"] or wanted in m["text"])
        return next(shown, None)

    def _find_more(self, chat: Chat, count: int) -> Json | None:
        newest = self._world.store.newest_messages(chat.id, count + 1)
        return message_view(newest[0]) if len(newest) > count else None

    def _find_message(self, chat: Chat, body: Json) -> Json | None:
        """``contains`` in the text, ``button`` in a button's label; ``out``: the bot's only;
        ``after``: only messages with a higher id."""
        wanted, button = body.get("contains", ""), body.get("button")
        for message in self._world.store.newest_messages(chat.id, NEWEST_SEARCHED):
            labels = [one["text"] for one in buttons_of(message.inline_keyboard)]
            if (
                wanted in message.text
                and (button is None or any(button in label for label in labels))
                and (message.out or not body.get("out"))
                and message.message_id > int(body.get("after", 0))
            ):
                return message_view(message)
        return None

    async def _events(self, request: web.Request) -> web.StreamResponse:
        headers = {"Content-Type": "text/event-stream", "Cache-Control": "no-cache"}
        response = web.StreamResponse(headers=headers)
        await response.prepare(request)
        hub = self._world.hub
        stopped = asyncio.ensure_future(hub.stopping.wait())
        try:
            with hub.subscribed() as queue:
                await response.write(b": welcome\n\n")
                while not stopped.done():
                    await response.write(await _next_event(queue, stopped))
        except ConnectionError:
            pass  # the page was closed
        finally:
            stopped.cancel()
        return response

    def _chat(self, chat_id: Any) -> Chat:
        chat = self._world.store.chat(int(chat_id)) if chat_id is not None else None
        if chat is None:
            raise SimError("no such chat", 404)
        return chat

    def _person(self, body: Json) -> Person:
        person = self._world.store.person(int(body["user"])) if "user" in body else None
        if person is None:
            raise SimError("no such person", 404)
        return person


async def _next_event(queue: asyncio.Queue[Json], stopped: asyncio.Future[Any]) -> bytes:
    """The next event as the stream writes it; a ping after a time without any."""
    event = asyncio.ensure_future(queue.get())
    await asyncio.wait([event, stopped], timeout=PING_SECONDS, return_when=asyncio.FIRST_COMPLETED)
    if event.done():
        return b"data: " + json.dumps(event.result()).encode() + b"\n\n"
    event.cancel()
    return b": ping\n\n"


async def _body(request: web.Request) -> Json:
    body = await request.json() if request.can_read_body else {}
    if not isinstance(body, dict):
        raise SimError("a JSON object is expected")
    return body

"""The Bot API over HTTP: who calls what, with which answer."""

from __future__ import annotations

import inspect
import json
import logging
import mimetypes
from collections import Counter
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from aiohttp import web

from sandbox.call import Call
from sandbox.errors import ApiError, too_many_requests
from sandbox.faults import Fault, Faults
from sandbox.fields import method_fields, read_parameters
from sandbox.incoming import ATTACHMENT, Given, read_given
from sandbox.limits import RateWatch
from sandbox.methods import METHODS
from sandbox.model import Json
from sandbox.world import World

BAD_GATEWAY = (
    "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n"
    "<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n</body>\r\n</html>\r\n"
)
KEPT_CALLS = 20_000
log = logging.getLogger(__name__)
NAMES = {name.lower(): name for name in METHODS}
"""Method names are taken in any case."""


@dataclass(slots=True)
class Tally:
    """What the report tells of all calls."""

    by_method: Counter[str] = field(default_factory=Counter)
    errors: Counter[str] = field(default_factory=Counter)
    unknown_parameters: set[str] = field(default_factory=set)


class BotApi:
    def __init__(self, world: World, faults: Faults, watch: RateWatch, token: str) -> None:
        self.world = world
        self.faults = faults
        self.watch = watch
        self.tally = Tally()
        self._token = token

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """``/bot<token>/<method>``"""
        try:
            method = self._route(request)
            given = await read_given(request)
        except ApiError as error:
            return self._refusal(error)
        fault = self.faults.take(method, _chat_of(given))
        if fault is not None:
            return await self._misbehave(request, method, given, fault)
        return await self._answer(method, given)

    async def download(self, request: web.Request) -> web.StreamResponse:
        """``/file/bot<token>/<path>``"""
        if request.match_info["token"] != self._token:
            return self._refusal(ApiError(401, "Unauthorized"))
        found = self.world.files.content(request.match_info["path"])
        if found is None:
            return self._refusal(ApiError(404, "Not Found"))
        return file_response(*found)

    def _route(self, request: web.Request) -> str:
        if request.match_info["token"] != self._token:
            raise ApiError(401, "Unauthorized")
        method = NAMES.get(request.match_info["method"].lower())
        if method is None:
            raise ApiError(404, "Not Found: method not found")
        return method

    async def _answer(self, method: str, given: Given) -> web.Response:
        try:
            result = await self.perform(method, given)
        except ApiError as error:
            self._record(method, given, error=error)
            return self._refusal(error)
        except Exception:  # a bug of ours must not look like one of the caller's
            log.exception("%s failed", method)
            broken = ApiError(500, "Internal Server Error")
            self._record(method, given, error=broken)
            return self._refusal(broken)
        self._record(method, given, result=result)
        return web.json_response({"ok": True, "result": result})

    async def perform(self, method: str, given: Given) -> Any:
        """Carry out a call, all or nothing. Raises :class:`ApiError`."""
        fields = method_fields(method)
        sent = {name: f"{ATTACHMENT}{name}" for name in given.files if name in fields}
        values, unknown = read_parameters(method, {**sent, **given.values})
        self.tally.unknown_parameters.update(f"{method}.{name}" for name in unknown)
        call = Call(self.world, values, given.files)
        call.refuse_unserved()
        self._check_rate(method, values)
        with self.world.store.transaction():
            result = METHODS[method](call)
        return await result if inspect.isawaitable(result) else result

    def _check_rate(self, method: str, values: Json) -> None:
        chat_id = values.get("chat_id")
        if not isinstance(chat_id, int):
            return
        media = values.get("media")
        wait = self.watch.note(method, chat_id, len(media) if isinstance(media, list) else 1)
        if wait:
            raise too_many_requests(wait)

    # Faults

    async def _misbehave(
        self, request: web.Request, method: str, given: Given, fault: Fault
    ) -> web.StreamResponse:
        if fault.kind == "slow":
            await self.world.hub.pause(fault.seconds)
            return await self._answer(method, given)
        if fault.effect == "before":
            await self._answer(method, given)
        else:
            self._record(method, given, error=fault.error(), fault=fault.kind)
        try:
            return await self._bad_answer(request, fault)
        finally:
            if fault.effect == "after":
                await self._answer(method, given)

    async def _bad_answer(self, request: web.Request, fault: Fault) -> web.StreamResponse:
        if fault.kind == "timeout":
            await self.world.hub.pause(fault.seconds)
        if fault.kind in ("timeout", "cut"):
            if request.transport is not None:
                request.transport.abort()
            return web.Response()  # goes nowhere
        if fault.kind == "html":
            return web.Response(status=502, text=BAD_GATEWAY, content_type="text/html")
        return self._refusal(fault.error())

    # Answers and the record

    def _refusal(self, error: ApiError) -> web.Response:
        body: Json = {"ok": False, "error_code": error.code, "description": error.description}
        if error.parameters:
            body["parameters"] = error.parameters
        headers = {}
        if error.retry_after is not None:
            headers["Retry-After"] = str(error.retry_after)
        return web.json_response(body, status=error.code, headers=headers)

    def _record(
        self,
        method: str,
        given: Given,
        *,
        result: Any = None,
        error: ApiError | None = None,
        fault: str | None = None,
    ) -> None:
        self.tally.by_method[method] += 1
        if error is not None:
            self.tally.errors[f"{error.code} {error.description}"] += 1
        if method == "getUpdates":  # too many, and their answer is no news
            return
        body = {
            "params": given.recorded(),
            "ok": error is None,
            "error_code": error.code if error else None,
            "description": error.description if error else None,
            "fault": fault,
            "result": result,
        }
        number = self.world.store.run(
            "INSERT INTO call (at, method, body) VALUES (?, ?, ?)",
            self.world.clock(),
            method,
            json.dumps(body),
        )
        self.world.store.run("DELETE FROM call WHERE n <= ?", number - KEPT_CALLS)


def _chat_of(given: Given) -> int | None:
    """The chat that a call names, if it does by a number."""
    named = str(given.values.get("chat_id", ""))
    return int(named) if named.removeprefix("-").isdecimal() else None


def file_response(name: str, content: bytes) -> web.Response:
    """A file to download: whoever sent it, it never runs as a part of the page."""
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}",
        "Content-Security-Policy": "sandbox",
        "X-Content-Type-Options": "nosniff",
    }
    return web.Response(body=content, content_type=kind, headers=headers)

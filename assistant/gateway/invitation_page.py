"""The recipient's answer in a browser: ``GET`` shows, only ``POST`` decides.

Mail scanners open every link of a mail, so opening one decides nothing. The link is the proof, so
there is no cookie and no login; whatever is no good link gets one and the same answer.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import html
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from string import Template

from aiohttp import web

from assistant.domain.transfers.agreeing import agree_in_browser, decline_in_browser
from assistant.domain.transfers.invitation import PAGE_PATH, mailed, waits
from assistant.domain.transfers.model import Agreement, Transfer
from assistant.domain.words import HOME, Arg
from assistant.storage.work import WorkShop
from assistant.texts import Texts

A_MINUTE = 30
"""Requests that one address may make."""
ALL_A_MINUTE = 600
"""That all may make at this process."""
ANSWER_TIME = 10.0
"""Seconds that a form may take to arrive."""
_ANSWER_LIMIT = 1 << 10
"""Bytes of a form."""
_PAGE = Template(files("assistant.gateway").joinpath("consent.html").read_text(encoding="utf-8"))
_STYLE = re.search(r"<style>(.*?)</style>", _PAGE.template, re.DOTALL)
_HASH = base64.b64encode(hashlib.sha256(_STYLE[1].encode() if _STYLE else b"").digest()).decode()
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": f"default-src 'none'; style-src 'sha256-{_HASH}'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex",
}


@dataclass(slots=True)
class Pace:
    """Counts a minute's requests; of the minutes before nothing is kept."""

    minute: int = 0
    made: Counter[str] = field(default_factory=Counter)

    def takes(self, who: str, minute: int) -> bool:
        if minute != self.minute:
            self.minute, self.made = minute, Counter()
        if self.made.total() >= ALL_A_MINUTE or self.made[who] >= A_MINUTE:
            return False
        self.made[who] += 1
        return True


@dataclass(frozen=True, slots=True)
class InvitationPage:
    shop: WorkShop
    texts: Texts
    pace: Pace = field(default_factory=Pace)

    def add_to(self, app: web.Application) -> None:
        app.router.add_get(PAGE_PATH + "{token}", self.show)
        app.router.add_post(PAGE_PATH + "{token}", self.decide)

    async def show(self, request: web.Request) -> web.Response:
        if not self._may(request):
            return self._says("busy", status=429)
        async with self.shop.work() as work:
            transfer = await mailed(work, request.match_info["token"])
        return self._as_it_stands(transfer, request)

    async def decide(self, request: web.Request) -> web.Response:
        if not self._may(request):
            return self._says("busy", status=429)
        token, answer = request.match_info["token"], await _answer(request)
        async with self.shop.work() as work:
            if answer == "no" and await decline_in_browser(work, token):
                return self._says("declined")
            if answer == "yes":
                await agree_in_browser(work, token)
            transfer = await mailed(work, token)
        return self._as_it_stands(transfer, request)

    def _may(self, request: web.Request) -> bool:
        """By the address that the proxy saw, which is the last one that it names."""
        seen = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
        minute = int(self.shop.settings.clock().timestamp()) // 60
        return self.pace.takes((seen or request.remote or "")[:64], minute)

    def _as_it_stands(self, transfer: Transfer | None, request: web.Request) -> web.Response:
        if transfer is None:
            return self._says("dead", status=404)
        if waits(transfer) and transfer.promised_at is None:
            return self._asks(transfer)
        if waits(transfer) or transfer.agreement is Agreement.GIVEN:
            return self._agreed(request.match_info["token"])
        return self._says("dead", status=404)

    def _asks(self, transfer: Transfer) -> web.Response:
        """Of the asker nothing but the account's name is shown."""
        services = "".join(f"<li>{html.escape(one.name)}</li>" for one in transfer.services)
        form = "<form method=post><button name=answer value={}>{}</button></form>".format
        return self._page(
            "setuju-page-ask",
            self._p("setuju-page-who", {"from": transfer.from_label, "email": transfer.to_email})
            + f"<ul>{services}</ul>"
            + self._p("setuju-page-means", {})
            + form("yes", self._words("setuju-page-btn-yes"))
            + f"<details><summary>{self._words('setuju-btn-no')}…</summary>"
            + self._p("setuju-page-sure", {})
            + form("no", self._words("setuju-btn-sure"))
            + "</details>"
            + self._p("setuju-page-number", {"number": transfer.number}, "soft"),
        )

    def _agreed(self, token: str) -> web.Response:
        url = self._words("setuju-page-telegram", {"token": token})
        link = f'<a class=button href="{url}" rel="noreferrer">{{}}</a>'
        return self._page(
            "setuju-page-agreed",
            self._p("setuju-page-agreed-next", {})
            + self._p("setuju-page-no-account", {}, "soft")
            + link.format(self._words("setuju-page-btn-telegram")),
        )

    def _says(self, what: str, status: int = 200) -> web.Response:
        key = {"dead": "setuju-dead", "declined": "setuju-declined", "busy": "setuju-page-busy"}
        return self._page("setuju-page-title", self._p(key[what], {}), status)

    def _p(self, key: str, args: Mapping[str, Arg], css: str = "plain") -> str:
        return f'<p class="{css}">{self._words(key, args)}</p>'

    def _words(self, key: str, args: Mapping[str, Arg] | None = None) -> str:
        """Escaped as a whole, ours and what somebody typed."""
        return html.escape(self.texts.plain(HOME, key, args))

    def _page(self, title: str, body: str, status: int = 200) -> web.Response:
        words = {"title": self._words(title), "brand": self._words("setuju-page-brand")}
        text = _PAGE.substitute(lang=HOME, body=body, **words)
        return web.Response(
            text=text, status=status, content_type="text/html", charset="utf-8", headers=_HEADERS
        )


async def _answer(request: web.Request) -> str:
    """What the form's button says; empty where it is no form of ours."""
    content = b""
    try:
        async with asyncio.timeout(ANSWER_TIME):
            while len(content) < _ANSWER_LIMIT and (more := await request.content.readany()):
                content += more
    except (TimeoutError, ConnectionError, web.RequestPayloadError):
        return ""
    found = re.fullmatch(rb"answer=(yes|no)", content.strip())
    return found[1].decode() if found else ""

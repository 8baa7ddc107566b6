"""The stand-in for WHMCS as tests use it: over HTTP, with its admin area at hand."""

from __future__ import annotations

import base64
import json
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from assistant.portal.whmcs.parsing import serialized
from sandbox.model import Clock
from sandbox.whmcs.admin import WhmcsAdmin
from sandbox.whmcs.api import API_PATH
from sandbox.whmcs.fake import BASE, Whmcs
from sandbox.whmcs.system import NoHooks
from tests.simclient import Sim, running_sandbox

Json = dict[str, Any]

WHMCS = {
    "ASSISTANT_PORTAL": "whmcs",
    "ASSISTANT_WHMCS_IDENTIFIER": "uji-identifier",
    "ASSISTANT_WHMCS_SECRET": "uji-secret-whmcs",
    "ASSISTANT_WHMCS_ACCESS_KEY": "uji-access-key",
}
"""What the stand-in is set up with; the adapter needs ASSISTANT_WHMCS_URL beside it."""


@dataclass(frozen=True, slots=True)
class FakeWhmcs:
    """One that serves."""

    url: str
    """What ASSISTANT_WHMCS_URL is set to."""
    smtp_url: str
    sim: Sim
    """Faults and mails: ``sim.fault("whmcs:OpenTicket", kind="cut", effect="before")``."""
    inside: Whmcs
    http: httpx.AsyncClient

    @property
    def settings(self) -> dict[str, str]:
        """ASSISTANT_* of an assistant that works with it."""
        return {name: text for name, text in WHMCS.items() if "ACCESS_KEY" not in name} | {
            "ASSISTANT_WHMCS_URL": self.url
        }

    @property
    def admin(self) -> WhmcsAdmin:
        """The admin area."""
        return self.inside.admin

    def set_up(self, **changes: Any) -> None:
        """``permissions``, ``allowed_ips``, ``api_access``, ``assigned``, ``required_fields``,
        ``oddities``: see ``sandbox.whmcs.api``."""
        self.inside.api.set_up(changes)

    def calls(self, action: str = "") -> list[Json]:
        """What was called so far, oldest first."""
        return self.inside.api.calls(action=action)

    @property
    def complaints(self) -> list[str]:
        """What WHMCS passed over in silence; an adapter that is right leaves it empty."""
        return self.inside.system.complaints

    async def post(self, action: str, **parameters: Any) -> httpx.Response:
        """A call with the right credential; parameters may replace all of it."""
        form = {
            "identifier": WHMCS["ASSISTANT_WHMCS_IDENTIFIER"],
            "secret": WHMCS["ASSISTANT_WHMCS_SECRET"],
            "action": action,
            "responsetype": "json",
        }
        return await self.http.post(self.url + API_PATH, data=form | parameters)

    async def call(self, action: str, **parameters: Any) -> Json:
        """The answer of a call that succeeds."""
        answer = (await self.post(action, **parameters)).json()
        assert answer["result"] == "success", answer
        return dict(answer)

    async def refusal(self, action: str, **parameters: Any) -> str:
        """The message of a call that is refused."""
        answer = (await self.post(action, **parameters)).json()
        assert answer["result"] == "error", answer
        return str(answer["message"])


@asynccontextmanager
async def running_whmcs(
    folder: Path, *, settings: Mapping[str, str] | None = None, clock: Clock | None = None
) -> AsyncIterator[FakeWhmcs]:
    """``settings`` are more ASSISTANT_* for the admin area: the seller, where events go."""
    async with (
        running_sandbox(
            folder, settings=WHMCS | dict(settings or {}), clock=clock or time.time
        ) as running,
        Sim(running.url) as sim,
        httpx.AsyncClient(trust_env=False) as http,
    ):
        assert running.whmcs is not None
        heard, running.whmcs.system.hooks = running.whmcs.system.hooks, NoHooks()
        await running.whmcs.admin.seed()
        running.whmcs.system.hooks = heard
        yield FakeWhmcs(running.url + BASE, running.smtp_url, sim, running.whmcs, http)


def custom_fields(**values: str) -> str:
    """``f11="PT X"`` as the parameter ``customfields``."""
    by_id = {int(name.removeprefix("f")): value for name, value in values.items()}
    return serialized(by_id)


def attachments(**files: bytes) -> str:
    """``surat_pdf=b"…"`` as the parameter ``attachments``, named ``surat.pdf``."""
    listed = [
        {"name": name.replace("_", "."), "data": base64.b64encode(content).decode()}
        for name, content in files.items()
    ]
    return base64.b64encode(json.dumps(listed).encode()).decode()

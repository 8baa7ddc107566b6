"""The hook files of WHMCS: the one that we ship, run by real PHP.

Without PHP the same events are posted from here, and ``by`` says so.
"""

from __future__ import annotations

import asyncio
import json
import os
import secrets
import shutil
import subprocess
import time
from asyncio.subprocess import PIPE
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

import httpx

from assistant.domain.signing import EVENTS_PATH
from assistant.portal.embedded.outgoing import Endpoint, address, post_signed
from sandbox.model import Json
from sandbox.whmcs.system import Hooks, NoHooks, Points

HOOK_FILE = "assistant_events.php"
RUNNER = Path(__file__).with_name("run_hooks.php")
EVENTS_SECRET = "ASSISTANT_PORTAL_EVENTS_SECRET"
PHP_SECONDS = 30.0
_HTTP_SECONDS = 5.0


def shipped_hook() -> str:
    """The hook file as a provider gets it, its two settings empty."""
    return files("assistant.portal").joinpath("hook", HOOK_FILE).read_text(encoding="utf-8")


def filled_in(hook: str, url: str, secret: str) -> str:
    """The hook file with its two settings, as a provider fills them in."""
    for name, value in (("url", url), ("secret", secret)):
        empty, quoted = f"'{name}' => ''", value.replace("\\", "\\\\").replace("'", "\\'")
        if hook.count(empty) != 1:
            raise ValueError(f"the hook file has no empty setting {name}")
        hook = hook.replace(empty, f"'{name}' => '{quoted}'")
    return hook


def php_with_curl() -> str | None:
    """The PHP that can run the hook file; None when it, or its curl, is not installed."""
    php = shutil.which("php")
    if php is None:
        return None
    asked = subprocess.run([php, "-m"], capture_output=True, text=True, check=False)
    return php if "curl" in asked.stdout.split() else None


def hooks_of(settings: Mapping[str, str], folder: Path) -> Hooks:
    """The hook file, put into ``folder`` (``includes/hooks``) with these settings' address and
    secret. Without ASSISTANT_PORTAL_EVENTS_SECRET there is none."""
    to = address(settings, EVENTS_SECRET)
    if to is None:
        return NoHooks()
    php = php_with_curl()
    if php is None:
        return PostedHooks(to)
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / HOOK_FILE
    file.touch(mode=0o600)
    file.write_text(filled_in(shipped_hook(), to.url + EVENTS_PATH, to.secret), encoding="utf-8")
    return PhpHooks(php, folder)


class PhpHooks:
    """A run of PHP for the hook points of one request, as in WHMCS."""

    by = "PHP"

    def __init__(self, php: str, folder: Path) -> None:
        self._php = php
        self._folder = folder
        self.log: list[str] = []

    async def run(self, points: Points) -> None:
        process = await asyncio.create_subprocess_exec(
            self._php,
            str(RUNNER),
            str(self._folder),
            stdin=PIPE,
            stdout=PIPE,
            stderr=PIPE,
            env={name: text for name, text in os.environ.items() if "proxy" not in name.lower()},
        )
        try:
            async with asyncio.timeout(PHP_SECONDS):
                said = await process.communicate(json.dumps(points).encode())
        except TimeoutError:
            process.kill()
            await process.wait()
            self.log.append(f"PHP took longer than {PHP_SECONDS:.0f} s")
            return
        self.log.extend(b"".join(said).decode("utf-8", "replace").splitlines())
        if process.returncode:
            self.log.append(f"PHP ended with {process.returncode}")


class PostedHooks:
    """What the hook file would tell, posted from here."""

    by = "the stand-in itself, because php-cli with php-curl is not installed"

    def __init__(self, to: Endpoint) -> None:
        self._to = to
        self.log: list[str] = []

    async def run(self, points: Points) -> None:
        events = [event_of(point, variables) for point, variables in points]
        kind = {"Content-Type": "application/json"}
        try:
            async with httpx.AsyncClient(timeout=_HTTP_SECONDS, trust_env=False) as http:
                for event in filter(None, events):
                    body, now = json.dumps(event).encode(), str(int(time.time()))
                    await post_signed(http, self._to, EVENTS_PATH, body, now, kind)
        except httpx.HTTPError as error:
            self.log.append(f"an event was not told: {type(error).__name__}")


def event_of(point: str, variables: Json) -> Json | None:
    """The event that the hook file makes of a hook point; None for a point that it leaves alone."""
    match point:
        case "InvoicePaid" | "InvoiceRefunded" | "InvoiceCancelled":
            kind = f"invoice.{point.removeprefix('Invoice').lower()}"
            return _event(kind, "invoice", str(variables["invoiceid"]))
        case "TicketAdminReply":
            name = f"reply-{variables['replyid']}"
            return _event("ticket.replied", "ticket", str(variables["ticketid"]), name)
        case "TicketStatusChange":  # closing runs TicketClose, too, which tells nothing new
            return _event("ticket.status", "ticket", str(variables["ticketid"]))
        case "ServiceEdit":
            return _event("service.changed", "service", f"service-{variables['serviceid']}")
        case "DomainEdit":
            return _event("service.changed", "service", f"domain-{variables['domainid']}")
        case "ClientEdit":
            return _event("client.changed", "client", str(variables["userid"]))
    return None


def _event(kind: str, subject: str, key: str, name: str = "") -> Json:
    return {
        "id": f"{kind}:{key}:{name or secrets.token_hex(8)}",
        "type": kind,
        "data": {subject: key},
    }

"""The whole stand-in, put together."""

from __future__ import annotations

from collections.abc import Mapping
from email.message import EmailMessage
from pathlib import Path

import aiosmtplib
from aiohttp import web

from sandbox.faults import Faults
from sandbox.hub import Hub
from sandbox.model import Clock
from sandbox.whmcs.admin import WhmcsAdmin
from sandbox.whmcs.api import API_PATH, Api, Credential
from sandbox.whmcs.books import Books, Mail
from sandbox.whmcs.hooks import hooks_of
from sandbox.whmcs.system import System

BASE = "/whmcs"
"""Where it stands on the sandbox's address; ``ASSISTANT_WHMCS_URL`` ends with it."""
SENDER = "CloudKilat <billing@cloudkilat.example>"
_SMTP_SECONDS = 10.0


class Whmcs:
    """Its parts: ``api`` for programs, ``admin`` for the provider's people."""

    def __init__(
        self,
        data_dir: Path,
        settings: Mapping[str, str],
        clock: Clock,
        faults: Faults,
        hub: Hub,
    ) -> None:
        self.books = Books(data_dir / "whmcs.sqlite3")
        hooks = hooks_of(settings, data_dir / "whmcs" / "includes" / "hooks")
        self.smtp: tuple[str, int] | None = None
        """Where its mail goes; nowhere until that is known."""
        self.system = System(self.books, clock, self._send, hooks)
        self.api = Api(self.system, _credential(settings), faults, hub)
        self.admin = WhmcsAdmin(self.system, settings)

    def routes(self) -> list[web.RouteDef]:
        return [web.route("*", BASE + API_PATH, self.api.handle), *self.api.routes()]

    def close(self) -> None:
        self.books.close()

    async def _send(self, mail: Mail) -> None:
        """A mail that cannot be sent is in WHMCS's log, and nobody's error."""
        if self.smtp is None:
            return
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = SENDER, mail.to, mail.subject
        message.set_content(mail.text)
        host, port = self.smtp
        try:
            await aiosmtplib.send(message, hostname=host, port=port, timeout=_SMTP_SECONDS)
        except (aiosmtplib.SMTPException, OSError) as error:
            self.system.complaints.append(f"a mail was not sent: {type(error).__name__}")


def _credential(settings: Mapping[str, str]) -> Credential:
    return Credential(
        identifier=settings.get("ASSISTANT_WHMCS_IDENTIFIER", ""),
        secret=settings.get("ASSISTANT_WHMCS_SECRET", ""),
        access_key=settings.get("ASSISTANT_WHMCS_ACCESS_KEY", ""),
    )

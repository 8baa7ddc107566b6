"""A real SMTP server whose mails everybody can read."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from typing import Any

from aiosmtpd.smtp import SMTP, Envelope, Session

from sandbox.faults import SMTP as SMTP_METHOD
from sandbox.faults import Faults
from sandbox.model import Json
from sandbox.world import World

SIZE_LIMIT = 30 * 1024 * 1024


class Mailbox:
    """Keeps every mail that comes in. A fault for the method ``SMTP`` refuses one."""

    def __init__(self, world: World, faults: Faults) -> None:
        self._world = world
        self._faults = faults
        self._server: asyncio.Server | None = None

    async def start(self, host: str, port: int) -> int:
        """Listen; returns the port (chosen when 0 was asked). Raises OSError when it is taken."""
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(self._session, host, port)
        bound: int = self._server.sockets[0].getsockname()[1]
        return bound

    def stop(self) -> None:
        if self._server is not None:
            self._server.close()

    def _session(self) -> SMTP:
        return SMTP(
            self,
            loop=asyncio.get_running_loop(),
            hostname="sandbox.local",
            ident="sandbox",
            enable_SMTPUTF8=True,
            data_size_limit=SIZE_LIMIT,
        )

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        fault = self._faults.take(SMTP_METHOD)
        if fault is not None and fault.kind in ("timeout", "slow"):
            await self._world.hub.pause(fault.seconds)
        if fault is not None and fault.kind != "slow":
            if fault.effect == "before":
                self._keep(envelope)
            return f"{fault.code if fault.code >= 400 else 451} {fault.description or 'refused'}"
        mail_id = self._keep(envelope)
        return f"250 OK mail {mail_id}"

    def _keep(self, envelope: Envelope) -> int:
        raw = envelope.content or b""
        content = raw if isinstance(raw, bytes) else raw.encode()
        message = message_from_bytes(content, policy=policy.default)
        store = self._world.store
        described = _described(message, envelope, self._world.clock())
        with store.transaction():
            mail_id = store.run("INSERT INTO mail (body) VALUES (?)", json.dumps(described))
            for number, part in enumerate(message.iter_attachments()):
                store.run(
                    "INSERT INTO attachment VALUES (?, ?, ?, ?, ?)",
                    mail_id,
                    number,
                    part.get_filename() or f"attachment-{number}",
                    part.get_content_type(),
                    part.get_payload(decode=True) or b"",
                )
        self._world.hub.publish("mail", id=mail_id, to=described["to"])
        return mail_id

    # Reading

    def mails(self, to: str | None = None, since: int = 0) -> list[Json]:
        """Mails after id ``since``, oldest first; ``to`` is compared without regard to case."""
        rows = self._world.store.all("SELECT id, body FROM mail WHERE id > ? ORDER BY id", since)
        mails = [{"id": mail_id, **json.loads(body)} for mail_id, body in rows]
        wanted = (to or "").lower()
        return [
            {**mail, "attachments": self._attachments(mail["id"])}
            for mail in mails
            if not wanted or wanted in (address.lower() for address in mail["to"])
        ]

    def attachment(self, mail_id: int, number: int) -> tuple[str, bytes] | None:
        row = self._world.store.one(
            "SELECT name, content FROM attachment WHERE mail_id = ? AND n = ?", mail_id, number
        )
        return (str(row[0]), bytes(row[1])) if row else None

    def _attachments(self, mail_id: int) -> list[Json]:
        rows = self._world.store.all(
            "SELECT n, name, content_type, length(content) FROM attachment "
            "WHERE mail_id = ? ORDER BY n",
            mail_id,
        )
        return [
            {
                "name": name,
                "content_type": content_type,
                "size": size,
                "url": f"/sim/mail/{mail_id}/attachment/{number}",
            }
            for number, name, content_type, size in rows
        ]


def _described(message: EmailMessage, envelope: Envelope, at: float) -> Json:
    described: Json = {
        "at": datetime.fromtimestamp(at, UTC).isoformat(),
        "from": str(message.get("From") or envelope.mail_from or ""),
        "to": list(envelope.rcpt_tos),
        "subject": str(message.get("Subject") or ""),
        "text": _body(message, "plain") or "",
    }
    html = _body(message, "html")
    return {**described, "html": html} if html else described


def _body(message: EmailMessage, kind: str) -> str | None:
    part: MIMEPart | None = message.get_body(preferencelist=(kind,))
    if part is None:
        return None
    content: Any = part.get_content()
    return str(content).replace("\r\n", "\n")

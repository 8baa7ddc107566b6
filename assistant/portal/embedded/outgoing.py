"""What the portal sends: events to the assistant, and its own mail.

Both lie in the database until they arrive. A failure is no error for whoever caused the change:
the next change, or :meth:`Outgoing.flush`, tries again.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid, parseaddr
from urllib.parse import unquote, urlsplit

import aiosmtplib
import httpx
from sqlalchemy import RowMapping, func, select, update

from assistant.domain.portal import PortalError
from assistant.domain.signing import EVENTS_PATH, SIGNATURE_HEADER, TIMESTAMP_HEADER, sign
from assistant.portal.embedded import tables
from assistant.portal.embedded.store import Store

log = logging.getLogger(__name__)

DEFAULT_EVENTS_URL = "http://127.0.0.1:8080"
_AT_ONCE = 100
"""Events and mails that one flush sends."""
_SMTP_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where the assistant listens, and the secret that it shares with us for one path."""

    url: str
    """Without the path."""
    secret: str


def address(settings: Mapping[str, str], secret: str) -> Endpoint | None:
    """ASSISTANT_EVENTS_URL with or without its path: the assistant's two paths are beside.
    None where the secret of that name is not set."""
    if not settings.get(secret):
        return None
    url = (settings.get("ASSISTANT_EVENTS_URL") or DEFAULT_EVENTS_URL).rstrip("/")
    return Endpoint(url.removesuffix(EVENTS_PATH), settings[secret])


@dataclass(frozen=True, slots=True)
class MailServer:
    host: str
    port: int
    tls: bool
    starttls: bool
    user: str | None
    password: str | None
    sender: str

    @classmethod
    def of_url(cls, url: str, sender: str) -> MailServer:
        """From ``smtp://user:password@host:587?starttls`` or ``smtps://…``."""
        parts = urlsplit(url)
        tls, starttls = parts.scheme == "smtps", "starttls" in parts.query
        return cls(
            host=parts.hostname or "",
            port=parts.port or (465 if tls else 587 if starttls else 25),
            tls=tls,
            starttls=starttls,
            user=unquote(parts.username) if parts.username else None,
            password=unquote(parts.password) if parts.password else None,
            sender=sender,
        )

    async def send(self, message: EmailMessage) -> None:
        await aiosmtplib.send(
            message,
            hostname=self.host,
            port=self.port,
            username=self.user,
            password=self.password,
            use_tls=self.tls,
            start_tls=self.starttls,
            timeout=_SMTP_SECONDS,
        )


async def post_signed(
    http: httpx.AsyncClient,
    to: Endpoint,
    path: str,
    body: bytes,
    timestamp: str,
    headers: Mapping[str, str],
) -> httpx.Response:
    """``path`` with its query, if there is one, as it goes out. Raises httpx.HTTPError when no
    answer came."""
    signed = {TIMESTAMP_HEADER: timestamp, SIGNATURE_HEADER: sign(to.secret, path, timestamp, body)}
    return await http.post(to.url + path, content=body, headers={**headers, **signed})


@dataclass(frozen=True, slots=True)
class Outgoing:
    store: Store
    http: httpx.AsyncClient
    events: Endpoint | None
    """None: nobody is told, and the assistant has to ask for changes."""
    mail: MailServer | None

    async def flush(self) -> None:
        """Send what waits. What does not arrive goes on waiting."""
        try:
            await self.flush_events()
            await self.flush_mails()
        except PortalError as error:
            log.warning("the portal cannot read what it has to send: %s", error)

    async def flush_events(self) -> int:
        """Tell the events that nobody took yet, oldest first; how many were taken.

        Two processes may tell the same one: its id is the same, and the assistant ignores it.
        """
        if self.events is None:
            return 0
        event = tables.event
        async with self.store.reading() as connection:
            waiting = list(
                (
                    await connection.execute(
                        select(event)
                        .where(event.c.delivered_at.is_(None))
                        .order_by(event.c.seq)
                        .limit(_AT_ONCE)
                    )
                ).mappings()
            )
        taken: list[int] = []
        for row in waiting:
            answer = await self._post_event(self.events, row)
            if answer is None:
                break
            if answer:
                taken.append(row["seq"])
        if taken:
            async with self.store.changing() as change:
                await change.connection.execute(
                    update(event).where(event.c.seq.in_(taken)).values(delivered_at=change.now)
                )
        return len(taken)

    async def _post_event(self, to: Endpoint, row: RowMapping) -> bool | None:
        """Whether it was taken; None when nobody answers."""
        told = {name: row[name] for name in ("id", "type", "data")}
        body = json.dumps(told, separators=(",", ":")).encode()
        timestamp = str(int(self.store.clock().timestamp()))
        kind = {"Content-Type": "application/json"}
        try:
            answer = await post_signed(self.http, to, EVENTS_PATH, body, timestamp, kind)
        except httpx.HTTPError as error:
            log.warning("an event could not be told: %s", type(error).__name__)
            return None
        if answer.status_code != httpx.codes.OK:
            log.warning("an event was not taken: HTTP %d", answer.status_code)
        return answer.status_code == httpx.codes.OK

    async def flush_mails(self) -> int:
        """Send the mails that wait; how many went. One process sends a mail, once, unless it dies
        between the mail server's answer and the commit."""
        if self.mail is None:
            return 0
        mail = tables.mail
        sent, last = 0, 0
        for _ in range(_AT_ONCE):
            async with self.store.changing() as change:
                row = (
                    (
                        await change.connection.execute(
                            select(mail)
                            .where(mail.c.sent_at.is_(None), mail.c.id > last)
                            .order_by(mail.c.id)
                            .limit(1)
                            .with_for_update(skip_locked=True)
                        )
                    )
                    .mappings()
                    .one_or_none()
                )
                if row is None:
                    return sent
                last = row["id"]
                went = await self._send(self.mail, row)
                if went is None:
                    return sent
                if went:
                    sent += 1
                    gone = {"sent_at": func.clock_timestamp(), "body": ""}
                    await change.connection.execute(
                        update(mail).where(mail.c.id == last).values(gone)
                    )
        return sent

    async def _send(self, server: MailServer, row: RowMapping) -> bool | None:
        """Whether it went; None when there is no mail server to talk to."""
        message = EmailMessage()
        message["From"] = server.sender
        message["To"] = row["recipient"]
        message["Subject"] = row["subject"]
        message["Date"] = format_datetime(row["at"])
        message["Message-ID"] = make_msgid(domain=parseaddr(server.sender)[1].partition("@")[2])
        message.set_content(row["body"])
        try:
            await server.send(message)
        except (aiosmtplib.SMTPRecipientsRefused, aiosmtplib.SMTPResponseException) as error:
            log.warning("a mail of the portal was refused: %s", type(error).__name__)
            return False
        except (aiosmtplib.SMTPException, OSError) as error:
            log.warning("a mail of the portal could not be sent: %s", type(error).__name__)
            return None
        return True

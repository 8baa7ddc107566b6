"""Mail: one message to one address over SMTP, and what is known of it when that fails."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import policy
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from enum import StrEnum
from uuid import uuid4

from aiosmtplib import SMTP, SMTPException, SMTPResponseException

from assistant.domain.emails import read_sender
from assistant.domain.tickets import Attachment


@dataclass(frozen=True, slots=True)
class Smtp:
    """The mail server."""

    host: str
    port: int
    tls: bool
    """TLS from the first byte (``smtps://``)."""
    starttls: bool
    """TLS must be switched on before anything else is said."""
    user: str | None
    password: str | None = field(repr=False)


TIMEOUT = 20.0
"""Seconds for each step of the talk with the server."""
_POLICY = policy.SMTP.clone(cte_type="7bit")
"""Any server takes seven bits; what is more is encoded."""
_UNFIT = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
_ADDRESS = re.compile(r"[^\s<>()\[\],;:\\\"]+@[^\s<>()\[\],;:\\\"@]+", re.ASCII)


class MailFailure(StrEnum):
    """What is known of a mail that was not accepted."""

    NOT_SENT = "not-sent"
    """The server could not be reached, or asks to try later: send again."""
    REFUSED = "refused"
    """The server (or the address itself) says no, for good."""
    UNKNOWN = "unknown"
    """The message was on its way when the answer failed to come."""


class MailError(Exception):
    """A mail was not accepted; ``code`` says what is known, ``detail`` is for logs."""

    def __init__(self, code: MailFailure, detail: str) -> None:
        super().__init__(f"{code}: {detail}")
        self.code = code
        self.detail = detail


class Mailer:
    """Sends mail. A connection per mail: they are few, and servers drop idle ones."""

    def __init__(
        self,
        smtp: Smtp,
        mail_from: str,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """``mail_from``: an address, or ``Name <address>``."""
        self._smtp = smtp
        self._clock = clock
        name, self._sender = read_sender(mail_from) if mail_from else ("", "")
        self._from = Address(_UNFIT.sub(" ", name), addr_spec=self._sender)

    async def send(
        self,
        to: str,
        subject: str,
        body: str,
        attachment: Attachment | None = None,
        message_id: str | None = None,
    ) -> None:
        """Returns when the server has accepted it. Raises :class:`MailError`.

        ``message_id`` names what is sent: the same again gives the same Message-ID.
        """
        message = self._message(to, subject, body, attachment, message_id)
        content = message.as_bytes()
        client = SMTP(
            hostname=self._smtp.host,
            port=self._smtp.port,
            use_tls=self._smtp.tls,
            start_tls=self._smtp.starttls,
            username=self._smtp.user,
            password=self._smtp.password,
            timeout=TIMEOUT,
        )
        try:
            await self._introduce(client, to)
            await _hand_over(client, content)
            await _say_goodbye(client)
        finally:
            client.close()

    async def _introduce(self, client: SMTP, to: str) -> None:
        """All that comes before the message itself: whatever fails here, nothing was sent."""
        try:
            await client.connect()
            await client.mail(self._sender)
            await client.rcpt(to)
        except SMTPResponseException as error:
            raise _answered(error) from error
        except (SMTPException, OSError, ValueError) as error:
            raise MailError(MailFailure.NOT_SENT, type(error).__name__) from error

    def _message(
        self,
        to: str,
        subject: str,
        body: str,
        attachment: Attachment | None,
        message_id: str | None,
    ) -> EmailMessage:
        message = EmailMessage(policy=_POLICY)
        message["From"] = self._from
        message["To"] = _recipient(to)
        message["Subject"] = _UNFIT.sub(" ", subject).strip()
        message["Date"] = format_datetime(self._clock())
        message["Message-ID"] = self._message_id(message_id or uuid4().hex)
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(body.replace("\x00", ""))
        if attachment is not None:
            main, sub = _media_type(attachment.name)
            name = _UNFIT.sub(" ", attachment.name)
            message.add_attachment(attachment.content, maintype=main, subtype=sub, filename=name)
        return message

    def _message_id(self, named: str) -> str:
        host = self._sender.rpartition("@")[2]
        return f"<{hashlib.sha256(named.encode()).hexdigest()[:40]}@{host}>"


async def _hand_over(client: SMTP, content: bytes) -> None:
    """From here on silence means that nobody knows."""
    try:
        await client.data(content)
    except SMTPResponseException as error:
        raise _answered(error) from error
    except (SMTPException, OSError) as error:
        raise MailError(MailFailure.UNKNOWN, type(error).__name__) from error


async def _say_goodbye(client: SMTP) -> None:
    with suppress(SMTPException, OSError):
        await client.quit(timeout=2)


def _answered(error: SMTPResponseException) -> MailError:
    """The server's own word. Its text may repeat the address: the number is enough."""
    for_good = 500 <= error.code < 600 and error.code not in _OURS_TO_MEND
    return MailError(MailFailure.REFUSED if for_good else MailFailure.NOT_SENT, str(error.code))


_OURS_TO_MEND = (530, 534, 535, 538)
"""The server does not know us: the settings are wrong, not this mail."""


def _recipient(to: str) -> Address:
    """Exactly one address and nothing else, whoever typed it."""
    if not _ADDRESS.fullmatch(to):
        raise MailError(MailFailure.REFUSED, "not an address")
    try:
        return Address(addr_spec=to)
    except (MessageError, ValueError) as error:
        raise MailError(MailFailure.REFUSED, "not an address") from error


def _media_type(name: str) -> tuple[str, str]:
    ending = name.lower().rpartition(".")[2]
    return "application", ending if ending in ("pdf", "json") else "octet-stream"

"""Mail through a real SMTP server."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.courier.mailer import Mailer, MailError, MailFailure, Smtp
from assistant.domain.tickets import Attachment

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
FROM = "CloudKilat <noreply@cloudkilat.example>"


class Server:
    """Keeps what it accepts; answers otherwise on request."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.envelopes: list[Envelope] = []
        self.answers: dict[str, str] = {}
        self.logins: list[tuple[bytes, bytes]] = []
        self.port = 0
        self.needs_login = False
        self.refuses_aloud = True
        """A wrong password is answered, and not by silence."""

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Any
    ) -> str:
        if "RCPT" in self.answers:
            return self.answers["RCPT"]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        answer = self.answers.get("DATA", "250 OK")
        if answer == "cut":
            assert server.transport is not None
            server.transport.abort()
            return ""
        if answer.startswith("250"):
            assert isinstance(envelope.content, bytes)
            message = message_from_bytes(envelope.content, policy=policy.default)
            assert isinstance(message, EmailMessage)
            self.mails.append(message)
            self.envelopes.append(envelope)
        return answer

    def login(
        self, _server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, data: Any
    ) -> AuthResult:
        self.logins.append((data.login, data.password))
        right = data.password == b"p@ss"
        return AuthResult(success=right, handled=right or not self.refuses_aloud)

    def session(self) -> SMTP:
        return SMTP(
            self,
            hostname="mail.example",
            loop=asyncio.get_running_loop(),
            authenticator=self.login if self.needs_login else None,
            auth_required=self.needs_login,
            auth_require_tls=False,
        )

    def mailer(self, user: str | None = None, password: str | None = None) -> Mailer:
        smtp = Smtp("127.0.0.1", self.port, False, False, user, password)
        return Mailer(smtp, FROM, clock=lambda: NOW)


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    kept = Server()
    listening = await asyncio.get_running_loop().create_server(kept.session, "127.0.0.1", 0)
    kept.port = listening.sockets[0].getsockname()[1]
    yield kept
    listening.close()
    await listening.wait_closed()


async def failure(server: Server, to: str = "budi@contoh.example") -> MailFailure:
    with pytest.raises(MailError) as raised:
        await server.mailer().send(to, "Halo", "Isi")
    return raised.value.code


async def test_a_mail_arrives_as_it_was_written(server: Server) -> None:
    pdf = Attachment("Faktur é.pdf", b"%PDF-1.7\r\n.\r\nx" * 50)
    body = "Terlampir.\n.\nGaris panjang: " + "x" * 2000 + " é\n"
    await server.mailer().send("budi@contoh.example", "Faktur é: 1.250.000", body, pdf, "key-1")
    (mail,) = server.mails
    assert mail["From"] == FROM
    assert mail["To"] == "budi@contoh.example"
    assert mail["Subject"] == "Faktur é: 1.250.000"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Date"].datetime == NOW
    text = mail.get_body(("plain",))
    assert text is not None
    assert text.get_content().replace("\r\n", "\n") == body
    (attachment,) = mail.iter_attachments()
    assert attachment.get_content_type() == "application/pdf"
    assert attachment.get_filename() == "Faktur é.pdf"
    assert attachment.get_payload(decode=True) == pdf.content
    assert server.envelopes[0].mail_from == "noreply@cloudkilat.example"


async def test_a_repeat_has_the_same_message_id_and_nothing_else_has(server: Server) -> None:
    for named in ("key-1", "key-1", "key-2", None, None):
        await server.mailer().send("budi@contoh.example", "Halo", "Isi", message_id=named)
    first, again, *others = (mail["Message-ID"] for mail in server.mails)
    assert first == again
    assert first.endswith("@cloudkilat.example>")
    assert len({first, *others}) == 4


@pytest.mark.parametrize(
    "to",
    [
        "budi@contoh.example\r\nBcc: lain@contoh.example",
        "budi@contoh.example\nRCPT TO:<lain@contoh.example>",
        "budi@contoh.example, lain@contoh.example",
        "Budi <budi@contoh.example>",
        "budi@contoh.example>",
        "budi@lain@contoh.example",
        "budi",
        "@contoh.example",
        "b\u00fcdi@contoh.example",
        "",
    ],
)
async def test_what_is_not_one_plain_address_is_refused(server: Server, to: str) -> None:
    assert await failure(server, to) is MailFailure.REFUSED
    assert server.mails == []


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(subject=st.text(st.characters(), max_size=200), name=st.text(st.characters(), max_size=60))
def test_nobody_writes_headers_by_a_subject_or_a_file_name(subject: str, name: str) -> None:
    mailer = Mailer(Smtp("127.0.0.1", 9, False, False, None, None), FROM, clock=lambda: NOW)
    message = mailer._message("a@contoh.example", subject, "Isi", Attachment(name, b"x"), "key")
    read = message_from_bytes(message.as_bytes(), policy=policy.default)
    ours = {"From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted"}
    assert set(read.keys()) == ours | {"MIME-Version", "Content-Type"}
    assert len(read.keys()) == 8


async def test_an_injected_subject_stays_a_subject(server: Server) -> None:
    await server.mailer().send("budi@contoh.example", "Halo\r\nBcc: x@y.example\r\n\r\nIsi", "Isi")
    (mail,) = server.mails
    assert mail["Subject"] == "Halo Bcc: x@y.example Isi"
    assert mail["Bcc"] is None


@pytest.mark.parametrize("step", ["RCPT", "DATA"])
@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ("550 no such user", MailFailure.REFUSED),
        ("552 too big", MailFailure.REFUSED),
        ("451 try later", MailFailure.NOT_SENT),
        ("530 who are you", MailFailure.NOT_SENT),
    ],
)
async def test_the_servers_word_is_believed(
    server: Server, step: str, answer: str, code: MailFailure
) -> None:
    server.answers[step] = answer
    assert await failure(server) is code


async def test_a_connection_cut_in_the_message_leaves_it_unknown(server: Server) -> None:
    server.answers["DATA"] = "cut"
    assert await failure(server) is MailFailure.UNKNOWN


async def test_a_server_that_is_not_there_got_nothing() -> None:
    mailer = Mailer(Smtp("127.0.0.1", 9, False, False, None, None), FROM)
    with pytest.raises(MailError) as raised:
        await mailer.send("budi@contoh.example", "Halo", "Isi")
    assert raised.value.code is MailFailure.NOT_SENT


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
@pytest.mark.parametrize("aloud", [True, False])
async def test_it_logs_in_where_that_is_asked(
    server: Server, monkeypatch: pytest.MonkeyPatch, aloud: bool
) -> None:
    server.needs_login, server.refuses_aloud = True, aloud
    await server.mailer("user", "p@ss").send("budi@contoh.example", "Halo", "Isi")
    assert server.logins == [(b"user", b"p@ss")]
    if not aloud:
        monkeypatch.setattr("assistant.courier.mailer.TIMEOUT", 0.5)
    with pytest.raises(MailError) as raised:
        await server.mailer("user", "wrong").send("budi@contoh.example", "Halo", "Isi")
    assert raised.value.code is MailFailure.NOT_SENT
    assert len(server.mails) == 1

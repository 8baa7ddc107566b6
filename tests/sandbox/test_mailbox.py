"""The mailbox takes real mail."""

from __future__ import annotations

from email.message import EmailMessage
from urllib.parse import urlsplit

import aiosmtplib
import pytest

from sandbox.server import Running
from tests.simclient import Sim, SimRefused


def letter() -> EmailMessage:
    message = EmailMessage()
    message["From"] = "CloudKilat <asisten@cloudkilat.test>"
    message["To"] = "keuangan@majujaya.test"
    message["Subject"] = "Faktur pajak é Juli"
    message.set_content("Buka https://t.me/cloudkilat_bot?start=abc\n")
    message.add_alternative("<p>Buka</p>", subtype="html")
    message.add_attachment(
        b"%PDF-1.4", maintype="application", subtype="pdf", filename="faktur juli.pdf"
    )
    return message


async def deliver(sandbox: Running, message: EmailMessage) -> None:
    address = urlsplit(sandbox.smtp_url)
    await aiosmtplib.send(message, hostname=address.hostname, port=address.port)


async def test_a_mail_is_kept_with_its_parts(sandbox: Running, sim: Sim) -> None:
    await deliver(sandbox, letter())
    mail = await sim.wait_mail("KEUANGAN@majujaya.test", "Faktur pajak")
    assert mail["subject"] == "Faktur pajak é Juli"
    assert mail["text"].strip() == "Buka https://t.me/cloudkilat_bot?start=abc"
    assert mail["html"].strip() == "<p>Buka</p>"
    (attachment,) = mail["attachments"]
    assert (attachment["name"], attachment["size"]) == ("faktur juli.pdf", 8)
    async with sim._session.get(sandbox.url + attachment["url"]) as response:
        assert response.content_type == "application/pdf"
        assert await response.read() == b"%PDF-1.4"


async def test_mails_are_listed_by_whom_they_went_to(sandbox: Running, sim: Sim) -> None:
    await deliver(sandbox, letter())
    assert len(await sim.mails("keuangan@majujaya.test")) == 1
    assert await sim.mails("lain@majujaya.test") == []
    with pytest.raises(SimRefused) as refused:
        await sim.wait_mail("lain@majujaya.test", seconds=0.05)
    assert refused.value.status == 408


async def test_a_mail_server_can_refuse(sandbox: Running, sim: Sim) -> None:
    await sim.fault("SMTP", code=550, description="no such mailbox")
    with pytest.raises(aiosmtplib.SMTPResponseException) as refused:
        await deliver(sandbox, letter())
    assert refused.value.code == 550
    await sim.fault("SMTP", code=451, effect="before")
    with pytest.raises(aiosmtplib.SMTPResponseException):
        await deliver(sandbox, letter())
    assert len(await sim.mails()) == 1

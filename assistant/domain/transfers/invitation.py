"""The link that asks a recipient to agree: mailed to one address, it proves that address."""

from __future__ import annotations

import hashlib
import hmac
from base64 import urlsafe_b64encode
from datetime import timedelta

from assistant.domain.transfers.model import UNDECIDED, Agreement, Transfer
from assistant.domain.work import Work

VALID_FOR = timedelta(days=14)
"""From the mail that asked last."""
PAGE_PATH = "/setuju/"
"""Of the page in the browser; the token follows."""


def mailed_token(key: bytes, number: str) -> str:
    """32 characters of ``[A-Za-z0-9_-]``, derived when they are mailed: the database holds only
    :func:`fingerprint` of them."""
    digest = hmac.digest(key, b"consent\0" + number.encode(), "sha256")
    return urlsafe_b64encode(digest[:24]).decode()


def fingerprint(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def waits(transfer: Transfer) -> bool:
    """For the recipient's answer."""
    return transfer.state in UNDECIDED and transfer.agreement is Agreement.ASKED


async def mailed(work: Work, token: str) -> Transfer | None:
    """The request whose mail carried this token, as long as the link is good."""
    transfer = await work.transfers.by_mailed(fingerprint(token)) if token else None
    if transfer is None or transfer.asked_at is None:
        return None
    return transfer if work.now < transfer.asked_at + VALID_FOR else None


async def opened(work: Work, token: str, person: int) -> Transfer | None:
    """The request that waits for this person's answer: they hold the mailed link, or a button's,
    which opens it to those who are linked to the address that is asked."""
    transfer = await mailed(work, token)
    if transfer is None and token:
        transfer = await work.transfers.by_token(token)
        links = await work.links.of(person) if transfer else ()
        if transfer and all(link.email != transfer.to_email for link in links):
            return None
    return transfer if transfer and waits(transfer) else None

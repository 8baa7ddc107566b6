"""What a portal takes: as strict as a billing system's own forms, whichever it is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from assistant.domain.clients import NewClient, TaxProfile
from assistant.domain.emails import is_email
from assistant.domain.portal import PortalError, PortalFailure
from assistant.domain.tickets import Attachment, NewTicket

_PHONE = re.compile(r"\+[1-9][0-9]{7,14}")
_LONGEST_FIELD = 255
_LARGEST_ATTACHMENTS = 60_000_000
"""Bytes that one message may bring along."""


def check_client(new: NewClient) -> None:
    """Raises REFUSED."""
    needed = {
        "reference": new.reference,
        "first_name": new.first_name,
        "last_name": new.last_name,
        "address": new.address,
        "city": new.city,
        "province": new.province,
    }
    for name, value in needed.items():
        _one_line(name, value)
    _one_line("company", new.company, may_be_empty=True)
    _email("email", new.email)
    _matches("phone", _PHONE, new.phone)
    _matches("country", re.compile("[A-Z]{2}"), new.country)
    digits = "[0-9]{5}" if new.country == "ID" else "[A-Za-z0-9 -]{2,12}"
    _matches("postcode", re.compile(digits), new.postcode)


def check_tax(tax: TaxProfile) -> None:
    """Raises REFUSED."""
    _matches("npwp", re.compile("[0-9]{16}"), tax.npwp)
    _matches("nitku", re.compile(f"{tax.npwp}[0-9]{{6}}"), tax.nitku)
    _one_line("name", tax.name)
    check_text("address", tax.address)
    _email("email", tax.email)


def check_ticket(new: NewTicket) -> None:
    """Raises REFUSED."""
    _one_line("reference", new.reference)
    _one_line("subject", new.subject)
    check_text("message", new.message)
    check_attachments(new.attachments)


def check_attachments(attachments: Sequence[Attachment]) -> None:
    """Raises REFUSED."""
    for one in attachments:
        _one_line("the name of an attachment", one.name)
    if sum(len(one.content) for one in attachments) > _LARGEST_ATTACHMENTS:
        raise PortalError(PortalFailure.REFUSED, "the attachments are too large")


def check_text(name: str, value: str) -> None:
    """Text of any length and script, which PostgreSQL can keep. Raises REFUSED."""
    if not value.strip():
        raise PortalError(PortalFailure.REFUSED, f"{name} is required")
    if "\x00" in value or any("\ud800" <= char <= "\udfff" for char in value):
        raise PortalError(PortalFailure.REFUSED, f"{name} has characters that are none")


def _one_line(name: str, value: str, *, may_be_empty: bool = False) -> None:
    if may_be_empty and not value:
        return
    check_text(name, value)
    if len(value) > _LONGEST_FIELD:
        raise PortalError(PortalFailure.REFUSED, f"{name} is too long")
    if any(unicodedata.category(char) in ("Cc", "Zl", "Zp") for char in value):
        raise PortalError(PortalFailure.REFUSED, f"{name} has more than one line")


def _email(name: str, value: str) -> None:
    if not is_email(value):
        raise PortalError(PortalFailure.REFUSED, f"{name} has a wrong form")


def _matches(name: str, form: re.Pattern[str], value: str) -> None:
    if not form.fullmatch(value):
        raise PortalError(PortalFailure.REFUSED, f"{name} has a wrong form")

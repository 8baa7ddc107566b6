"""Issuing a specimen faktur: who sells, and how its PDF is handed to the assistant."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

import httpx

from assistant.documents.specimen import write_specimen
from assistant.domain.fakturs.paper import FakturSpecimen, Party
from assistant.domain.portal import PortalError, PortalFailure
from assistant.domain.signing import FAKTUR_PATH
from assistant.portal.embedded.outgoing import Endpoint, address, post_signed

Draw = Callable[[FakturSpecimen], bytes]

_TAKEN = (200, 201, 202)


@dataclass(frozen=True, slots=True)
class FakturIssuing:
    """What it takes to issue a faktur."""

    seller: Party | None
    """None: this portal issues none."""
    upload: Endpoint | None
    draw: Draw

    def ready(self) -> tuple[Party, Endpoint]:
        """The seller, and where a PDF goes. Raises REFUSED with the setting that is missing."""
        if self.seller is None or self.upload is None:
            raise PortalError(
                PortalFailure.REFUSED,
                "set ASSISTANT_SELLER_NAME, ASSISTANT_SELLER_NPWP, ASSISTANT_SELLER_ADDRESS "
                "and ASSISTANT_FAKTUR_SECRET to issue a faktur",
            )
        return self.seller, self.upload


def finance_of(settings: Mapping[str, str], draw: Draw | None = None) -> FakturIssuing:
    """From ASSISTANT_SELLER_NAME, _NPWP, _ADDRESS and, if it is not the head office, _NITKU, and
    ASSISTANT_FAKTUR_SECRET."""
    return FakturIssuing(
        seller=_seller(settings),
        upload=address(settings, "ASSISTANT_FAKTUR_SECRET"),
        draw=draw or write_specimen,
    )


async def hand_in(
    http: httpx.AsyncClient, to: Endpoint, pdf: bytes, name: str, timestamp: str
) -> None:
    """Raises REFUSED when the assistant does not take it, and UNAVAILABLE when nobody answers."""
    path = f"{FAKTUR_PATH}?{urlencode({'name': name})}"
    headers = {"Content-Type": "application/pdf"}
    try:
        answer = await post_signed(http, to, path, pdf, timestamp, headers)
    except httpx.HTTPError as error:
        detail = f"the assistant does not answer: {type(error).__name__}"
        raise PortalError(PortalFailure.UNAVAILABLE, detail) from error
    if answer.status_code not in _TAKEN:
        detail = f"the assistant did not take the faktur: HTTP {answer.status_code}"
        raise PortalError(PortalFailure.REFUSED, detail)


def _seller(settings: Mapping[str, str]) -> Party | None:
    name, npwp, where = (
        settings.get(f"ASSISTANT_SELLER_{part}") for part in ("NAME", "NPWP", "ADDRESS")
    )
    if not (name and npwp and where):
        return None
    digits = "".join(filter(str.isdecimal, npwp)).rjust(16, "0")
    return Party(name, where, digits, settings.get("ASSISTANT_SELLER_NITKU") or f"{digits}000000")

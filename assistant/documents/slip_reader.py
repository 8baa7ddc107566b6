"""Slips read in processes of their own (see ``workers``)."""

from __future__ import annotations

from typing import Any

from assistant.documents.slip_json import slip_from_json
from assistant.documents.workers import DocumentReader
from assistant.domain.fakturs.paper import UnreadableFaktur
from assistant.domain.withholding.model import NoSlip, Slip, UnreadableSlip


class SlipReader(DocumentReader[Slip | NoSlip]):
    kind = "slip"

    def believe(self, said: Any) -> Slip | NoSlip:
        match said:
            case {"slip": data}:
                return slip_from_json(data)
            case {"no_slip": code}:
                return NoSlip(code)
        raise ValueError("neither a slip nor what it is instead")

    async def read_slip(self, pdf: bytes) -> Slip:
        """All that the slip says. Raises UnreadableSlip, with TIMEOUT or CRASHED when reading it
        took too long or killed the worker, and ReaderDownError."""
        try:
            said = await self.read(pdf)
        except UnreadableFaktur as error:
            raise UnreadableSlip(NoSlip(error.code)) from error
        if isinstance(said, NoSlip):
            raise UnreadableSlip(said)
        return said

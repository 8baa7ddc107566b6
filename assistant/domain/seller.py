"""Who issues the fakturs."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Seller:
    """The provider, as every faktur must name it and as Coretax knows it."""

    name: str
    npwp: str
    """16 digits."""
    nitku: str = ""
    """22 digits; only an export needs it."""

"""How far the reading of a list has come: what was gathered, what the next line stands below."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.domain.portfolio.gathering import Gathered
from assistant.domain.portfolio.tokens import company_of, has_legal_form

NO_OWNER = ("", "")


@dataclass
class SoFar:
    """An owner is a company's name and its e-mail, either of which may be empty."""

    gathered: Gathered = field(default_factory=Gathered)
    heading: tuple[str, str] | None = None
    """Whose the services below it are."""
    last: tuple[str, str] = NO_OWNER
    """The owner of the line before."""
    above: tuple[str, str] = NO_OWNER
    """The owner of the row above: what merged cells mean."""
    loose: list[str] = field(default_factory=list)
    """Services listed last, without a company so far."""
    listed: bool = False
    """Services stood below the heading by now."""
    unnamed: bool = False
    """What stands above the services is a heading that names no company."""

    def begin_sheet(self, title: str) -> None:
        """Nothing of the sheet before holds; its title counts where it names a company."""
        name = company_of(title)
        self.heading = (name, "") if name and has_legal_form(name) else None
        self.above = self.last = self.heading or NO_OWNER
        self.loose, self.listed = [], False

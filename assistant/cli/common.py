"""What the commands share: settings read once, parts opened, errors told in one line."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Coroutine, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from assistant.app.database import chosen_database
from assistant.app.settings import PortalKind, Settings, SettingsError, load_settings
from assistant.app.structure import load_structure

if TYPE_CHECKING:
    from assistant.domain.portal import Portal
    from assistant.portal.embedded import PortalAdmin
    from assistant.worker.importing import Imported

T = TypeVar("T")


def run_to_end(work: Coroutine[Any, Any, T], settings: Settings) -> T:
    """Run to the end, for what comes of it, logging to standard error; a database that is not
    there is one line."""
    import uvloop

    from assistant.logs import set_up_logging
    from assistant.storage.retrying import DATABASE_ERRORS, is_unreachable

    set_up_logging(settings.log_format, settings.log_level)
    try:
        return uvloop.run(work)
    except DATABASE_ERRORS as error:
        if settings.database_url is None or not is_unreachable(error):
            raise
        raise SettingsError(
            [f"the database of ASSISTANT_DATABASE_URL does not answer: {error}"]
        ) from error
    except (KeyboardInterrupt, asyncio.CancelledError):
        sys.exit(130)


def print_read(reading: Coroutine[Any, Any, Sequence[tuple[Mapping[str, Any], bool]]]) -> NoReturn:
    """One JSON object a line of each file, and whether it was read. The exit code is 1 when one was
    not."""
    read = asyncio.run(reading)
    for line, _ in read:
        click.echo(json.dumps(line, ensure_ascii=False))
    raise SystemExit(0 if all(well for _, well in read) else 1)


class ImportTally:
    """What became of imported files: a line for each, and a summary."""

    def __init__(self, good: str) -> None:
        """``good``: what those are called that went well."""
        self._good = good
        self._well = self._held = self._known = 0

    def tell(self, one: Imported) -> None:
        self._well += one.went_well
        self._held += not one.went_well
        self._known += one.known
        reasons = ", ".join(code for code, _, _ in one.reasons)
        again = ", came in before" if one.known else ""
        state = one.state or "not taken in"
        click.echo(f"{one.name}: {state}{f' ({reasons})' if reasons else ''}{again}")

    def end(self) -> NoReturn:
        """With exit code 1 when something was held or refused."""
        click.echo(
            f"{self._well + self._held} files: {self._well} {self._good}, {self._held} held or "
            f"refused; {self._known} came in before"
        )
        raise SystemExit(1 if self._held else 0)


@asynccontextmanager
async def portal_admin() -> AsyncIterator[PortalAdmin]:
    """The embedded portal's admin side, over the database that the assistant uses."""
    from assistant.portal.embedded import open_admin

    settings = load_settings()
    if settings.portal is not PortalKind.EMBEDDED:
        raise click.ClickException(
            "this works in the embedded portal only. In WHMCS your people do it in the admin "
            "area, as always. `assistant portal list --client E-MAIL` shows what the assistant "
            "sees of an account there."
        )
    async with (
        chosen_database(settings) as url,
        open_admin(settings.as_environment(url)) as admin,
    ):
        yield admin


@asynccontextmanager
async def chosen_portal() -> AsyncIterator[Portal]:
    """The billing system of the settings, as the assistant sees it."""
    from assistant.app.portal import open_alone

    settings = load_settings()
    async with open_alone(settings, load_structure(settings)) as portal:
        yield portal


@asynccontextmanager
async def assistant_database() -> AsyncIterator[str]:
    async with chosen_database(load_settings()) as url:
        yield url


def check_writable(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / ".assistant").touch()
        (folder / ".assistant").unlink()
    except OSError as error:
        raise click.ClickException(f"{folder} can't be written to: {error.strerror}") from error


def month_of(typed: str) -> date:
    from assistant.domain.months import parse_month

    month = parse_month(typed)
    if month is None:
        raise click.BadParameter(f"{typed!r} is not a month, write 2026-10", param_hint="--month")
    return month

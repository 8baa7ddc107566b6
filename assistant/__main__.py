"""The command line.

Heavy parts are imported by the commands that need them, so that ``--help`` answers at once.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from assistant.settings import PortalKind, Settings, SettingsError, load_settings, load_structure
from assistant.storage.chosen import chosen_database

if TYPE_CHECKING:
    from assistant.domain.portal import Portal
    from assistant.portal.embedded import PortalAdmin

PART_NAMES = ("gateway", "runner", "worker")


class Commands(click.Group):
    """Turns what is wrong with the settings or the database into one clear line."""

    def invoke(self, ctx: click.Context) -> Any:
        from assistant.storage.pginstall import EmbeddedPostgresError

        try:
            return super().invoke(ctx)
        except SettingsError as error:
            for problem in error.problems:
                click.echo(f"assistant: {problem}", err=True)
            ctx.exit(2)
        except EmbeddedPostgresError as error:
            click.echo(f"assistant: {error}", err=True)
            ctx.exit(2)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="assistant")
@click.pass_context
def main(ctx: click.Context) -> None:
    """A Telegram assistant for customers of a hosting provider.

    It opens an account per company, enters its NPWP, has services moved, and brings every finished
    faktur pajak into the chat. To see it work without a token or a server: assistant demo.

    Settings are ASSISTANT_* environment variables, or lines of a .env file; .env.example explains
    each one.
    """
    ctx.obj = {"admin": _portal_admin, "portal": _chosen_portal, "database": _assistant_database}


@main.command()
@click.option("--fresh", is_flag=True, help="Forget everything and start from the demo world.")
@click.option("--port", default=8090, show_default=True, help="Port of the demo's page.")
@click.option(
    "--data-dir",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the demo keeps its data.  [default: data/demo, or data/demo-whmcs]",
)
@click.option(
    "--portal",
    type=click.Choice([str(one) for one in PortalKind]),
    default=str(PortalKind.EMBEDDED),
    show_default=True,
    help="The billing system: our own small one, or a stand-in for WHMCS over HTTP.",
)
def demo(fresh: bool, port: int, data_dir: Path | None, portal: str) -> None:
    """Start everything on this machine and print one address to open.

    A local Telegram, a mailbox, a portal, PostgreSQL and the assistant itself, as it would run for
    real. Ctrl-C stops all of it; the next start goes on where this one stopped.
    """
    from assistant.demo import run_demo

    kind = PortalKind(portal)
    usual = Path("data/demo" if kind is PortalKind.EMBEDDED else f"data/demo-{kind}")
    folder = (data_dir or usual).absolute()
    raise SystemExit(asyncio.run(run_demo(folder, port=port, fresh=fresh, portal=kind)))


@main.command()
@click.option(
    "--only",
    type=click.Choice(PART_NAMES),
    multiple=True,
    help="Run just this part (may be given again); without it, all three.",
)
def run(only: tuple[str, ...]) -> None:
    """Run the assistant.

    gateway takes in Telegram's updates (by polling, or by webhook when ASSISTANT_PUBLIC_URL is
    set) and the portal's events; runner answers the chats; worker does what is done outside and
    sends what goes out. Any number of processes may share one database.
    """
    from assistant.quick_start import loaded_quickly

    with loaded_quickly():
        from assistant.app import run as run_app

    settings = load_settings()
    structure = load_structure(settings)
    _run(run_app(settings, structure, only or PART_NAMES), settings)


@main.command()
def migrate() -> None:
    """Bring the database to this release. Safe beside a running one."""
    settings = load_settings()

    async def go() -> None:
        from assistant.storage.migration import migrate as bring_forward

        async with chosen_database(settings) as url:
            await bring_forward(url)

    _run(go(), settings)
    click.echo("The database is up to date.")


@main.command()
@click.option("--portal", is_flag=True, help="Only the billing system, permission by permission.")
def doctor(portal: bool) -> None:
    """Check the settings against the running world, and say what to mend.

    --portal calls each of WHMCS's actions that the assistant needs in a way that has no effect.
    """
    from assistant.doctor import CHECKS, PORTAL_CHECKS, examine

    settings = load_settings()
    structure = load_structure(settings)
    checks = PORTAL_CHECKS if portal else CHECKS
    raise SystemExit(asyncio.run(examine(settings, structure, checks)))


@main.group()
def faktur() -> None:
    """Work with faktur pajak PDFs."""


@faktur.command("read")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
def faktur_read(files: tuple[Path, ...]) -> None:
    """Print what each PDF says, one JSON object a line: what was read, or why it could not be."""
    from assistant.documents.cli import read_files

    all_read = True
    for line, read in asyncio.run(read_files(files)):
        all_read = all_read and read
        click.echo(json.dumps(line, ensure_ascii=False))
    raise SystemExit(0 if all_read else 1)


@faktur.command("export")
@click.option("--month", required=True, help="The month of the payments, such as 2026-10.")
@click.option(
    "--out",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder for the files; made when it is not there.",
)
@click.option("--again", is_flag=True, help="Also what was exported before and is not issued.")
def faktur_export(month: str, out: Path, again: bool) -> None:
    """Write a month's paid invoices as XML for Coretax, with a list of those left out.

    At most 1,000 faktur go into one file, each of them once; an XLSX beside them is for checking.
    """
    from assistant.finance import export_month, report

    settings = load_settings()
    first = _month(month)
    _writable(out)  # before anything counts as exported
    done = _run(export_month(settings, load_structure(settings), first, again=again), settings)
    for name, content in done.files:
        (out / name).write_bytes(content)
        click.echo(str(out / name))
    for line in report(done.export):
        click.echo(line)


@faktur.command("reconcile")
@click.option("--month", required=True, help="The month of the payments, such as 2026-10.")
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Also write all of it as an XLSX to this file.",
)
def faktur_reconcile(month: str, out: Path | None) -> None:
    """Compare what was paid in a month with what was issued and delivered.

    Prints the counts and what was found, and ends with 1 when there is something to do.
    """
    from assistant.finance import reconcile_month, summary

    settings = load_settings()
    first = _month(month)
    if out is not None:
        _writable(out.parent)
    done = _run(reconcile_month(settings, load_structure(settings), first), settings)
    if out is not None:
        out.write_bytes(done.sheet)
    for line in summary(done.books):
        click.echo(line)
    raise SystemExit(1 if done.books.to_do else 0)


def _writable(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / ".assistant").touch()
        (folder / ".assistant").unlink()
    except OSError as error:
        raise click.ClickException(f"{folder} can't be written to: {error.strerror}") from error


def _month(typed: str) -> date:
    from assistant.domain.exports import parse_month

    month = parse_month(typed)
    if month is None:
        raise click.BadParameter(f"{typed!r} is not a month, write 2026-10", param_hint="--month")
    return month


@faktur.command("import")
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
def faktur_import(paths: tuple[Path, ...]) -> None:
    """Take in PDFs: files, ZIPs, and whole folders of them.

    A line for each, and a summary. What passes the gate is sent by the assistant that runs; what
    does not is held, and finance is told. What came in before is not taken in again. The exit code
    is 1 when something was held or refused.
    """
    from assistant.finance import import_fakturs
    from assistant.worker.importing import Imported

    became: Counter[str] = Counter()

    def tell(one: Imported) -> None:
        became["ok" if one.went_well else "held"] += 1
        became["known"] += one.known
        reasons = ", ".join(code for code, _, _ in one.reasons)
        again = ", came in before" if one.known else ""
        state = one.state or "not taken in"
        click.echo(f"{one.name}: {state}{f' ({reasons})' if reasons else ''}{again}")

    settings = load_settings()
    structure = load_structure(settings)
    _run(import_fakturs(settings, structure, paths, tell), settings)
    click.echo(
        f"{became['ok'] + became['held']} files: {became['ok']} in order, {became['held']} held or "
        f"refused; {became['known']} came in before"
    )
    raise SystemExit(1 if became["held"] else 0)


def _run(work: Any, settings: Settings) -> Any:
    """Run to the end, for what comes of it, logging to standard error; a database that is not
    there is one line."""
    import asyncpg
    import uvloop
    from sqlalchemy.exc import DBAPIError

    from assistant.logs import set_up_logging
    from assistant.storage.insisting import is_away

    set_up_logging(settings.log_format, settings.log_level)
    try:
        return uvloop.run(work)
    except (OSError, asyncpg.PostgresError, DBAPIError) as error:
        if settings.database_url is None or (isinstance(error, DBAPIError) and not is_away(error)):
            raise
        raise SettingsError(
            [f"the database of ASSISTANT_DATABASE_URL does not answer: {error}"]
        ) from error
    except (KeyboardInterrupt, asyncio.CancelledError):
        sys.exit(130)


@asynccontextmanager
async def _portal_admin() -> AsyncIterator[PortalAdmin]:
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
async def _chosen_portal() -> AsyncIterator[Portal]:
    """The billing system of the settings, as the assistant sees it."""
    from assistant.portal.choose import open_chosen

    settings = load_settings()
    structure = load_structure(settings)
    if settings.portal is not PortalKind.EMBEDDED:
        async with open_chosen(settings, structure, "") as portal:
            yield portal
        return
    async with chosen_database(settings) as url, open_chosen(settings, structure, url) as portal:
        yield portal


@asynccontextmanager
async def _assistant_database() -> AsyncIterator[str]:
    async with chosen_database(load_settings()) as url:
        yield url


def _mount() -> None:
    from assistant.cli.understand import understand
    from assistant.portal.cli import portal
    from assistant.worker.cli import jobs

    main.add_command(portal)
    main.add_command(jobs)
    main.add_command(understand)


_mount()

if __name__ == "__main__":
    main(prog_name="assistant")

"""``assistant run``, ``migrate`` and ``doctor``."""

from __future__ import annotations

import asyncio

import click

from assistant.app.database import chosen_database
from assistant.app.settings import load_settings
from assistant.app.structure import load_structure
from assistant.cli.common import run_to_end
from assistant.cli.starting import load_aiogram, loading

PART_NAMES = ("gateway", "runner", "worker")


@click.command()
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
    with loading():
        load_aiogram()
        from assistant.app.running import run as run_app

    settings = load_settings()
    structure = load_structure(settings)
    run_to_end(run_app(settings, structure, only or PART_NAMES), settings)


@click.command()
def migrate() -> None:
    """Bring the database to this release. Safe beside a running one."""
    settings = load_settings()

    async def go() -> None:
        from assistant.storage.migration import migrate as bring_forward

        async with chosen_database(settings) as url:
            await bring_forward(url)

    run_to_end(go(), settings)
    click.echo("The database is up to date.")


@click.command()
@click.option("--portal", is_flag=True, help="Only the billing system, permission by permission.")
def doctor(portal: bool) -> None:
    """Check the settings against the running world, and say what to mend.

    --portal calls each of WHMCS's actions that the assistant needs in a way that has no effect.
    """
    from assistant.app.doctor import CHECKS, PORTAL_CHECKS, examine

    settings = load_settings()
    structure = load_structure(settings)
    checks = PORTAL_CHECKS if portal else CHECKS
    raise SystemExit(asyncio.run(examine(settings, structure, checks)))

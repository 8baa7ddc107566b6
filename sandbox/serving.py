"""``python -m sandbox.serving``: the sandbox itself, serving until told to stop."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path

import click

from sandbox.server import DEFAULT_TOKEN, Config, PortTakenError, serve


def _address(value: str) -> tuple[str, int]:
    """``HOST:PORT``"""
    host, _, port = value.rpartition(":")
    if not host or not port.isdigit() or int(port) > 65535:
        raise click.BadParameter(f"{value!r} is not HOST:PORT")
    return host, int(port)


@click.command(context_settings={"auto_envvar_prefix": "SANDBOX"})
@click.option(
    "--listen",
    type=_address,
    default="127.0.0.1:8081",
    metavar="HOST:PORT",
    show_default=True,
    help="Where the Bot API, the control API and the page are served; port 0 takes a free one.",
)
@click.option(
    "--smtp",
    type=_address,
    default="127.0.0.1:8025",
    metavar="HOST:PORT",
    show_default=True,
    help="Where mail is taken in.",
)
@click.option(
    "--data-dir",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="Where chats and mails are kept.",
)
@click.option("--token", default=DEFAULT_TOKEN, show_default=True, help="The bot's token.")
def main(listen: tuple[str, int], smtp: tuple[str, int], data_dir: Path, token: str) -> None:
    """A local Telegram with its page, a mailbox and, given ASSISTANT_DATABASE_URL, the portal.

    Each option can also come from the environment: SANDBOX_LISTEN, SANDBOX_SMTP,
    SANDBOX_DATA_DIR, SANDBOX_TOKEN.
    """
    config = Config(
        data_dir=data_dir,
        host=listen[0],
        port=listen[1],
        smtp_host=smtp[0],
        smtp_port=smtp[1],
        token=token,
        settings=dict(os.environ),
    )
    try:
        asyncio.run(_run(config))
    except (PortTakenError, ValueError, OSError) as error:
        click.echo(f"sandbox: {error}", err=True)
        sys.exit(2)


async def _run(config: Config) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    async with serve(config) as running:
        click.echo(f"sandbox ready {running.url}")
        click.echo(f"mail is taken in at {running.smtp_url}")
        await stop.wait()


if __name__ == "__main__":
    main()

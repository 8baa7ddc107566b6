"""``make demo``: everything on this machine, and one address to open."""

from __future__ import annotations

import asyncio
from pathlib import Path

import click

from assistant.app.settings import PortalKind
from sandbox.demo import run_demo


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
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
    kind = PortalKind(portal)
    usual = Path("data/demo" if kind is PortalKind.EMBEDDED else f"data/demo-{kind}")
    folder = (data_dir or usual).absolute()
    raise SystemExit(asyncio.run(run_demo(folder, port=port, fresh=fresh, portal=kind)))


if __name__ == "__main__":
    demo(prog_name="sandbox")

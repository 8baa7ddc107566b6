"""The command line.

Heavy parts are imported by the commands that need them, so that ``--help`` answers at once.
"""

from __future__ import annotations

from typing import Any

import click

from assistant.app.settings import SettingsError
from assistant.cli.buktipotong import buktipotong
from assistant.cli.common import assistant_database, chosen_portal, portal_admin
from assistant.cli.faktur import faktur
from assistant.cli.jobs import jobs
from assistant.cli.links import links
from assistant.cli.portal import portal
from assistant.cli.running import doctor, migrate, run
from assistant.cli.understand import understand
from assistant.documents.jail import hide_memory


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
    faktur pajak into the chat. To see it work without a token or a server: make demo.

    Settings are ASSISTANT_* environment variables, or lines of a .env file; .env.example explains
    each one.
    """
    hide_memory()  # before the secrets are in it
    ctx.obj = {"admin": portal_admin, "portal": chosen_portal, "database": assistant_database}


for command in (run, migrate, doctor, faktur, buktipotong, portal, links, jobs, understand):
    main.add_command(command)

if __name__ == "__main__":
    main(prog_name="assistant")

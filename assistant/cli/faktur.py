"""``assistant faktur …``: PDFs read and taken in, a month exported and reconciled."""

from __future__ import annotations

from pathlib import Path

import click

from assistant.app.settings import load_settings
from assistant.app.structure import load_structure
from assistant.cli.common import ImportTally, check_writable, month_of, print_read, run_to_end


@click.group()
def faktur() -> None:
    """Work with faktur pajak PDFs."""


@faktur.command("read")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
def faktur_read(files: tuple[Path, ...]) -> None:
    """Print what each PDF says, one JSON object a line: what was read, or why it could not be."""
    from assistant.documents.cli import read_fakturs

    print_read(read_fakturs(files))


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
    from assistant.app.finance_shell import export_month, report

    settings = load_settings()
    first = month_of(month)
    check_writable(out)  # before anything counts as exported
    done = run_to_end(
        export_month(settings, load_structure(settings), first, again=again), settings
    )
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
    from assistant.app.finance_shell import reconcile_month, summary

    settings = load_settings()
    first = month_of(month)
    if out is not None:
        check_writable(out.parent)
    done = run_to_end(reconcile_month(settings, load_structure(settings), first), settings)
    if out is not None:
        out.write_bytes(done.sheet)
    for line in summary(done.books):
        click.echo(line)
    raise SystemExit(1 if done.books.to_do else 0)


@faktur.command("import")
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
def faktur_import(paths: tuple[Path, ...]) -> None:
    """Take in PDFs: files, ZIPs, and whole folders of them.

    A line for each, and a summary. What passes the gate is sent by the assistant that runs; what
    does not is held, and finance is told. What came in before is not taken in again. The exit code
    is 1 when something was held or refused.
    """
    from assistant.app.finance_shell import import_fakturs

    tally = ImportTally("in order")
    settings = load_settings()
    structure = load_structure(settings)
    run_to_end(import_fakturs(settings, structure, paths, tally.tell), settings)
    tally.end()

"""``assistant buktipotong …``: slips of withheld tax read, taken in, listed and compared."""

from __future__ import annotations

from pathlib import Path

import click

from assistant.app.settings import load_settings
from assistant.app.structure import load_structure
from assistant.cli.common import ImportTally, check_writable, print_read, run_to_end


@click.group()
def buktipotong() -> None:
    """Work with bukti potong PDFs."""


@buktipotong.command("read")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
def buktipotong_read(files: tuple[Path, ...]) -> None:
    """Print what each slip says, one JSON object a line: what was read, or what the file is.

    Amounts are whole rupiah, the masa is YYYY-MM; what could not be read is null and named in
    unread. The exit code is 1 when a file is no slip.
    """
    from assistant.documents.cli import read_slips

    print_read(read_slips(files))


@buktipotong.command("import")
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
def buktipotong_import(paths: tuple[Path, ...]) -> None:
    """Take in bukti potong: files, ZIPs, and whole folders of them.

    A line for each, and a summary. What agrees is booked; the rest is held, and finance decides.
    The exit code is 1 when something was held or refused.
    """
    from assistant.app.finance_shell import import_slips

    tally = ImportTally("booked or known")
    settings = load_settings()
    run_to_end(import_slips(settings, load_structure(settings), paths, tally.tell), settings)
    tally.end()


@buktipotong.command("month")
@click.option("--month", required=True, help="The masa pajak, such as 2026-10, or 2026 for a year.")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Also write the XLSX and a ZIP of the PDFs into this folder.",
)
def buktipotong_month(month: str, out: Path | None) -> None:
    """Print what a month or a year owes in slips, what came, and what is missing, in rupiah of tax.

    The exit code is 1 when a slip is missing or wrong.
    """
    from assistant.app.finance_shell import slip_month
    from assistant.domain.months import parse_period
    from assistant.domain.withholding.books import LineState

    settings = load_settings()
    span = parse_period(month)
    if span is None:
        raise click.BadParameter(f"{month!r} is no month, write 2026-10", param_hint="--month")
    if out is not None:
        check_writable(out)
    books, sheet, pdfs = run_to_end(slip_month(settings, load_structure(settings), span), settings)
    if out is not None:
        files = {f"Bukti-potong-{span.text}.xlsx": sheet, f"Bukti-potong-{span.text}.zip": pdfs}
        for name, content in files.items():
            if content is not None:
                (out / name).write_bytes(content)
                click.echo(str(out / name))
    click.echo(f"{span.text}: expected {books.expected:.0f}")
    for state in LineState:
        click.echo(f"{state}: {books.count(state)} slips, {books.sum(state):.0f}")
    for due in books.dues:
        click.echo(f"{due.kind} {due.state}: {due.invoice_number} {due.amount:.0f}")
    raise SystemExit(1 if books.count(LineState.MISSING, LineState.WRONG) else 0)


@buktipotong.command("verify")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def buktipotong_verify(file: Path) -> None:
    """Compare Coretax's list of slips (XLSX or CSV) with what is here.

    What agrees is verified, what was cancelled there does not count any more. The exit code is 1
    when something differs, was cancelled, or was never sent.
    """
    from assistant.app.finance_shell import verify_slips
    from assistant.domain.withholding.books import NotAListError

    settings = load_settings()
    try:
        found = run_to_end(
            verify_slips(settings, load_structure(settings), file.read_bytes()), settings
        )
    except NotAListError as error:
        raise click.ClickException(f"{file} is no list of slips: {error.code}") from error
    click.echo(f"{found.listed} listed, {len(found.verified)} verified")
    for number in found.cancelled:
        click.echo(f"cancelled: {number}")
    for number in found.differing:
        click.echo(f"another amount: {number}")
    for one in found.never_sent:
        click.echo(f"never sent: {one.number} {one.withholder} {one.name} {one.amount or 0:.0f}")
    raise SystemExit(1 if found.cancelled or found.differing or found.never_sent else 0)

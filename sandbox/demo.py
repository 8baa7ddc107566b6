"""The demo: PostgreSQL, the sandbox and the assistant, each as it would run, on one machine.

The sandbox is a process of its own and is known here by its name only. Both children end with
this process, whatever ends it.
"""

from __future__ import annotations

import asyncio
import ctypes
import fcntl
import os
import secrets
import shutil
import signal
import socket
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Mapping
from pathlib import Path
from typing import IO

import click
import httpx

from assistant.app.settings import PortalKind
from assistant.storage.embedded import embedded_postgres, erase

TOKEN = "1000000001:demo-token-of-the-sandbox"
STAFF_CHAT = -1002000000001
SELLER = {
    "ASSISTANT_SELLER_NAME": "PT KILAT CONTOH FIKTIF",
    "ASSISTANT_SELLER_NPWP": "0098765431441000",
    "ASSISTANT_SELLER_NITKU": "0098765431441000000000",
    "ASSISTANT_SELLER_ADDRESS": "JL CONTOH RAYA NO 10, KOTA ADM. JAKARTA SELATAN, "
    "DKI JAKARTA 12345",
}
"""Nobody's: a demo must not issue in a real company's name."""
WHMCS_STRUCTURE = """\
departments = ["Info", "Billing"]

[admin_links]
client = "PAGE/#portal/client-{id}"
service = "PAGE/#portal/service-{id}"
domain = "PAGE/#portal/domain-{id}"
invoice = "PAGE/#portal/invoice-{id}"
ticket = "PAGE/#portal/ticket-{id}"

[whmcs]
longest_call = 10

[whmcs.custom_fields]
name = 11
address = 12
nitku = 13
email = 14
kind = 15
"""
"""The assistant.toml of a demo with WHMCS; PAGE is the demo's own address."""
READY_WITHIN = 120.0
STOP_WITHIN = 12.0


async def run_demo(data_dir: Path, *, port: int, fresh: bool, portal: PortalKind) -> int:
    """Run until Ctrl-C. The exit code: 0 stopped, 1 something ended by itself."""
    lock = _claim(data_dir)
    if lock is None:
        click.echo(f"Another demo runs on {data_dir}; stop it, or choose --data-dir.", err=True)
        return 2
    _prepare(data_dir, fresh)
    stopping = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    click.echo("Starting the demo …")
    async with embedded_postgres(data_dir) as url:
        environment = _environment(data_dir, url, port)
        if portal is PortalKind.WHMCS:
            environment |= _whmcs(data_dir, environment["DEMO_URL"])
        settings_file = _write_settings(data_dir, environment)
        children: list[Process] = []
        try:
            children = [
                await _start(environment, "sandbox.serving", *_sandbox_arguments(environment)),
                await _start(environment, "assistant", "run"),
            ]
            if not await _ready(children, environment, stopping):
                return 0 if stopping.is_set() else 1
            _say_hello(environment["DEMO_URL"], settings_file, await _about_whmcs(environment))
            return await _until_stopped(children, stopping)
        finally:
            click.echo("\nStopping …")
            await _stop(children)


def _environment(data_dir: Path, url: str, port: int) -> dict[str, str]:
    """Everything the assistant needs, and nothing of the machine's own settings."""
    page, smtp, listen = _free_port(port), _free_port(port + 1), _free_port(port + 2)
    own = {name: value for name, value in os.environ.items() if "ASSISTANT_" not in name}
    key = _secret(data_dir)
    return own | SELLER | {
        "DEMO_URL": f"http://127.0.0.1:{page}",
        "SANDBOX_SMTP": f"127.0.0.1:{smtp}",
        "ASSISTANT_ENV_FILE": "",
        "ASSISTANT_BOT_TOKEN": TOKEN,
        "ASSISTANT_TELEGRAM_API_URL": f"http://127.0.0.1:{page}",
        "ASSISTANT_DATABASE_URL": url,
        "ASSISTANT_DATA_DIR": str(data_dir),
        "ASSISTANT_STAFF_CHAT_ID": str(STAFF_CHAT),
        "ASSISTANT_LISTEN": f"127.0.0.1:{listen}",
        "ASSISTANT_EVENTS_URL": f"http://127.0.0.1:{listen}",
        "ASSISTANT_PORTAL_EVENTS_SECRET": f"events-{key}",
        "ASSISTANT_FAKTUR_SECRET": f"faktur-{key}",
        "ASSISTANT_SMTP_URL": f"smtp://127.0.0.1:{smtp}",
        "ASSISTANT_MAIL_FROM": "asisten@cloudkilat.example",
        "ASSISTANT_LOG_FORMAT": "console",
        "ASSISTANT_LOG_LEVEL": os.environ.get("ASSISTANT_LOG_LEVEL", "warning"),
    }  # fmt: skip


def _whmcs(data_dir: Path, page: str) -> dict[str, str]:
    """What else is needed where WHMCS is the portal; the sandbox stands in for it."""
    structure = data_dir / "assistant.toml"
    structure.write_text(WHMCS_STRUCTURE.replace("PAGE", page))
    return {
        "ASSISTANT_PORTAL": "whmcs",
        "ASSISTANT_WHMCS_URL": f"{page}/whmcs",
        "ASSISTANT_WHMCS_IDENTIFIER": "demo-identifier",
        "ASSISTANT_WHMCS_SECRET": f"whmcs-{_secret(data_dir)}",
        "ASSISTANT_CONFIG": str(structure),
    }


def _write_settings(data_dir: Path, environment: Mapping[str, str]) -> Path:
    """The demo's settings as a .env file, for other commands to be tried beside it."""
    file = data_dir / "demo.env"
    file.touch(mode=0o600)
    ours = {name: value for name, value in environment.items() if name.startswith("ASSISTANT_")}
    del ours["ASSISTANT_ENV_FILE"]
    file.write_text("".join(f"{name}='{value}'\n" for name, value in ours.items()))
    return file


def _sandbox_arguments(environment: Mapping[str, str]) -> list[str]:
    page = environment["DEMO_URL"].removeprefix("http://")
    folder = Path(environment["ASSISTANT_DATA_DIR"]) / "sandbox"
    return [
        "--listen", page,
        "--smtp", environment["SANDBOX_SMTP"],
        "--data-dir", str(folder),
        "--token", TOKEN,
    ]  # fmt: skip


def _secret(data_dir: Path) -> str:
    """The demo's signing secret, made once."""
    file = data_dir / "secret"
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(secrets.token_hex(16))
    return file.read_text()


def _claim(data_dir: Path) -> IO[str] | None:
    """The lock that says that a demo runs here, held until this process ends; None: taken."""
    data_dir.mkdir(parents=True, exist_ok=True)
    lock = (data_dir / "demo.lock").open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
        return None
    return lock


def _prepare(data_dir: Path, fresh: bool) -> None:
    if fresh:
        erase(data_dir)
        shutil.rmtree(data_dir / "sandbox", ignore_errors=True)
    data_dir.mkdir(parents=True, exist_ok=True)


def _free_port(wanted: int) -> int:
    """``wanted``, or any free one when somebody else has it."""
    for port in (wanted, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except (OSError, OverflowError):  # taken, or no port at all
                continue
            return int(probe.getsockname()[1])
    raise OSError("no free port")


async def _start(environment: Mapping[str, str], module: str, *arguments: str) -> Process:
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        module,
        *arguments,
        env=environment,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=PIPE if module == "sandbox.serving" else None,
        start_new_session=True,  # Ctrl-C comes to us; we stop them in order
        preexec_fn=_die_with_parent,
    )


_PR_SET_PDEATHSIG = 1


def _die_with_parent() -> None:
    """In the child: end when the demo ends, even when that was by SIGKILL (Linux)."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


async def _ready(
    children: list[Process], environment: Mapping[str, str], stopping: asyncio.Event
) -> bool:
    """Wait until the assistant answers on its own port and the sandbox on the page's."""
    loop = asyncio.get_running_loop()
    until = loop.time() + READY_WITHIN
    ports = [environment["DEMO_URL"].rsplit(":", 1)[1]]
    ports.append(environment["ASSISTANT_LISTEN"].rsplit(":", 1)[1])
    while loop.time() < until and not stopping.is_set():
        if any(child.returncode is not None for child in children):
            click.echo("The demo could not start; what went wrong is said above.", err=True)
            return False
        if all([await _answers(int(port)) for port in ports]):
            return await _seeded(environment)
        await asyncio.sleep(0.05)
    return False


async def _answers(port: int) -> bool:
    try:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        return False
    writer.close()
    return True


async def _seeded(environment: Mapping[str, str]) -> bool:
    """The demo world is in the portal (it is put there once)."""
    if "ASSISTANT_WHMCS_URL" in environment:
        async with _page(environment) as page:
            (await page.post("/sim/portal/seed")).raise_for_status()
        return True
    from assistant.portal.embedded import open_admin

    async with open_admin(environment) as admin:
        await admin.seed()
    return True


async def _about_whmcs(environment: Mapping[str, str]) -> str:
    """What to know of the stand-in for WHMCS; nothing where there is none."""
    if "ASSISTANT_WHMCS_URL" not in environment:
        return ""
    async with _page(environment) as page:
        hooks = (await page.get("/sim/whmcs")).json()["hooks"]
    return f"""
  The portal is a stand-in for WHMCS, at {environment["ASSISTANT_WHMCS_URL"]}/includes/api.php.
  Its hook file is run by {hooks}. WHMCS cannot move a service by itself: after the approval,
  move it by hand in Portal, as the card in Staf says.
"""


def _page(environment: Mapping[str, str]) -> httpx.AsyncClient:
    return httpx.AsyncClient(base_url=environment["DEMO_URL"], trust_env=False, timeout=30)


async def _until_stopped(children: list[Process], stopping: asyncio.Event) -> int:
    ends = [asyncio.create_task(child.wait()) for child in children]
    stop = asyncio.create_task(stopping.wait())
    await asyncio.wait([stop, *ends], return_when=asyncio.FIRST_COMPLETED)
    ended = [task for task in ends if task.done()]
    for task in (stop, *ends):
        task.cancel()
    if ended:
        click.echo("A part of the demo ended by itself; what it said is above.", err=True)
        return 1
    return 0


async def _stop(children: list[Process]) -> None:
    """The assistant first, while its Telegram is still there; then the sandbox."""
    for child in reversed(children):
        if child.returncode is not None:
            continue
        child.terminate()
        try:
            async with asyncio.timeout(STOP_WITHIN):
                await child.wait()
        except TimeoutError:
            child.kill()
            await child.wait()


def _say_hello(url: str, settings_file: Path, more: str) -> None:
    shown = os.path.relpath(settings_file)
    python = os.path.relpath(sys.executable)
    click.echo(f"""
  Open {url}

  What to try:
    1. As Budi, press MULAI, agree, and choose "Akun baru". The code is in Surat (the mailbox).
    2. Enter the NPWP 0012345674012000 for the new account.
    3. Link the account budi@majujaya.example (Hubungkan akun), and move a domain with
       "Pindahkan layanan". tokobudi.example is held by an unpaid invoice: pay it in Portal.
    4. As Rina, approve the request in Staf.
    5. In Portal, bill, pay and issue a faktur: its PDF arrives in the chat.
    6. Withhold tax: /buktipotong at a hosting invoice; in Portal, pay a part of it, and send a
       bukti potong into the chat (⋮ beside the invoice), a wrong one and then the right one.
{more}
  The command line, beside it:
    ASSISTANT_ENV_FILE={shown} {python} -m assistant portal --help

  Ctrl-C stops everything. The next start goes on where this one stopped; --fresh forgets it.
""")

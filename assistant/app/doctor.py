"""``assistant doctor``: the settings against the running world, and what to mend."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import aiosmtplib
import click
import httpx

from assistant.app.database import chosen_database
from assistant.app.portal import open_alone
from assistant.app.settings import Settings, SettingsError, unknown_variables
from assistant.app.staff_chat import may_not_write, why_closed
from assistant.app.structure import Structure
from assistant.documents.workers import ReaderDownError, jail_report
from assistant.domain.portal import Portal, PortalError
from assistant.portal.whmcs import WhmcsError
from assistant.portal.whmcs.transport import MEND
from assistant.storage import inbox
from assistant.storage.database import Connection, make_direct_engine, release_of
from assistant.storage.retrying import DATABASE_ERRORS
from assistant.storage.sessions import MEND as MEND_SESSIONS
from assistant.storage.sessions import NoSessionsError, need_sessions

OLDEST_POSTGRES = 15
RECENT = 900.0
"""Seconds for which a failure of the webhook counts; Telegram tells of it long after."""
LARGEST_SKEW = 60.0
"""Seconds that this machine's clock may be off; signatures are good for 300."""
_WAIT = "wait; nothing that is owed is lost, and it goes out by itself"


class AilmentError(Exception):
    """Something is wrong: ``str()`` says what, ``mend`` what to do about it."""

    def __init__(self, what: str, mend: str) -> None:
        super().__init__(what)
        self.mend = mend


class TelegramSaysNoError(AilmentError):
    """A refused call; ``parameters`` is Telegram's own hint."""

    def __init__(self, description: str, parameters: Mapping[str, object]) -> None:
        super().__init__(f"Telegram says: {description}", "see the setting that it is about")
        self.parameters = parameters


@dataclass(frozen=True, slots=True)
class Patient:
    settings: Settings
    structure: Structure
    http: httpx.AsyncClient

    async def telegram(self, method: str, **params: object) -> dict[str, object]:
        """The result of a Bot API call. Raises AilmentError with what Telegram said."""
        token = self.settings.required("BOT_TOKEN")
        try:
            answer = await self.http.post(f"/bot{token}/{method}", json=params)
            if answer.status_code >= 500:
                raise AilmentError(f"Telegram is in trouble: HTTP {answer.status_code}", _WAIT)
            if answer.status_code == 429:
                raise AilmentError("Telegram asks for a pause: HTTP 429", _WAIT)
            said = answer.json()
        except (httpx.HTTPError, ValueError) as error:
            raise AilmentError(
                f"{self.settings.telegram_api_url} does not answer ({type(error).__name__})",
                "check the network, or ASSISTANT_TELEGRAM_API_URL",
            ) from error
        if not said.get("ok"):
            raise TelegramSaysNoError(str(said.get("description")), said.get("parameters") or {})
        result = said["result"]
        return result if isinstance(result, dict) else {"value": result}


Examines = Callable[[Patient], Awaitable[str]]
"""Says what is well, or raises."""


async def _settings(patient: Patient) -> str:
    patient.settings.need_all()
    if hints := list(unknown_variables(os.environ)):
        raise AilmentError("; ".join(hints), "correct the names of these variables")
    return "all needed settings are there"


async def _token(patient: Patient) -> str:
    try:
        me = await patient.telegram("getMe")
    except TelegramSaysNoError as error:
        mend = "ask @BotFather for the token and put it into ASSISTANT_BOT_TOKEN"
        raise AilmentError(str(error), mend) from error
    return f"the token is that of @{me['username']}"


async def _webhook(patient: Patient) -> str:
    info = await patient.telegram("getWebhookInfo")
    wanted, found = patient.settings.public_url, str(info.get("url") or "")
    if wanted is None:
        return "updates are polled" if not found else f"the webhook {found} is removed by run"
    if found and not found.startswith(wanted):
        raise AilmentError(
            f"the webhook is {found}", f"start the assistant once, and it becomes one of {wanted}"
        )
    failed_at = float(str(info.get("last_error_date") or 0))
    if time.time() - failed_at < RECENT:
        raise AilmentError(
            f"Telegram could not reach the webhook: {info.get('last_error_message')}"
            f" ({info.get('pending_update_count')} updates wait)",
            "check that PUBLIC_URL leads to ASSISTANT_LISTEN by HTTPS",
        )
    return f"the webhook is {found or 'set when the assistant starts'}"


async def _staff_chat(patient: Patient) -> str:
    chat_id = patient.settings.staff_chat_id
    if chat_id is None:
        raise AilmentError("there is no staff chat", await _how_to_name_it(patient))
    try:
        chat = await patient.telegram("getChat", chat_id=chat_id)
    except TelegramSaysNoError as error:
        moved = error.parameters.get("migrate_to_chat_id")
        put = f"put {moved} into ASSISTANT_STAFF_CHAT_ID" if moved else None
        raise AilmentError(str(error), put or await _how_to_name_it(patient)) from error
    if chat.get("type") != "supergroup":
        raise AilmentError(
            f"ASSISTANT_STAFF_CHAT_ID names a {chat.get('type')}", "name a private supergroup"
        )
    me = await patient.telegram("getMe")
    member = await patient.telegram("getChatMember", chat_id=chat_id, user_id=me["id"])
    _check_rights(chat, me, member)
    await _check_it_is_open(patient, chat_id)
    return f"staff chat “{chat.get('title')}”, topics {'on' if chat.get('is_forum') else 'off'}"


def _check_rights(
    chat: Mapping[str, object], me: Mapping[str, object], member: Mapping[str, object]
) -> None:
    """What the bot must be allowed to in the staff chat. Raises AilmentError."""
    status = member.get("status")
    if status in ("left", "kicked"):
        raise AilmentError(
            "the bot is not in the staff chat", "add it there and make it an administrator"
        )
    if may_not_write(chat, member):
        raise AilmentError(
            "the bot may not write in the staff chat",
            "make it an administrator there; what is owed goes out within a minute",
        )
    if status != "administrator" and not me.get("can_read_all_group_messages"):
        raise AilmentError(
            "the bot is no administrator of the staff chat and its privacy mode is on",
            "make it an administrator there, so that it sees the reasons that staff write",
        )
    if chat.get("is_forum") and not member.get("can_manage_topics"):
        raise AilmentError(
            "the bot may not manage topics in the staff chat",
            "give it the right 'Manage topics', or turn topics off",
        )
    if status == "administrator" and not member.get("can_pin_messages"):
        raise AilmentError(
            "the bot may not pin messages in the staff chat",
            "give it the right 'Pin messages': the message that says who waits stays in sight",
        )


async def _check_it_is_open(patient: Patient, chat_id: int) -> None:
    """Nothing that was to go there is kept back. Raises AilmentError."""
    try:
        async with _connection(patient) as connection:
            why = await why_closed(connection, chat_id)
    except (AilmentError, *DATABASE_ERRORS):  # not there, or never migrated
        return
    if why is not None:
        raise AilmentError(
            why, "let the bot write there (or open the topic); what is owed goes out in a minute"
        )


async def _how_to_name_it(patient: Patient) -> str:
    """With the groups that the bot was seen in during the last days, if it ran by then."""
    mend = "add the bot to the staff group and put the group's id into ASSISTANT_STAFF_CHAT_ID"
    try:
        async with _connection(patient) as connection:
            groups = await inbox.seen_groups(connection)
    except (AilmentError, *DATABASE_ERRORS):  # not there, or never migrated
        return mend
    seen = ", ".join(f"{group.id} “{group.title}”" for group in groups)
    return f"{mend} (lately it was seen in {seen})" if seen else mend


@asynccontextmanager
async def _connection(patient: Patient) -> AsyncIterator[Connection]:
    """Raises AilmentError when there is none to be had."""
    async with chosen_database(patient.settings) as url:
        engine = make_direct_engine(url, application="assistant doctor")
        try:
            async with asyncio.timeout(10):
                connection = await engine.connect()
        except DATABASE_ERRORS as error:
            await engine.dispose()
            reason = getattr(error, "orig", None) or error
            raise AilmentError(
                f"the database does not answer: {reason or type(error).__name__}",
                "check ASSISTANT_DATABASE_URL, and that the server runs",
            ) from error
        try:
            yield connection
        finally:
            await connection.close()
            await engine.dispose()


async def _database(patient: Patient) -> str:
    async with chosen_database(patient.settings) as url:
        try:
            await need_sessions(url)
        except NoSessionsError as error:
            raise AilmentError(str(error), MEND_SESSIONS) from error
        except DATABASE_ERRORS:
            pass  # what else is wrong is said below
    async with _connection(patient) as connection:
        release, words = await release_of(connection)
    if release < OLDEST_POSTGRES:
        raise AilmentError(f"PostgreSQL {words} is too old", f"use {OLDEST_POSTGRES} or newer")
    return f"PostgreSQL {words}"


@asynccontextmanager
async def _open_portal(patient: Patient) -> AsyncIterator[Portal]:
    """Raises AilmentError for whatever is in its way."""
    try:
        async with open_alone(patient.settings, patient.structure) as portal:
            yield portal
    except WhmcsError as error:
        raise AilmentError(error.said, MEND[error.trouble]) from error
    except PortalError as error:
        raise AilmentError(
            f"the portal does not answer: {error}", "see what is said of the database"
        ) from error


async def _portal(patient: Patient) -> str:
    async with _open_portal(patient) as portal:
        there = {department.name for department in await portal.departments()}
    missing = [name for name in patient.structure.departments if name not in there]
    if missing and there:
        raise AilmentError(
            f"the portal has no department {', '.join(missing)}",
            f"name some of {', '.join(sorted(there))} as departments in assistant.toml",
        )
    return f"the portal “{portal.name}” answers"


async def _permissions(patient: Patient) -> str:
    """Each call that needs a permission, tried so that it has no effect."""
    async with _open_portal(patient) as portal:
        permissions = await portal.permissions()
    if not permissions:
        return f"the portal “{portal.name}” has no permissions to check"
    for one in permissions:
        said = "may be called" if one.granted else "MAY NOT BE CALLED"
        click.echo(f"       {one.call}: {said} ({one.tried})")
    if missing := [one.call for one in permissions if not one.granted]:
        raise AilmentError(
            f"the API role lacks {', '.join(missing)}",
            "tick these actions for the role of the API credential (Setup > Staff Management > "
            "Manage API Credentials > API Roles)",
        )
    return f"the API role has all {len(permissions)} actions"


async def _mail(patient: Patient) -> str:
    smtp = patient.settings.smtp
    client = aiosmtplib.SMTP(
        hostname=smtp.host, port=smtp.port, use_tls=smtp.tls, start_tls=smtp.starttls, timeout=10
    )
    try:
        async with client:
            if smtp.user:
                await client.login(smtp.user, smtp.password or "")
    except (aiosmtplib.SMTPException, OSError) as error:
        raise AilmentError(
            f"the mail server does not take us: {error}",
            "check ASSISTANT_SMTP_URL: server, port, TLS (?starttls or smtps://), user, password",
        ) from error
    return f"the mail server {smtp.host} answers"


async def _clock(patient: Patient) -> str:
    try:
        answer = await patient.http.get("/")
        theirs = parsedate_to_datetime(answer.headers.get("Date", ""))
    except (httpx.HTTPError, ValueError, TypeError) as error:
        raise AilmentError("the time could not be compared", "check the network") from error
    skew = abs((datetime.now(UTC) - theirs).total_seconds())
    if skew > LARGEST_SKEW:
        raise AilmentError(f"this machine's clock is {skew:.0f} s off", "let NTP set it")
    return f"the clock is right ({skew:.0f} s)"


async def _readers(patient: Patient) -> str:
    try:
        holes = await jail_report()
    except ReaderDownError as error:
        raise AilmentError(str(error), "see what it printed above") from error
    if holes:
        raise AilmentError(
            f"a PDF that takes over its reader could do harm: {'; '.join(holes)}",
            "use Linux 4.14 or newer on x86_64 or aarch64, and let the container use seccomp",
        )
    return "PDFs are read where no file, no network and no program can be reached"


CHECKS: dict[str, Examines] = {
    "settings": _settings,
    "database": _database,
    "telegram": _token,
    "webhook": _webhook,
    "staff chat": _staff_chat,
    "portal": _portal,
    "mail": _mail,
    "clock": _clock,
    "readers": _readers,
}
PORTAL_CHECKS: dict[str, Examines] = {"portal": _portal, "permissions": _permissions}
"""Of ``doctor --portal``: only these, and each permission by itself."""


async def examine(
    settings: Settings, structure: Structure, checks: Mapping[str, Examines] = CHECKS
) -> int:
    """Print a line for each check. The exit code: 0 all is well, 1 something needs mending."""
    well = True
    async with httpx.AsyncClient(
        base_url=settings.telegram_api_url, timeout=10, trust_env=False
    ) as http:
        patient = Patient(settings, structure, http)
        for name, check in checks.items():
            well = await _report(name, check, patient) and well
    return 0 if well else 1


async def _report(name: str, check: Examines, patient: Patient) -> bool:
    try:
        click.echo(f"  ok   {name}: {await check(patient)}")
    except AilmentError as ailment:
        click.echo(f"  MEND {name}: {ailment}. To mend it: {ailment.mend}.")
        return False
    except SettingsError as error:
        for problem in error.problems:
            click.echo(f"  MEND {name}: {problem}")
        return False
    except Exception as error:
        click.echo(f"  MEND {name}: {type(error).__name__}: {error}")
        return False
    return True

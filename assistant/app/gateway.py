"""The gateway's part of a process: Telegram's updates, the portal's events, finance's PDFs."""

from __future__ import annotations

from contextlib import AsyncExitStack

from assistant.app.process import Process, Tasks
from assistant.app.settings import SettingsError
from assistant.app.watching import health_of, listen_on
from assistant.gateway.invitation_page import InvitationPage
from assistant.gateway.polling import Poller
from assistant.gateway.profile import introduce
from assistant.gateway.web import make_web_app
from assistant.gateway.webhook import WebhookRefusedError, ask_for_updates
from assistant.storage.database import make_direct_engine

WEBHOOK_PATH = "/telegram/updates"


async def add_gateway(process: Process, tasks: Tasks, stack: AsyncExitStack) -> None:
    await _serve(process, stack)
    if process.settings.public_url is not None:
        tasks.forever.append(_ask_for_updates(process))
        process.looked.set()
    else:
        tasks.forever.append(_poller(process, stack).run())
    tasks.forever.append(_introduce(process))


async def _ask_for_updates(process: Process) -> None:
    url = f"{process.settings.public_url}{WEBHOOK_PATH}"
    try:
        await ask_for_updates(process.bot, url, process.settings.required("WEBHOOK_SECRET"))
    except WebhookRefusedError as error:
        raise SettingsError(
            [f"Telegram does not take ASSISTANT_PUBLIC_URL ({url}): {error}"]
        ) from error


def _poller(process: Process, stack: AsyncExitStack) -> Poller:
    settings = process.settings
    direct = make_direct_engine(process.url, application="assistant polling")
    stack.push_async_callback(direct.dispose)
    return Poller(
        direct,
        token=settings.required("BOT_TOKEN"),
        api_url=settings.telegram_api_url,
        bot_id=process.me.id,
        looked=process.looked,
    )


async def _introduce(process: Process) -> None:
    await process.answered.wait()
    await introduce(process.bot, process.texts)


async def _serve(process: Process, stack: AsyncExitStack) -> None:
    settings = process.settings
    app = make_web_app(
        process.shop,
        webhook_path=WEBHOOK_PATH,
        webhook_secret=settings.text("WEBHOOK_SECRET"),
        bot_id=process.me.id,
        events_secret=settings.text("PORTAL_EVENTS_SECRET"),
        faktur_secret=settings.text("FAKTUR_SECRET"),
        health=health_of(process),
        page=InvitationPage(process.shop, process.texts) if settings.public_url else None,
    )
    try:
        await listen_on(settings.listen, app, stack)
    except OSError as error:
        raise SettingsError(
            [f"ASSISTANT_LISTEN={settings.listen} can't be listened on: {error.strerror}"]
        ) from error

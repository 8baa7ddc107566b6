"""Logging: structlog over the standard library, so that a library's lines look like our own.

No line holds an NPWP, a NIK, an e-mail address or a bot token, whatever was logged: every text in
it is masked last of all, the traceback included.
"""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Mapping
from enum import StrEnum
from typing import TextIO

import structlog
from structlog.contextvars import get_contextvars, merge_contextvars
from structlog.typing import EventDict, Processor, WrappedLogger

from assistant.domain.masking import mask_text

_END = r"(?=\n[ |]*\[SQL|\n[ |]*\n[ |]*(?:The above|During handling)|\Z)"
_OF_THE_DRIVER = (
    re.compile(rf"(DETAIL:).*?{_END}", re.DOTALL),
    re.compile(
        r"(invalid input for query argument \$\d+:).*?(?= \([^()]*\)$|\Z)", re.DOTALL | re.M
    ),
    re.compile(rf'(invalid input (?:syntax|value) for [\w .]+:) ".*?"(?=\n|\Z|{_END})', re.DOTALL),
)
"""What PostgreSQL and asyncpg quote of a row or an argument; it may be anything of anybody's."""
_BOT_TOKEN = re.compile(r"(?<!\d)\d{6,}:[\w-]{30,}")
_BOT_PATH = re.compile(r"(/bot)\d[^/\s\"'?#]*", re.IGNORECASE)
_OUR_OWN = frozenset({"timestamp", "level", "logger"})
"""Written by the processors below; a timestamp's digits are nobody's number."""
_TALKATIVE = ("httpx", "httpcore", "telegram", "aiogram", "aiohttp.access", "fontTools", "fpdf")
"""Libraries that log each request at INFO, some with the token in the URL."""


class LogFormat(StrEnum):
    JSON = "json"
    CONSOLE = "console"


class LogLevel(StrEnum):
    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


def set_up_logging(
    format: LogFormat, level: LogLevel = LogLevel.INFO, stream: TextIO | None = None
) -> None:
    """Send every logger of this process to ``stream`` (standard error when None).

    May be called again; the last call counts. Log with ``structlog.get_logger(__name__)``.
    """
    _send_to(stream or sys.stderr, format, level)
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *_shared(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )


def _send_to(stream: TextIO, format: LogFormat, level: LogLevel) -> None:
    handler = logging.StreamHandler(stream)
    handler.setFormatter(_formatter(format))
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level.upper())
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(max(root.level, logging.WARNING))
    server = logging.getLogger("aiohttp.server")
    server.filters = [_a_line_for_what_is_no_http]
    logging.captureWarnings(True)


def _a_line_for_what_is_no_http(record: logging.LogRecord) -> bool:
    """Whoever finds our port may send anything: that is their fault, and no traceback of ours."""
    error = record.exc_info[1] if record.exc_info else None
    if any(kind.__name__ == "HttpProcessingError" for kind in type(error).__mro__):
        record.levelno, record.levelname = logging.INFO, "INFO"
        record.msg, record.args = f"no request of HTTP: {type(error).__name__}", ()
        record.exc_info = None
    return True


def _shared() -> list[Processor]:
    """What happens to a line of ours and of a library alike, before it is formatted."""
    return [
        merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer(),
    ]


def _formatter(format: LogFormat) -> logging.Formatter:
    renderer: Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if format is LogFormat.JSON
        else structlog.dev.ConsoleRenderer(colors=False)
    )
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=_shared(),
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            mask_event,
            renderer,
        ],
    )


def cause() -> dict[str, str]:
    """The update that is being handled, under its name in the log: what it leaves to be done keeps
    it, so that the lines of that name it too. Empty outside of any."""
    update = get_contextvars().get("update")
    return {"update": str(update)} if update else {}


def mask_event(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """A structlog processor: no number, address or token is left in any text of the line."""
    return {key: value if key in _OUR_OWN else _masked(value) for key, value in event.items()}


def mask_secrets(text: str) -> str:
    """Without tax numbers, e-mail addresses, bot tokens, what follows ``/bot`` in a URL, and the
    values that a database's driver repeats in its errors."""
    for values in _OF_THE_DRIVER:
        text = values.sub(r"\1 ***", text)
    return mask_text(_BOT_PATH.sub(r"\1***", _BOT_TOKEN.sub("***", text)))


def _masked(value: object) -> object:
    """The value with every text in it masked; what is no plain data becomes masked text."""
    match value:
        case None | bool() | float():
            return value
        case int():
            return _masked_number(value)
        case Mapping():
            return {mask_secrets(str(key)): _masked(item) for key, item in value.items()}
        case list() | tuple() | set() | frozenset():
            return [_masked(item) for item in value]
        case str():
            return mask_secrets(value)
        case _:
            return mask_secrets(str(value))


def _masked_number(value: int) -> object:
    """A tax number logged as a number is a tax number still."""
    text = str(value)
    masked = mask_secrets(text)
    return value if masked == text else masked

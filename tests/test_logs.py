"""Logs: whatever is logged, nobody's number, address or token is in them."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Callable

import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from assistant.logs import LogFormat, LogLevel, mask_event, mask_secrets, set_up_logging
from assistant.storage.database import make_engine

TOKEN = "123456789:AAfictitiousfictitiousfictitious_-x"
NPWP = "0012345674012000"
EMAIL = "budi.santoso@contoh.example"

digits = st.text("0123456789", min_size=6, max_size=12)
tokens = st.builds(
    "{}:{}".format,
    digits,
    st.text(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-", min_size=30, max_size=50
    ),
)
words = st.text("abcdefghij klmno,.", max_size=20).map(lambda text: f"{text} ")


@pytest.fixture
def logged(loggers_as_they_were: None) -> Callable[..., str]:
    """Set logging up and return what a function logs."""

    def run(
        do: Callable[[], object],
        format: LogFormat = LogFormat.JSON,
        level: LogLevel = LogLevel.INFO,
    ) -> str:
        stream = io.StringIO()
        set_up_logging(format, level, stream)
        do()
        return stream.getvalue()

    return run


@given(before=words, token=tokens, after=words)
def test_no_bot_token_survives(before, token, after):
    assert token.split(":")[1] not in mask_secrets(f"{before}{token} {after}")


@given(token=tokens)
def test_no_token_survives_in_a_url(token):
    masked = mask_secrets(f"POST https://api.telegram.org/bot{token}/sendMessage failed")
    assert masked == "POST https://api.telegram.org/bot***/sendMessage failed"


def test_a_file_download_hides_its_token_too():
    url = f"https://api.telegram.org/file/bot{TOKEN}/documents/file_1.pdf"
    assert mask_secrets(url) == "https://api.telegram.org/file/bot***/documents/file_1.pdf"


@given(number=st.text("123456789", min_size=16, max_size=16))
def test_no_tax_number_survives_wherever_it_stands(number):
    event = mask_event(
        None,
        "info",
        {
            "event": f"buyer {number}",
            "number": int(number),
            "nested": {"npwp": [number, (number,)], number: {number}},
            "object": ValueError(number),
        },
    )
    assert number not in repr(event)


@given(value=st.one_of(st.none(), st.booleans(), st.integers(-(10**9), 10**9), st.floats()))
def test_plain_values_stay_as_they_are(value):
    result = mask_event(None, "info", {"value": value})["value"]
    assert repr(result) == repr(value)


def test_a_line_is_one_json_object_with_what_was_bound(logged):
    def do() -> None:
        with structlog.contextvars.bound_contextvars(update=42, job="mail"):
            structlog.get_logger("assistant.runner").info("handled", chat=7)

    line = json.loads(logged(do))
    assert line["event"] == "handled"
    assert line["logger"] == "assistant.runner"
    assert line["level"] == "info"
    assert line["timestamp"].endswith("Z")
    assert (line["update"], line["job"], line["chat"]) == (42, "mail", 7)


@pytest.mark.parametrize("format", LogFormat)
def test_what_a_library_logs_is_masked_too(logged, format):
    text = logged(lambda: logging.getLogger("alembic").warning("for %s of %s", NPWP, EMAIL), format)
    assert "alembic" in text
    assert "for 0012" in text
    assert NPWP not in text
    assert EMAIL not in text


@pytest.mark.parametrize("format", LogFormat)
def test_a_traceback_is_logged_and_masked(logged, format):
    def do() -> None:
        try:
            raise ValueError(f"no mail to {EMAIL} for {NPWP} by {TOKEN}")
        except ValueError:
            structlog.get_logger("assistant").exception("failed")
            logging.getLogger("asyncio").exception("failed too")

    text = logged(do, format)
    assert text.count("Traceback") == 2
    for secret in (EMAIL, NPWP, TOKEN):
        assert secret not in text


def test_request_lines_of_http_libraries_are_not_logged(logged):
    def do() -> None:
        for name in ("httpx", "httpcore.connection", "telegram.ext", "aiogram.event"):
            logging.getLogger(name).info("HTTP Request: POST /bot%s/getMe", TOKEN)
            logging.getLogger(name).warning("slow")

    lines = logged(do, level=LogLevel.DEBUG).splitlines()
    assert [json.loads(line)["event"] for line in lines] == ["slow"] * 4


def test_lines_below_the_level_are_left_out(logged):
    def do() -> None:
        structlog.get_logger("assistant").info("quiet")
        structlog.get_logger("assistant").error("loud")

    text = logged(do, LogFormat.CONSOLE, LogLevel.WARNING)
    assert "loud" in text
    assert "quiet" not in text


def test_setting_up_twice_does_not_log_twice(logged):
    def do() -> None:
        structlog.get_logger("assistant").info("once")

    logged(do)
    assert logged(do).count("once") == 1


def test_indonesian_letters_stay_readable(logged):
    text = logged(lambda: structlog.get_logger("assistant").info("halo", name="Café “Kilat”"))
    assert "Café “Kilat”" in text


VALUES = ("Jl. Mawar 5", "rahasia-(1) already exists.", "x\\ny\\n\\nz")


@pytest.mark.parametrize("value", [value.encode().decode("unicode_escape") for value in VALUES])
async def test_a_broken_constraint_is_logged_without_the_row(
    logged: Callable[..., str], database_url: str, value: str
) -> None:
    """PostgreSQL repeats the row in the error's detail, whatever SQLAlchemy hides."""
    engine = make_engine(database_url, pool_size=1)
    errors: list[Exception] = []
    statements = (
        ("insert into one values (:value, 1)", DBAPIError),
        ("insert into one values (:value, null)", DBAPIError),
        ("select cast(cast(:value as text) as bigint)", DBAPIError),
    )
    async with engine.begin() as connection:
        await connection.execute(text("create table one (name text unique, n int not null)"))
        await connection.execute(text("insert into one values (:value, 1)"), {"value": value})
    for statement, expected in statements:
        with pytest.raises(expected) as failed:
            async with engine.begin() as connection:
                await connection.execute(text(statement), {"value": value})
        errors.append(failed.value)
    with pytest.raises(DBAPIError) as failed:
        async with engine.begin() as connection:
            await connection.execute(text("select 1 + :value"), {"value": value})
    errors.append(failed.value)
    await engine.dispose()
    for error in errors:
        line = logged(lambda error=error: structlog.get_logger("x").error("no", exc_info=error))
        shown = json.loads(line)["exception"]
        for part in value.split("\n"):
            assert len(part) < 2 or part not in shown
        assert "Error" in shown

"""/metrics over real HTTP and a real PostgreSQL; the dashboard beside it."""

from __future__ import annotations

import asyncio
import inspect
import json
import re
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp.test_utils import TestServer
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import insert, text

from assistant import metrics
from assistant.app.metrics_endpoint import make_metrics_app
from assistant.domain.portal import Portal, PortalError, PortalFailure
from assistant.domain.work import Job
from assistant.gateway.health import Health
from assistant.portal.measured import measured
from assistant.storage import tables as t
from assistant.storage.database import make_direct_engine
from tests.things import Clock, make_shop

DASHBOARD = Path(__file__).parents[1] / "docs" / "grafana" / "assistant.json"
Samples = dict[tuple[str, tuple[str, ...]], float]
"""By name and the values of its labels, in the order of the labels' names."""


@asynccontextmanager
async def watched(url: str) -> AsyncIterator[str]:
    """The address of a process that shows what the database at ``url`` holds."""
    engine = make_direct_engine(url)
    try:
        async with TestServer(make_metrics_app(engine, Health(engine, {}))) as server:
            yield str(server.make_url("/")).rstrip("/")
    finally:
        await engine.dispose()


async def get(url: str) -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, session.get(url) as response:
        return response.status, await response.text()


async def scrape(url: str) -> Samples:
    status, body = await get(f"{url}/metrics")
    assert status == 200
    return {
        (sample.name, tuple(sample.labels.values())): sample.value
        for family in text_string_to_metric_families(body)
        for sample in family.samples
    }


async def fill(url: str) -> None:
    """Two updates wait for a minute, one is done; deliveries, windows and jobs in all states."""
    shop = make_shop(url, Clock())
    ago = datetime.now(UTC) - timedelta(minutes=1)
    async with shop.work() as work:
        db = work.connection
        for number, done in ((1, None), (2, None), (3, ago)):
            await db.execute(
                insert(t.inbox).values(
                    source="telegram", key=f"1:{number}", received_at=ago, done_at=done
                )
            )
        await db.execute(
            insert(t.screen).values(
                key="chat:1", chat=1, wanted=2, shown=1, content={"asked_at": ago.isoformat()}
            )
        )
        await db.execute(insert(t.screen).values(key="chat:2", chat=2, wanted=2, shown=2))
        for number, state in enumerate(("queued", "sent", "unknown", "queued")):
            await db.execute(
                insert(t.delivery).values(
                    key=str(number), channel="telegram", chat=1, payload={}, priority=1,
                    state=state, not_before=ago, created_at=ago,
                )
            )  # fmt: skip
        await work.jobs.put(Job.READ_FAKTUR, 1)
        await db.execute(
            insert(t.faktur_request).values(
                portal="embedded", account="7", account_label="x", invoice_id="1",
                invoice_number="INV-1", subtotal=Decimal(1), tax=Decimal(0), paid_at=ago,
                state="no-npwp", created_at=ago,
            )
        )  # fmt: skip


async def test_what_waits_is_counted_and_aged(assistant_url: str) -> None:
    await fill(assistant_url)
    async with watched(assistant_url) as url:
        seen = await scrape(url)
    assert seen["assistant_database_up", ()] == 1
    assert seen["assistant_waiting", ("inbox",)] == 2
    assert 60 <= seen["assistant_waiting_oldest_seconds", ("inbox",)] < 120
    assert seen["assistant_waiting", ("screens",)] == 1
    assert 60 <= seen["assistant_waiting_oldest_seconds", ("screens",)] < 120
    assert seen["assistant_delivery_rows", ("telegram", "queued")] == 2
    assert seen["assistant_delivery_rows", ("telegram", "unknown")] == 1
    assert ("assistant_delivery_rows", ("telegram", "sent")) not in seen
    assert 60 <= seen["assistant_delivery_oldest_seconds", ("telegram",)] < 120
    assert seen["assistant_job_rows", ("queued", "read-faktur")] == 1
    assert seen["assistant_faktur_requests", ("no-npwp",)] == 1


async def test_what_waits_no_more_is_gone_at_the_next_scrape(assistant_url: str) -> None:
    await fill(assistant_url)
    engine = make_direct_engine(assistant_url)
    async with watched(assistant_url) as url:
        await scrape(url)
        async with engine.begin() as connection:
            for table in ("inbox", "delivery", "pgqueuer"):
                await connection.execute(text(f"delete from {table}"))
        seen = await scrape(url)
    await engine.dispose()
    assert seen["assistant_waiting", ("inbox",)] == 0
    assert seen["assistant_waiting_oldest_seconds", ("inbox",)] == 0
    assert not any(name == "assistant_delivery_rows" for name, _ in seen)
    assert not any(name == "assistant_job_rows" for name, _ in seen)


async def test_without_its_database_a_process_still_shows_what_it_counted() -> None:
    metrics.RECEIVED.labels("telegram", "new").inc()
    async with watched("postgresql://nobody@127.0.0.1:1/none") as url:
        seen = await scrape(url)
        assert (await get(f"{url}/healthz"))[0] == 200
    assert seen["assistant_database_up", ()] == 0
    assert not any(name == "assistant_waiting" for name, _ in seen)
    assert seen["assistant_received_total", ("new", "telegram")] >= 1


@asynccontextmanager
async def silent_server() -> AsyncIterator[int]:
    """Takes every connection and never says a word."""
    taken: list[asyncio.StreamWriter] = []

    def take(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        taken.append(writer)

    server = await asyncio.start_server(take, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        for writer in taken:
            writer.close()


async def test_a_database_that_hangs_holds_nobody_up() -> None:
    async with silent_server() as port, watched(f"postgresql://a@127.0.0.1:{port}/a") as url:
        began = time.monotonic()
        (ready, body), seen = await asyncio.gather(get(f"{url}/readyz"), scrape(url))
        took = time.monotonic() - began
    assert took < 20, "the database would never have answered"
    assert (ready, json.loads(body)) == (503, {"database": "failed", "queue": "failed"})
    assert seen["assistant_database_up", ()] == 0


async def test_a_queue_that_is_not_worked_off_is_not_ready(assistant_url: str) -> None:
    async with watched(assistant_url) as url:
        assert (await get(f"{url}/readyz"))[0] == 200
        await fill(assistant_url)
        status, body = await get(f"{url}/readyz")
    assert (status, json.loads(body)) == (503, {"database": "ok", "queue": "failed"})


class Billing:
    """As much of a portal as is called here."""

    name = "billing"

    async def client(self, client_id: str) -> str:
        if client_id == "gone":
            raise PortalError(PortalFailure.NOT_FOUND)
        if client_id == "odd":
            raise ValueError(client_id)
        return client_id


def calls_of(method: str, outcome: str) -> float:
    labels = {"method": method, "outcome": outcome}
    name = "assistant_portal_call_seconds_count"
    return metrics.REGISTRY.get_sample_value(name, labels) or 0


async def test_portal_calls_are_counted_by_method_and_outcome() -> None:
    portal: Any = measured(Billing())  # type: ignore[arg-type]
    before = {outcome: calls_of("client", outcome) for outcome in ("ok", "not-found", "error")}
    assert portal.name == "billing"
    assert await portal.client("7") == "7"
    with pytest.raises(PortalError):
        await portal.client("gone")
    with pytest.raises(ValueError, match="odd"):
        await portal.client("odd")
    assert all(calls_of("client", outcome) == count + 1 for outcome, count in before.items())


def test_every_method_of_a_portal_is_one_that_is_measured() -> None:
    methods = [name for name, found in vars(Portal).items() if inspect.isfunction(found)]
    public = [name for name in methods if not name.startswith("_")]
    assert len(public) > 10
    assert all(inspect.iscoroutinefunction(getattr(Portal, name)) for name in public)


def expressions() -> list[str]:
    dashboard = json.loads(DASHBOARD.read_text(encoding="utf-8"))
    return [target["expr"] for panel in dashboard["panels"] for target in panel.get("targets", ())]


def known() -> dict[str, set[str]]:
    """Every series that a process may show, and its labels."""
    series = {}
    for metric in metrics.REGISTRY.collect():
        labels = set(_labels(metric.name))
        suffixes = {"counter": ["_total"], "histogram": ["_bucket", "_count", "_sum"]}
        for suffix in suffixes.get(metric.type, [""]):
            series[metric.name + suffix] = labels
    return series


def _labels(name: str) -> tuple[str, ...]:
    for found in vars(metrics).values():
        if getattr(found, "_name", None) == name:
            return tuple(found._labelnames)
    return ()


def test_the_dashboard_names_only_metrics_and_labels_that_there_are() -> None:
    series = known()
    ours = re.compile(r"\b((?:assistant|process)_\w+)(?:\{([^}]*)\})?")
    found = [match.groups("") for expr in expressions() for match in ours.finditer(expr)]
    assert len(found) > 30
    for name, selectors in found:
        assert name in series, name
        for label in re.findall(r"(\w+)\s*[=!]", selectors):
            assert label in series[name] | {"job"}, (name, label)


def test_every_metric_of_ours_is_on_the_dashboard() -> None:
    shown = " ".join(expressions())
    families = [metric.name for metric in metrics.REGISTRY.collect()]
    missing = [name for name in families if name.startswith("assistant_") and name not in shown]
    assert missing == []


def test_each_grouping_on_the_dashboard_is_by_a_label_of_the_metric() -> None:
    series = known()
    grouped = re.compile(r"by \(([\w, ]+)\) \((?:rate\()?(\w+)")
    for expr in expressions():
        for labels, name in grouped.findall(expr):
            if name in series:
                wanted = {label.strip() for label in labels.split(",")}
                assert wanted <= series[name] | {"le", "instance"}, expr

"""What every process shows of itself on METRICS_LISTEN: ``/metrics``, ``/healthz``, ``/readyz``."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable

import structlog
from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, Gauge, generate_latest

from assistant import metrics
from assistant.gateway.health import Health
from assistant.storage.backlog import Count, totals, waiting
from assistant.storage.database import Engine

LONGEST_COUNT = 3.0
"""Seconds that a scrape waits for the database; what the process itself counts comes anyway."""
TOTALS_EVERY = 300.0
"""Seconds between counts of what is never deleted."""
_READ = (
    metrics.WAITING,
    metrics.WAITING_SECONDS,
    metrics.DELIVERY_ROWS,
    metrics.DELIVERY_SECONDS,
    metrics.JOB_ROWS,
    metrics.JOB_SECONDS,
)
_TOTALS = (metrics.FAKTUR_REQUESTS, metrics.FAKTUR_UPLOADS)
log = structlog.get_logger(__name__)


class MetricsEndpoint:
    """Answers ``GET /metrics``."""

    def __init__(self, engine: Engine, clock: Callable[[], float] = time.monotonic) -> None:
        self._engine = engine
        self._clock = clock
        self._totals_due = clock()

    async def metrics(self, _request: web.Request) -> web.Response:
        counting = asyncio.create_task(self._count())
        await asyncio.wait([counting], timeout=LONGEST_COUNT)
        if not (counting.done() and counting.result()):
            counting.cancel()
            _forget(_READ)  # numbers of earlier are not shown as today's
            metrics.DATABASE_UP.set(0)
        body = generate_latest(metrics.REGISTRY)
        return web.Response(body=body, headers={"Content-Type": CONTENT_TYPE_LATEST})

    async def _count(self) -> bool:
        try:
            _show_waiting(await waiting(self._engine))
            metrics.DATABASE_UP.set(1)
            if self._clock() >= self._totals_due:
                self._totals_due = self._clock() + TOTALS_EVERY
                _show_totals(await totals(self._engine))
        except Exception as error:
            log.warning("the database could not be counted", reason=type(error).__name__)
            return False
        return True


def _show_waiting(counts: Iterable[Count]) -> None:
    _forget(_READ)
    for count in counts:
        match count.what:
            case "inbox" | "screens" as queue:
                metrics.WAITING.labels(queue).set(count.rows)
                metrics.WAITING_SECONDS.labels(queue).set(count.seconds)
            case "deliveries":
                metrics.DELIVERY_ROWS.labels(count.kind, count.state).set(count.rows)
                if count.state == "queued":
                    metrics.DELIVERY_SECONDS.labels(count.kind).set(count.seconds)
            case "jobs":
                metrics.JOB_ROWS.labels(count.kind, count.state).set(count.rows)
                if count.state == "queued":
                    metrics.JOB_SECONDS.labels(count.kind).set(count.seconds)


def _show_totals(counts: Iterable[Count]) -> None:
    _forget(_TOTALS)
    for count in counts:
        gauge = metrics.FAKTUR_REQUESTS if count.what == "requests" else metrics.FAKTUR_UPLOADS
        gauge.labels(count.state).set(count.rows)


def _forget(gauges: Iterable[Gauge]) -> None:
    for gauge in gauges:
        gauge.clear()


def make_metrics_app(engine: Engine, health: Health) -> web.Application:
    app = web.Application()
    app.router.add_get("/metrics", MetricsEndpoint(engine).metrics)
    health.add_to(app)
    return app

"""What one can see of a running assistant: every metric, in one place.

Labels hold words of ours only (a kind, a state, a method), never an id, a name or an address.
What counts is counted by the process that did it; what lies in the database is read at each
scrape, and is the same whichever process is asked.
"""

from __future__ import annotations

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    GCCollector,
    Histogram,
    PlatformCollector,
    ProcessCollector,
)

REGISTRY = CollectorRegistry()
ProcessCollector(registry=REGISTRY)
PlatformCollector(registry=REGISTRY)
GCCollector(registry=REGISTRY)

RECEIVED = Counter(
    "assistant_received",
    "What came in, by where from and whether it is new, repeated, ignored or no update at all",
    ["source", "outcome"],
    registry=REGISTRY,
)
REFUSED = Counter(
    "assistant_requests_refused",
    "HTTP requests that were turned away, by way in and reason",
    ["way", "reason"],
    registry=REGISTRY,
)
UPDATES = Counter(
    "assistant_updates",
    "Turns taken, by source, the handler or dialog that took it, and result",
    ["source", "handler", "result"],
    registry=REGISTRY,
)
TURN_SECONDS = Histogram(
    "assistant_turn_seconds",
    "Time that handling one update took, its transaction included",
    ["source"],
    registry=REGISTRY,
    buckets=(0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5),
)
ANSWER_SECONDS = Histogram(
    "assistant_answer_seconds",
    "Time from an update's arrival to the window that answers it, as the customer waits for it",
    registry=REGISTRY,
    buckets=(0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1, 1.5, 2, 3, 5, 10, 30, 60),
)
TELEGRAM_CALLS = Counter(
    "assistant_telegram_calls",
    "Calls to Telegram by method and outcome; too-many is a 429",
    ["method", "outcome"],
    registry=REGISTRY,
)
DELIVERIES = Counter(
    "assistant_deliveries",
    "Attempts to deliver, by channel and what became of them",
    ["channel", "outcome"],
    registry=REGISTRY,
)
SEND_LIMIT = Gauge(
    "assistant_send_limit",
    "What is permitted: messages a second overall and to a person, a minute to a group",
    ["scope"],
    registry=REGISTRY,
)
JOBS = Counter(
    "assistant_jobs",
    "Attempts at a job, by task and outcome",
    ["task", "outcome"],
    registry=REGISTRY,
)
PORTAL_SECONDS = Histogram(
    "assistant_portal_call_seconds",
    "Calls to the portal by method and outcome",
    ["method", "outcome"],
    registry=REGISTRY,
    buckets=(0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30),
)
POLLING_LEADER = Gauge(
    "assistant_polling_leader", "1 in the process that polls for updates", registry=REGISTRY
)

# Read from the database at each scrape.

DATABASE_UP = Gauge(
    "assistant_database_up", "Whether the database answered this scrape in time", registry=REGISTRY
)
WAITING = Gauge(
    "assistant_waiting",
    "Rows that wait: inbox (updates), screens (windows and cards that are owed)",
    ["queue"],
    registry=REGISTRY,
)
WAITING_SECONDS = Gauge(
    "assistant_waiting_oldest_seconds",
    "Since when the oldest of them waits",
    ["queue"],
    registry=REGISTRY,
)
DELIVERY_ROWS = Gauge(
    "assistant_delivery_rows",
    "Deliveries that are not sent, by channel and state",
    ["channel", "state"],
    registry=REGISTRY,
)
DELIVERY_SECONDS = Gauge(
    "assistant_delivery_oldest_seconds",
    "Since when the oldest delivery that is due waits, by channel",
    ["channel"],
    registry=REGISTRY,
)
JOB_ROWS = Gauge(
    "assistant_job_rows",
    "Jobs in the queue by task and status; failed ones are parked until somebody releases them",
    ["task", "status"],
    registry=REGISTRY,
)
JOB_SECONDS = Gauge(
    "assistant_job_oldest_seconds",
    "Since when the oldest job that is due waits, by task",
    ["task"],
    registry=REGISTRY,
)
FAKTUR_REQUESTS = Gauge(
    "assistant_faktur_requests",
    "Paid invoices by what became of their faktur (read every few minutes)",
    ["state"],
    registry=REGISTRY,
)
FAKTUR_UPLOADS = Gauge(
    "assistant_faktur_uploads",
    "PDFs that came in, by what became of them (read every few minutes)",
    ["state"],
    registry=REGISTRY,
)

"""Who waits is found among very many conversations without reading them all."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from assistant.domain.support.queue import Which
from assistant.storage.database import make_engine
from assistant.storage.repositories.queue import (
    COUNT_OTHERS,
    COUNTS,
    LATE_DECISIONS,
    LATE_TALKS,
    LISTS,
    SILENT,
)

AT = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
QUERIES = {
    "counts": COUNTS,
    "others": COUNT_OTHERS,
    "late talks": LATE_TALKS,
    "late decisions": LATE_DECISIONS,
    "silent": SILENT,
    **{f"list {which}": query for which, query in LISTS.items()},
}
GIVEN = {
    "first": AT, "next": AT, "decision": AT, "since": AT, "staff": 2001, "most": 20, "late": 3,
    "later_first": AT, "later_next": AT, "later_decision": AT,
}  # fmt: skip


async def test_no_query_reads_every_conversation_or_request(assistant_url: str) -> None:
    engine = make_engine(assistant_url, pool_size=1)
    try:
        async with engine.begin() as connection:
            await connection.execute(
                text(
                    "insert into conversation (number, person, about, ref, state, taken_by_name,"
                    " note, noted_by, reference, opened_at, updated_at, waiting_since)"
                    " select 'CS-' || n, n, 'other', '', case when n % 500 = 0 then 'open'"
                    " when n % 500 = 1 then 'answered' else 'closed' end, '', '', '', 'r' || n,"
                    " now(), now(), case when n % 500 = 0 then now() end"
                    " from generate_series(1, 20000) n"
                )
            )
            await connection.execute(
                text(
                    "insert into transfer (number, person, from_account, from_label, from_email,"
                    " to_account, to_label, to_email, agreement, consent_token, services,"
                    " department, subject, message, reference, state, taken_by_name, decided_by,"
                    " decided_by_name, reason, checks, note, created_at, updated_at,"
                    " waiting_since)"
                    " select 'PND-' || n, n, '1', '', '', '2', '', '', 'own', 't' || n, '[]', '',"
                    " '', '', 'r' || n, case when n % 500 = 0 then 'open' else 'done' end, '', 1,"
                    " '', '', '[]', '', now(), now(), now() from generate_series(1, 20000) n"
                )
            )
            for table in ("conversation", "transfer"):
                await connection.execute(text(f"analyze {table}"))
            for name, query in QUERIES.items():
                used = {key: value for key, value in GIVEN.items() if f":{key}" in query}
                rows = await connection.execute(text(f"explain {query}"), used)
                plan = "\n".join(row[0] for row in rows)
                for table in ("conversation", "transfer"):
                    assert f"Seq Scan on {table}" not in plan, f"{name}:\n{plan}"
    finally:
        await engine.dispose()


@pytest.mark.parametrize("which", list(Which))
def test_every_list_has_its_query(which: Which) -> None:
    assert which in LISTS

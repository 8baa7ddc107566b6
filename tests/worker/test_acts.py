"""What was wanted for finance counts, once, if its author may; and the topic it lives in."""

from __future__ import annotations

import asyncio

import pytest

from assistant.domain.acting.model import Act, ActState
from assistant.domain.acting.roles import may_finance
from assistant.domain.acting.wanting import want_act
from assistant.domain.finance.model import LOST_TOPIC_MARK, TOPIC_MARK
from assistant.domain.finance.topic import finance_topic_lost, in_finance_topic
from assistant.domain.staff import Standing
from assistant.storage import tables as t
from assistant.worker.acts import FinanceJobs
from tests.worker.conftest import DEWI, RINA, Office

AGUS = 2003


async def want(office: Office, act: Act, subject: str, text: str = "", *, by: int = RINA) -> str:
    async with office.shop.work() as work:
        await want_act(work, by, "Rina", act, subject, text)
    rows = await office.rows(t.finance_act)
    return str(rows[-1].id)


async def state(office: Office, key: str) -> ActState:
    act = await office.do(lambda work: work.acts.get(int(key)))
    return ActState(act.state)


async def holders(office: Office) -> list[int]:
    return [holder.staff for holder in await office.do(lambda work: work.roles.holders())]


async def test_an_administrator_gives_the_role_and_takes_it(office: Office) -> None:
    given = await want(office, Act.GIVE_ROLE, str(AGUS), "Agus")
    await office.finance.act(given)
    assert await state(office, given) is ActState.MADE
    assert await holders(office) == [AGUS]
    taken = await want(office, Act.TAKE_ROLE, str(AGUS), by=DEWI)
    await office.finance.act(taken)
    assert await holders(office) == []
    assert await office.told("staff") == ["finance-role-given", "finance-role-taken"]
    audit = [(row.actor, row.action, row.subject) for row in await office.rows(t.audit)]
    assert audit == [
        (f"staff:{RINA}", "finance-role-given", f"staff:{AGUS}"),
        (f"staff:{DEWI}", "finance-role-taken", f"staff:{AGUS}"),
    ]


@pytest.mark.parametrize(
    ("standing", "refused"),
    [
        (Standing.MEMBER, ActState.NOT_ADMINISTRATOR),
        (Standing.OUTSIDE, ActState.NOT_ADMINISTRATOR),
        (Standing.ANONYMOUS, ActState.ANONYMOUS),
        (RuntimeError("no answer"), ActState.COULD_NOT_ASK),
    ],
)
async def test_nobody_else_gives_it(
    office: Office, standing: Standing | Exception, refused: ActState
) -> None:
    office.standings[AGUS] = standing
    await office.do(lambda work: work.roles.give(AGUS, "Agus", RINA))
    key = await want(office, Act.GIVE_ROLE, str(DEWI), "Dewi", by=AGUS)
    await office.finance.act(key)
    assert await state(office, key) is refused
    assert await holders(office) == [AGUS]
    assert await office.told("staff") == [f"finance-act-{refused}"]


async def test_two_at_once_give_it_once(office: Office) -> None:
    keys = [await want(office, Act.GIVE_ROLE, str(AGUS), "Agus", by=who) for who in (RINA, DEWI)]
    await asyncio.gather(*(office.finance.act(key) for key in [*keys, *keys]))
    assert sorted([await state(office, key) for key in keys]) == ["made", "too-late"]
    assert sorted(await office.told("staff")) == ["finance-act-too-late", "finance-role-given"]


@pytest.mark.parametrize(
    ("standing", "role", "may"),
    [
        (Standing.DECIDER, False, True),
        (Standing.MEMBER, True, True),
        (Standing.MEMBER, False, False),
        (Standing.OUTSIDE, True, False),
        (Standing.ANONYMOUS, True, False),
    ],
)
async def test_finance_are_administrators_and_members_with_the_role(
    office: Office, standing: Standing, role: bool, may: bool
) -> None:
    async with office.shop.work() as work:
        if role:
            await work.roles.give(AGUS, "Agus", RINA)
        assert await may_finance(work, AGUS, standing) is may


class Topics:
    """Telegram, as far as topics are made there."""

    def __init__(self, *answers: int | None) -> None:
        self.answers = list(answers)

    async def make(self) -> int | None:
        return self.answers.pop(0)


def jobs(office: Office, topics: Topics, configured: int | None = None) -> FinanceJobs:
    return FinanceJobs(office.shop, office.finance.standing, topics.make, configured)


async def topic(office: Office) -> str:
    return str(await office.do(lambda work: work.marks.get(TOPIC_MARK)))


async def test_the_topic_is_made_once_and_anew_when_it_was_deleted(office: Office) -> None:
    topics = Topics(41, 42)
    await jobs(office, topics).topic("")
    await jobs(office, topics).topic("")
    assert await topic(office) == "41"
    assert await office.do(lambda work: in_finance_topic(work, 41))
    async with office.shop.work() as work:
        await finance_topic_lost(work, 40)
        assert await work.marks.get(TOPIC_MARK) == "41"
        await finance_topic_lost(work, 41)
    assert await office.jobs() == ["finance-topic "]
    await jobs(office, topics).topic("")
    assert await topic(office) == "42"


async def test_without_topics_it_is_general_until_there_are_some(office: Office) -> None:
    topics = Topics(None, 43)
    await jobs(office, topics).topic("")
    assert await topic(office) == "0"
    assert await office.do(lambda work: in_finance_topic(work, None))
    await jobs(office, topics).topic("")
    assert await topic(office) == "43"


async def test_the_one_that_is_set_is_taken_until_it_is_deleted(office: Office) -> None:
    topics = Topics(44)
    await jobs(office, topics, 17).topic("")
    assert await topic(office) == "17"
    await office.do(lambda work: finance_topic_lost(work, 17))
    await jobs(office, topics, 17).topic("")
    assert await topic(office) == "44"
    assert await office.do(lambda work: work.marks.get(LOST_TOPIC_MARK)) == "17"
    await jobs(office, topics, 18).topic("")
    assert await topic(office) == "18"

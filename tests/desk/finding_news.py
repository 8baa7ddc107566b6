"""An example of each thing that staff hear when they look for somebody."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from assistant.desk.history import ACTIONS
from assistant.domain.acting.model import WantedAct
from assistant.domain.people.model import Person
from assistant.domain.staff import News
from assistant.domain.support import news
from assistant.domain.support.directory import (
    AtPortal,
    FoundPerson,
    LastFaktur,
    LinkedAccount,
    Past,
    Profile,
    Topic,
)
from assistant.domain.support.figures import Span, Talked, figures_of
from assistant.domain.support.model import About, Conversation, ConversationState
from tests.desk.test_card import TRANSFER

LONG = "PT <b>" + "&" * 200
AT = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
BUDI = Person(1001, LONG, "budi", "id", False)
PAGE = "https://admin.example/client?id={id}"
TALK = Conversation(
    "CS-7F3KQ2MX", 1001, About.OTHER, "", None, ConversationState.OPEN, None, "", "", "", "r", None,
    None, AT, AT, None, None,
)  # fmt: skip
ACCOUNT = LinkedAccount("7", LONG, "a@b.example", "0012345674012000", AT, True)
FULL = Profile(
    BUDI,
    True,
    (ACCOUNT, replace(ACCOUNT, stands=False, npwp="")),
    (TRANSFER,) * 5,
    (TALK,) * 5,
    (LastFaktur("04002600000000001", "INV-1", LONG, AT),) * 5,
    Topic(-1002000000001, 7),
)


def looked_for(wanted: WantedAct) -> list[News]:
    bare = replace(BUDI, username=None, chat_open=True)
    known = FoundPerson(BUDI, (LONG, "INV-1"), (LONG,) * 3)
    alone = AtPortal("9", LONG, "contoh.example")
    week = Span.week_of(AT.date())
    month = Span(AT.date().replace(day=1), week=False)
    talked = [
        Talked(f"CS-{n}", about, LONG, AT, answered, LONG * (n % 2), n > 1, score, LONG)
        for n, about in enumerate(About)
        for answered, score in ((None, None), (AT + timedelta(hours=30), 4))
    ]
    return [
        *(
            news.FiguresShown(who, figures_of(span, all_of, kept), AT.date())
            for who in (wanted, None)
            for span in (week, month)
            for all_of in ((), talked[:1], talked)
            for kept in (lambda begun, answered: begun < answered,)
        ),
        news.FiguresSheetMade(wanted, week, "ab" * 32),
        news.FiguresSheetMade(None, month, "ab" * 32),
        news.FoundPeople(wanted, (), (), asked=True, page=PAGE),
        news.FoundPeople(wanted, (), (), asked=False, page=""),
        news.FoundPeople(
            wanted, (), (AtPortal("9", LONG, LONG),), asked=True, page=PAGE, near=True
        ),
        news.FoundPeople(
            wanted, (known, FoundPerson(bare, ("x",), ())), (alone,), asked=False, page=PAGE
        ),
        news.ProfileShown(wanted, FULL, PAGE),
        news.ProfileShown(wanted, Profile(bare, False, (), (), (), (), None), ""),
        news.NobodyThere(wanted),
        news.WritesFirst(wanted, "CS-7F3KQ2MX", LONG),
        news.HistoryShown(wanted, LONG, ()),
        *(
            news.HistoryShown(
                wanted, "PND-7F3KQ2MX", (Past(AT, "staff:2001", who, action, "transfer:PND-1"),)
            )
            for action in (*ACTIONS, "something-else")
            for who in ("", LONG)
        ),
    ]

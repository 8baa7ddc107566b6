"""What was said stands in the other chat now, or does not: whoever said it learns which."""

from __future__ import annotations

from assistant.domain.support.beginning import conversation_of_request
from assistant.domain.support.model import Carrier, Side
from assistant.domain.support.news import NotArrived, SaidNotArrived
from assistant.domain.words import Carries
from assistant.domain.work import Work


async def arrived(work: Work, carries: Carries, chat: int, message: int) -> None:
    """A message of the bot stands there. The receipt is a reaction under the one that it copies.
    With a request's first one its conversation begins."""
    number = carries.conversation
    known = await work.conversations.get(number) or await conversation_of_request(work, number)
    if known is None:
        return
    await work.conversations.carry(Carrier(chat, message, number, carries.said))
    said = await work.conversations.said(carries.said) if carries.said else None
    if said is None or said.message is None:
        return
    of = said.chat if said.side is Side.CUSTOMER else None
    await work.deliveries.react(of, said.message, unique=f"receipt:{said.id}")


async def not_arrived(work: Work, carries: Carries, why: NotArrived, unique: str) -> None:
    """``unique``: of the message that did not get there."""
    said = await work.conversations.said(carries.said) if carries.said else None
    if said is None:
        return
    if said.side is Side.STAFF:
        news = SaidNotArrived(said.conversation, said.message, why, said.text)
        await work.desk.tell(news, unique=f"{unique}:{why}")
    elif why is NotArrived.REFUSED:
        await work.deliveries.tell(
            said.chat, "cs-not-passed-on", {"text": said.text}, unique=f"{unique}:{why}"
        )

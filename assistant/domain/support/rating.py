"""At the end of a conversation its customer is asked, now and then, what they thought of it."""

from __future__ import annotations

from assistant.domain.people.model import NOBODY
from assistant.domain.support.figures import ASK_AGAIN_AFTER, LONGEST_OPINION, SCORES, Rating
from assistant.domain.support.model import Conversation
from assistant.domain.words import Go
from assistant.domain.work import Work

FEATURE = "nilai"
_LABELS = ("btn-rate-1", "btn-rate-2", "btn-rate-3", "btn-rate-4", "btn-rate-5")


async def ask_opinion(work: Work, conversation: Conversation) -> None:
    """Only where people answered, and nobody more often than every :data:`ASK_AGAIN_AFTER`."""
    person = conversation.person
    if person == NOBODY or conversation.answered_at is None:
        return
    if await work.conversations.muted(person):
        return
    if await work.ratings.asked_since(person, work.now - ASK_AGAIN_AFTER):
        return
    rating = await work.ratings.ask(conversation.number, person)
    await work.deliveries.tell(
        person,
        "ntf-rate",
        {"number": conversation.number},
        unique=f"rating:{rating.id}",
        buttons=[
            Go(label, FEATURE, f"{rating.id}-{score}")
            for score, label in zip(SCORES, _LABELS, strict=True)
        ],
    )


async def rate(work: Work, person: int, rating_id: int, score: int) -> Rating | None:
    """From 1 to 5; a later tap changes it. None: it is no question to this person."""
    rating = await work.ratings.get(rating_id)
    if rating is None or rating.person != person or score not in SCORES:
        return None
    await work.ratings.score(rating.id, score)
    return rating


async def say_why(work: Work, person: int, rating_id: int, text: str) -> bool:
    """In a sentence of their own."""
    rating = await work.ratings.get(rating_id)
    if rating is None or rating.person != person or rating.score is None:
        return False
    await work.ratings.opinion(rating.id, text.strip()[:LONGEST_OPINION])
    return True

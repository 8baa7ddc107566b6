"""News in the topic of a request, beside its card."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from assistant.desk.byhand import SERVICE
from assistant.desk.drawing import draw
from assistant.domain.transfers.model import DecisionState, Transfer, TransferNote
from assistant.domain.transfers.moving import whereabouts
from assistant.domain.transfers.news import (
    DecisionNotMade,
    FilesTooLarge,
    OwnersChanged,
    QuestionAnswered,
    RecipientAgreed,
    TicketCut,
    WordsForgotten,
    WrittenToTicket,
)
from assistant.domain.words import Arg, Carries, Say, StaffMessage

_OWNERS_CHANGED: Mapping[TransferNote, str] = {
    TransferNote.PARTLY_MOVED: "desk-move-partly-moved",
    TransferNote.ASTRAY: "desk-move-astray",
    TransferNote.WAITING: "desk-move-waiting",
}


class NotMade(NamedTuple):
    said: str
    """Below the card."""
    alert: str
    """To the one who tapped, who sees which card it was."""


NOT_MADE: Mapping[DecisionState, NotMade] = {
    DecisionState.TOO_LATE: NotMade("desk-decision-too-late", "desk-alert-too-late"),
    DecisionState.NOT_ALLOWED: NotMade("desk-decision-not-allowed", "desk-alert-not-allowed"),
    DecisionState.ANONYMOUS: NotMade("desk-decision-anonymous", "desk-alert-anonymous"),
    DecisionState.OWN_REQUEST: NotMade("desk-decision-own-request", "desk-alert-own-request"),
    DecisionState.RULES: NotMade("desk-decision-rules", "desk-alert-rules"),
    DecisionState.ASKER_GONE: NotMade("desk-decision-asker-gone", "desk-alert-asker-gone"),
    DecisionState.COULD_NOT_ASK: NotMade("desk-decision-could-not-ask", "desk-alert-could-not-ask"),
}


@draw.register
def _written_to_ticket(news: WrittenToTicket) -> StaffMessage:
    about: dict[str, Arg] = {"number": news.number, "answer": news.text, "files": news.files}
    return StaffMessage(
        "desk-ticket-answer", about, topic=news.number, carries=Carries(news.number)
    )


@draw.register
def _words_forgotten(news: WordsForgotten) -> StaffMessage:
    return StaffMessage("desk-forgotten", {"number": news.number}, topic=news.number)


@draw.register
def _recipient_agreed(news: RecipientAgreed) -> StaffMessage:
    about = {"number": news.number, "account": news.account}
    return StaffMessage("desk-agreed", about, topic=news.number)


@draw.register
def _question_answered(news: QuestionAnswered) -> StaffMessage:
    about: dict[str, Arg] = {
        "number": news.number,
        "question": news.question,
        "answer": news.answer,
    }
    return StaffMessage("desk-answer", about, topic=news.number, carries=Carries(news.number))


@draw.register
def _owners_changed(news: OwnersChanged) -> StaffMessage:
    transfer = news.transfer
    return StaffMessage(
        _OWNERS_CHANGED[transfer.note],
        {"number": transfer.number, "services": _places(transfer)},
        topic=transfer.number,
    )


def _places(transfer: Transfer) -> tuple[Say, ...]:
    """Each service with where it is, one to a line."""
    return tuple(
        Say(
            SERVICE[whereabouts(transfer, service.id)][0],
            {"name": service.name, "owner": transfer.owners.get(service.id, "")},
        )
        for service in transfer.services
    )


@draw.register
def _decision_not_made(news: DecisionNotMade) -> StaffMessage:
    number = news.wanted.transfer
    about: dict[str, Arg] = {"name": news.wanted.staff_name, "number": number}
    return StaffMessage(NOT_MADE[news.why].said, about, topic=number)


@draw.register
def _files_too_large(news: FilesTooLarge) -> StaffMessage:
    about = {"number": news.number, "names": news.names}
    return StaffMessage("desk-files-too-large", about, topic=news.number)


@draw.register
def _ticket_cut(news: TicketCut) -> StaffMessage:
    about = {"number": news.number, "ticket": news.ticket}
    return StaffMessage("desk-ticket-cut", about, topic=news.number)

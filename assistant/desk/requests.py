"""News in the topic of a request, beside its card."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.desk.drawing import draw
from assistant.domain.transfers.model import DecisionState, Transfer, TransferNote
from assistant.domain.transfers.moving import Whereabouts, whereabouts
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

_WHEREABOUTS: Mapping[Whereabouts, str] = {
    Whereabouts.HERE: "move-here",
    Whereabouts.ARRIVED: "move-arrived",
    Whereabouts.ASTRAY: "move-astray",
}
_OWNERS_CHANGED: Mapping[TransferNote, str] = {
    TransferNote.PARTLY_MOVED: "desk-move-partly-moved",
    TransferNote.ASTRAY: "desk-move-astray",
    TransferNote.WAITING: "desk-move-waiting",
}
NOT_MADE_ALERT: Mapping[DecisionState, str] = {
    DecisionState.TOO_LATE: "desk-alert-too-late",
    DecisionState.NOT_ALLOWED: "desk-alert-not-allowed",
    DecisionState.ANONYMOUS: "desk-alert-anonymous",
    DecisionState.OWN_REQUEST: "desk-alert-own-request",
    DecisionState.ASKER_GONE: "desk-alert-asker-gone",
    DecisionState.RULES: "desk-alert-rules",
    DecisionState.COULD_NOT_ASK: "desk-alert-could-not-ask",
}
"""To the one who tapped, who sees which card it was."""
NOT_MADE: Mapping[DecisionState, str] = {
    DecisionState.TOO_LATE: "desk-decision-too-late",
    DecisionState.NOT_ALLOWED: "desk-decision-not-allowed",
    DecisionState.ANONYMOUS: "desk-decision-anonymous",
    DecisionState.OWN_REQUEST: "desk-decision-own-request",
    DecisionState.RULES: "desk-decision-rules",
    DecisionState.ASKER_GONE: "desk-decision-asker-gone",
    DecisionState.COULD_NOT_ASK: "desk-decision-could-not-ask",
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
            _WHEREABOUTS[whereabouts(transfer, service.id)],
            {"name": service.name, "owner": transfer.owners.get(service.id, "")},
        )
        for service in transfer.services
    )


@draw.register
def _decision_not_made(news: DecisionNotMade) -> StaffMessage:
    number = news.wanted.transfer
    about: dict[str, Arg] = {"name": news.wanted.staff_name, "number": number}
    return StaffMessage(NOT_MADE[news.why], about, topic=number)


@draw.register
def _files_too_large(news: FilesTooLarge) -> StaffMessage:
    about = {"number": news.number, "names": news.names}
    return StaffMessage("desk-files-too-large", about, topic=news.number)


@draw.register
def _ticket_cut(news: TicketCut) -> StaffMessage:
    about = {"number": news.number, "ticket": news.ticket}
    return StaffMessage("desk-ticket-cut", about, topic=news.number)

"""What finance is asked and says about a buyer: who collects its PPN, and how it is known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from assistant.desk.callbacks import FinanceButton
from assistant.desk.drawing import draw
from assistant.desk.lines import invoice_of
from assistant.domain.acting.model import Act
from assistant.domain.clients import BuyerDocument
from assistant.domain.fakturs.model import FakturRequest
from assistant.domain.finance.classing import DOCUMENTS, KODES, is_nik
from assistant.domain.finance.model import BuyerClass, Obstacle
from assistant.domain.finance.news import BuyerDoubted, BuyerSettled, BuyerShown, BuyerUnknown
from assistant.domain.masking import mask_text
from assistant.domain.words import Arg, Place, Say, StaffMessage, Tap

_CLASS: Mapping[BuyerClass | None, str] = {
    None: "finance-class-none",
    BuyerClass.ORDINARY: "finance-class-ordinary",
    BuyerClass.GOVERNMENT: "finance-class-government",
    BuyerClass.COLLECTOR: "finance-class-collector",
    BuyerClass.ABROAD: "finance-class-abroad",
}
_BUTTON: Mapping[BuyerClass, str] = {
    BuyerClass.ORDINARY: "finance-btn-ordinary",
    BuyerClass.GOVERNMENT: "finance-btn-government",
    BuyerClass.COLLECTOR: "finance-btn-collector",
    BuyerClass.ABROAD: "finance-btn-abroad",
}
_DOCUMENT: Mapping[BuyerDocument, str] = {
    BuyerDocument.TIN: "finance-document-tin",
    BuyerDocument.NATIONAL_ID: "finance-document-national-id",
    BuyerDocument.PASSPORT: "finance-document-passport",
    BuyerDocument.OTHER_ID: "finance-document-other-id",
}
_DOCUMENT_BUTTON: Mapping[str, str] = {
    "tin": "finance-btn-tin",
    "national-id": "finance-btn-national-id",
}


@draw.register
def _doubted(news: BuyerDoubted) -> StaffMessage:
    request = news.request
    split = news.why.code is Obstacle.MAYBE_SPLIT
    return StaffMessage(
        _doubt(news.why.code),
        {
            **invoice_of(request),
            "detail": mask_text(news.why.detail[:60]),
            "government": news.limits.government,
            "collector": news.limits.collector,
        },
        Place.FINANCE,
        buttons=tuple(_kodes(request, KODES) if split else _classes(request)),
    )


def _doubt(why: Obstacle) -> str:
    match why:
        case Obstacle.MAYBE_SPLIT:
            return "finance-buyer-doubt-split"
        case Obstacle.ABROAD:
            return "finance-buyer-doubt-abroad"
        case _:
            return "finance-buyer-doubt-collector"


def _classes(request: FakturRequest) -> Iterator[Tap]:
    for class_, label in _BUTTON.items():
        data = FinanceButton.of(Act.SET_CLASS, request.id, class_)
        yield Tap(label, data)


def _kodes(request: FakturRequest, kodes: Iterable[str]) -> Iterator[Tap]:
    for kode in kodes:
        data = FinanceButton.of(Act.SET_KODE, request.id, kode)
        yield Tap("finance-btn-kode", data, {"kode": kode})


def _documents(request: FakturRequest) -> Iterator[Tap]:
    if request.profile is None or not is_nik(request.profile):
        return
    for said, document in DOCUMENTS.items():
        if document is not request.profile.document:
            data = FinanceButton.of(Act.SET_DOCUMENT, request.id, said)
            yield Tap(_DOCUMENT_BUTTON[said], data)


def _known(news: BuyerShown | BuyerSettled) -> dict[str, Arg]:
    profile = news.request.profile
    return {
        **invoice_of(news.request),
        "name": news.wanted.staff_name,
        "class": Say(_CLASS[news.buyer.class_]),
        "document": Say(_DOCUMENT[profile.document] if profile else "finance-document-none"),
        "kode": Say("finance-kode-retail") if news.request.is_retail else news.kodes[0],
        "either": "yes" if len(news.kodes) > 1 else "no",
    }


def _choices(news: BuyerShown | BuyerSettled) -> Iterator[Tap]:
    """The other kode, where a collector's invoice may have either; any, where it was reported among
    those of private consumers and is to have a faktur after all."""
    return _kodes(news.request, news.kodes[0 if news.request.is_retail else 1 :])


@draw.register
def _shown(news: BuyerShown) -> StaffMessage:
    buttons = (*_choices(news), *_classes(news.request), *_documents(news.request))
    return StaffMessage("finance-buyer", _known(news), news.wanted.place, buttons=buttons)


@draw.register
def _settled(news: BuyerSettled) -> StaffMessage:
    about = {**_known(news), "count": news.count}
    return StaffMessage(
        "finance-buyer-settled", about, news.wanted.place, buttons=tuple(_choices(news))
    )


@draw.register
def _unknown(news: BuyerUnknown) -> StaffMessage:
    about = {"name": news.wanted.staff_name, "text": news.wanted.text[:100]}
    said = "finance-buyer-unknown" if news.wanted.text else "finance-buyer-how"
    return StaffMessage(said, about, news.wanted.place)

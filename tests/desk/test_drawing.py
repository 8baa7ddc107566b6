"""Every kind of news has its words in every language, and fits Telegram."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from assistant.desk import draw
from assistant.domain.accounts import news as accounts
from assistant.domain.accounts.model import FoundLink, Link, Pushes
from assistant.domain.acting import news as acting
from assistant.domain.acting.model import Act, ActState, RoleHolder, WantedAct
from assistant.domain.fakturs import news as faktur
from assistant.domain.fakturs.choosing import MOST
from assistant.domain.fakturs.comparing import MismatchCode
from assistant.domain.fakturs.gate import MAY_BE_OVERRIDDEN
from assistant.domain.fakturs.model import (
    Faktur,
    FakturRequest,
    RequestState,
    Upload,
    UploadState,
)
from assistant.domain.fakturs.paper import NomorFaktur, Party, ReadFaktur, Unreadable
from assistant.domain.finance import news as finance
from assistant.domain.finance.books import BookRow, Finding, FindingKind, Reconciliation
from assistant.domain.finance.ends import ClosedMonth, End, Equation
from assistant.domain.finance.model import (
    Export,
    ExportFile,
    ExportState,
    LeftOut,
    MonthCounts,
    Obstacle,
    Reason,
)
from assistant.domain.finance.radar import Level
from assistant.domain.staff import DeliveryInDoubt, JobParked, MailRefused, News
from assistant.domain.support import news as support
from assistant.domain.support.hours import Late
from assistant.domain.support.model import Media, Said, Side
from assistant.domain.support.queue import Overdue
from assistant.domain.transfers import news as transfers
from assistant.domain.transfers.model import (
    Decision,
    DecisionState,
    MovedService,
    TransferNote,
    WantedDecision,
)
from assistant.domain.words import Copy, Place
from assistant.texts import LOCALES, Texts
from tests.desk.exits_news import exits
from tests.desk.finding_news import looked_for
from tests.desk.slips_news import slips
from tests.desk.test_card import TRANSFER
from tests.rules.test_desk import kinds_of_news
from tests.things import tax

TEXTS = Texts.load(ZoneInfo("Asia/Jakarta"), brand="CloudKilat", bot="cloudkilat_bot")
AT = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
OCTOBER = date(2026, 10, 1)
LONG = "PT <b>" + "&" * 300
NPWP = "0012345674012000"
UPLOAD = Upload(7, "ab" * 32, f"{'x' * 200}.pdf", "finance", UploadState.HELD, ())
REQUEST = FakturRequest(
    3, "7", LONG, "1", "INV-1", Decimal(250_000), Decimal(27_500), AT, tax(), RequestState.EXPORTED
)
PARTY = Party(LONG, "Jakarta", NPWP)
READ = ReadFaktur(
    number=NomorFaktur("04", "00", "2600000000001"), seller=PARTY, buyer=PARTY, date=OCTOBER,
    place="Jakarta", signer="A", items=(), harga_jual=None, potongan=None, dpp=Decimal(1),
    ppn=Decimal(1), ppnbm=Decimal(0), reference="INV-1", qr=None, link=None, pages=1, unread=(),
)  # fmt: skip
FAKTUR = Faktur(
    1, 3, "7", LONG, "INV-1", "2600000000001", "00", "04002600000000001", OCTOBER, Decimal(1),
    Decimal(1), "ab" * 32, LONG,
)  # fmt: skip
COUNTS = MonthCounts(OCTOBER, 1, 2, 3, Decimal(27_500))

EQUATION = Equation.of(None, [*((end, Decimal(277_500)) for end in End), (End.HELD, None)])
CLOSED = ClosedMonth(OCTOBER, Equation.of(Decimal(1), ()), LONG, AT)


def reasons(*codes: str) -> tuple[tuple[str, str, str], ...]:
    return tuple((str(code), "250000.00", "A <&>") for code in codes)


LINK = FoundLink(5, Link(1001, "7", "budi@majujaya.example", LONG, AT, Pushes()), LONG)
EVERY_REASON = reasons(*MismatchCode, *Unreadable)


def wanted(act: Act = Act.EXPORT, place: Place = Place.FINANCE) -> WantedAct:
    return WantedAct(12, 2001, "Rina <b>", act, "", "kata", place, ActState.WANTED)


def decision(number: str = "PND-7F3KQ2MX") -> WantedDecision:
    return WantedDecision(1, number, 2001, "Rina", Decision.APPROVE, "", DecisionState.WANTED)


def export(*left_out: LeftOut, files: int = 2) -> Export:
    names = [f"Coretax-{n}.xml" for n in range(1, files)] + ["Coretax.xlsx"]
    kept = tuple(ExportFile(name, str(n)) for n, name in enumerate(names))
    return Export(4, OCTOBER, False, "staff:1", "Rina", ExportState.DONE, kept, left_out, AT, AT)


LEFT_OUT = LeftOut("INV-9", LONG, tuple(Reason(code, LONG) for code in Obstacle))
DONE = export(LEFT_OUT)


def books(*kinds: FindingKind, warned: bool = False) -> Reconciliation:
    found = tuple(Finding(kind, "INV-1", LONG, "0400", "1.00", "2.00", 3) for kind in kinds)
    row = BookRow(REQUEST, (FAKTUR,), frozenset(), found, EVERY_REASON if warned else ())
    return Reconciliation(OCTOBER, (row,), (), compared=warned)


def radar(*states: RequestState, page: int = 0, pages: int = 3) -> finance.DueInvoices:
    requests = tuple(replace(REQUEST, state=state) for state in states)
    return finance.DueInvoices(Place.GENERAL, 12, 20, page, pages, requests)


def moved(note: TransferNote) -> transfers.OwnersChanged:
    services = (*TRANSFER.services, MovedService("hosting-2", LONG, "hosting"))
    owners = {"domain-1": "99", "hosting-2": "2"}
    return transfers.OwnersChanged(
        replace(TRANSFER, note=note, services=services, owners=owners, to_account="2")
    )


SAID = Said(1, "CS-1", Side.CUSTOMER, 1001, LONG, 1001, 5, LONG, None, 1, AT)
NEWS: list[News] = [
    JobParked(1, "open-ticket PND-1", "Error: <x>"),
    DeliveryInDoubt("Faktur.pdf (#1)"),
    MailRefused("Faktur.pdf (#1)"),
    transfers.WrittenToTicket("PND-1", LONG, 0),
    transfers.WrittenToTicket("PND-1", "", 3),
    transfers.QuestionAnswered("PND-1", LONG, LONG),
    transfers.RecipientAgreed("PND-1", LONG),
    transfers.FilesTooLarge("PND-1", "a.jpg, b.pdf"),
    transfers.TicketCut("PND-1", "123456"),
    transfers.WordsForgotten("PND-1"),
    accounts.LinksFound(wanted(Act.FIND_LINKS), ()),
    accounts.LinksFound(wanted(Act.FIND_LINKS), (LINK, replace(LINK, name=""))),
    accounts.LinkEnded(wanted(Act.END_LINK), LINK),
    support.CustomerSaid(SAID, None, None),
    support.CustomerSaid(replace(SAID, media=Media("photo")), Copy(1001, 5, True), 3),
    support.CustomerSaid(replace(SAID, who=None, who_name=""), None, None),
    *(support.SaidNotArrived("CS-1", 5, why, LONG) for why in support.NotArrived),
    support.SaidInPortal("CS-1", "123456", LONG),
    support.FileInPortal("CS-1", "123456", LONG, "ab" * 32),
    support.FileInPortal("CS-1", "123456", LONG, None),
    support.FilesNotInTicket("CS-1", "123456", "a.jpg, b.pdf"),
    *(
        support.WaitsLong(Overdue("CS-1", late, AT, decision, name), ((2001, LONG), (2002, "A")))
        for late in Late
        for decision in (True, False)
        for name in ("", LONG)
    ),
    *map(moved, (TransferNote.PARTLY_MOVED, TransferNote.ASTRAY, TransferNote.WAITING)),
    *(
        transfers.DecisionNotMade(decision(), state)
        for state in DecisionState
        if state not in (DecisionState.WANTED, DecisionState.MADE)
    ),
    faktur.Held(UPLOAD, EVERY_REASON, EVERY_REASON, READ, REQUEST),
    faktur.Held(UPLOAD, reasons(*MAY_BE_OVERRIDDEN), (), None, None),
    faktur.SentWithWarnings(UPLOAD, REQUEST, EVERY_REASON),
    *(
        faktur.Assigned(UPLOAD, REQUEST, "Rina", state)
        for state in (UploadState.ISSUED, UploadState.OLDER, UploadState.DUPLICATE)
    ),
    faktur.InvoiceFound(UPLOAD, REQUEST),
    faktur.UploadRefused(UPLOAD, "Rina", LONG),
    faktur.Replaced(UPLOAD, "Rina", "lain.pdf"),
    faktur.AssignmentDiffers(wanted(), UPLOAD, REQUEST, EVERY_REASON),
    faktur.AssignmentRefused(wanted(), UPLOAD, REQUEST, EVERY_REASON),
    faktur.InvoicesOffered("Rina <b>", UPLOAD, (REQUEST,) * MOST),
    faktur.InvoicesOffered("Rina <b>", UPLOAD, (REQUEST,), "123"),
    faktur.ReissueDrafted(wanted(), READ, REQUEST),
    *(
        faktur.InvoiceUndone(replace(REQUEST, state=state), issued)
        for state in RequestState
        for issued in ((), (FAKTUR, FAKTUR))
    ),
    *(
        acting.ActNotDone(wanted(), state)
        for state in ActState
        if state not in (ActState.WANTED, ActState.MADE)
    ),
    finance.MonthUnreadable(wanted(Act.EXPORT)),
    finance.MonthUnreadable(wanted(Act.RECONCILE)),
    acting.RoleGiven(wanted(), "Dewi"),
    acting.RoleTaken(wanted(), "Dewi"),
    acting.RoleHolders((), Place.GENERAL),
    acting.RoleHolders((RoleHolder(2003, LONG),), Place.FINANCE),
    finance.NothingToExport(wanted()),
    finance.MonthOffered(wanted(), COUNTS, None, ()),
    finance.MonthOffered(wanted(), COUNTS, DONE, (COUNTS,) * 9),
    finance.ExportAgainAsked(wanted(), COUNTS, DONE),
    finance.ExportBegun(wanted(), OCTOBER),
    finance.ExportDone(DONE, 3, Decimal(1), Decimal(2)),
    finance.ExportDone(export(files=1), 0, Decimal(0), Decimal(0)),
    *(finance.ExportFileMade(DONE, file) for file in DONE.files),
    *(
        finance.MonthsDue(OCTOBER, (finance.DueMonth(COUNTS, level, OCTOBER),))
        for level in Level
        if level is not Level.QUIET
    ),
    finance.NothingDue(),
    finance.NpwpCameLate((REQUEST, REQUEST), Decimal(2_292), 1),
    finance.NpwpCameLate((REQUEST,) * 30, Decimal(2_292), 0),
    finance.MonthClosed(wanted(Act.CLOSE_MONTH), CLOSED),
    finance.ClosedMonthChanged(CLOSED, EQUATION),
    finance.BooksCompared(
        wanted(), Reconciliation(OCTOBER, (), (), True, EQUATION, closed=CLOSED), date(2026, 11, 5)
    ),
    radar(RequestState.NO_NPWP, RequestState.WAITING, RequestState.EXPORTED),
    radar(page=2),
    radar(pages=0),
    finance.BooksCompared(wanted(), books(*FindingKind, warned=True), date(2026, 11, 3)),
    finance.BooksCompared(wanted(), books(), date(2026, 10, 3)),
    finance.BooksSheetMade(wanted(), OCTOBER, "ab" * 32),
    *(
        finance.FindingsMended(wanted(act), 2)
        for act in (Act.FIX_NPWP, Act.FIX_EXPORT, Act.FIX_MAIL, Act.FIX_HELD)
    ),
    *exits(REQUEST, FAKTUR, UPLOAD, wanted(), DONE),
    *slips(wanted()),
    *looked_for(wanted(Act.FIND)),
]  # fmt: skip


def test_there_is_an_example_of_every_kind():
    assert {type(one) for one in NEWS} == set(kinds_of_news())


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("news", NEWS, ids=lambda news: type(news).__name__)
def test_it_has_words_and_buttons(news: News, locale: str):
    message = draw(news)
    assert TEXTS.html(locale, message.key, message.args)
    for button in message.buttons:
        assert TEXTS.plain(locale, button.label, button.args)
        assert 1 <= len(button.callback.encode()) <= 57 or button.url.startswith("https://")
    assert (message.document is None) == (message.document_name is None)


def test_what_a_request_is_about_goes_into_its_topic_and_money_to_finance():
    assert draw(transfers.QuestionAnswered("PND-1", "a", "b")).topic == "PND-1"
    assert draw(faktur.UploadRefused(UPLOAD, "Rina", "x")).place is Place.FINANCE
    assert draw(acting.RoleGiven(wanted(place=Place.GENERAL), "Dewi")).place is Place.GENERAL


def test_the_pages_of_a_list_lead_to_each_other():
    assert [b.callback for b in draw(radar(page=0)).buttons] == ["fin:radar-page:12.1"]
    assert [b.callback for b in draw(radar(page=1)).buttons] == [
        "fin:radar-page:12.0",
        "fin:radar-page:12.2",
    ]


def test_news_that_nothing_draws_is_an_error():
    class Unknown(News):
        pass

    with pytest.raises(TypeError, match="Unknown"):
        draw(Unknown())

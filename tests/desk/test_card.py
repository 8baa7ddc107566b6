"""A request as staff see it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from assistant.desk import OfPlan, draw_card
from assistant.domain.people.model import Person
from assistant.domain.transfers.model import (
    Agreement,
    Check,
    DecisionState,
    MovedService,
    Rule,
    RuleVerdict,
    Transfer,
    TransferNote,
    TransferState,
)
from assistant.texts import LOCALES, Texts

TEXTS = Texts.load(ZoneInfo("Asia/Jakarta"), brand="CloudKilat", bot="cloudkilat_bot")
ASKER = Person(1001, "Budi <b>", None, "id", True)
AT = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
TRANSFER = Transfer(
    number="PND-7F3KQ2MX",
    person=1001,
    from_account="1",
    from_label="PT Induk & Jaya",
    from_email="budi@induk.example",
    to_account=None,
    to_label="",
    to_email="siti@lain.example",
    agreement=Agreement.ASKED,
    agreed_by=None,
    consent_token="t",
    services=(MovedService("domain-1", "contoh.example", "domain"),),
    department="Info",
    subject="Pindah",
    message="Tolong",
    reference="REF-1",
    ticket_id=None,
    ticket_number=None,
    state=TransferState.OPEN,
    taken_by=None,
    taken_by_name="",
    decided_by=None,
    decided_by_name="",
    reason="",
    checks=(),
    checked_at=None,
    note=TransferNote.NONE,
    owners={},
    looked_at=None,
    created_at=AT,
    updated_at=AT,
)


def labels(card: dict) -> list[list[tuple[str, str | None]]]:
    rows = card["markup"]["inline_keyboard"]
    return [[(button["text"], button.get("style")) for button in row] for row in rows]


def test_a_new_request_names_all_without_anybodys_address():
    card = draw_card(TEXTS, TRANSFER, "id", ASKER)
    assert card["topic"] == "🟡 PND-7F3KQ2MX · PT Induk & Jaya"
    assert "🟡 Baru" in card["text"]
    assert "Budi &lt;b&gt;" in card["text"]
    assert "PT Induk &amp; Jaya</b> (b***@induk.example)" in card["text"]
    assert "s***@lain.example" in card["text"]
    assert "siti" not in card["text"]
    assert "🌐 contoh.example" in card["text"]
    assert "Masuk 23 November 2026 10.00" in card["text"]


AGREED = replace(TRANSFER, agreement=Agreement.GIVEN, to_account="2", waiting_since=AT)


def test_its_buttons_name_the_request():
    card = draw_card(TEXTS, AGREED, "id", ASKER)
    assert labels(card) == [
        [("🙋 Ambil", None)],
        [("Setujui", "success"), ("Tolak", "danger")],
        [("💬 Tanya pelanggan", None)],
    ]
    data = [button["callback_data"] for row in card["markup"]["inline_keyboard"] for button in row]
    assert data[1] == "card:approve:PND-7F3KQ2MX"
    assert all(len(each.encode()) <= 64 for each in data)


def test_a_taken_request_is_not_taken_again():
    taken = replace(TRANSFER, state=TransferState.TAKEN, taken_by=2001, taken_by_name="Rina")
    card = draw_card(TEXTS, taken, "id", ASKER)
    assert "Ditangani: Rina" in card["text"]
    assert [len(row) for row in labels(card)] == [1, 2, 1]


@pytest.mark.parametrize("state", list(TransferState))
@pytest.mark.parametrize("locale", LOCALES)
def test_every_state_has_its_words_and_only_an_undecided_one_has_buttons(state, locale):
    card = draw_card(TEXTS, replace(TRANSFER, state=state), locale, None)
    assert TEXTS.plain(locale, f"desk-state-{state}") in card["text"]
    undecided = state in (TransferState.OPEN, TransferState.TAKEN)
    assert bool(labels(card)) is undecided


def test_the_checks_are_shown_with_the_hour_in_jakarta():
    checks = (
        Check(Rule.NOTHING_UNPAID, RuleVerdict.BAD, ("INV-1", "INV-2")),
        Check(Rule.OWNER_ASKS, RuleVerdict.OK),
        Check(Rule.RECIPIENT_AGREES, RuleVerdict.WAITING),
    )
    card = draw_card(TEXTS, replace(TRANSFER, checks=checks, checked_at=AT), "id", ASKER)
    assert "diperiksa 23 November 2026 10.00" in card["text"]
    assert "❌ Belum dibayar: INV-1, INV-2" in card["text"]
    assert "✅ Diajukan akun pemiliknya" in card["text"]


@pytest.mark.parametrize("rule", list(Rule))
@pytest.mark.parametrize("verdict", list(RuleVerdict))
@pytest.mark.parametrize("locale", LOCALES)
def test_every_verdict_on_every_rule_has_its_words(rule, verdict, locale):
    checked = replace(TRANSFER, checks=(Check(rule, verdict, ("X1",)),), checked_at=AT)
    card = draw_card(TEXTS, checked, locale, ASKER)
    words = TEXTS.html(locale, f"desk-check-{rule}-{verdict}", {"facts": "X1"})
    assert words in card["text"]


def test_a_refused_request_says_who_and_why():
    refused = replace(
        TRANSFER,
        state=TransferState.REFUSED,
        decided_by=2001,
        decided_by_name="Rina",
        reason="Masih <terkunci>",
        ticket_number="#482913",
    )
    text = draw_card(TEXTS, refused, "id", ASKER)["text"]
    assert "Diputuskan: Rina" in text
    assert "Masih &lt;terkunci&gt;" in text
    assert "<code>#482913</code>" in text


@pytest.mark.parametrize("note", [note for note in TransferNote if note])
def test_trouble_is_worded(note):
    text = draw_card(TEXTS, replace(TRANSFER, note=note), "id", ASKER)["text"]
    assert f"⚠️ {TEXTS.plain('id', f'desk-note-{note}')}" in text


@pytest.mark.parametrize(
    "state", sorted({*DecisionState} - {DecisionState.WANTED, DecisionState.MADE}), ids=str
)
@pytest.mark.parametrize("locale", LOCALES)
def test_every_tap_that_does_not_count_has_its_words(state, locale):
    said = TEXTS.html(locale, f"desk-decision-{state}", {"name": "Rina", "number": "PND-1"})
    assert "Rina" in said
    assert "PND-1" in said


def test_the_longest_request_fits_into_a_message():
    services = tuple(MovedService(f"domain-{n}", "x" * 255, "domain") for n in range(60))
    long = replace(TRANSFER, services=services, reason="y" * 1000, subject="z" * 200)
    assert len(draw_card(TEXTS, long, "id", ASKER)["text"]) <= 4096


def test_what_was_deleted_with_the_askers_data_leaves_no_empty_line() -> None:
    gone = replace(TRANSFER, from_label="", from_email="", to_label="", to_email="", subject="")
    text = draw_card(TEXTS, gone, "id", None)["text"]
    for beginning in ("Dari", "Ke:", "Tiket:"):
        assert beginning not in text
    assert "contoh.example" in text


def test_of_a_plan_the_whole_pair_can_be_approved_at_once():
    card = draw_card(TEXTS, AGREED, "id", ASKER, plan=OfPlan("RNC-1", 3, 12, 2))
    assert "Rencana RNC-1: 12 layanan untuk 3 perusahaan" in card["text"]
    assert [("Setujui semua pasangan ini (2)", "success")] in labels(card)
    alone = draw_card(TEXTS, TRANSFER, "id", ASKER, plan=OfPlan("RNC-1", 3, 12, 1))
    assert "pasangan ini (" not in str(labels(alone))


def test_without_consent_approving_is_shown_as_locked():
    card = draw_card(TEXTS, TRANSFER, "id", ASKER)
    assert labels(card)[1] == [("🔒 Setujui", None), ("Tolak", "danger")]
    assert "Berikutnya: penerima menyetujui" in card["text"]


BAD = (Check(Rule.NOTHING_UNPAID, RuleVerdict.BAD, ("INV-1",)),)


@pytest.mark.parametrize(
    ("transfer", "words"),
    [
        (TRANSFER, "penerima menyetujui lewat email"),
        (replace(AGREED, waiting_since=None), "pelanggan menjawab pertanyaan kita"),
        (replace(AGREED, checks=BAD, checked_at=AT), "dipenuhi pelanggan"),
        (AGREED, "salah satu dari kita mengambilnya"),
        (
            replace(AGREED, state=TransferState.TAKEN, taken_by_name="Rina <3"),
            "Rina &lt;3 menyetujui",
        ),
        (replace(AGREED, state=TransferState.APPROVED), "portal memindahkan layanannya"),
        (replace(AGREED, state=TransferState.DONE), "Tidak ada lagi"),
    ],
)
def test_the_card_says_what_happens_next(transfer: Transfer, words: str):
    assert words in draw_card(TEXTS, transfer, "id", ASKER)["text"]


def test_the_card_says_whether_the_customer_changed_the_tickets_words():
    assert "sesuai draf kami" in draw_card(TEXTS, TRANSFER, "id", ASKER)["text"]
    edited = replace(TRANSFER, edited=True)
    assert "diubah oleh pelanggan" in draw_card(TEXTS, edited, "id", ASKER)["text"]


def test_the_card_links_to_the_ticket_and_to_the_letter_where_those_pages_are_known():
    opened = replace(TRANSFER, ticket_id="42", ticket_number="#482913")
    pages = {
        "ticket": "https://portal.example/admin/ticket?id={id}",
        "letter": "https://portal.example/dl.php?type=a&id={id}&i=0",
    }
    text = draw_card(TEXTS, opened, "id", ASKER, links=pages)["text"]
    assert '<a href="https://portal.example/admin/ticket?id=42">#482913</a>' in text
    assert "dl.php?type=a&amp;id=42&amp;i=0" in text
    assert "<code>#482913</code>" in draw_card(TEXTS, opened, "id", ASKER)["text"]
    waits = draw_card(TEXTS, TRANSFER, "id", ASKER, links=pages)["text"]
    assert "href" not in waits

"""The journey of the README, from /start to a faktur in the chat, over real HTTP."""

from __future__ import annotations

import re
from typing import Any

import aiohttp

from assistant.documents.reading import read_faktur
from tests.e2e.conftest import Stack
from tests.simclient import BUDI, MAYA, RINA, SITI, STAFF, Sim, SimRefused

NPWP = "0012345674012000"
NEW_EMAIL = "keuangan@contohmaju.example"
OWNER_EMAIL = "budi@majujaya.example"


async def tap(sim: Sim, chat: int, label: str, **more: Any) -> None:
    """Press the newest button with these words in it, as soon as there is one."""
    wait = {"topic": more["topic"]} if "topic" in more else {}
    message = await sim.wait(chat, button=label, **wait)
    rows = message["reply_markup"]["inline_keyboard"]
    button = next(b for row in rows for b in row if label in b["text"])
    by = {"sender": more["sender"]} if "sender" in more else {}
    await sim.tap(chat, data=button["callback_data"], message_id=message["message_id"], **by)


class Person:
    """Someone at their phone: reads the newest message of the bot, answers, taps."""

    def __init__(self, sim: Sim, chat: int) -> None:
        self.sim = sim
        self.chat = chat

    async def newest(self) -> int:
        messages = (await self.sim.transcript(self.chat))["messages"]
        return int(messages[-1]["message_id"]) if messages else 0

    async def says(self, text: str, then: str) -> dict[str, Any]:
        after = await self.newest()
        await self.sim.send(self.chat, text)
        return await self.reads(then, after=after)

    async def taps(self, label: str, then: str, **more: Any) -> dict[str, Any]:
        await tap(self.sim, self.chat, label)
        return await self.reads(then, **more)

    async def reads(self, words: str, **more: Any) -> dict[str, Any]:
        try:
            return await self.sim.wait(self.chat, words, out=True, **more)
        except SimRefused:
            last = await self.sim.last(self.chat)
            shown = last.get("text") or last.get("caption")
            raise AssertionError(f"{words!r} did not come; on screen:\n{shown}") from None

    async def code_from(self, address: str) -> str:
        mail = await self.sim.wait_mail(address, "Kode Anda")
        found = re.search(r"\b\d{6}\b", mail["subject"])
        assert found
        return found.group()


async def greet(person: Person) -> None:
    await person.says("/start", "Apakah Anda setuju?")
    await person.taps("Setuju", "Apa yang ingin Anda lakukan?")


async def open_account(person: Person, email: str, company: str, **patience: float) -> None:
    await person.taps("Akun baru", "nama depan")
    await person.says("Budi", "nama belakang")
    await person.says("Santoso", "alamat email")
    await person.says(email, "Kode 6 angka")
    await person.says(await person.code_from(email), "nama perusahaan")
    await person.says(company, "nomor telepon")
    await person.says("0812-3456-7890", "alamatnya")
    await person.says("Jl. Melati No. 12, Jakarta Pusat 10110", "Ketentuan layanan")
    await person.taps("Setuju", "Mohon periksa sekali lagi")
    await person.taps("Buat akun", "sudah dibuat", **patience)


async def enter_npwp(person: Person, name: str, **patience: float) -> None:
    await person.taps("Pasang NPWP", "atas nama siapa?")
    await person.taps("Perusahaan", "NPWP perusahaan")
    await person.says(NPWP, "nama yang tertulis")
    await person.says(name, "alamat di kartu")
    await person.says("Jl. Melati No. 12, Gambir, Jakarta Pusat 10110", "Periksa data pajak")
    await person.taps("Data benar", "Faktur otomatis aktif", **patience)


async def link_account(person: Person, email: str) -> None:
    await person.says("/hubungkan", "Akun yang terhubung")
    await person.taps("Hubungkan akun lain", "alamat email")
    await person.says(email, "Kode 6 angka")
    await person.says(await person.code_from(email), "sudah terhubung")


async def ask_for_move(person: Person, service: str, invoice: str) -> None:
    """``service`` is held by an unpaid invoice at first; it is paid in between."""
    await person.says("/pindah", "Layanan dari akun mana")
    await person.taps("PT Maju Jaya Digital", "Layanan apa yang dipindahkan")
    await person.taps(service, "Terpilih: 1")
    await person.taps("Lanjut", "Dipindahkan ke akun mana?")
    await person.taps("PT Contoh Maju", "Masih ada tagihan yang belum dibayar")
    await person.sim.portal("pay", invoice=invoice)
    await person.reads("Semua siap")


async def card_of(sim: Sim, number: str) -> tuple[int, dict[str, Any]]:
    """The topic and the card of a request in the staff chat."""
    message = await sim.wait(STAFF, number, button="Setujui")
    return int(message["message_thread_id"]), message


async def unpaid_invoice(sim: Sim) -> str:
    accounts = (await sim.portal())["accounts"]
    owner = next(account for account in accounts if account["email"] == OWNER_EMAIL)
    return str(next(i["number"] for i in owner["invoices"] if i["status"] != "paid"))


async def test_from_start_to_the_faktur_in_the_chat(stack: Stack) -> None:
    async with aiohttp.ClientSession() as http, http.get(f"{stack.url}/readyz") as answer:
        assert answer.status == 200, await answer.text()
    sim = stack.sim
    budi = Person(sim, BUDI)
    await greet(budi)
    await open_account(budi, NEW_EMAIL, "PT Contoh Maju")
    assert "kata sandi" in (await sim.wait_mail(NEW_EMAIL, "sandi"))["text"]
    await enter_npwp(budi, "CONTOH MAJU BERSAMA")
    await link_account(budi, OWNER_EMAIL)
    await ask_for_move(budi, "tokobudi.example", await unpaid_invoice(sim))
    await budi.taps("Kirim permintaan", "Nomor tiket")
    number = await transfer_number(budi)
    await approve(sim, budi, number)
    await receive_faktur(stack, budi)


async def transfer_number(person: Person) -> str:
    message = await person.reads("PND-")
    found = re.search(r"PND-[0-9A-Z]{8}", message["text"])
    assert found
    return found.group()


async def approve(sim: Sim, person: Person, number: str) -> None:
    topic, _ = await card_of(sim, number)
    await tap(sim, STAFF, "Ambil", sender=RINA, topic=topic)
    await sim.wait(STAFF, "Ditangani", topic=topic)
    await tap(sim, STAFF, "Setujui", sender=RINA, topic=topic)
    await sim.wait(STAFF, "Selesai", topic=topic)
    await person.reads("Selesai: layanan")
    accounts = {account["email"]: account for account in (await sim.portal())["accounts"]}
    assert "tokobudi.example" in [s["name"] for s in accounts[NEW_EMAIL]["services"]]
    (ticket,) = accounts[OWNER_EMAIL]["tickets"]
    assert ticket["status"] == "closed"
    shown = await sim.portal("ticket", number=ticket["number"])
    assert [file["name"] for file in shown["attachments"]] == [f"Surat-Permohonan-{number}.pdf"]


async def receive_faktur(stack: Stack, person: Person) -> None:
    sim = stack.sim
    accounts = {account["email"]: account for account in (await sim.portal())["accounts"]}
    moved = accounts[NEW_EMAIL]
    billed = await sim.portal(
        "invoice", client=moved["id"], service=moved["services"][0]["id"], amount=250000
    )
    await sim.portal("pay", invoice=billed["invoice"])
    await person.reads(billed["invoice"])
    await sim.portal("issue", invoice=billed["invoice"])
    message = await sim.wait(person.chat, NPWP_NAME, out=True, after=await person.newest() - 3)
    read = read_faktur(await sim.file(message["document"]["file_id"]))
    assert read.buyer.npwp == NPWP
    assert read.reference == billed["invoice"]


NPWP_NAME = "CONTOH MAJU BERSAMA"


async def test_a_pdf_that_names_somebody_else_goes_to_staff_only(stack: Stack) -> None:
    sim = stack.sim
    siti = Person(sim, SITI)
    await greet(siti)
    await siti.taps("Hubungkan akun", "Hubungkan akun")
    await siti.taps("Hubungkan akun lain", "alamat email")
    await siti.says("siti@sinarrahma.example", "Kode 6 angka")
    await siti.says(await siti.code_from("siti@sinarrahma.example"), "sudah terhubung")
    accounts = {account["email"]: account for account in (await sim.portal())["accounts"]}
    account = accounts["siti@sinarrahma.example"]
    service = account["services"][0]["id"]
    billed = await sim.portal("invoice", client=account["id"], service=service, amount=100000)
    await sim.portal("pay", invoice=billed["invoice"])
    await siti.reads(billed["invoice"])
    await sim.portal("issue", invoice=billed["invoice"], swap_buyer=True)
    held = await sim.wait(STAFF, "Ditahan")
    assert held["document"]
    documents = [m for m in (await sim.transcript(SITI))["messages"] if "document" in m]
    assert documents == []


async def test_killed_in_the_middle_it_goes_on_where_it_was(stack: Stack) -> None:
    maya = Person(stack.sim, MAYA)
    await greet(maya)
    await maya.taps("Akun baru", "nama depan")
    await maya.says("Maya", "nama belakang")
    await stack.kill()
    await stack.sim.send(MAYA, "Santoso")
    after = await maya.newest()
    await stack.start()
    await maya.reads("alamat email", after=after)
    await maya.says("/menu", "Apa yang ingin")
    await maya.taps("Akun baru", "belum selesai")
    await maya.taps("Lanjutkan", "alamat email")

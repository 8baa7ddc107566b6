"""Whoever takes over a process that reads strangers' files gets nothing by it.

Each attempt is made from within a worker, after it has locked itself up.
"""

from __future__ import annotations

import asyncio
import io
import json
import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest
from fpdf import FPDF
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas
from structlog.testing import capture_logs

from assistant.documents import jail
from assistant.documents.framing import MAX_ANSWER, frame
from assistant.documents.reading import read_faktur
from assistant.documents.specimen import write_specimen
from assistant.documents.workers import DocumentReader, FakturReader, jail_report
from assistant.domain.fakturs.paper import ReadFaktur, Unreadable, UnreadableFaktur
from tests.documents.hostile import ATTEMPTS, HostileReader, TakenOver, UnfilteredReader
from tests.documents.samples import SPECIMEN, VPS
from tests.documents.test_workers import GOOD, started

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the jail is made of Linux")
BECOMES_NOBODY = sys.platform == "linux" and os.geteuid() == 0 and jail._may_change_user()
ON_INTEL = os.uname().machine == "x86_64"
DEADLY = {"process_vm_readv", "ptrace", "execve", *(["x32"] if ON_INTEL else [])}
"""The kernel ends the process at once."""
ORDINARY = {"nothing", "memory", "compute"}
OTHERWISE = {
    "thread": "can't start new thread",
    "raise a limit": "not allowed to raise maximum limit",
}
"""EPERM all the same, as Python words it."""


async def why_it_ended(reader: DocumentReader[Any], document: bytes) -> list[str]:
    """What the log says of each worker that it cost."""
    with capture_logs() as lines, pytest.raises(UnreadableFaktur) as caught:
        await reader.read(document)
    assert caught.value.code is Unreadable.CRASHED
    return [line["why"] for line in lines if line["event"] == "reader failed"]


def status_of(pid: int) -> dict[str, list[str]]:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return {key: value.split() for key, _, value in (line.partition(":") for line in lines)}


async def test_a_worker_knows_no_secret_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_BOT_TOKEN", "12345:rahasia")
    async with HostileReader() as reader:
        known = await reader.read(b"environment")
    assert set(known.split()) <= {"LC_CTYPE", "PYTHONPATH", "PYTHONUTF8"}


async def test_this_kernel_gives_all_that_is_needed() -> None:
    assert await jail_report() == ()


async def test_every_attempt_is_refused_and_nothing_comes_of_it() -> None:
    async with HostileReader() as reader:
        assert await reader.read(b"nothing") == "DONE"
        outcomes = {
            name: await reader.read(name.encode()) for name in ATTEMPTS.keys() - DEADLY - ORDINARY
        }
        worker = started()
        assert len(worker) == 1, "one process made all attempts, and no other was started"
    assert outcomes == dict.fromkeys(outcomes, "EPERM") | OTHERWISE


@pytest.mark.parametrize("name", sorted(DEADLY))
async def test_what_only_an_intruder_does_ends_the_process(name: str) -> None:
    async with HostileReader() as reader:
        assert await why_it_ended(reader, name.encode()) == [f"it ended: {-signal.SIGSYS}"]
        assert await reader.read(b"nothing") == "DONE", "the next one reads on"


async def test_memory_and_computing_time_have_an_end() -> None:
    async with HostileReader(megabytes=256, cpu_seconds=1, seconds=30) as reader:
        assert await why_it_ended(reader, b"memory") == ["MemoryError at hostile.py:" + _line()]
        assert await why_it_ended(reader, b"compute") == [f"it ended: {-signal.SIGKILL}"]


def _line() -> str:
    return str(ATTEMPTS["memory"].__code__.co_firstlineno)


async def test_a_worker_is_nobody_and_shows_nothing_of_itself() -> None:
    async with HostileReader() as reader:
        await reader.read(b"nothing")
        (worker,) = started()
        said = status_of(worker.pid)
        assert said["Seccomp"] == ["2"]
        assert said["NoNewPrivs"] == ["1"]
        assert said["Threads"] == ["1"], "a filter counts for the thread that sets it"
        for kind in ("CapInh", "CapPrm", "CapEff", "CapAmb"):
            assert int(said[kind][0], 16) == 0
        if BECOMES_NOBODY:
            assert said["Uid"] == said["Gid"] == ["65534"] * 4
            assert int(said["CapBnd"][0], 16) == 0
            assert said["Groups"] == []
        assert os.stat(f"/proc/{worker.pid}/environ").st_uid == 0, "root's, so not its own user's"


@pytest.mark.skipif(
    os.geteuid() == 0 and not BECOMES_NOBODY,
    reason="the kernel counts no processes of a root that has no capability",
)
async def test_without_a_filter_the_other_layers_hold_and_it_is_said() -> None:
    """As on a kernel that takes no filter of system calls. The owner hides its memory."""
    script = (
        "import asyncio, sys\n"
        "from assistant.documents.jail import hide_memory\n"
        "from tests.documents.hostile import UnfilteredReader\n"
        "async def main():\n"
        "    hide_memory()\n"
        "    async with UnfilteredReader() as reader:\n"
        "        print(list(await reader.holes()))\n"
        "        for name in sys.argv[1:]:\n"
        "            print(name, await reader.read(name.encode()))\n"
        "asyncio.run(main())\n"
    )
    refused = {
        "owner's environment": "EMFILE",
        "owner's memory": "EMFILE",
        "passwd": "EMFILE",
        "new file": "EMFILE",
        "internet": "EMFILE",
        "unix socket": "EMFILE",
        "pipe": "EMFILE",
        "memfd": "EMFILE",
        "process_vm_readv": "EPERM",
        "ptrace": "EPERM",
        "fork": "EAGAIN",
        "user root": "EPERM",
        "mount": "EPERM",
        "chroot": "EPERM",
    }
    asked = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", script, *refused),
        stdout=subprocess.PIPE,
        env={"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
    said, _ = await asked.communicate()
    lines = said.decode().splitlines()
    assert "['its system calls are not filtered']" in lines
    assert [line for line in lines if line.startswith(tuple(refused))] == [
        f"{name} {error}" for name, error in refused.items()
    ]


async def test_a_worker_that_is_not_confined_is_told_of_in_the_log() -> None:
    with capture_logs() as lines:
        async with UnfilteredReader() as reader:
            await reader.read(b"nothing")
            await reader.read(b"nothing")
    told = [line for line in lines if line["event"] == "reader not confined"]
    assert len(told) == 1
    assert "its system calls are not filtered" in told[0]["holes"]


def run_python(script: str, *arguments: str) -> None:
    env = {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    subprocess.run([sys.executable, "-c", script, *arguments], check=True, env=env, timeout=60)


def test_hidden_memory_is_closed_to_others_of_the_same_user() -> None:
    run_python(
        "import ctypes, os\n"
        "from assistant.documents.jail import _may_change_user, hide_memory\n"
        "if os.geteuid() == 0 and _may_change_user():\n"
        "    os.setresuid(65534, 65534, 65534)\n"
        "    ctypes.CDLL(None).prctl(4, 1, 0, 0, 0)\n"
        "def seen_by_child():\n"
        "    child = os.fork()\n"
        "    if child == 0:\n"
        "        try:\n"
        "            for name in ('environ', 'mem'):\n"
        "                open(f'/proc/{os.getppid()}/{name}').close()\n"
        "        except PermissionError:\n"
        "            os._exit(1)\n"
        "        os._exit(0)\n"
        "    return os.waitpid(child, 0)[1] == 0\n"
        "assert seen_by_child(), 'or this shows nothing'\n"
        "hide_memory()\n"
        "assert not seen_by_child()\n"
    )


def test_every_command_hides_its_memory(tmp_path: Path) -> None:
    pdf = tmp_path / "faktur.pdf"
    pdf.write_bytes(GOOD)
    run_python(
        "import ctypes, sys\n"
        "from assistant.__main__ import main\n"
        "try:\n"
        "    main(['faktur', 'read', sys.argv[1]])\n"
        "finally:\n"
        "    assert ctypes.CDLL(None).prctl(3, 0, 0, 0, 0) == 0\n",
        str(pdf),
    )


def test_a_process_that_hides_its_memory_lives_on_as_before() -> None:
    """Its own figures, and programs that it starts."""
    run_python(
        "import os, subprocess, sys\n"
        "from assistant.documents.jail import hide_memory\n"
        "from prometheus_client import ProcessCollector\n"
        "hide_memory()\n"
        "assert os.listdir('/proc/self/fd')\n"
        "names = {metric.name for metric in ProcessCollector(registry=None).collect()}\n"
        "assert {'process_open_fds', 'process_resident_memory_bytes'} <= names, names\n"
        "subprocess.run(['/bin/sh', '-c', 'cat /proc/$$/environ > /dev/null'], check=True)\n"
    )


ALLOWED, REFUSED, KILLED = 0x7FFF0000, 0x00050001, 0x80000000
INTEL, ARM, INTEL_32 = 0xC000003E, 0xC00000B7, 0x40000003


def decided(program: list[tuple[int, int, int, int]], seen: dict[int, int]) -> int:
    """What the kernel would answer: the filter's few kinds of steps, followed by hand."""
    register = at = 0
    while True:
        what, yes, no, value = program[at]
        at += 1
        match what:
            case 0x20:
                register = seen[value]
            case 0x15:
                at += yes if register == value else no
            case 0x35:
                at += yes if register >= value else no
            case 0x45:
                at += yes if register & value else no
            case _:
                return value


@pytest.mark.parametrize(
    ("column", "machine", "read", "mmap", "execve", "socket"),
    [(0, INTEL, 0, 9, 59, 41), (1, ARM, 63, 222, 221, 198)],
    ids=["x86_64", "aarch64"],
)
def test_the_filter_decides_alike_on_both_kinds_of_machine(
    column: int, machine: int, read: int, mmap: int, execve: int, socket: int
) -> None:
    program = list(jail._steps(column, machine))

    def answer(number: int, third: int = 0, instructions: int = machine) -> int:
        return decided(program, {0: number, 4: instructions, 32: third})

    assert answer(read) == ALLOWED
    assert answer(mmap, third=3) == ALLOWED
    assert answer(mmap, third=3 | 4) == REFUSED, "as code"
    assert answer(execve) == KILLED
    assert answer(socket) == REFUSED
    assert answer(999) == REFUSED, "a call of a kernel to come"
    assert answer(0x40000000 | read) == KILLED
    for other in {INTEL, ARM, INTEL_32} - {machine}:
        assert answer(read, instructions=other) == KILLED
    permitted = [number for number in range(600) if answer(number) == ALLOWED]
    assert len(permitted) == 23


# What it answers


INCOMPLETE = {"number": None, "items": []}
ANSWERS = {
    "longer than an answer may be": (MAX_ANSWER + 1).to_bytes(4, "big"),
    "as long as can be": b"\xff\xff\xff\xff",
    "cut off": frame(b'{"read": {}}')[:-3],
    "nothing": b"",
    "no JSON": frame(b"%PDF-1.7"),
    "no text": frame(b"\xff\xfe\x00"),
    "a list": frame(b"[]"),
    "a number": frame(b"7"),
    "an unknown code": frame(b'{"unreadable": "fine"}'),
    "a code of another type": frame(b'{"unreadable": ["crashed"]}'),
    "an error that is no text": frame(b'{"failed": 7}'),
    "nothing read": frame(b'{"read": null}'),
    "fields that are missing": frame(json.dumps({"read": INCOMPLETE}).encode()),
    "too deep": frame(b'{"read": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"),
    "too deep, and cut": frame(b"[" * (MAX_ANSWER - 1)),
    "not a number": frame(b'{"read": {"pages": NaN}}'),
    "infinite": frame(b'{"read": {"pages": -Infinity}}'),
    "a number without end": frame(b'{"read": ' + b"9" * 100_000 + b"}"),
}


@pytest.mark.parametrize("name", ANSWERS)
async def test_an_answer_that_cannot_be_is_not_believed_and_ends_its_worker(name: str) -> None:
    async with TakenOver() as reader:
        (why,) = await why_it_ended(reader, b"=" + ANSWERS[name])
        ended = name in ("cut off", "nothing")
        assert why.startswith("it ended: 0" if ended else "an answer that cannot be: ")
        assert started() == []


async def test_what_a_stranger_writes_into_the_log_is_short_and_plain() -> None:
    said = json.dumps({"failed": "a\x1b[2J\nfake line \u202e" + "x" * 5000}).encode()
    async with TakenOver() as reader:
        (why,) = await why_it_ended(reader, b"=" + frame(said))
    assert why.startswith("a[2Jfake line x")
    assert len(why) == 100


# And it still reads


def drawn_in(font: str) -> bytes:
    """The words of a faktur in a font that is not in the file: the machine's own is looked for."""
    text = pdfium.PdfDocument(GOOD)[0].get_textpage().get_text_range()
    out = io.BytesIO()
    page = canvas.Canvas(out, pagesize=(600, 900))
    page.setFont(font, 7)
    for at, line in enumerate(text.splitlines()):
        page.drawString(20, 880 - 9 * at, line)
    page.showPage()
    page.save()
    return out.getvalue()


def of_all_kinds() -> dict[str, bytes]:
    pdfmetrics.registerFont(UnicodeCIDFont("HeiseiMin-W3"))
    foreign = replace(SPECIMEN, buyer=replace(SPECIMEN.buyer, name="ŁÓDŹ ΛΔΩ ЖЩЮ GMBH"))
    items = [replace(VPS, name=f"Layanan ke-{i} dari banyak") for i in range(120)]
    secret = FPDF()
    secret.add_page()
    secret.set_encryption(owner_password="pemilik", user_password="rahasia")
    blank = FPDF()
    blank.add_page()
    return {
        "one page": GOOD,
        "many pages": write_specimen(replace(SPECIMEN, items=tuple(items))),
        "other scripts": write_specimen(foreign),
        "a font of every reader": drawn_in("Helvetica"),
        "a font that nobody has": drawn_in("HeiseiMin-W3"),
        "cut off": GOOD[:5000],
        "changed": GOOD[:6000] + b"~" * 100 + GOOD[6100:],
        "no PDF": b"PK",
        "a password": bytes(secret.output()),
        "nothing on it": bytes(blank.output()),
    }


def outside(pdf: bytes) -> ReadFaktur | Unreadable:
    try:
        return read_faktur(pdf)
    except UnreadableFaktur as error:
        return error.code


async def test_what_is_read_inside_is_what_is_read_outside_again_and_again() -> None:
    documents = of_all_kinds()
    expected = {name: outside(pdf) for name, pdf in documents.items()}
    many = expected["many pages"]
    assert isinstance(many, ReadFaktur)
    assert many.pages > 1
    assert many.qr is not None, "its codes were found"
    for drawn in ("a font of every reader", "a font that nobody has"):
        assert isinstance(expected[drawn], ReadFaktur), "it came to be drawn"
    async with FakturReader() as reader:
        await reader.holes()
        (worker,) = started()
        for _ in range(3):
            for name, pdf in documents.items():
                try:
                    found: ReadFaktur | Unreadable = await reader.read(pdf)
                except UnreadableFaktur as error:
                    found = error.code
                assert found == expected[name], name
        assert started() == [worker]

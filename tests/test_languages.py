"""A language is a folder: a third one is offered, validated, stored and spoken, and nothing else
is changed for it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import assistant

ROOT = Path(assistant.__file__).parents[1]
PLAY = """
import asyncio, os
from assistant.app.settings import load_settings
from assistant.storage import tables as t
from tests.play import Table

async def play():
    table = Table(os.environ["DATABASE"])
    chat = table.chat()
    await chat.agree()
    await chat.send("/bahasa")
    print("SAID", await chat.tap("Esperanto"))
    print("STORED", [row.locale for row in await table.rows(t.person)])
    newcomer = table.chat(1002, "Siti", language="eo")
    print("GREETED", await newcomer.send("/start"))
    group = table.group()
    await group.bot_is("member", "left", by=1001)
    print("GROUP", [row.locale for row in await table.rows(t.company_group)])
    print("SHOWN", [key for key, _ in await group.told()])
    await table.close()

print("SET", load_settings().locale)
asyncio.run(play())
"""


def test_a_third_language_needs_a_folder_and_nothing_else(
    assistant_url: str, tmp_path: Path
) -> None:
    for name in ("assistant", "tests", "sandbox", "migrations"):
        shutil.copytree(ROOT / name, tmp_path / name)  # what is compiled, too
    esperanto = tmp_path / "assistant" / "locales" / "eo"
    shutil.copytree(tmp_path / "assistant" / "locales" / "en", esperanto)
    words = (esperanto / "bahasa.ftl").read_text()
    words = words.replace("= English", "= Esperanto").replace(
        "we speak English", "parolas Esperante"
    )
    (esperanto / "bahasa.ftl").write_text(words)
    played = subprocess.run(
        [sys.executable, "-c", PLAY],
        cwd=tmp_path,
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(tmp_path),
            "DATABASE": assistant_url,
            "ASSISTANT_LOCALE": "eo",
            "ASSISTANT_ENV_FILE": "",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert played.returncode == 0, played.stderr
    assert "SET eo" in played.stdout
    assert "parolas Esperante" in played.stdout
    assert "STORED ['eo']" in played.stdout
    assert "GREETED" in played.stdout
    assert "GROUP ['eo']" in played.stdout
    assert "SHOWN ['group-code']" in played.stdout

"""Values of the domain as JSON, and back."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from assistant.desk.exports import left_out_lines
from assistant.domain.finance.model import LeftOut, Obstacle, Reason
from assistant.domain.words import Say
from assistant.storage.codec import dump_args, load_args
from assistant.texts import Texts

TEXTS = Texts.load(ZoneInfo("Asia/Jakarta"))
REASON = Reason(Obstacle.WRONG_NPWP, "12")
LINES = left_out_lines([LeftOut("INV-7", "Maju & Jaya", (REASON,))])


def test_words_inside_words_inside_words_come_back():
    assert load_args(dump_args({"lines": LINES})) == {"lines": LINES}


def test_a_line_that_the_release_before_left_to_be_sent_reads_as_it_did():
    about = {"invoice": "INV-7", "account": "Maju & Jaya", "detail": "12"}
    left = {"say": "ekspor-left-wrong-npwp", "args": about}
    line = load_args({"line": left})["line"]
    assert isinstance(line, Say)
    said = TEXTS.html("en", line.key, line.args)
    assert said == "• <code>INV-7</code> Maju &amp; Jaya: the NPWP 12 is not right"

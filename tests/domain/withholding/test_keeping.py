"""What is kept of a slip's file."""

import pytest

from assistant.domain.sources import Source
from assistant.domain.withholding.booking import BookingOutcome
from assistant.domain.withholding.judging import SlipVerdict
from assistant.domain.withholding.keeping import FileEnd, SlipFile, SlipFileOutcome


@pytest.mark.parametrize(
    ("outcome", "text"),
    [
        (SlipFileOutcome(BookingOutcome.BOOKED, SlipVerdict.BOOK), "booked:book"),
        (SlipFileOutcome(FileEnd.UNPACKED, "3"), "unpacked:3"),
        (SlipFileOutcome(FileEnd.REFUSED, "zip-too-large"), "refused:zip-too-large"),
        (SlipFileOutcome(FileEnd.NO_SLIP, "no-text"), "no-slip:no-text"),
    ],
)
def test_what_became_of_it_is_stored_as_text(outcome: SlipFileOutcome, text: str):
    assert outcome.text == text
    assert SlipFileOutcome.read(text) == outcome


@pytest.mark.parametrize("source", Source)
@pytest.mark.parametrize("person", [None, 1001])
def test_finance_hears_of_what_they_brought_but_of_an_import(source: Source, person: int | None):
    file = SlipFile(1, person, source, "a.pdf", None, None, None)
    assert file.is_heard_in_topic == (person is None and source is not Source.IMPORT)

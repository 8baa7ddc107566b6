"""A faktur that a browser printed is read right, or what of it is not read is named."""

from __future__ import annotations

import os

import pypdfium2 as pdfium
import pytest
from playwright.async_api import Browser

from assistant.documents.reading import read_faktur
from tests.browser.printed import printed, wrong_printed

pytestmark = pytest.mark.browser
PAGES = int(os.environ.get("ASSISTANT_PRINTED_PAGES", "40"))


async def test_what_a_browser_printed_is_read_right_or_named_unread(browser: Browser) -> None:
    """``ASSISTANT_PRINTED_PAGES=1000`` makes them as many as that."""
    page = await browser.new_page()
    clean = 0
    for seed in range(PAGES):
        html, told = printed(seed)
        await page.set_content(html)
        pdf = await page.pdf(prefer_css_page_size=True)
        told.truth.pages = len(pdfium.PdfDocument(pdf))
        read = read_faktur(pdf)
        assert list(wrong_printed(read, told)) == [], (seed, told.style)
        clean += not read.unread
    await page.close()
    assert clean >= 0.4 * PAGES

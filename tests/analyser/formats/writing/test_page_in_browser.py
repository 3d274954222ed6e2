import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from analyser.domain.report import CaseReport
from analyser.formats.writing import Format, write_report

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge"))), None)


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-background-networking"])
        yield opened
        opened.close()


def open_page(browser: "Browser", report: CaseReport, folder: Path, *, width: int) -> tuple["Page", list[str]]:
    """The page at a width, and everything that it complained of or asked for."""
    (path,) = write_report(report, folder, formats=[Format.HTML])
    page = browser.new_page(viewport={"width": width, "height": 900})
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text))
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("request", lambda request: heard.append(request.url) if request.url != path.as_uri() else None)
    page.on("dialog", lambda dialog: heard.append(dialog.message))
    page.goto(path.as_uri())
    return page, heard


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("name", ["report", "hostile"])
def test_the_page_fits_and_is_silent(browser: "Browser", request: pytest.FixtureRequest, tmp_path: Path, width: int, name: str) -> None:
    page, heard = open_page(browser, request.getfixturevalue(name), tmp_path, width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert heard == []


def test_the_list_shows_significant_events_first_and_all_on_request(browser: "Browser", report: CaseReport, tmp_path: Path) -> None:
    page, _ = open_page(browser, report, tmp_path, width=1280)
    shown = "[...document.querySelectorAll('#the-events tbody tr')].filter(row => row.offsetParent).map(row => row.id)"
    assert page.evaluate(shown) == ["e1"]
    page.check("#all-events", force=True)
    assert page.evaluate(shown) == ["e1", "e2", "e3", "e4"]


def test_a_way_back_leads_to_a_row_that_is_then_shown(browser: "Browser", report: CaseReport, tmp_path: Path) -> None:
    page, _ = open_page(browser, report, tmp_path, width=1280)
    page.click("a.back[href='#e4']")
    assert page.url.endswith("#e4")
    assert page.locator("#e4").is_visible()
    page.click("#e4 a.source")
    assert page.locator("mark:target").inner_text().startswith("Visit booked for 20/03/07")


def test_text_has_contrast_enough(browser: "Browser", report: CaseReport, tmp_path: Path) -> None:
    """WCAG 2.2, 1.4.3: 4.5 to 1 for every piece of text against the nearest ground behind it."""
    page, _ = open_page(browser, report, tmp_path, width=1280)
    page.check("#all-events", force=True)
    poor = page.evaluate(
        """() => {
        const rgb = text => text.match(/[\\d.]+/g).map(Number);
        const light = c => { const [r, g, b] = c.slice(0, 3).map(v => (v /= 255) <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
                             return .2126 * r + .7152 * g + .0722 * b };
        const ground = e => { for (; e; e = e.parentElement) {
                                  const c = rgb(getComputedStyle(e).backgroundColor); if (c.length < 4 || c[3] > 0) return c }
                              return [255, 255, 255] };
        const poor = [];
        for (const e of document.querySelectorAll('body *:not(svg *)')) {
            if (![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())) continue;
            const a = light(rgb(getComputedStyle(e).color)), b = light(ground(e));
            const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
            if (ratio < 4.5) poor.push([e.tagName, e.className, ratio.toFixed(2)]);
        }
        return poor }"""
    )
    assert poor == []


def test_it_prints(browser: "Browser", report: CaseReport, tmp_path: Path) -> None:
    import pypdfium2

    page, heard = open_page(browser, report, tmp_path, width=1280)
    with_papers = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    page.check("#print-short")
    without = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    width, height = with_papers[0].get_size()
    assert (round(width), round(height)) == (595, 842)
    told = "".join(one.get_textpage().get_text_range() for one in with_papers)
    assert "The nursery rang the GP" in told
    assert "Skip to the report" not in told
    assert told.count("H/V to mum and Ann") > "".join(one.get_textpage().get_text_range() for one in without).count("H/V to mum and Ann")
    assert heard == []

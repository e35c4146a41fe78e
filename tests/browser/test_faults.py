"""What watches over the pages sees what it must: each fault is put on a page that is whole, and is found."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.faults import Watch, faults_of
from tests.browser.people import new_window

pytestmark = pytest.mark.browser
WHOLE = """<!doctype html><html lang="en"><head><title>Whole</title>
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="script-src 'none'">
</head><body><main><h1>Whole</h1>{}</main></body></html>"""
FAULTS = {
    "too wide": '<div style="width: 500px">Wide</div>',
    "image-alt": '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">',
    "color-contrast": '<p style="color: #bbb; background: #fff">Pale</p>',
    "label": '<input type="text">',
    "console": "<script>document.title = 'Run'</script>",
    "asked another host": '<img alt="" src="http://localhost:1/picture.png">',
    "not loaded": '<img alt="" src="http://127.0.0.1:1/picture.png">',
}


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    with new_window(chromium, "http://127.0.0.1") as window:
        yield window.new_page()


def test_a_page_that_is_whole_has_no_fault(page: Page) -> None:
    watch = Watch(page)
    page.set_content(WHOLE.format("<p>Words.</p>"))
    assert faults_of(page) + watch.heard == []


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_found(page: Page, fault: str) -> None:
    watch = Watch(page)
    page.set_content(WHOLE.format(FAULTS[fault]))
    assert any(fault in line for line in faults_of(page) + watch.heard)

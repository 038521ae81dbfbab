"""The page in a real browser: what a user sees, does with mouse or keys, and keeps."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from web_process import running

sync_api = pytest.importorskip("playwright.sync_api")
axe = pytest.importorskip("axe_playwright_python.sync_playwright")
expect = sync_api.expect

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="no chromium on the path: apt-get install chromium"
)
FLAGS = (
    "--no-sandbox --headless --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync"
)
ROOT = Path(__file__).parent.parent
PICTURES = ROOT / "docs/screenshots"
BAD = (ROOT / "examples/afzegging.txt").read_text("utf8")
GOOD = """Geachte mevrouw Smit,

Hartelijk dank voor uw uitnodiging voor een gesprek over de functie van lasser. Ik heb \
een andere baan aangenomen en kom daarom niet op gesprek.

Ik houd graag contact en wens u veel succes met uw zoektocht.

Met vriendelijke groet,
Jan de Wit
"""
CLEAN = "Dit bericht kan de deur uit."
WIDE, PHONE = {"width": 1280, "height": 860}, {"width": 390, "height": 844}
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def url():
    with running() as (_, url):
        yield url


@pytest.fixture(scope="module")
def browser():
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=FLAGS.split()
        )
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser, url):
    """Opens the page in a window of its own; faults and strange requests fail."""
    contexts, faults, asked = [], [], []

    def open_one(size=WIDE, scheme="light", **options):
        context = browser.new_context(
            viewport=size,
            color_scheme=scheme,
            permissions=["clipboard-read", "clipboard-write"],
            **options,
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda said: faults.append(said.text))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(url)
        page.wait_for_selector(".begin")
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert [where for where in asked if not where.startswith(url)] == []
    # A refused draft is no fault of the page, but the browser writes it down.
    refused = re.compile("status of (413|422)")
    assert [fault for fault in faults if not refused.search(fault)] == []


@pytest.fixture
def page(open_page):
    return open_page()


def paste(page, text):
    page.locator("#draft").focus()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(text)
    settle(page)


def settle(page):
    """Wait until the page has looked at what is in the field now."""
    page.wait_for_timeout(150)
    page.wait_for_selector('#findings[aria-busy="false"]')


def draft(page):
    return page.input_value("#draft")


def heading(page):
    return page.inner_text("#count")


def findings(page):
    return page.locator("#list > li")


def focused(page):
    focus = "document.activeElement"
    return page.evaluate(f"{focus}.id || {focus}.className")


def tab_to(page, name, key="Tab"):
    for _ in range(40):
        if name in focused(page).split():
            return
        page.keyboard.press(key)
    raise AssertionError(f"{name} cannot be reached with {key}")


# --- Paste, see, mend ---------------------------------------------------------------


def test_a_bad_draft_is_mended_suggestion_by_suggestion_and_undone(page):
    paste(page, BAD)
    assert heading(page) == "6 opmerkingen"
    assert page.inner_text("#summary") == "2 fouten, 3 waarschuwingen, 1 tip"
    first = findings(page).first
    assert "Je bedankt de lezer nergens" in first.inner_text()
    quoted = first.locator("blockquote").inner_text()
    assert "“Wanneer u een sollicitatiegesprek afwijst" in quoted
    versions = [draft(page)]
    while heading(page) != CLEAN:
        page.locator(".apply").first.click()
        settle(page)
        assert draft(page) not in versions
        versions.append(draft(page))
        assert len(versions) < 10
    assert findings(page).count() == 0
    assert page.locator("mark").count() == 0
    for version in reversed(versions[:-1]):
        page.keyboard.press("Control+z")
        assert draft(page) == version
    settle(page)
    assert heading(page) == "6 opmerkingen"


def test_marks_lie_under_the_words_also_after_emoji(page):
    paste(page, BAD.replace("Ik kom", "\U0001f600 Ik kom"))
    marked = [text for text in page.locator("mark").all_inner_texts() if text]
    assert marked == [
        "\U0001f600",
        "Wegens omstandigheden",
        "Jullie salaris is trouwens een lachertje",
    ]
    page.get_by_role("button", name="Laat deze woorden weg").click()
    settle(page)
    assert "gaat\nhet niet door.\n\nMet vriendelijke groet" in draft(page)
    # The two layers have their letters at the same place.
    field, layer = (page.locator(name).bounding_box() for name in ("#draft", "#marks"))
    assert field == layer
    assert page.evaluate("draft.scrollHeight <= draft.clientHeight")


def test_marks_move_along_while_typing(page):
    paste(page, BAD)
    page.evaluate("draft.setSelectionRange(0, 0)")
    page.keyboard.insert_text("Van mij.\n\n")
    assert "Wegens omstandigheden" in page.locator("mark").all_inner_texts()


def test_marks_come_soon_after_a_pause(page):
    paste(page, BAD)
    took = page.evaluate(
        """async () => {
          const times = [];
          for (let round = 0; round < 5; round += 1) {
            draft.focus();
            const begun = performance.now();
            document.execCommand("insertText", false, "x");
            await new Promise((done) => {
              const seen = new MutationObserver(() => {
                if (findings.getAttribute("aria-busy") === "false") {
                  seen.disconnect();
                  done();
                }
              });
              seen.observe(findings, { attributeFilter: ["aria-busy"] });
            });
            times.push(performance.now() - begun);
          }
          return times;
        }"""
    )
    # The best of five: the machine may be busy with something else.
    assert min(took) < 300, took


def test_a_place_is_shown_from_the_panel_and_from_the_draft(page):
    paste(page, BAD)
    rude = findings(page).filter(has_text="komt onbeleefd over")
    rude.get_by_role("button", name="Toon in bericht").click()
    selected = "draft.value.slice(draft.selectionStart, draft.selectionEnd)"
    assert page.evaluate(selected) == "Jullie salaris is trouwens een lachertje"
    assert "active" in rude.get_attribute("class")
    place = draft(page).index("omstandigheden")
    page.evaluate(f"draft.setSelectionRange({place}, {place})")
    vague = findings(page).filter(has_text="zegt niet wat de reden is")
    expect(vague).to_have_class(re.compile("active"))


def test_the_form_of_address_follows_and_changes_the_draft(page):
    paste(page, GOOD)
    assert page.is_checked('input[name="address"][value="u"]')
    page.check('input[name="address"][value="je"]')
    expect(page.locator("#draft")).to_have_value(re.compile("je zoektocht"))
    assert not re.search(r"\bu(w)?\b", draft(page))
    page.keyboard.press("Control+z")
    assert draft(page) == GOOD
    settle(page)
    assert page.is_checked('input[name="address"][value="u"]')


def test_words_are_counted_and_the_message_is_copied(page):
    paste(page, "Beste Jan,\n\nIk kom niet.")
    assert page.inner_text("#words") == "5 woorden"
    page.get_by_role("button", name="Kopieer bericht").click()
    expect(page.locator("#status")).to_contain_text("Gekopieerd")
    assert page.evaluate("navigator.clipboard.readText()") == draft(page)


def test_what_cannot_be_judged_is_told(page):
    paste(page, "We regret to inform you that we cannot attend the interview.")
    assert "Nederlands" in page.inner_text("#summary")
    page.evaluate("draft.value = 'Ik kom niet. '.repeat(100_000)")
    page.locator("#draft").press("End")
    page.keyboard.type(".")
    expect(page.locator("#summary")).to_contain_text("hoogstens 20.000 tekens")
    paste(page, GOOD)
    assert heading(page) == CLEAN


def test_a_first_version_can_go_out(page):
    page.get_by_role("button", name="De reis is te lang").click()
    page.get_by_role("button", name="Zet in mijn bericht").click()
    page.get_by_text("Noem de functie").wait_for()
    page.get_by_label("Functie").fill("kok")
    page.get_by_role("button", name="Zet in mijn bericht").click()
    expect(page.locator("#draft")).to_have_value(re.compile("functie van kok"))
    settle(page)
    assert heading(page) == CLEAN
    page.keyboard.press("Control+z")
    assert draft(page) == ""


def test_the_theme_is_the_users(open_page):
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    page = open_page(scheme="dark")
    dark = page.evaluate(ground)
    page.get_by_role("button", name="Licht thema").click()
    light = page.evaluate(ground)
    assert dark != light == open_page().evaluate(ground)
    page.get_by_role("button", name="Donker thema").click()
    assert page.evaluate(ground) == dark


def test_a_reload_keeps_nothing(page):
    paste(page, BAD)
    page.get_by_role("button", name="Donker thema").click()
    page.reload()
    page.wait_for_selector(".begin")
    assert draft(page) == ""
    assert page.get_by_role("button", name="Donker thema").is_visible()
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert page.evaluate("indexedDB.databases()") == []
    assert page.context.cookies() == []


# --- For everybody ------------------------------------------------------------------


def test_everything_goes_with_the_keyboard(page):
    tab_to(page, "draft")
    page.keyboard.insert_text(BAD)
    settle(page)
    page.keyboard.press("F8")
    assert "Je bedankt de lezer" in page.inner_text("li.active")
    page.keyboard.press("F8")
    assert "omstandigheden" in page.inner_text("li.active")
    for left in (5, 4):
        tab_to(page, "apply")
        page.keyboard.press("Enter")
        settle(page)
        assert heading(page) == f"{left} opmerkingen"
        assert focused(page) == "apply"  # of the finding that took its place
    mended = draft(page)
    page.keyboard.press("Control+z")
    settle(page)
    assert heading(page) == "5 opmerkingen"
    page.keyboard.press("Control+Shift+z")
    assert draft(page) == mended
    while heading(page) != CLEAN:
        tab_to(page, "apply")
        page.keyboard.press("Enter")
        settle(page)
    assert focused(page) == "count"
    tab_to(page, "starts-title")
    page.keyboard.press("Enter")
    tab_to(page, "begin")
    page.keyboard.press("Enter")
    tab_to(page, "job")
    page.keyboard.type("bakker")
    page.keyboard.press("Enter")
    expect(page.locator("#draft")).to_have_value(re.compile("bakker"))
    assert focused(page) == "draft"


def test_escape_closes_the_dialog_and_gives_the_focus_back(page):
    page.locator(".begin").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("dialog[open]")
    page.keyboard.press("Escape")
    assert focused(page) == "begin"
    assert not page.locator("dialog").is_visible()


@pytest.mark.parametrize(
    ("name", "size", "scheme"),
    [("light", WIDE, "light"), ("dark", WIDE, "dark"), ("phone", PHONE, "light")],
)
def test_no_barriers(open_page, request, name, size, scheme):
    def check():
        found = axe.Axe().run(page, options={"runOnly": WCAG})
        assert found.violations_count == 0, found.generate_report()
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width == size["width"]

    page = open_page(size, scheme, device_scale_factor=1.5)
    check()
    page.locator(".begin").first.click()
    check()
    page.keyboard.press("Escape")
    paste(page, BAD)
    check()
    if request.config.getoption("--screenshots"):
        PICTURES.mkdir(exist_ok=True)
        page.wait_for_timeout(500)
        page.screenshot(path=PICTURES / f"{name}.png")
    paste(page, GOOD)
    assert heading(page) == CLEAN
    check()


def test_on_a_phone_everything_is_within_reach(open_page):
    page = open_page(PHONE, has_touch=True, is_mobile=True)
    page.locator("#draft").fill(BAD)
    settle(page)
    page.get_by_role("link", name="6 opmerkingen").tap()
    apply = page.locator(".apply").first
    assert apply.bounding_box()["y"] < PHONE["height"]
    apply.tap()
    settle(page)
    assert heading(page) == "5 opmerkingen"
    assert focused(page) != "draft"  # or the keyboard of the phone would come up
    page.get_by_role("button", name="Ongedaan maken").tap()
    assert draft(page) == BAD

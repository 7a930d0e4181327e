"""The pages in a real browser: hand in, open, filter, look, decide by keyboard, hand in again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from evidencecheck.audit import FILE_NAME, decisions
from evidencecheck.domain.decision import Word
from evidencecheck.domain.rules import RuleBook
from evidencecheck.review.app import create_app
from evidencecheck.review.library import Library, Outs
from tests.review.browser import Browser, chromium, serving
from tests.review.conftest import TOKEN, Checked, write_certificate, write_evidence
from tests.running.conftest import FIRM

CHOSEN = "#list a[aria-current]"


@pytest.fixture(scope="module")
def window() -> Iterator[Browser]:
    with chromium() as made:
        yield made


@pytest.fixture
def browser(window: Browser) -> Browser:
    """The browser, with nothing of the test before."""
    window.open("about:blank")
    window.asked()
    window.complaints()
    return window


@pytest.fixture
def reviewing(checked: Checked, book: RuleBook, browser: Browser) -> Iterator[Checked]:
    """The reviewers' page, open."""
    library = Library(Outs(checked.out))
    with serving(create_app(library, book, TOKEN, "zh")) as address:
        browser.open(address)
        yield checked
    library.close()


@pytest.fixture
def served_at(tmp_path: Path, options: object) -> Iterator[str]:
    """The address that the command prints."""
    command = [sys.executable, "-m", "evidencecheck", "serve", str(tmp_path / "root")]
    command += ["--ocr", "none", "--workers", "1"]
    environment = {
        **os.environ,
        "PYTHONUNBUFFERED": "1",
        "EVIDENCECHECK_CACHE": str(tmp_path / "c"),
    }
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)  # noqa: S603
    try:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 128 + signal.SIGTERM


def test_hand_in_review_and_hand_in_again(browser: Browser, served_at: str, tmp_path: Path) -> None:
    """The whole way, by the command that people start."""
    folder = tmp_path / "申报材料"
    write_evidence(folder)
    browser.open(served_at)
    assert browser.serious() == []
    assert "1024 MB" in browser.one("#drop").text
    browser.run("document.querySelector('#system').value = 'tianjin'")
    browser.one("[name=applicant]").send_keys(FIRM)
    browser.run("document.querySelector('[name=date]').value = '2026-03-31'")
    browser.one("#folder").send_keys(str(folder))
    browser.until(lambda: "4" in browser.one("#chosen").text, "the folder was not taken")
    browser.one("#upload button[type=submit]").click()
    browser.one("#state[data-state=done]")
    page = browser.window.current_url
    assert browser.serious() == []

    browser.one("#state .results a.primary").click()
    decide(browser, "r", "证书已过期")
    here = browser.indicator()
    browser.window.refresh()
    assert browser.indicator() == here
    assert "证书已过期" in browser.one(".said").text
    assert not browser.all(".said.is-stale")
    there = browser.window.current_url

    # A correction round: the certificate that was renewed takes the place of the old one.
    again = tmp_path / "补正" / "申报材料"
    write_certificate(again, "2027-02-28")
    browser.open(page)
    browser.one("#folder").send_keys(str(again))
    browser.one("#upload button[type=submit]").click()
    browser.one("#state[data-state=waiting], #state[data-state=checking]")
    browser.one("#state[data-state=done]")
    browser.open(there)
    assert "证书已过期" in browser.one(".said.is-stale").text
    strangers = [u for u in browser.asked() if not u.startswith(("http://127.0.0.1:", "data:"))]
    assert strangers == []
    assert browser.complaints() == []


def test_filter_search_and_order(browser: Browser, reviewing: Checked) -> None:
    everything = len(browser.shown("#list li"))
    browser.press("f", "f")
    flags = {e.get_attribute("data-flag") for e in browser.shown("#list li")}
    assert flags == {"suspicious"}
    assert len(browser.shown("#list li")) < everything
    browser.press("f", "f", "f", "/", "V201")
    found = browser.shown("#list li")
    assert 0 < len(found) < everything
    assert all("V201" in (e.get_attribute("data-text") or "") for e in found)


def test_a_box_is_looked_at(browser: Browser, reviewing: Checked) -> None:
    browser.one(".held button.value").click()
    browser.one(".paper.seen rect.current")
    size = "const r = arguments[0].getBoundingClientRect(); return [r.width, r.height]"
    box = "return document.querySelector('rect.current').getBoundingClientRect().width"
    paper = browser.one(".paper")
    flat, wide = browser.run(size, paper), browser.run(box)
    assert wide > 10
    browser.press("+")
    assert browser.run(size, paper)[0] > flat[0]
    browser.press("-", "t")
    turned = browser.run(size, paper)
    # It lies on its side and still fits.
    assert turned[0] == pytest.approx(flat[0], abs=2)
    assert turned[1] < turned[0]
    # The box stays on its words: a line of print now runs downwards.
    assert browser.run(box) < wide


def test_decide_and_undo_by_keyboard(browser: Browser, reviewing: Checked) -> None:
    first = browser.indicator()
    browser.press("j")
    browser.until(lambda: browser.indicator() != first, "no next")
    second = browser.indicator()
    browser.press("k")
    browser.until(lambda: browser.indicator() == first, "no way back")
    decide(browser, "x", "无此工序")
    assert browser.one(f"{CHOSEN} .word").get_attribute("class") == "word not-applicable"
    assert browser.one("#progress progress").get_attribute("value") == "1"
    (decision,) = decisions(reviewing.out / FILE_NAME)
    assert (decision.indicator, decision.reason) == (first, "无此工序")
    # What is decided keeps its place: the next one is still the next one.
    browser.press("j")
    browser.until(lambda: browser.indicator() == second, "not the next one")
    browser.press("u")
    browser.until(lambda: browser.indicator() == first, "not undone")
    assert not browser.all(".said")
    assert decisions(reviewing.out / FILE_NAME)[-1].word is Word.WITHDRAWN
    browser.press("?")
    assert len(browser.shown("#help dt")) > 10
    assert browser.serious() == []


def test_nothing_serious_for_a_screen_reader(browser: Browser, reviewing: Checked) -> None:
    address = browser.window.current_url
    for path in ("", "/print"):
        browser.open(address.split("?")[0] + path)
        browser.one("h1")
        assert browser.serious() == [], path
    assert browser.complaints() == []


def test_single_keys_can_be_switched_off(browser: Browser, reviewing: Checked) -> None:
    browser.press("?")
    browser.one("#single-keys").click()
    browser.press("?")
    here = browser.indicator()
    browser.press("a", "j")
    assert not browser.all("#decide input:checked")
    assert browser.indicator() == here
    browser.run("window.localStorage.clear()")


def decide(browser: Browser, key: str, reason: str) -> None:
    """Choose a word by its key, write the reason, save."""
    browser.press(key)
    if not browser.one("#decide [name=reviewer]").get_attribute("value"):
        browser.press("甲")
        browser.one("#decide [name=reason]").click()
    browser.press(reason)
    browser.press_save()
    browser.one(".said")

"""A real Chromium over the pages: Debian's, with its driver."""

from __future__ import annotations

import json
import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement

from evidencecheck.review.server import listening
from tests.review.conftest import TOKEN

REQUIRED = "EVIDENCECHECK_BROWSER"
"""Set to ``required`` where a missing browser is a failure."""
_AXE = Path(__file__).with_name("axe.min.js")
_SECONDS = 30.0
_ARGUMENTS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--window-size=1440,900",
    # Whatever a page asked for elsewhere would fail, and be seen.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


def programs() -> tuple[str, str]:
    """Paths of Chromium and its driver; the test is skipped, or fails, where they are not there."""
    found = (shutil.which("chromium"), shutil.which("chromedriver"))
    if found[0] is None or found[1] is None:
        reason = "no browser: apt-get install chromium chromium-driver"
        if os.environ.get(REQUIRED) == "required":
            pytest.fail(reason)
        pytest.skip(reason)
    return found[0], found[1]


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser that is ended with the block."""
    program, driver = programs()
    options = webdriver.ChromeOptions()
    options.binary_location = program
    for argument in _ARGUMENTS:
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    window = webdriver.Chrome(options=options, service=Service(driver))
    try:
        yield Browser(window)
    finally:
        window.quit()


@contextmanager
def serving(app: Any) -> Iterator[str]:
    """The address of an application that is served in a thread."""
    with listening(0, TOKEN) as place:
        config = uvicorn.Config(app, log_level="error", access_log=False, lifespan="off")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [place.socket]})
        thread.start()
        try:
            yield place.address
        finally:
            server.should_exit = True
            thread.join()


class Browser:
    """What a person does in a browser."""

    def __init__(self, window: webdriver.Chrome) -> None:
        self.window = window

    def open(self, address: str) -> None:
        self.window.get(address)

    def one(self, css: str) -> WebElement:
        """The first element that fits, as soon as it is there."""
        self.until(lambda: self.all(css), f"no {css}")
        return self.all(css)[0]

    def all(self, css: str) -> list[WebElement]:
        return self.window.find_elements(By.CSS_SELECTOR, css)

    def shown(self, css: str) -> list[WebElement]:
        return [e for e in self.all(css) if e.is_displayed()]

    def indicator(self) -> str:
        """The id of the indicator that is looked at."""
        there = "return document.querySelector('#indicator')?.dataset.id || ''"
        return str(self.run(there))

    def press(self, *keys: str) -> None:
        """Press keys, wherever the focus is."""
        for key in keys:
            webdriver.ActionChains(self.window).send_keys(key).perform()

    def press_save(self) -> None:
        chain = webdriver.ActionChains(self.window)
        chain.key_down(Keys.CONTROL).send_keys(Keys.ENTER).key_up(Keys.CONTROL).perform()

    def run(self, script: str, *arguments: object) -> Any:
        return self.window.execute_script(script, *arguments)

    def until(self, condition: Callable[[], object], what: str) -> None:
        """Wait for something.

        Raises:
            AssertionError: it did not come.
        """
        deadline = time.monotonic() + _SECONDS
        while time.monotonic() < deadline:
            if condition():
                return
            time.sleep(0.03)
        raise AssertionError(what)

    def serious(self) -> list[str]:
        """What axe finds on this page that is serious or critical."""
        # Through the driver: the page itself allows no script of others.
        self.window.execute_cdp_cmd("Runtime.evaluate", {"expression": _AXE.read_text("utf-8")})
        script = "const done = arguments[0]; axe.run(document).then((r) => done(r.violations));"
        found = self.window.execute_async_script(script)
        return [
            f"{v['id']}: {node['target']} {node['failureSummary']}"
            for v in found
            if v["impact"] in {"serious", "critical"}
            for node in v["nodes"]
        ]

    def complaints(self) -> list[str]:
        """What the browser wrote to its console: errors, breaches of the policy."""
        return [entry["message"] for entry in self.window.get_log("browser")]

    def asked(self) -> set[str]:
        """Every address that was asked for since the last call."""
        entries = (json.loads(e["message"])["message"] for e in self.window.get_log("performance"))
        return {
            e["params"]["request"]["url"]
            for e in entries
            if e["method"] == "Network.requestWillBeSent"
        }

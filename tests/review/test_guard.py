"""Who may talk to the server."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from evidencecheck.domain.rules import RuleBook
from evidencecheck.review.app import create_app
from evidencecheck.review.library import Library, Outs
from tests.review.conftest import TOKEN, Checked

WORDS = {"word": "accepted", "reviewer": "甲"}


@pytest.fixture
def stranger(checked: Checked, book: RuleBook) -> TestClient:
    app = create_app(Library(Outs(checked.out)), book, TOKEN)
    return TestClient(app, base_url="http://127.0.0.1", follow_redirects=False)


def test_nothing_is_told_without_the_token(stranger: TestClient) -> None:
    for path in ("/", "/s/report", "/s/report/files/report.json", "/static/review.css"):
        assert stranger.get(path).status_code == 403, path
    assert stranger.get("/?token=another").status_code == 403


def test_the_token_becomes_a_cookie_and_leaves_the_address(stranger: TestClient) -> None:
    answer = stranger.get("/s/report?token=" + TOKEN + "&i=x")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/s/report?i=x"
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert stranger.get("/s/report/print").status_code == 200


def test_servers_on_other_ports_have_cookies_of_their_own(checked: Checked, book: RuleBook) -> None:
    app = create_app(Library(Outs(checked.out)), book, TOKEN)
    names = set()
    for port in (8001, 8002):
        there = TestClient(app, base_url=f"http://127.0.0.1:{port}", follow_redirects=False)
        names |= set(there.get(f"/?token={TOKEN}").cookies)
    assert len(names) == 2


def test_another_name_for_this_machine_is_refused(client: TestClient) -> None:
    assert client.get("/s/report").status_code == 200
    rebound = client.get("/s/report", headers={"host": "evil.example"})
    assert rebound.status_code == 403


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:1", ""])
def test_another_page_changes_nothing(client: TestClient, origin: str) -> None:
    answer = client.post("/s/report/undo", data=WORDS, headers={"origin": origin})
    assert answer.status_code == 403


def test_every_answer_forbids_inline_script_and_other_places(client: TestClient) -> None:
    for path in ("/s/report", "/static/review.js", "/nowhere"):
        answer = client.get(path)
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_pages_hold_no_inline_script_or_style(client: TestClient) -> None:
    for path in ("/s/report", "/s/report/print"):
        text = client.get(path).text
        assert "style=" not in text
        assert "<style" not in text
        assert " onclick" not in text
        assert "<script>" not in text
        assert "http://" not in text.replace("http://www.w3.org", "")
        assert "https://" not in text

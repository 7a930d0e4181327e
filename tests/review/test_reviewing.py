"""The reviewers' page: what it shows, what is said there, and that it stays."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from markupsafe import escape
from starlette.testclient import TestClient

from evidencecheck.audit import FILE_NAME, decisions, verify
from evidencecheck.domain.decision import Word
from evidencecheck.domain.rules import RuleBook
from evidencecheck.review.app import create_app
from evidencecheck.review.library import Library, Outs
from tests.review.conftest import (
    MARKUP,
    REQUEST,
    TOKEN,
    Check,
    Checked,
    client_of,
    write_certificate,
)

PROMISE = "1.1 承诺书.pdf"
CERTIFICATE = "1.2 管理制度/质量管理体系证书.pdf"


def report(checked: Checked) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((checked.out / "report.json").read_bytes())
    return data


def flagged(checked: Checked, flag: str) -> str:
    """The id of the first indicator with ``flag``."""
    return str(next(i["id"] for i in report(checked)["indicators"] if i["flag"] == flag))


def expired(checked: Checked) -> str:
    """The id of the first indicator that rests on the expired certificate."""
    return str(
        next(
            i["id"]
            for i in report(checked)["indicators"]
            if any(f["file"] == CERTIFICATE for f in i["findings"])
        )
    )


def said(client: TestClient, indicator: str, **form: str) -> str:
    """What the page answers to a decision."""
    given = {"word": "accepted", "reviewer": "甲", **form}
    return client.post(f"/s/report/i/{indicator}", data=given).text


def trail(checked: Checked) -> Path:
    return checked.out / FILE_NAME


def test_a_decision_stands_beside_the_flag_and_in_the_trail(
    client: TestClient, checked: Checked
) -> None:
    there = flagged(checked, "suspicious")
    text = said(client, there, word="rejected", reason="证书已过期")
    assert "证书已过期" in text
    assert 'class="chip suspicious"' in text
    (decision,) = decisions(trail(checked))
    assert (decision.indicator, decision.word, decision.reviewer) == (there, Word.REJECTED, "甲")
    data = next(i for i in report(checked)["indicators"] if i["id"] == there)
    assert data["flag"] == "suspicious"
    assert decision.evidence_digest == data["evidence_digest"]
    assert verify(trail(checked)).ok
    assert "证书已过期" in client.get(f"/s/report?i={there}").text


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("rejected", {"reason": " "}),
        ("not-applicable", {}),
        ("not-applicable", {"reason": "无此工序", "until": "2026-13-01"}),
        ("other-document", {"reason": "另有", "file": "nowhere.pdf", "first": "1"}),
        ("other-document", {"reason": "另有", "file": PROMISE, "first": "2", "last": "1"}),
        ("other-document", {"reason": "另有", "file": PROMISE, "first": "9"}),
        ("withdrawn", {"reason": "x"}),
        ("praised", {"reason": "x"}),
        ("accepted", {"reviewer": " "}),
    ],
)
def test_a_word_that_lacks_something_is_not_taken_down(
    client: TestClient, checked: Checked, word: str, form: dict[str, str]
) -> None:
    text = said(client, flagged(checked, "missing"), word=word, **form)
    assert 'role="alert"' in text
    assert decisions(trail(checked)) == ()


def test_what_goes_against_the_flag_needs_a_reason(client: TestClient, checked: Checked) -> None:
    for flag in ("suspicious", "missing"):
        assert 'role="alert"' in said(client, flagged(checked, flag))
    assert 'role="alert"' not in said(client, flagged(checked, "supported"))
    assert len(decisions(trail(checked))) == 1


def test_not_applicable_may_end_and_other_pages_are_named(
    client: TestClient, checked: Checked
) -> None:
    there = flagged(checked, "missing")
    said(client, there, word="not-applicable", reason="无此工序", until="2030-01-01")
    said(client, there, word="other-document", reason="见此", file=PROMISE, first="1")
    first, second = decisions(trail(checked))
    assert first.until == "2030-01-01"
    assert second.documents == ((PROMISE, 1, 1),)


def test_undo_takes_back_the_reviewers_own_last_word(client: TestClient, checked: Checked) -> None:
    there = flagged(checked, "supported")
    said(client, there, reviewer="乙")
    said(client, there, reviewer="甲")
    client.post("/s/report/undo")
    kept = decisions(trail(checked))
    assert [(d.word, d.reviewer) for d in kept] == [
        (Word.ACCEPTED, "乙"), (Word.ACCEPTED, "甲"), (Word.WITHDRAWN, "甲"),
    ]  # fmt: skip
    assert 'role="alert"' in client.post("/s/report/undo").text
    assert verify(trail(checked)).ok


def test_two_reviewers_both_stand_and_their_disagreement_is_shown(
    client: TestClient, checked: Checked
) -> None:
    there = flagged(checked, "supported")
    said(client, there, reviewer="甲")
    text = said(client, there, reviewer="乙", word="rejected", reason="印章不清")
    assert "意见不一" in text
    assert "印章不清" in text
    assert "<b>甲</b>" in text


def test_after_a_change_of_the_evidence_a_decision_is_stale(
    client: TestClient, checked: Checked, check: Check
) -> None:
    changed, kept = expired(checked), flagged(checked, "supported")
    said(client, changed, word="rejected", reason="已过期")
    said(client, kept)
    write_certificate(checked.evidence, "2027-02-28")
    check(checked.evidence, checked.out)
    assert "已过时" in client.get(f"/s/report/i/{changed}").text
    assert "已过时" not in client.get(f"/s/report/i/{kept}").text
    assert len(decisions(trail(checked))) == 2


def test_of_a_tiered_system_the_tier_applied_for_is_decided(
    checked: Checked, check: Check, book: RuleBook
) -> None:
    pack = next(p for p in book.packs.values() if p.tiers)
    check(checked.evidence, checked.out, replace(REQUEST, system=pack.id, tier=pack.tiers[0]))
    client = client_of(create_app(Library(Outs(checked.out)), book, TOKEN))
    there = next(i["id"] for i in report(checked)["indicators"] if i.get("tiers"))
    assert "已有材料" in said(client, there, word="rejected", reason="已有材料")
    (decision,) = decisions(trail(checked))
    assert decision.tier == pack.tiers[0]
    text = client.get(f"/s/report/i/{there}").text
    entry = next(i for i in report(checked)["indicators"] if i["id"] == there)
    assert all(str(escape(own["text"])) in text for own in entry["tiers"].values())


def test_the_queue_begins_with_what_is_suspicious(client: TestClient, checked: Checked) -> None:
    suspicious = [i for i in report(checked)["indicators"] if i["flag"] == "suspicious"]
    most = max(suspicious, key=lambda i: i["max_score"] * i["section_weight"])
    assert f'class="panes" data-id="{most["id"]}"' in client.get("/s/report").text


def test_markup_of_a_submission_is_text_on_every_page(client: TestClient, checked: Checked) -> None:
    assert any(MARKUP in f["path"] for f in report(checked)["files"])
    there = [i["id"] for i in report(checked)["indicators"]]
    said(client, flagged(checked, "missing"), reviewer=MARKUP, reason=MARKUP)
    pages = [client.get(f"/s/report/i/{i}").text for i in there]
    pages += [client.get(f"/s/report{p}").text for p in ("", "/print")]
    assert any("&lt;img src=x onerror" in text for text in pages)
    for text in pages:
        assert "<img" not in text


def test_a_page_is_drawn_only_while_it_is_what_was_checked(
    client: TestClient, checked: Checked
) -> None:
    there = {"file": CERTIFICATE, "page": "1"}
    first = client.get("/s/report/page", params=there)
    assert first.headers["content-type"] == "image/jpeg"
    assert first.content.startswith(b"\xff\xd8")
    tag = first.headers["etag"]
    assert client.get(
        "/s/report/page", params=there, headers={"if-none-match": tag}
    ).status_code == 304  # fmt: skip
    write_certificate(checked.evidence, "2027-02-28")
    again = client.get("/s/report/page", params=there, headers={"if-none-match": tag})
    assert again.status_code == 410


@pytest.mark.parametrize(
    "file", ["../out/report.json", "/etc/passwd", "nowhere.pdf", "1.2 管理制度", ""]
)
def test_no_page_of_another_file_is_drawn(client: TestClient, file: str) -> None:
    answer = client.get("/s/report/page", params={"file": file, "page": "1"})
    assert answer.status_code in {404, 410}


def test_only_files_of_the_report_are_given_away(client: TestClient, checked: Checked) -> None:
    (checked.out / "private.txt").write_text("x", encoding="utf-8")
    answer = client.get("/s/report/files/report.json")
    assert answer.headers["content-disposition"].startswith("attachment")
    for name in (".evidence.json", ".made-from.json", "private.txt", "..%2freport.json", "x"):
        assert client.get(f"/s/report/files/{name}").status_code == 404, name


def test_findings_are_told_in_the_language_of_the_page(checked: Checked, book: RuleBook) -> None:
    library = Library(Outs(checked.out))
    client = client_of(create_app(library, book, TOKEN, "en"))
    text = client.get(f"/s/report/i/{expired(checked)}").text
    assert "expired on the assessment date" in text
    library.close()


def test_a_batch_lists_its_applicants_and_what_they_share(
    checked: Checked, book: RuleBook, tmp_path: Path
) -> None:
    root = tmp_path / "all"
    root.mkdir()
    for name in ("甲厂", "乙厂"):
        shutil.copytree(checked.out, root / name)
        data = report(checked)
        data["applicant"]["name"] = name
        (root / name / "report.json").write_text(json.dumps(data), encoding="utf-8")
    client = client_of(create_app(Library(Outs(root)), book, TOKEN, "zh"))
    text = client.get("/").text
    assert text.count('<tr><th scope="row">') == 2
    assert text.count("同一文件") == len(report(checked)["files"])
    assert client.get("/s/甲厂").status_code == 200
    assert client.get("/s/丙厂").status_code == 404

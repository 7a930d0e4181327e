"""Decisions and scores in the trail: between runs, and bound like everything else."""

# ruff: noqa: S608 - SQL put together here is the tampering itself.

from __future__ import annotations

import sqlite3
import threading
from datetime import datetime

import pytest
from forging import LAST, event, put, sealed, tamper
from saying import AT, SCORE_ROW, decided_on, scored

from evidencecheck.audit import Trail, TrailError, carried_over, decisions, verify
from evidencecheck.domain.decision import Word


def test_decisions_are_read_as_they_were_said(three_runs):
    path, _ = three_runs
    one = decided_on(path)
    other = decided_on(
        path, word=Word.OTHER_DOCUMENT, tier="low", documents=(("资料/1.pdf", 1, 2),)
    )
    until = decided_on(path, word=Word.NOT_APPLICABLE, reason="无此工序", until="2026-12-31")
    assert decisions(path) == (one, other, until)
    assert [d.number for d in decisions(path)] == [LAST + 1, LAST + 2, LAST + 3]
    assert other.documents == (("资料/1.pdf", 1, 2),)
    assert (one.at, one.word) == ("2026-03-31T08:00:00Z", Word.ACCEPTED)


def test_a_trail_with_decisions_and_scores_verifies_and_is_carried_on(decided):
    path, head = decided
    verdict = verify(path, expected_head=head)
    assert (verdict.ok, verdict.reason, verdict.warnings) == (True, "", ())
    assert verdict.head == head


def test_a_decision_may_end_the_trail(three_runs):
    path, heads = three_runs
    decided_on(path)
    head = verify(path).head
    decided_on(path, word=Word.WITHDRAWN)
    assert verify(path, expected_head=head).warnings == ("1 events follow on the expected end",)
    tamper(
        path,
        f"DELETE FROM decisions WHERE number > {LAST}",
        f"DELETE FROM events WHERE seq > {LAST}",
    )
    assert verify(path).ok
    assert not verify(path, expected_head=head).ok
    assert verify(path).head == heads[-1]


def test_nothing_is_decided_or_scored_before_a_run(tmp_path):
    path = tmp_path / "t.db"
    for attempt in (decided_on, scored):
        with pytest.raises(TrailError, match="holds no run"):
            attempt(path)
    assert decisions(path) == ()


def test_a_decision_that_makes_no_sense_leaves_the_trail_as_it_was(three_runs):
    path, heads = three_runs
    with pytest.raises(ValueError, match="reason"):
        decided_on(path, word=Word.NOT_APPLICABLE)
    with pytest.raises(ValueError, match="time zone"):
        decided_on(path, at=datetime(2026, 3, 31))
    with pytest.raises(TrailError, match="UNIQUE"):
        scored(path, SCORE_ROW, SCORE_ROW)
    assert verify(path, expected_head=heads[-1]).head == heads[-1]


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE decisions SET word = 'accepted' WHERE number = 42", "word is 'accepted'"),
        ("UPDATE decisions SET number = 99 WHERE number = 38", "number 38) is missing"),
        ("DELETE FROM scores WHERE indicator = 'x.2'", "is missing: event 40 recorded it"),
        (
            "INSERT INTO decisions SELECT run, 999, at, indicator, tier, word, reason, reviewer, "
            "evidence_digest, until, documents FROM decisions WHERE number = 37",
            "number 999) was added",
        ),
        ("UPDATE scores SET run = 'r9'", "run is 'r9'"),
    ],
)
def test_a_changed_row_names_its_event(decided, statement, words):
    path, _ = decided
    statement = statement.replace("42", str(max(d.number for d in decisions(path))))
    tamper(path, statement)
    verdict = verify(path)
    assert not verdict.ok
    assert words in verdict.reason


@pytest.mark.parametrize(
    ("run", "kind", "body", "words"),
    [
        ("r1", "decision", '{"decisions":[]}', "does not stand after its run"),
        ("r3", "decision", "{}", "names no table: decisions"),
        ("r3", "score", '{"scores":[{"indicator":"x.1","tier":""}]}', "is missing"),
    ],
)
def test_a_forged_event_between_runs(three_runs, run, kind, body, words):
    path, heads = three_runs
    forged = event(path, LAST) | {
        "seq": LAST + 1, "run": run, "kind": kind, "body": body, "previous": heads[-1]
    }  # fmt: skip
    tamper(path, put(sealed(forged)))
    verdict = verify(path)
    assert (verdict.ok, verdict.first_broken) == (False, LAST + 1)
    assert words in verdict.reason


def test_a_decision_within_a_run_was_inserted(three_runs):
    path, _ = three_runs
    before = event(path, 3)
    forged = before | {
        "seq": 4, "kind": "decision", "body": '{"decisions":[]}', "previous": before["digest"]
    }  # fmt: skip
    tamper(path, "DELETE FROM events WHERE seq > 3", put(sealed(forged)))
    assert "stands inside run r1, which has not finished" in verify(path).reason


def test_scores_json_is_held_against_the_last_score(decided, tmp_path):
    path, _ = decided
    shown = tmp_path / "scores.json"
    assert "scores.json is missing" in verify(path, scores=shown).reason
    shown.write_bytes(b"{}")
    assert "not the one that the last score wrote" in verify(path, scores=shown).reason


def test_two_at_once_both_have_their_word(three_runs):
    path, _ = three_runs

    def decide(name: str) -> None:
        for _ in range(5):
            decided_on(path, reviewer=name)

    threads = [threading.Thread(target=decide, args=(name,)) for name in "甲乙丙"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(decisions(path)) == 15
    assert verify(path).ok


def test_a_trail_carried_over_holds_the_log_of_one_that_is_open(three_runs, tmp_path):
    path, _ = three_runs
    with Trail(path) as trail:
        trail.decide(
            indicator="x.1", word=Word.ACCEPTED, reason="", reviewer="甲", at=AT,
            evidence_digest="a" * 64,
        )  # fmt: skip
        with carried_over(path, tmp_path / "copy.db"):
            assert len(decisions(tmp_path / "copy.db")) == 1
    assert verify(tmp_path / "copy.db").ok


def test_nobody_decides_while_it_is_carried_over(three_runs, tmp_path, monkeypatch):
    path, heads = three_runs
    connect = sqlite3.connect
    monkeypatch.setattr(
        "evidencecheck.audit.trail.sqlite3.connect",
        lambda *a, **kw: connect(*a, **{"timeout": 0.01, **kw}),
    )
    with carried_over(path, tmp_path / "copy.db"), pytest.raises(TrailError, match="locked"):
        decided_on(path)
    assert verify(path).head == heads[-1]


def test_a_word_for_a_trail_that_was_replaced_is_not_lost_in_silence(three_runs, tmp_path):
    path, _ = three_runs
    with Trail(path) as trail:
        copy = tmp_path / "copy.db"
        copy.write_bytes(path.read_bytes())
        copy.replace(path)
        with pytest.raises(TrailError, match="was replaced meanwhile"):
            trail.decide(
                indicator="x.1", word=Word.ACCEPTED, reason="", reviewer="甲", at=AT,
                evidence_digest="a" * 64,
            )  # fmt: skip


def test_what_is_no_trail_is_a_plain_error(tmp_path, three_runs):
    with pytest.raises(TrailError, match="cannot be read"):
        decisions(tmp_path / "none.db")
    path, _ = three_runs
    decided_on(path)
    tamper(path, "UPDATE decisions SET word = 'perhaps'")
    with pytest.raises(TrailError, match="perhaps"):
        decisions(path)

"""Every change to the events of a trail is found and named."""

# ruff: noqa: S608 - SQL put together here is the tampering itself.

from __future__ import annotations

import sqlite3

import pytest
from forging import LAST, R2_FINISHED, R2_FLAG, R3_STARTED, event, put, rechain, sealed, tamper

from evidencecheck.audit import verify


def test_an_untouched_trail_of_three_runs_verifies(three_runs):
    path, heads = three_runs
    before = path.read_bytes()
    verdict = verify(path, expected_head=heads[-1])
    assert (verdict.ok, verdict.reason, verdict.first_broken) == (True, "", None)
    assert (verdict.events, verdict.head, verdict.warnings) == (LAST, heads[-1], ())
    assert path.read_bytes() == before
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_rewriting_the_same_values_is_no_change(three_runs):
    path, _ = three_runs
    tamper(
        path,
        "UPDATE flags SET flag = flag",
        "UPDATE documents SET confidence = confidence * 1.0",
        "UPDATE events SET body = body",
    )
    connection = sqlite3.connect(path)
    connection.execute("VACUUM")
    connection.close()
    assert verify(path).ok


def test_an_earlier_head_still_holds_and_what_follows_is_told(three_runs):
    path, heads = three_runs
    verdict = verify(path, expected_head=heads[0])
    assert verdict.ok
    assert verdict.warnings == (f"{LAST - 10} events follow on the expected end",)


def test_the_digest_is_the_one_described(three_runs):
    path, _ = three_runs
    for seq in (1, R2_FLAG, LAST):
        assert sealed(event(path, seq)) == event(path, seq)


@pytest.mark.parametrize(
    "change",
    [
        "body = replace(body, 'suspicious', 'supported')",
        "at = '2026-03-30T08:00:00Z'",
        "kind = 'finding'",
        "run = 'r1'",
        "previous = ''",
        "digest = 'f'",
        "body = CAST(body AS BLOB)",
        "body = body || ' '",
        "at = x'ff'",
    ],
)
def test_an_edited_event(three_runs, change):
    path, _ = three_runs
    tamper(path, f"UPDATE events SET {change} WHERE seq = {R2_FLAG}")
    verdict = verify(path)
    assert (verdict.ok, verdict.first_broken) == (False, R2_FLAG)
    assert f"event {R2_FLAG}" in verdict.reason
    assert "edited" in verdict.reason


def test_an_edited_event_with_its_digest_made_to_fit(three_runs):
    path, _ = three_runs
    content = event(path, R2_FLAG)
    content["body"] = content["body"].replace("suspicious", "supported")
    tamper(path, put(sealed(content), "REPLACE"))
    verdict = verify(path)
    # The event itself fits; the one after it names another.
    assert verdict.first_broken == R2_FLAG + 1
    assert "does not follow on the event before it" in verdict.reason


def test_an_edited_event_with_the_chain_made_to_fit_is_at_odds_with_the_rows(three_runs):
    path, _ = three_runs
    body = event(path, R2_FLAG)["body"].replace("suspicious", "missing")
    rechain(path, R2_FLAG, body=body)
    verdict = verify(path)
    assert verdict.first_broken == R2_FLAG
    assert "flag is 'suspicious', event 20 recorded 'missing'" in verdict.reason


def test_event_and_row_edited_with_the_chain_made_to_fit_are_at_odds_with_the_sum(three_runs):
    path, _ = three_runs
    rechain(path, R2_FLAG, body=event(path, R2_FLAG)["body"].replace("suspicious", "missing"))
    tamper(
        path,
        "UPDATE flags SET flag = 'missing' WHERE run = 'r2' AND slot = '' AND indicator = 'x.1'",
    )
    verdict = verify(path)
    assert verdict.first_broken == R2_FINISHED
    assert "sums up other rows" in verdict.reason


def test_a_whole_forgery_is_found_only_with_the_expected_head(three_runs):
    path, heads = three_runs
    rechain(path, R3_STARTED, at="2026-03-30T08:00:00Z")
    assert verify(path).ok
    verdict = verify(path, expected_head=heads[-1])
    assert not verdict.ok
    assert "cut off, or the trail was written anew" in verdict.reason


def test_a_deleted_event_in_the_middle(three_runs):
    path, _ = three_runs
    tamper(path, f"DELETE FROM events WHERE seq = {R2_FLAG}")
    verdict = verify(path)
    assert (verdict.ok, verdict.first_broken) == (False, R2_FLAG)
    assert f"event {R2_FLAG} is missing" in verdict.reason


def test_a_deleted_event_with_the_numbers_closed_up(three_runs):
    path, _ = three_runs
    tamper(
        path,
        f"DELETE FROM events WHERE seq = {R2_FLAG}",
        *(f"UPDATE events SET seq = {n - 1} WHERE seq = {n}" for n in range(R2_FLAG + 1, LAST + 1)),
    )
    verdict = verify(path)
    assert verdict.first_broken == R2_FLAG
    assert f"was event {R2_FLAG + 1}" in verdict.reason


def test_the_first_events_deleted(three_runs):
    path, _ = three_runs
    tamper(path, "DELETE FROM events WHERE seq <= 10")
    verdict = verify(path)
    assert verdict.first_broken == 1
    assert "events 1 to 10 are missing" in verdict.reason


def test_the_last_event_deleted_leaves_a_run_without_an_end(three_runs):
    path, _ = three_runs
    tamper(path, f"DELETE FROM events WHERE seq = {LAST}")
    verdict = verify(path)
    assert (verdict.ok, verdict.first_broken) == (False, LAST)
    assert "run r3 has no run-finished" in verdict.reason


def test_a_whole_run_cut_off_is_found_by_its_rows_and_else_by_the_expected_head(three_runs):
    path, heads = three_runs
    tamper(path, f"DELETE FROM events WHERE seq >= {R3_STARTED}")
    verdict = verify(path)
    assert not verdict.ok
    assert "rows of run r3, which no event knows" in verdict.reason

    tables = ("files", "pages", "documents", "fields", "findings", "flags")
    tamper(path, *(f"DELETE FROM {table} WHERE run = 'r3'" for table in tables))
    assert verify(path).ok
    verdict = verify(path, expected_head=heads[-1])
    assert (verdict.ok, verdict.first_broken) == (False, R3_STARTED)
    assert f"events after {R2_FINISHED} were cut off" in verdict.reason


@pytest.mark.parametrize(("one", "other"), [(R2_FLAG, R2_FLAG + 1), (3, R2_FLAG), (1, 2)])
def test_two_events_that_changed_places(three_runs, one, other):
    path, _ = three_runs
    tamper(
        path,
        f"UPDATE events SET seq = 999 WHERE seq = {one}",
        f"UPDATE events SET seq = {one} WHERE seq = {other}",
        f"UPDATE events SET seq = {other} WHERE seq = 999",
    )
    verdict = verify(path)
    assert (verdict.ok, verdict.first_broken) == (False, one)
    assert f"event {one} " in verdict.reason
    assert f"was event {other}" in verdict.reason


def test_a_forged_event_at_the_end(three_runs):
    path, heads = three_runs
    body = '{"flags":[]}'
    forged = event(path, LAST) | {
        "seq": LAST + 1, "kind": "flag-set", "previous": heads[-1], "body": body
    }  # fmt: skip
    tamper(path, put(sealed(forged)))
    verdict = verify(path)
    assert (verdict.ok, verdict.first_broken) == (False, LAST + 1)
    assert f"event {LAST + 1} (flag-set, run r3) was inserted" in verdict.reason


def test_a_forged_event_in_the_middle(three_runs):
    path, _ = three_runs
    before = event(path, R2_FLAG - 1)
    forged = event(path, R2_FLAG) | {"previous": before["digest"], "body": '{"flags":[]}'}
    tamper(
        path,
        *(f"UPDATE events SET seq = {n + 1} WHERE seq = {n}" for n in range(LAST, R2_FLAG - 1, -1)),
        put(sealed(forged)),
    )
    verdict = verify(path)
    # The forged one fits what stands before it; nothing after it does.
    assert (verdict.ok, verdict.first_broken) == (False, R2_FLAG + 1)
    assert f"was event {R2_FLAG}" in verdict.reason


@pytest.mark.parametrize("seq", [0, -5])
def test_an_event_before_the_first(three_runs, seq):
    path, _ = three_runs
    tamper(path, put(sealed(event(path, 1) | {"seq": seq})))
    verdict = verify(path)
    assert verdict.first_broken == seq
    assert "inserted before the first" in verdict.reason


@pytest.mark.parametrize(
    ("kind", "run", "body", "words"),
    [
        ("run-started", "r1", "{}", "was there already"),
        ("flag-set", "r3", "{}", "was inserted"),
        ("run-started", "r9", "[" * 100_000, "no canonical JSON"),
        ("run-started", "r9", "[]", "no canonical JSON object"),
        ("run-started", "r9", "{}", "run r9 has no run-finished"),
    ],
)
def test_a_forged_event_that_makes_no_sense(three_runs, kind, run, body, words):
    path, heads = three_runs
    forged = event(path, LAST) | {
        "seq": LAST + 1, "kind": kind, "run": run, "previous": heads[-1], "body": body
    }  # fmt: skip
    tamper(path, put(sealed(forged)))
    verdict = verify(path)
    assert not verdict.ok
    assert words in verdict.reason


@pytest.mark.parametrize(
    "body",
    ['{"flags":1}', '{"flags":[1]}', '{"others":[]}', '{"flags":[{}]}', '{"flags":[{},{}]}'],
)
def test_a_forged_body_is_no_traceback(three_runs, body):
    path, _ = three_runs
    rechain(path, R2_FLAG, body=body)
    assert verify(path).first_broken == R2_FLAG

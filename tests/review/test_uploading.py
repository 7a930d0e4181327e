"""Handing in through the browser: whole files or none, within limits, in their folder."""

from __future__ import annotations

import multiprocessing
import time
from dataclasses import replace
from pathlib import Path

import pytest

from evidencecheck.domain.rules import RuleBook
from evidencecheck.review.app import create_app
from evidencecheck.review.handed_in import State, Submissions
from evidencecheck.review.library import Library
from evidencecheck.review.uploading import Uploading
from evidencecheck.running.options import Options
from tests.review.conftest import MARKUP, TOKEN, Served, client_of, write_evidence
from tests.running.conftest import FIRM

FORM = {"system": "tianjin", "applicant": FIRM, "date": "2026-03-31"}


def begun(served: Served) -> str:
    """The name of a new submission."""
    answer = served.client.post("/u", data=FORM)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["address"]).removeprefix("/u/")


def sent(served: Served, name: str, path: str, data: bytes) -> int:
    """The status of the answer to one file."""
    there = f"/u/{name}/files"
    return served.client.put(there, params={"path": path}, content=data).status_code


def settled(served: Served, name: str) -> State:
    """The state when the check has ended."""
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        entry = served.submissions.get(name)
        assert entry is not None
        if entry.state not in {State.WAITING, State.UPLOADING}:
            return entry.state
        time.sleep(0.1)
    raise AssertionError("the check did not end")


def test_a_submission_is_received_checked_and_shown(served: Served, tmp_path: Path) -> None:
    write_evidence(tmp_path / "in")
    name = begun(served)
    for file in sorted((tmp_path / "in").rglob("*.pdf")):
        path = f"材料/{file.relative_to(tmp_path / 'in').as_posix()}"
        assert sent(served, name, path, file.read_bytes()) == 204
    assert MARKUP not in served.client.get(f"/u/{name}").text
    served.client.post(f"/u/{name}/check")
    assert settled(served, name) is State.DONE
    shown = served.client.get(f"/u/{name}/state").text
    assert f"/s/{name}" in shown
    assert f"/s/{name}/files/report.html" in shown
    # The folder that was dropped is the submission, not a folder in it.
    assert '"1.1 承诺书.pdf"' in served.client.get(f"/s/{name}/files/report.json").text
    assert served.client.get(f"/s/{name}").status_code == 200


@pytest.mark.parametrize(
    "path",
    ["../x.pdf", "/etc/x", "a/../../x", "a//b", "", ".", "a/..", "a\\..\\b", "a\x00b", "x" * 300,
     "/".join("abcdefgh" * 80)],
)  # fmt: skip
def test_no_file_lands_outside_of_its_folder(served: Served, path: str) -> None:
    name = begun(served)
    before = sorted(p for p in served.submissions.evidence(name).parent.rglob("*"))
    assert sent(served, name, path, b"x") == 422
    after = sorted(p for p in served.submissions.evidence(name).parent.rglob("*"))
    assert [p for p in after if p.name != "incoming"] == before


def test_a_file_does_not_take_the_place_of_a_folder(served: Served) -> None:
    name = begun(served)
    assert sent(served, name, "a/b.pdf", b"x") == 204
    assert sent(served, name, "a", b"x") == 422
    assert sent(served, name, "a/b.pdf/c", b"x") == 422
    assert served.submissions.files(name) == [("a/b.pdf", 1)]


def test_no_other_name_is_a_submission(served: Served) -> None:
    (served.submissions.evidence("x").parent).mkdir()
    for name in ("x", "20260331-0000000g", "%2e%2e"):
        assert served.client.get(f"/u/{name}").status_code == 404
        assert served.client.post(f"/u/{name}/check").status_code in {404, 405}


def test_a_file_over_the_limit_is_refused_before_it_is_received(
    book: RuleBook, options: Options, tmp_path: Path
) -> None:
    small = replace(options, limits=replace(options.limits, file_bytes=10, archive_bytes=15))
    submissions = Submissions(tmp_path / "root")
    library = Library(submissions)
    uploading = Uploading(submissions, library, book, small, rules=None, lang="zh")
    client = client_of(create_app(library, book, TOKEN, "zh", uploading))
    made = Served(submissions, client, uploading)
    name = begun(made)
    assert sent(made, name, "a", b"x" * 11) == 422
    assert sent(made, name, "a", b"x" * 10) == 204
    assert sent(made, name, "b", b"x" * 6) == 422
    # In place of what is there it counts once.
    assert sent(made, name, "a", b"y" * 10) == 204
    assert submissions.files(name) == [("a", 10)]
    uploading.close()


def test_a_file_that_is_cut_off_is_not_there_and_the_old_one_stays(served: Served) -> None:
    name = begun(served)
    assert sent(served, name, "a.pdf", b"old") == 204
    there = f"/u/{name}/files?path=a.pdf"
    answer = served.client.put(there, content=iter([b"half"]), headers={"content-length": "100"})
    assert answer.status_code == 422
    assert (served.submissions.evidence(name) / "a.pdf").read_bytes() == b"old"
    assert not list(served.submissions.incoming(name).iterdir())


@pytest.mark.parametrize(
    "change",
    [{"system": "atlantis"}, {"applicant": " "}, {"date": "31.3.2026"}, {"tier": "zero"},
     {"credit_code": "123"}],
)  # fmt: skip
def test_what_cannot_be_checked_is_refused_before_anything_is_sent(
    served: Served, change: dict[str, str]
) -> None:
    answer = served.client.post("/u", data={**FORM, **change})
    assert answer.status_code == 422
    assert answer.json()["wrong"]
    assert served.submissions.all() == []


def test_a_file_can_be_taken_out_again(served: Served) -> None:
    name = begun(served)
    sent(served, name, "a/b.pdf", b"x")
    assert served.client.delete(f"/u/{name}/files?path=a/b.pdf").status_code == 200
    assert served.client.delete(f"/u/{name}/files?path=a/b.pdf").status_code == 404
    assert list(served.submissions.evidence(name).iterdir()) == []


def test_after_a_stop_files_are_kept_and_the_check_is_offered_again(
    served: Served, book: RuleBook, options: Options, tmp_path: Path
) -> None:
    name = begun(served)
    assert sent(served, name, "a.pdf", b"whole") == 204
    (served.submissions.incoming(name) / "b.part").write_bytes(b"half")
    served.submissions.set(name, State.WAITING)
    again = Submissions(tmp_path / "root")
    library = Library(again)
    uploading = Uploading(again, library, book, options, rules=None, lang="en")
    client = client_of(create_app(library, book, TOKEN, "en", uploading))
    text = client.get(f"/u/{name}/state").text
    assert "Check again" in text
    assert again.files(name) == [("a.pdf", 5)]
    assert not again.incoming(name).exists()
    uploading.close()


def test_a_check_that_is_cut_off_leaves_nothing_half_done(served: Served) -> None:
    name = begun(served)
    assert sent(served, name, "a.pdf", b"%PDF-1.4 and no more") == 204
    served.client.post(f"/u/{name}/check")
    deadline = time.monotonic() + 60
    while not [p for p in multiprocessing.active_children() if p.name == "check"]:
        assert time.monotonic() < deadline
    served.uploading.close()
    assert not [p for p in multiprocessing.active_children() if p.name == "check"]
    entry = served.submissions.get(name)
    assert entry is not None
    assert entry.state is State.WAITING
    assert not served.submissions.out(name).exists()
    # Nothing more is begun by a server that is being ended.
    served.client.post(f"/u/{name}/check")
    assert not [p for p in multiprocessing.active_children() if p.name == "check"]


def test_a_check_that_fails_says_why(served: Served) -> None:
    name = begun(served)
    assert sent(served, name, "a.pdf", b"%PDF-1.4 and no more") == 204
    served.client.post(f"/u/{name}/check")
    assert settled(served, name) is State.FAILED
    text = served.client.get(f"/u/{name}/state").text
    assert "没有一个文件能够读取" in text
    assert str(served.submissions.out(name).parent) not in text

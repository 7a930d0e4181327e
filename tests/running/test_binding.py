from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pymupdf
import pytest

from evidencecheck.running.binding import bind
from evidencecheck.running.check import Checker
from evidencecheck.running.errors import UsageError
from evidencecheck.running.options import Options
from evidencecheck.running.setup import load_book
from evidencecheck.running.submission import Request
from evidencecheck.running.whereabouts import WHEREABOUTS, write_whereabouts

Ask = Callable[..., Request]


def test_the_evidence_is_bound_and_what_changed_since_is_not(
    checker: Checker, submission: Path, request_: Ask, options: Options, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    checker.check(submission, request_(), out)
    told: list[str] = []
    whole = bind(out, submission, load_book(), options, tell=told.append)
    with pymupdf.open(stream=whole, filetype="pdf") as document:
        texts = ["".join(page.get_text().split()) for page in document]
    assert not told
    assert any("零碳工厂承诺书" in text for text in texts[1:])
    with (submission / "1.1 承诺书.pdf").open("ab") as file:
        file.write(b"\n% later")
    part = bind(out, submission, load_book(), options, tell=told.append)
    with pymupdf.open(stream=part, filetype="pdf") as document:
        assert any("此页未能收入" in "".join(p.get_text().split()) for p in document)
    assert [line.split(" (")[0] for line in told] == ["not bound: 1.1 承诺书.pdf"]


def test_without_a_report_or_a_submission(
    checker: Checker, submission: Path, request_: Ask, options: Options, tmp_path: Path
) -> None:
    with pytest.raises(UsageError, match=r"no report\.json"):
        bind(tmp_path, submission, load_book(), options)
    out = tmp_path / "out"
    checker.check(submission, request_(), out)
    (out / WHEREABOUTS).unlink(missing_ok=True)
    with pytest.raises(UsageError, match="does not say where"):
        bind(out, None, load_book(), options)
    write_whereabouts(out, out, submission, {})
    assert bind(out, None, load_book(), options) == bind(out, submission, load_book(), options)
    with pytest.raises(UsageError, match=r"No such file|no files"):
        bind(out, tmp_path / "none", load_book(), options)

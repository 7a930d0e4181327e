"""Findings held against the planted defects: which are found, and which findings are false."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from benchmarks.comparing import overlap, path
from benchmarks.score import Score

Json = dict[str, Any]
_SUSPICIOUS = "suspicious"


def score_findings(result: Score, truth: list[Json], report: Json) -> None:
    """Count defects found and false alarms of ``report`` over the documents of ``truth``."""
    board = _Board(truth, report)
    for number, wanted in enumerate(truth):
        for defect in wanted["defects"]:
            _defect(result, board, number, defect)
        if wanted["type"] is not None and not _dirty(wanted):
            _alarms(result, board, number)


class _Board:
    """The codes found on each true document."""

    def __init__(self, truth: list[Json], report: Json) -> None:
        self.truth = truth
        self._by_file: defaultdict[str, list[int]] = defaultdict(list)
        for number, wanted in enumerate(truth):
            self._by_file[path(wanted["file"])].append(number)
        self.codes: defaultdict[int, set[str]] = defaultdict(set)
        self.levels: dict[str, str] = {}
        for finding, file, pages in _findings(report):
            self.levels[finding["code"]] = finding["level"]
            number = self._document(finding["code"], file, pages)
            if number is not None:
                self.codes[number].add(finding["code"])
        self.neutral = self._neutral()

    def of_files(self, files: list[str]) -> list[int]:
        """The numbers of the true documents in some files."""
        return [number for file in files for number in self._by_file.get(path(file), ())]

    def _document(self, code: str, file: str, pages: list[int] | None) -> int | None:
        """The true document that a finding stands on."""
        numbers = self._by_file.get(path(file), [])
        if len(numbers) < 2:
            return numbers[0] if numbers else None
        if pages:
            best = max(numbers, key=lambda n: overlap(self.truth[n]["pages"] or pages, pages))
            if overlap(self.truth[best]["pages"] or pages, pages) > 0:
                return best
        planted = (n for n in numbers if code in _own(self.truth[n]))
        return next(planted, numbers[0])

    def _neutral(self) -> defaultdict[int, set[str]]:
        """Codes that are neither rewarded nor punished on each document."""
        neutral: defaultdict[int, set[str]] = defaultdict(set)
        for number, wanted in enumerate(self.truth):
            neutral[number].update(wanted.get("tolerated", ()))
            for defect in wanted["defects"]:
                also = defect.get("also", ())
                neutral[number].update(also)
                for other in self.of_files(defect.get("also_files", [])):
                    neutral[other].update({defect["code"], *also})
        return neutral


def _defect(result: Score, board: _Board, number: int, defect: Json) -> None:
    code, level = defect["code"], defect["level"]
    places = [number, *board.of_files(defect.get("also_files", []))]
    # What is missing stands on an indicator, not on a document.
    hit = any(code in board.codes[n] for n in places) or (
        level == "missing" and code in board.levels
    )
    result.planted[level] += 1
    result.detected[level] += hit
    if not hit:
        file = board.truth[number]["file"]
        result.remarks.append(f"defect {code} ({level}) not found: {file}: {defect['note']}")


def _alarms(result: Score, board: _Board, number: int) -> None:
    wanted = board.truth[number]
    suspicious = {c for c in board.codes[number] if board.levels[c] == _SUSPICIOUS}
    false = suspicious - _own(wanted) - board.neutral[number]
    result.clean += 1
    result.alarms += len(false)
    result.false_codes += Counter(false)
    pages = wanted["pages"] or ""
    result.remarks.extend(f"false alarm {c}: {wanted['file']} {pages}" for c in sorted(false))


def _dirty(wanted: Json) -> bool:
    return any(d["level"] == _SUSPICIOUS for d in wanted["defects"])


def _own(wanted: Json) -> set[str]:
    return {d["code"] for d in wanted["defects"]}


def _findings(report: Json) -> Iterator[tuple[Json, str, list[int] | None]]:
    """All findings of a report with the file and the pages that they stand on."""
    documents = {d["id"]: d for d in report["documents"]}
    for document in report["documents"]:
        for finding in document["findings"]:
            yield finding, document["file"], document["pages"]
    for file in report["files"]:
        for finding in file["findings"]:
            yield finding, file["path"], _page(finding)
    for indicator in report["indicators"]:
        for finding in indicator["findings"]:
            about = documents.get(finding.get("document") or "")
            file = finding.get("file") or (about["file"] if about else "")
            yield finding, file, about["pages"] if about else _page(finding)


def _page(finding: Json) -> list[int] | None:
    page = finding.get("page")
    return [page, page] if page else None

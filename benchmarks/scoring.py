"""A report held against the truth of a fixture.

The same measures as the project's outside scorer: a document is found when its file and page range
agree (intersection over union 0.8); fields are compared in normal form, lists by element; a
suspicious finding on a document without a planted suspicious defect is a false alarm.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]
_LISTS = {"years", "standards", "qr_payloads"}
_NUMBERS = {
    "emissions_total", "emissions_scope1", "emissions_scope2", "emissions_scope3",
    "electricity_kwh", "certificate_count",
}  # fmt: skip
_CODES = {"certificate_number", "holder_credit_code"}
_FOUND = 0.8


@dataclass
class Score:
    """Counts of one case, or of several added up."""

    documents: int = 0
    found: int = 0
    types: int = 0
    hits: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    indicators: int = 0
    flags: int = 0
    planted: int = 0
    detected: int = 0
    clean: int = 0
    alarms: int = 0
    false_codes: Counter[str] = field(default_factory=Counter)
    remarks: list[str] = field(default_factory=list)

    def add(self, other: Score) -> None:
        """Add the counts of another case."""
        for name, value in vars(other).items():
            mine = getattr(self, name)
            if isinstance(value, Counter):
                mine.update(value)
            elif isinstance(value, list):
                mine.extend(value)
            else:
                setattr(self, name, mine + value)

    @property
    def type_accuracy(self) -> float:
        """Documents found with the right type, of all."""
        return self.types / self.documents if self.documents else 1.0

    @property
    def field_f1(self) -> float:
        """Micro F1 over all fields."""
        return _f1(self.hits.total(), self.wrong.total(), self.missed.total())

    @property
    def flag_accuracy(self) -> float:
        """Indicators with the right flag, of those whose flag is plain."""
        return self.flags / self.indicators if self.indicators else 1.0

    @property
    def recall(self) -> float:
        """Planted suspicious defects found by their code."""
        return self.detected / self.planted if self.planted else 1.0

    @property
    def alarms_per_100(self) -> float:
        """False suspicious findings per 100 clean documents."""
        return 100 * self.alarms / self.clean if self.clean else 0.0

    def by_field(self) -> Iterator[tuple[str, float]]:
        """F1 of each field."""
        for name in sorted({*self.hits, *self.wrong, *self.missed}):
            yield name, _f1(self.hits[name], self.wrong[name], self.missed[name])


def score(expected: Json, report: Json) -> Score:
    """Score one report."""
    result = Score()
    truth = expected["documents"]
    pairs = _pairs(truth, report["documents"])
    _documents(result, truth, pairs)
    _findings(result, truth, report, pairs)
    _flags(result, expected, report)
    return result


def _documents(result: Score, truth: list[Json], pairs: dict[int, Json]) -> None:
    for number, wanted in enumerate(truth):
        if wanted["type"] is None:
            continue
        result.documents += 1
        got = pairs.get(number)
        if got is None:
            result.remarks.append(f"not found: {wanted['file']} {wanted['pages']} {wanted['type']}")
        else:
            result.found += 1
            right = got["type"] in {wanted["type"], *wanted.get("type_accept", ())}
            result.types += right
            if not right:
                result.remarks.append(f"type {wanted['type']} -> {got['type']}: {wanted['file']}")
        _fields(result, wanted, got["fields"] if got else {})


def _fields(result: Score, wanted: Json, got: Json) -> None:
    for name, value in wanted["fields"].items():
        have = got.get(name, {}).get("value")
        if name in _LISTS:
            want, has = _elements(name, value), _elements(name, have)
            result.hits[name] += len(want & has)
            result.wrong[name] += len(has - want)
            result.missed[name] += len(want - has)
            same = want == has
        else:
            same = _same(name, value, have)
            result.hits[name] += same
            result.missed[name] += not same
            result.wrong[name] += not same and have is not None
        if not same:
            result.remarks.append(f"{name}: want {value!r}, got {have!r} | {wanted['file']}")


def _findings(result: Score, truth: list[Json], report: Json, pairs: dict[int, Json]) -> None:
    by_file: defaultdict[str, list[int]] = defaultdict(list)
    for number, wanted in enumerate(truth):
        by_file[wanted["file"]].append(number)
    unit_of = {got["id"]: number for number, got in pairs.items()}
    codes: defaultdict[int, set[str]] = defaultdict(set)
    levels: dict[str, str] = {}
    for finding, file in _all_findings(report):
        levels[finding["code"]] = finding["level"]
        number = unit_of.get(finding.get("document") or "")
        if number is None:
            candidates = by_file.get(file, [])
            number = candidates[0] if candidates else None
        if number is not None:
            codes[number].add(finding["code"])
    everywhere = {c for found in codes.values() for c in found} | set(levels)
    neutral = _neutral(truth, by_file)
    for number, wanted in enumerate(truth):
        for defect in wanted["defects"]:
            if defect["level"] != "suspicious":
                continue
            places = [number, *(n for f in defect.get("also_files", ()) for n in by_file[f])]
            hit = any(defect["code"] in codes[n] for n in places)
            result.planted += 1
            result.detected += hit
            if not hit:
                result.remarks.append(f"defect {defect['code']} not found: {wanted['file']}")
        dirty = any(d["level"] == "suspicious" for d in wanted["defects"])
        if dirty or wanted["type"] is None:
            continue
        result.clean += 1
        own = {d["code"] for d in wanted["defects"]}
        false = {c for c in codes[number] if levels.get(c) == "suspicious"} - own - neutral[number]
        result.alarms += len(false)
        result.false_codes.update(false)
        result.remarks.extend(f"false alarm {c}: {wanted['file']}" for c in sorted(false))
    for wanted in truth:
        for defect in wanted["defects"]:
            if defect["level"] != "suspicious" and defect["code"] not in everywhere:
                result.remarks.append(f"{defect['code']} ({defect['level']}) not found: {wanted['file']}")


def _flags(result: Score, expected: Json, report: Json) -> None:
    for wanted in expected["indicators"]:
        prefixes = [_folded(p) for p in (wanted["requirement_prefix"], *wanted.get("prefixes", ()))]
        got = next(
            (
                i
                for i in report["indicators"]
                if any(_requirement(i["requirement"]).startswith(_requirement(p)) for p in prefixes)
            ),
            None,
        )
        flag = got["flag"] if got else "absent"
        right = flag in (wanted.get("accept") or [wanted["flag"]])
        result.indicators += 1
        result.flags += right
        if not right:
            codes = [f["code"] for f in got["findings"]] if got else []
            result.remarks.append(
                f"flag {wanted['flag']} -> {flag} {codes}: {wanted['requirement_prefix']}"
            )


def _pairs(truth: list[Json], documents: list[Json]) -> dict[int, Json]:
    """True documents by number with the document that was taken for each."""
    ranked = []
    for number, wanted in enumerate(truth):
        if wanted["type"] is None:
            continue
        for position, got in enumerate(documents):
            if _path(got["file"]) != _path(wanted["file"]):
                continue
            share = 0.9 if wanted["pages"] is None else _overlap(wanted["pages"], got["pages"])
            if share >= _FOUND:
                ranked.append((share, got["type"] == wanted["type"], -number, -position))
    pairs: dict[int, Json] = {}
    used: set[int] = set()
    for _, _, number, position in sorted(ranked, reverse=True):
        if -number not in pairs and -position not in used:
            pairs[-number] = documents[-position]
            used.add(-position)
    return pairs


def _all_findings(report: Json) -> Iterator[tuple[Json, str]]:
    for document in report["documents"]:
        for finding in document["findings"]:
            yield {**finding, "document": document["id"]}, document["file"]
    for file in report["files"]:
        for finding in file["findings"]:
            yield finding, file["path"]
    for indicator in report["indicators"]:
        for finding in indicator["findings"]:
            yield finding, finding.get("file") or ""


def _neutral(truth: list[Json], by_file: dict[str, list[int]]) -> defaultdict[int, set[str]]:
    """Codes that are neither rewarded nor punished on each document."""
    neutral: defaultdict[int, set[str]] = defaultdict(set)
    for number, wanted in enumerate(truth):
        neutral[number] |= set(wanted.get("tolerated", ()))
        for defect in wanted["defects"]:
            neutral[number] |= set(defect.get("also", ()))
            for file in defect.get("also_files", ()):
                for other in by_file.get(file, []):
                    neutral[other] |= {defect["code"], *defect.get("also", ())}
    return neutral


# ---------------------------------------------------------------- normal forms


def _folded(value: object) -> str:
    text = unicodedata.normalize("NFKC", str(value))
    text = re.sub(r"[\u2010-\u2015\u2212—–]", "-", text)
    text = text.translate(str.maketrans("〔〕【】[]{}", "()()()()"))
    return re.sub(r"[\s\"'“”‘’「」]", "", text).lower()


def _requirement(text: str) -> str:
    return re.sub(r"^[(]?\d+[)..、]", "", _folded(text))


def _path(path: str) -> str:
    return unicodedata.normalize("NFKC", path).lower()


def _overlap(a: list[int], b: list[int]) -> float:
    one, two = set(range(a[0], a[-1] + 1)), set(range(b[0], b[-1] + 1))
    return len(one & two) / len(one | two)


def _elements(name: str, value: object) -> set[str]:
    items = value if isinstance(value, list) else [] if value is None else [value]
    return {_element(name, i) for i in items}


def _element(name: str, item: object) -> str:
    if isinstance(item, dict):
        item = item.get("canonical", item)
    if name == "standards":
        return _folded(item).upper().replace(":", "-")
    return str(item).rstrip("/")


def _same(name: str, want: object, got: object) -> bool:
    if got is None:
        return False
    if name in _NUMBERS:
        try:
            return abs(float(str(want)) - float(str(got))) <= 0.0051
        except ValueError:
            return False
    a, b = _folded(want), _folded(got)
    if name in _CODES:
        return a.upper().strip(":.") == b.upper().strip(":.")
    return a.strip("。.;:,") == b.strip("。.;:,")


def _f1(hits: int, wrong: int, missed: int) -> float:
    return 2 * hits / (2 * hits + wrong + missed) if hits + wrong + missed else 1.0

"""A report held against the truth of a fixture.

The same measures as the project's outside scorer: a document is found when its file and page range
agree (intersection over union 0.8); fields are compared in normal form, lists by element; a
suspicious finding on a document without a planted suspicious defect is a false alarm.
"""

from __future__ import annotations

from typing import Any

from benchmarks.comparing import LISTS, elements, folded, overlap, path, requirement, same
from benchmarks.score import STEPS, Score
from benchmarks.scored_findings import score_findings

Json = dict[str, Any]
_FOUND = 0.8


def score(expected: Json, report: Json) -> Score:
    """Score one report (report.json) against its truth (expected.json)."""
    result = Score()
    truth = expected["documents"]
    _documents(result, truth, _pairs(truth, report["documents"]))
    score_findings(result, truth, report)
    _flags(result, expected["indicators"], report["indicators"])
    return result


def _documents(result: Score, truth: list[Json], pairs: dict[int, Json]) -> None:
    for number, wanted in enumerate(truth):
        if wanted["type"] is None:
            continue
        result.documents += 1
        got = pairs.get(number)
        if got is None:
            result.remarks.append(
                f"document {wanted['type']} not found: {wanted['file']} {wanted['pages'] or ''}"
            )
        else:
            result.found += 1
            right = got["type"] in {wanted["type"], *wanted.get("type_accept", ())}
            result.types += right
            if not right:
                result.remarks.append(f"type {wanted['type']} -> {got['type']}: {wanted['file']}")
        origin = got["origin"] if got else "not found"
        _fields(result, wanted, got["fields"] if got else {}, origin)


def _fields(result: Score, wanted: Json, got: Json, origin: str) -> None:
    for name, value in wanted["fields"].items():
        have = got.get(name, {}).get("value")
        if name in LISTS:
            want, has = elements(name, value), elements(name, have)
            counts = (len(want & has), len(has - want), len(want - has))
            right = want == has
            value, have = sorted(want), sorted(has)
        else:
            right = same(name, value, have)
            counts = (int(right), int(not right and have is not None), int(not right))
        for counter, what, count in zip(
            (result.hits, result.wrong, result.missed),
            ("hit", "wrong", "missed"),
            counts,
            strict=True,
        ):
            counter[name] += count
            result.by_origin[origin, what] += count
        if name in got:
            step = max(s for s in STEPS if s <= got[name]["confidence"])
            result.calibration[step, bool(right)] += 1
        if not right:
            result.remarks.append(f"{name}: want {value!r}, got {have!r}: {wanted['file']}")


def _flags(result: Score, truth: list[Json], indicators: list[Json]) -> None:
    for wanted in truth:
        got = _indicator(wanted, indicators)
        flag = got["flag"] if got else "absent"
        right = flag in (wanted.get("accept") or [wanted["flag"]])
        result.indicators += 1
        result.flags += right
        if not right:
            codes = sorted({f["code"] for f in got["findings"]}) if got else []
            because = f" ({', '.join(codes)})" if codes else ""
            result.remarks.append(
                f"flag {wanted['flag']} -> {flag}{because}: {wanted['requirement_prefix']}"
            )


def _indicator(wanted: Json, indicators: list[Json]) -> Json | None:
    """The indicator whose text begins as the truth says; of several, that of the same level 2."""
    starts = tuple(
        requirement(p) for p in (wanted["requirement_prefix"], *wanted.get("prefixes", ()))
    )
    found = [i for i in indicators if requirement(i["requirement"]).startswith(starts)]
    if len(found) > 1 and wanted.get("level2"):
        level2 = folded(wanted["level2"])
        found = [i for i in found if folded(i.get("level2") or "").startswith(level2)] or found
    return found[0] if found else None


def _pairs(truth: list[Json], documents: list[Json]) -> dict[int, Json]:
    """True documents by number with the document that was taken for each."""
    ranked = []
    for number, wanted in enumerate(truth):
        if wanted["type"] is None:
            continue
        for position, got in enumerate(documents):
            if path(got["file"]) != path(wanted["file"]):
                continue
            share = 0.9 if wanted["pages"] is None else overlap(wanted["pages"], got["pages"])
            if share >= _FOUND:
                ranked.append((share, got["type"] == wanted["type"], -number, -position))
    pairs: dict[int, Json] = {}
    used: set[int] = set()
    for _, _, number, position in sorted(ranked, reverse=True):
        if -number not in pairs and -position not in used:
            pairs[-number] = documents[-position]
            used.add(-position)
    return pairs

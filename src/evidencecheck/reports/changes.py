"""What changed between two hand-ins of one applicant: a pure comparison of two report.json.

Files are known by path and sha256: one with another path and the same content was moved. Documents
are known by their file, their type and their order in it; findings by code and file, first those
with the same words. Neither depends on ids, which follow the order of files.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is not as it was."""

    what: str
    """Its name: a path, the id of an indicator, the name of a section."""
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class DocumentChange:
    """One document that was added, removed, or says something else than before."""

    file: str
    pages: tuple[int, int]
    type: str
    fields: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class FindingChange:
    """One finding that was resolved or is new."""

    code: str
    level: str
    message: str
    file: str
    page: int | None
    indicators: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """All differences; every part is empty where nothing changed."""

    conditions: tuple[Change, ...]
    """What the check itself was asked: applicant, system, edition, tier, date, program, rules."""
    files_added: tuple[str, ...]
    files_removed: tuple[str, ...]
    files_changed: tuple[Change, ...]
    """Same path, other content: sha256 before and after; or another status."""
    files_moved: tuple[Change, ...]
    """Same content, other path: ``what`` is the sha256."""
    documents_added: tuple[DocumentChange, ...]
    documents_removed: tuple[DocumentChange, ...]
    documents_changed: tuple[DocumentChange, ...]
    flags: tuple[Change, ...]
    """By indicator, ``<id> (<tier>)`` for a tier of a tiered one; empty where it is not there."""
    resolved: tuple[FindingChange, ...]
    new: tuple[FindingChange, ...]
    points: tuple[Change, ...]
    """By section: points of its supported indicators, of all its points."""
    scores: tuple[Change, ...] = ()
    """What was scored: by indicator, the total and the grade (of scores.json)."""

    @property
    def any(self) -> bool:
        """Whether anything changed."""
        return any(getattr(self, name) for name in self.__slots__)


def compare(
    before: Json, after: Json, scores: tuple[Json | None, Json | None] = (None, None)
) -> Changes:
    """What changed from one report.json to another, and from one scores.json to the other.

    Raises:
        KeyError: one of them is not a report.
    """
    added, removed, changed, moved = _files(before["files"], after["files"])
    place = {m.before: m.after for m in moved}
    new_documents, gone, other = _documents(before["documents"], after["documents"], place)
    resolved, new = _findings(before, after, place)
    return Changes(
        conditions=tuple(_differing(_conditions(before), _conditions(after))),
        files_added=added,
        files_removed=removed,
        files_changed=changed,
        files_moved=moved,
        documents_added=new_documents,
        documents_removed=gone,
        documents_changed=other,
        flags=tuple(_differing(_flags(before), _flags(after))),
        resolved=resolved,
        new=new,
        points=tuple(_differing(_points(before), _points(after))),
        scores=tuple(_differing(*map(_scores, scores))),
    )


def _scores(scored: Json | None) -> dict[str, str]:
    """What counts for each indicator, the total and the grade; nothing where nothing was scored."""
    if scored is None:
        return {}
    rows = {
        f"{r['indicator']} ({r['tier']})" if r["tier"] else r["indicator"]: _plain(r["counted"])
        for r in scored["rows"]
    }
    whole = {"total": _plain(scored["total"]), "grade": scored["grade"] or ""}
    return {name: value for name, value in {**rows, **whole}.items() if value}


def _plain(value: object) -> str:
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)


def _differing(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Change]:
    for name in dict.fromkeys((*after, *before)):
        was, now = before.get(name, ""), after.get(name, "")
        if was != now:
            yield Change(name, was, now)


def _conditions(report: Json) -> dict[str, str]:
    program = report["program"]
    return {
        "applicant": report["applicant"]["name"],
        "credit_code": report["applicant"]["credit_code"],
        "system": report["system"]["id"],
        "edition": report["system"]["edition"],
        "tier": report["tier"] or "",
        "assessment_date": report["assessment_date"],
        "program": program["version"],
        "rules": program["rules"],
    }


def _files(
    before: Sequence[Json], after: Sequence[Json]
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[Change, ...], tuple[Change, ...]]:
    was = {f["path"]: f for f in before}
    now = {f["path"]: f for f in after}
    changed = [
        Change(path, was[path][key], now[path][key])
        for path in now
        if path in was
        for key in ("sha256", "status")
        if was[path][key] != now[path][key]
    ]
    gone: dict[str, list[str]] = defaultdict(list)
    for path in was:
        if path not in now:
            gone[was[path]["sha256"]].append(path)
    added, moved = [], []
    for path in now:
        if path in was:
            continue
        digest = now[path]["sha256"]
        # A file that was never read whole has no digest to know it by.
        if digest and gone[digest]:
            moved.append(Change(digest, gone[digest].pop(0), path))
        else:
            added.append(path)
    removed = [path for path in was if any(path in left for left in gone.values())]
    return tuple(added), tuple(removed), tuple(changed), tuple(moved)


# ------------------------------------------------------------------ documents


def _documents(
    before: Sequence[Json], after: Sequence[Json], place: Mapping[str, str]
) -> tuple[tuple[DocumentChange, ...], ...]:
    was, now = _by_place(before, place), _by_place(after, {})
    added = [_document(d) for key, d in now.items() if key not in was]
    removed = [_document(d) for key, d in was.items() if key not in now]
    changed = []
    for key, document in now.items():
        fields = tuple(_differing(_fields(was[key]), _fields(document))) if key in was else ()
        if fields:
            changed.append(_document(document, fields))
    return tuple(added), tuple(removed), tuple(changed)


def _by_place(
    documents: Iterable[Json], place: Mapping[str, str]
) -> dict[tuple[str, str, int], Json]:
    """Documents by file (where it lies now), type, and number among those of the type in it."""
    seen: Counter[tuple[str, str]] = Counter()
    found = {}
    for document in documents:
        at = (place.get(document["file"], document["file"]), document["type"])
        found[(*at, seen[at])] = document
        seen[at] += 1
    return found


def _document(document: Json, fields: tuple[Change, ...] = ()) -> DocumentChange:
    first, last = document["pages"]
    return DocumentChange(document["file"], (first, last), document["type"], fields)


def _fields(document: Json) -> dict[str, str]:
    return {name: _shown(field["value"]) for name, field in document["fields"].items()}


def _shown(value: object) -> str:
    if isinstance(value, Mapping):
        return str(value.get("canonical", ""))
    if isinstance(value, list):
        return "、".join(map(_shown, value))
    return str(value)


# ------------------------------------------------------------------ flags, points, findings


def _flags(report: Json) -> dict[str, str]:
    flags = {}
    for indicator in report["indicators"]:
        flags[indicator["id"]] = indicator["flag"]
        for tier, own in indicator.get("tiers", {}).items():
            flags[f"{indicator['id']} ({tier})"] = own["flag"]
    return flags


def _points(report: Json) -> dict[str, str]:
    held: Counter[str] = Counter()
    whole: Counter[str] = Counter()
    for indicator in report["indicators"]:
        points = indicator["max_score"]
        if points is not None:
            whole[indicator["level1"]] += points
            held[indicator["level1"]] += points if indicator["flag"] == "supported" else 0
    return {name: f"{held[name]:g}/{total:g}" for name, total in whole.items()}


def _findings(
    before: Json, after: Json, place: Mapping[str, str]
) -> tuple[tuple[FindingChange, ...], tuple[FindingChange, ...]]:
    was, now = _all_findings(before), _all_findings(after)
    for with_words in (True, False):
        # First those that say the same; what is left over says it of another date or page.
        def key(f: FindingChange, moved: Mapping[str, str], words: bool = with_words) -> object:
            return (f.code, moved.get(f.file, f.file), f.message if words else "")

        both = Counter(key(f, place) for f in was) & Counter(key(f, {}) for f in now)
        was = _without(was, [key(f, place) for f in was], both)
        now = _without(now, [key(f, {}) for f in now], both)
    return tuple(was), tuple(now)


def _without(
    findings: Sequence[FindingChange], keys: Sequence[object], both: Counter[object]
) -> list[FindingChange]:
    left = Counter(both)
    rest = []
    for finding, key in zip(findings, keys, strict=True):
        if left[key]:
            left[key] -= 1
        else:
            rest.append(finding)
    return rest


def _all_findings(report: Json) -> list[FindingChange]:
    """Every finding that is more than a note once, with the indicators it stands on."""
    on: dict[tuple[Any, ...], list[str]] = {}
    for identity, finding in _stated(report):
        if finding["level"] == "note":
            continue
        names = ("code", "level", "message", "file", "page")
        users = on.setdefault(tuple(finding[n] for n in names), [])
        if identity and identity not in users:
            users.append(identity)
    return [
        FindingChange(code, level, message, file or "", page, tuple(users))
        for (code, level, message, file, page), users in on.items()
    ]


def _stated(report: Json) -> Iterator[tuple[str, Json]]:
    for indicator in report["indicators"]:
        for finding in indicator["findings"]:
            yield indicator["id"], finding
    for entry in (*report["documents"], *report["files"]):
        for finding in entry["findings"]:
            yield "", finding

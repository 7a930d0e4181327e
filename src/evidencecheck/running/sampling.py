"""A sample of supported indicators from finished reports, and the second look read back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from evidencecheck.assessment.elusion import Estimate, drawn, estimate, seed_of
from evidencecheck.domain.finding import Flag
from evidencecheck.domain.limits import Limits
from evidencecheck.domain.out import REPORT_JSON
from evidencecheck.reading.errors import ReadError
from evidencecheck.reading.office.cells import Cells, read_cells
from evidencecheck.reports.sample_sheet import Sample, SampleRow
from evidencecheck.reports.words import catalogue
from evidencecheck.running.errors import UsageError
from evidencecheck.running.finished import read_report

SIZE = 60
"""Rows of a sample: with none wrong, at most 6 % of all are (confidence 95 %)."""

_QUOTED = ("holder", "valid_until", "years")


@dataclass(frozen=True, slots=True)
class SecondLook:
    """What a filled-in sheet says."""

    population: int
    blank: int
    """Rows that nobody has filled in yet."""
    estimate: Estimate | None
    """None where no row is filled in."""


def draw_sample(out: Path, size: int = SIZE, seed: str = "") -> Sample:
    """A sample from one result folder, or from all of a batch.

    ``seed`` is by default taken from the digests of the reports: the same reports give the same
    sample.

    Raises:
        UsageError: there is no report, or no supported indicator with evidence.
    """
    folders = {"": out} if (out / REPORT_JSON).is_file() else _folders(out)
    reports = {name: read_report(folder) for name, folder in folders.items()}
    if not reports:
        raise UsageError(f"{out}: no {REPORT_JSON} in it")
    digests = {
        name: hashlib.sha256((folder / REPORT_JSON).read_bytes()).hexdigest()
        for name, folder in folders.items()
    }
    found = {f"{row.folder}\0{row.indicator}": row for row in _supported(reports)}
    if not found:
        raise UsageError(f"{out}: no supported indicator to draw from")
    used = seed or seed_of(digests.values())
    chosen = set(drawn(found, size, used))
    return Sample(
        rows=tuple(row for key, row in found.items() if key in chosen),
        population=len(found),
        seed=used,
        reports=tuple(digests.items()),
        day=max(date.fromisoformat(r["assessment_date"]) for r in reports.values()),
    )


def _folders(out: Path) -> dict[str, Path]:
    if not out.is_dir():
        raise UsageError(f"{out}: no such folder")
    return {p.name: p for p in sorted(out.iterdir()) if (p / REPORT_JSON).is_file()}


def _supported(reports: Mapping[str, dict[str, Any]]) -> Iterator[SampleRow]:
    """Supported indicators that rest on documents, by folder and in the order of the system."""
    for folder, report in reports.items():
        documents = {d["id"]: d for d in report["documents"]}
        for indicator in report["indicators"]:
            ids = dict.fromkeys(i for slot in indicator["slots"] for i in slot["documents"])
            held = [documents[i] for i in ids if i in documents]
            if indicator["flag"] != Flag.SUPPORTED or not held:
                continue
            yield SampleRow(
                folder=folder,
                applicant=report["applicant"]["name"],
                indicator=indicator["id"],
                requirement=indicator["requirement"],
                evidence=tuple((d["file"], *d["pages"]) for d in held),
                quotes=tuple(dict.fromkeys(q for d in held for q in _quotes(d))),
            )


def _quotes(document: dict[str, Any]) -> Iterator[str]:
    places = [document["title"], *(document["fields"].get(name) for name in _QUOTED)]
    yield from (p["quote"] for p in places if p and p["quote"])


# ------------------------------------------------------------------ the second look


def read_second_look(path: Path) -> SecondLook:
    """What the filled-in sheet of a sample says, in Chinese or English.

    Raises:
        UsageError: it is no such sheet, or a row holds another word than the two.
    """
    try:
        sheets = read_cells(path, Limits())
    except (ReadError, OSError) as error:
        raise UsageError(f"{path}: is not a sample sheet of this program") from error
    population = next((n for n in map(_population, sheets) if n), 0)
    looks = next((looks for looks in map(_looks, sheets) if looks is not None), None)
    if looks is None or not population:
        raise UsageError(f"{path}: is not a sample sheet of this program")
    blank = right = wrong = 0
    for number, word in looks:
        if not word:
            blank += 1
        elif word in _words("holds"):
            right += 1
        elif word in _words("fails"):
            wrong += 1
        else:
            raise UsageError(f"{path}: row {number}: {word} is not one of {_either()}")
    looked = right + wrong
    if looked > population:
        raise UsageError(f"{path}: is not a sample sheet of this program")
    found = estimate(population, looked, wrong) if looked else None
    return SecondLook(population, blank, found)


def _looks(rows: Cells) -> list[tuple[int, str]] | None:
    """Row numbers, from 1, and what stands in the column of the second look; None: no such."""
    for head in sorted(rows):
        at = {text.strip(): column for column, text in rows[head].items()}
        look = next((at[w] for w in _words("second_look") if w in at), None)
        identity = next((at[w] for w in _words("id") if w in at), None)
        if look is not None and identity is not None:
            below = sorted(n for n in rows if n > head and rows[n].get(identity))
            return [(n + 1, rows[n].get(look, "").strip()) for n in below]
    return None


def _population(rows: Cells) -> int:
    """The size of the population, where a sheet tells it; 0 where it does not."""
    for row in rows.values():
        value = row.get(1, "").replace(",", "")
        if row.get(0, "").strip() in _words("population") and value.isdecimal():
            return int(value)
    return 0


def _words(key: str) -> tuple[str, str]:
    words = catalogue()["sample"][key]
    return words.zh, words.en


def _either() -> str:
    return ", ".join((*_words("holds"), *_words("fails")))

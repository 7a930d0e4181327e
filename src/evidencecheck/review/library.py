"""The reports that a server shows: one OUT folder, those of a batch, those of an upload folder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from evidencecheck.audit import FILE_NAME
from evidencecheck.domain.limits import Limits
from evidencecheck.domain.out import NOTICE, REPORT_HTML, REPORT_JSON, SCORES_JSON, SCORESHEET
from evidencecheck.review.across import Alike, alike
from evidencecheck.review.drawing import Drawer
from evidencecheck.review.opened import OpenedReport
from evidencecheck.review.pictures import Pictures

ONE = "report"
"""Name of the only report in the addresses of a server that shows one."""
DOWNLOADS = {
    REPORT_HTML: "report_html",
    SCORESHEET: "scoresheet_xlsx",
    NOTICE: "correction_notice_docx",
    SCORES_JSON: "scores_json",
    REPORT_JSON: "report_json",
    FILE_NAME: "evidencecheck_db",
}
"""Files of OUT that may be taken away, and the key of their words."""
_SHARED = frozenset({"F106", "F108", "C603"})


@dataclass(frozen=True, slots=True)
class Overview:
    """One report in the list of all."""

    name: str
    applicant: str
    system: str
    date: str
    supported: int
    missing: int
    suspicious: int
    done: int
    of: int
    shared: tuple[str, ...]
    """Codes of findings that it shares with other applicants, with how often each stands."""


class Place(Protocol):
    """Where reports lie."""

    def outs(self) -> dict[str, Path]:
        """OUT folders by name; those without a report are left out."""


@dataclass(frozen=True, slots=True)
class Outs:
    """An OUT folder of a check, or of a batch."""

    out: Path

    def outs(self) -> dict[str, Path]:
        """The folder itself, or those of the applicants in it."""
        if (self.out / REPORT_JSON).is_file():
            return {ONE: self.out}
        folders = (p for p in sorted(self.out.iterdir()) if (p / REPORT_JSON).is_file())
        return {p.name: p for p in folders}


class Library:
    """Opens reports by name, each once."""

    def __init__(self, place: Place, evidence: Path | None = None) -> None:
        self._place = place
        self._evidence = evidence
        self._limits = Limits()
        self._drawer = Drawer(self._limits)
        self._opened: dict[Path, tuple[OpenedReport, Pictures]] = {}

    def warm(self) -> None:
        """Make ready what the first page of evidence needs."""
        self._drawer.warm()

    def names(self) -> list[str]:
        """Of all reports, in order."""
        return list(self._place.outs())

    def get(self, name: str) -> tuple[OpenedReport, Pictures] | None:
        """A report and its pictures; None where there is none of that name."""
        out = self._place.outs().get(name)
        if out is None:
            return None
        if out not in self._opened:
            self._opened[out] = (
                OpenedReport(out),
                Pictures(out, self._evidence, self._limits, self._drawer),
            )
        return self._opened[out]

    def overviews(self) -> Iterator[Overview]:
        """A line for each report; one that cannot be read is left out."""
        for name in self.names():
            found = self.get(name)
            if found is None:
                continue
            opened = found[0]
            try:
                data, rows = opened.data, opened.rows()
            except (OSError, ValueError, KeyError):
                continue
            codes = Counter(
                f["code"]
                for entry in (*data["documents"], *data["files"])
                for f in entry["findings"]
                if f["code"] in _SHARED
            )
            yield Overview(
                name=name,
                applicant=data["applicant"]["name"],
                system=data["system"]["name"],
                date=data["assessment_date"],
                supported=data["summary"]["supported"],
                missing=data["summary"]["missing"],
                suspicious=data["summary"]["suspicious"],
                done=sum(not r.open for r in rows),
                of=len(rows),
                shared=tuple(f"{code} × {n}" for code, n in sorted(codes.items())),
            )

    def alike(self) -> tuple[Alike, ...]:
        """What several applicants handed in alike."""
        return alike(self._readable())

    def _readable(self) -> Iterator[tuple[str, dict[str, Any]]]:
        for name in self.names():
            found = self.get(name)
            try:
                if found is not None:
                    yield name, found[0].data
            except (OSError, ValueError, KeyError):
                continue

    def close(self) -> None:
        """End what draws, and delete what was unpacked."""
        self._drawer.close()
        for _, pictures in self._opened.values():
            pictures.close()

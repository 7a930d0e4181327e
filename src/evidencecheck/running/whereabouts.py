"""Where the evidence of a report lies, so that its pages can be shown again later.

OUT notes the place relative to itself, in a file that is no part of the report: whoever hands the
report on may delete it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from evidencecheck.domain.files import FileReading
from evidencecheck.domain.geometry import PAGE, Box
from evidencecheck.domain.page import Page

WHEREABOUTS = ".evidence.json"


@dataclass(frozen=True, slots=True)
class Sheet:
    """How one page was read: what its picture needs to stand upright."""

    number: int
    width: float
    height: float
    rotation: int = 0
    warp: tuple[float, ...] = ()
    part: Box = PAGE
    label: str = ""

    def page(self) -> Page:
        """The page without what stands on it."""
        return Page(
            self.number,
            self.width,
            self.height,
            rotation=self.rotation,
            warp=self.warp,
            part=self.part,
            label=self.label,
        )


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """The folder, archive or file that was checked, and the pages of its files."""

    source: Path
    sheets: Mapping[str, tuple[Sheet, ...]]
    """By path within the submission."""


_SHEETS = TypeAdapter(dict[str, tuple[Sheet, ...]])


def write_whereabouts(
    folder: Path, out: Path, source: Path, readings: Mapping[str, FileReading]
) -> None:
    """Note in ``folder``, which will be ``out``, where ``source`` lies and how it was read."""
    sheets = {
        path: [
            asdict(Sheet(p.number, p.width, p.height, p.rotation, p.warp, p.part, p.label))
            for p in reading.pages
        ]
        for path, reading in readings.items()
    }
    place = os.path.relpath(source.resolve(), out.resolve())
    data: dict[str, Any] = {"source": Path(place).as_posix(), "sheets": sheets}
    (folder / WHEREABOUTS).write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


def whereabouts(out: Path) -> Whereabouts | None:
    """What OUT notes of its evidence; None where nothing can be made of it."""
    try:
        data = json.loads((out / WHEREABOUTS).read_text(encoding="utf-8"))
        return Whereabouts(
            (out.resolve() / str(data["source"])).resolve(),
            _SHEETS.validate_python(data["sheets"]),
        )
    except (OSError, ValueError, KeyError, TypeError, ValidationError):
        return None

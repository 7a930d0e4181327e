"""What the checker sees in one file."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from evidencecheck.domain.document import Document
from evidencecheck.domain.files import FileReading, SourceFile
from evidencecheck.domain.volume import Part
from evidencecheck.extraction import Extractor
from evidencecheck.intake import NothingToRead, collect
from evidencecheck.running.engine import engine_key
from evidencecheck.running.errors import UsageError
from evidencecheck.running.options import Options
from evidencecheck.running.pool import ReadingPool


@dataclass(frozen=True, slots=True)
class Inspection:
    """One file (or member of an archive): how it was read and what documents are in it."""

    file: SourceFile
    reading: FileReading | None
    parts: tuple[Part, ...]
    """Its documents, and pages that are no document's."""

    @property
    def documents(self) -> tuple[Document, ...]:
        """What documents are in it."""
        return tuple(p.document for p in self.parts if p.document is not None)


def inspect(path: Path, extractor: Extractor, options: Options) -> list[Inspection]:
    """Read one file, folder or archive and say what is seen in it.

    Raises:
        UsageError: there is no such file.
    """
    with (
        tempfile.TemporaryDirectory(prefix="evidencecheck.") as scratch,
        ReadingPool(options, engine_key(options.ocr)) as pool,
    ):
        try:
            files = collect(path, Path(scratch), options.limits)
        except NothingToRead as error:
            raise UsageError(str(error)) from error
        readings = pool.read(files)
        return [
            Inspection(
                f,
                readings.get(f.path),
                extractor.parts(readings[f.path]) if f.path in readings else (),
            )
            for f in files
        ]

"""Pages of a submission placed on pages of a PDF that is being made: upright, as they were read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pymupdf

from evidencecheck.domain.files import FileReading, MediaType, SourceFile
from evidencecheck.domain.limits import Limits
from evidencecheck.domain.page import Page
from evidencecheck.reading import pdf
from evidencecheck.reading.errors import ReadError
from evidencecheck.reading.page_picture import PagePictures

_ERRORS = (RuntimeError, ValueError, pymupdf.mupdf.FzErrorBase)


class PlacedPages:
    """Pages of PDF files are placed as they are, without links, forms or scripts; all others, and
    those that were straightened, as pictures."""

    def __init__(
        self, files: Sequence[SourceFile], readings: Mapping[str, FileReading], limits: Limits
    ) -> None:
        self._files = {f.path: f for f in files}
        self._readings = readings
        self._limits = limits
        self._pictures = PagePictures(files, readings, limits)
        self._open: tuple[str, Any] | None = None
        """Path and document of the file that was placed last."""
        self._turned: dict[int, int] = {}
        """/Rotate of its pages, by number, as it was before they were placed."""

    def __enter__(self) -> PlacedPages:
        """Use as a context manager: the file that is open is closed at its end."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file that is open."""
        self._close()

    def is_wide(self, path: str, number: int) -> bool:
        """Whether the upright page, with both halves, is wider than high."""
        page = self._page(path, number)
        return page is not None and (page.width / page.part.width > page.height / page.part.height)

    def place(self, target: Any, box: Any, path: str, number: int) -> bool:
        """Draw page ``number`` of the file at ``path`` within ``box`` of a page; False: cannot."""
        file, page = self._files.get(path), self._page(path, number)
        if file is None or page is None:
            return False
        try:
            if file.media_type is MediaType.PDF and not page.warp:
                source, turned = self._unturned(self._document(file), number)
                target.show_pdf_page(box, source, number - 1, rotate=-(turned + page.rotation))
                return True
            picture = self._pictures.jpeg(path, number)
            if picture is None:
                return False
            target.insert_image(box, stream=picture)
        except (ReadError, *_ERRORS):
            return False
        return True

    def _page(self, path: str, number: int) -> Page | None:
        reading = self._readings.get(path)
        pages = reading.pages if reading is not None else ()
        return next((p for p in pages if p.number == number), None)

    def _unturned(self, document: Any, number: int) -> tuple[Any, int]:
        """The document, and by how much a viewer turns a page of it: placing minds no /Rotate."""
        page = document[number - 1]
        turned = self._turned.setdefault(number, page.rotation)
        page.set_rotation(0)
        return document, turned

    def _document(self, file: SourceFile) -> Any:
        if self._open is None or self._open[0] != file.path:
            self._close()
            document = pdf.open_pdf(file.location, self._limits)
            self._open = file.path, document
            self._turned = {}
            # Seals and signatures may be annotations or fields: they become part of the page.
            document.bake()
        return self._open[1]

    def _close(self) -> None:
        if self._open is not None:
            self._open[1].close()
            self._open = None

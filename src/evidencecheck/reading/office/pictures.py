"""Pictures pasted into office files: pasted scans are evidence, icons are not."""

from __future__ import annotations

import hashlib
import io

from PIL import Image, UnidentifiedImageError

from evidencecheck.domain.files import Problem
from evidencecheck.reading.errors import ReadError
from evidencecheck.reading.office.content import EmbeddedPicture, over
from evidencecheck.reading.office.package import Package

SMALLEST_SIDE = 150
"""Pixels. No page of print can be read in a picture with a shorter side."""

_VECTOR = frozenset({"EMF", "WMF"})


class Shelf:
    """The pictures of one file in their order, each stored picture once."""

    def __init__(self, package: Package | None = None) -> None:
        """Begin empty; without a package it takes pictures by their bytes."""
        self.pictures: list[EmbeddedPicture] = []
        self.problems: list[Problem] = []
        self._package = package
        self._seen: set[str] = set()

    def add(self, part: str, after_page: int) -> None:
        """Take the picture in ``part`` as following page ``after_page``, if it is worth reading.

        A picture that cannot be read leaves a problem on that page; it does not end the reading.
        """
        if self._package is None or not part or part in self._seen:
            return
        self._seen.add(part)
        try:
            self._keep(self._package.read(part), after_page)
        except ReadError as error:
            problem = error.problem
            self.problems.append(Problem(problem.code, problem.params, after_page or None))

    def take(self, data: bytes, after_page: int) -> None:
        """Take a picture by its bytes, as `add` does; the same bytes once."""
        key = hashlib.sha256(data).hexdigest()
        if data and key not in self._seen:
            self._seen.add(key)
            self._keep(data, after_page)

    def _keep(self, data: bytes, after_page: int) -> None:
        try:
            with Image.open(io.BytesIO(data)) as picture:
                width, height, form = *picture.size, picture.format or ""
        except Image.DecompressionBombError:
            # Larger than Pillow opens at all; the limit of our own is held where it is decoded.
            most = f"{2 * (Image.MAX_IMAGE_PIXELS or 0)} pixels"
            self.problems.append(over("a picture declares more", most, after_page or None))
            return
        except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
            self._note("F101", "reason", "a picture in it is damaged", after_page)
            return
        if min(width, height) < SMALLEST_SIDE:
            return
        if form in _VECTOR:
            self._note("F104", "format", f"{form.lower()} picture", after_page)
            return
        media = Image.MIME.get(form, "application/octet-stream")
        self.pictures.append(EmbeddedPicture(after_page, data, media))

    def _note(self, code: str, name: str, words: str, after_page: int) -> None:
        self.problems.append(Problem(code, ((name, words),), after_page or None))

"""Pages as pictures, for the report: upright, as they were read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from io import BytesIO
from typing import cast

import cv2
from PIL import Image as Pillow

from evidencecheck.domain.files import FileReading, SourceFile
from evidencecheck.domain.limits import Limits
from evidencecheck.domain.page import PASTED, Page
from evidencecheck.reading.contents import reader_of
from evidencecheck.reading.errors import ReadError
from evidencecheck.reading.ocr.interface import Image
from evidencecheck.reading.office import draw
from evidencecheck.reading.pictures import frame, open_picture
from evidencecheck.reading.upright_picture import seen_upright, upright_picture

_DPI = 100
_SIDE = 1200
_QUALITY = 60


class PagePictures:
    """Pictures of the pages of one submission, made when asked for."""

    def __init__(
        self,
        files: Sequence[SourceFile],
        readings: Mapping[str, FileReading],
        limits: Limits,
        *,
        dpi: int = _DPI,
        side: int = _SIDE,
    ) -> None:
        """Of these files as they were read; drawn at ``dpi``, at most ``side`` pixels long."""
        self._dpi = dpi
        self._side = side
        self._files = {f.path: f for f in files}
        self._readings = readings
        self._limits = limits
        self._pasted = lru_cache(maxsize=4)(self._read_pasted)

    def jpeg(self, path: str, number: int) -> bytes | None:
        """Page ``number`` of the file at ``path`` as a JPEG; None where there is none."""
        file, reading = self._files.get(path), self._readings.get(path)
        if file is None or reading is None:
            return None
        page = next((p for p in reading.pages if p.number == number), None)
        if page is None:
            return None
        try:
            return self._of(file, page)
        except ReadError:
            return None

    def _of(self, file: SourceFile, page: Page) -> bytes | None:
        image = upright_picture(file, page, self._limits, self._dpi)
        if image is not None:
            return self._encode(image)
        if page.label.startswith(PASTED):
            return self._pasted_picture(file, page)
        return _encode_drawn(draw(page, self._side))

    def _pasted_picture(self, file: SourceFile, page: Page) -> bytes | None:
        index = int(page.label.removeprefix(PASTED))
        image = frame(open_picture(self._pasted(file)[index], self._limits), 1, self._limits)
        return self._encode(seen_upright(image, page))

    def _read_pasted(self, file: SourceFile) -> tuple[bytes, ...]:
        lay_out = reader_of(file.media_type)
        content = lay_out(file.location, self._limits) if lay_out is not None else None
        return tuple(p.data for p in content.pictures) if content is not None else ()

    def _encode(self, image: Image) -> bytes:
        height, width = image.shape[:2]
        scale = min(1.0, self._side / max(height, width))
        if scale < 1.0:
            size = (max(1, round(width * scale)), max(1, round(height * scale)))
            image = cast(Image, cv2.resize(image, size, interpolation=cv2.INTER_AREA))
        _, data = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])
        return bytes(data.tobytes())


def _encode_drawn(picture: bytes) -> bytes:
    drawn = Pillow.open(BytesIO(picture)).convert("RGB")
    out = BytesIO()
    drawn.save(out, "JPEG", quality=_QUALITY)
    return out.getvalue()

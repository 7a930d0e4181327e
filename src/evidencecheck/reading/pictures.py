"""Picture files: JPEG, PNG, WebP, TIFF, BMP and GIF, turned as their EXIF data say."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image as Pillow
from PIL import ImageOps, ImageSequence

from evidencecheck.domain.limits import Limits
from evidencecheck.reading.errors import ReadError
from evidencecheck.reading.ocr.interface import Image

_DAMAGED = (OSError, ValueError, SyntaxError, EOFError, struct.error, IndexError, KeyError)


def open_picture(source: Path | bytes, limits: Limits) -> Pillow.Image:
    """Open a picture without decoding it.

    Raises:
        ReadError: F101 damaged; F107 more pixels than ``limits.image_pixels``.
    """
    # The limit is ours, and a finding; Pillow's own would be an exception at a place of its choice.
    Pillow.MAX_IMAGE_PIXELS = None
    try:
        picture = Pillow.open(BytesIO(source) if isinstance(source, bytes) else source)
    except _DAMAGED as error:
        raise ReadError("F101", _reason(error)) from error
    width, height = picture.size
    if width * height > limits.image_pixels:
        raise ReadError("F107", f"{width} x {height} pixels", limit=f"{limits.image_pixels} pixels")
    return picture


def frames(picture: Pillow.Image, limits: Limits) -> Iterator[Image]:
    """The frames of a picture, upright by EXIF, at most ``limits.render_side`` pixels long.

    Raises:
        ReadError: F101, when a frame cannot be decoded.
    """
    if picture.format not in {"TIFF", "WEBP", "GIF"}:
        yield _decoded(picture, limits)
        return
    most = 1 if picture.format == "GIF" else limits.pages
    try:
        for number, frame in enumerate(ImageSequence.Iterator(picture)):
            if number >= most:
                return
            yield _decoded(frame, limits)
    except _DAMAGED as error:
        raise ReadError("F101", _reason(error)) from error


def _decoded(picture: Pillow.Image, limits: Limits) -> Image:
    try:
        picture.draft("RGB", (limits.render_side, limits.render_side))
        flat = _on_white(ImageOps.exif_transpose(picture))
        flat.thumbnail((limits.render_side, limits.render_side), Pillow.Resampling.LANCZOS)
        return np.ascontiguousarray(np.asarray(flat, dtype=np.uint8)[:, :, ::-1])
    except _DAMAGED as error:
        raise ReadError("F101", _reason(error)) from error


def _on_white(picture: Pillow.Image) -> Pillow.Image:
    """As RGB; what is transparent shows white, as paper does."""
    if picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info:
        layered = picture.convert("RGBA")
        paper = Pillow.new("RGBA", layered.size, "white")
        return Pillow.alpha_composite(paper, layered).convert("RGB")
    if picture.mode.startswith("I;16") or picture.mode in {"I", "F"}:
        values = np.asarray(picture, dtype=np.float64)
        top = float(values.max()) or 1.0
        return Pillow.fromarray((values / top * 255).astype(np.uint8)).convert("RGB")
    return picture.convert("RGB")


def _reason(error: Exception) -> str:
    text = str(error).split("<")[0].strip().rstrip(":")
    return text if len(text) < 120 and "/" not in text else type(error).__name__

"""Picture files: JPEG, PNG, WebP, TIFF, BMP, GIF, HEIC and AVIF, turned as their EXIF data say."""

from __future__ import annotations

import struct
from functools import cache
from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image as Pillow
from PIL import ImageOps

from evidencecheck.domain.files import MediaType
from evidencecheck.domain.limits import Limits
from evidencecheck.reading.errors import ReadError
from evidencecheck.reading.ocr.interface import Image

PICTURES = frozenset(
    {
        MediaType.JPEG,
        MediaType.PNG,
        MediaType.WEBP,
        MediaType.TIFF,
        MediaType.BMP,
        MediaType.GIF,
        MediaType.HEIC,
        MediaType.AVIF,
    }
)
"""Formats of pictures."""
_PAGED = frozenset({"TIFF", "WEBP"})
"""Formats whose frames are pages."""
_DAMAGED = (
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    struct.error,
    IndexError,
    KeyError,
    TypeError,
    AttributeError,
    ArithmeticError,
    AssertionError,
)
"""What Pillow and its plugins raise on pictures that are broken on purpose."""


def open_picture(source: Path | bytes, limits: Limits) -> Pillow.Image:
    """Open a picture without decoding it.

    Raises:
        ReadError: F101 damaged; F107 more pixels than ``limits.image_pixels``.
    """
    # The limit is ours, and a finding; Pillow's own would be an exception at a place of its choice.
    Pillow.MAX_IMAGE_PIXELS = None
    _learn_heif()
    try:
        picture = Pillow.open(BytesIO(source) if isinstance(source, bytes) else source)
    except _DAMAGED as error:
        raise ReadError("F101", _reason(error)) from error
    _check_size(picture, limits)
    return picture


def count_frames(picture: Pillow.Image, limits: Limits) -> int:
    """The pages of a picture file, without decoding them; of an animation only the first counts.

    Raises:
        ReadError: F107 more than ``limits.pages``.
    """
    if picture.format not in _PAGED:
        return 1
    count = 1
    try:
        while count <= limits.pages:
            picture.seek(count)
            count += 1
    except EOFError:
        pass
    except _DAMAGED:
        # There is one more, which cannot be read; any behind it cannot be found.
        count += 1
    if count > limits.pages:
        raise ReadError("F107", f"more than {limits.pages} pages", limit=f"{limits.pages} pages")
    return count


def frame(picture: Pillow.Image, number: int, limits: Limits) -> Image:
    """One page of a picture file, from 1, upright by EXIF, at most ``limits.render_side`` long.

    Raises:
        ReadError: F101 it cannot be decoded; F107 it has too many pixels.
    """
    try:
        if number > 1 or picture.format in _PAGED:
            picture.seek(number - 1)
    except _DAMAGED as error:
        raise ReadError("F101", _reason(error)) from error
    _check_size(picture, limits)
    return _decoded(picture, limits)


def _check_size(picture: Pillow.Image, limits: Limits) -> None:
    width, height = picture.size
    if width * height > limits.image_pixels:
        raise ReadError("F107", f"{width} x {height} pixels", limit=f"{limits.image_pixels} pixels")


@cache
def _learn_heif() -> None:
    """Teach Pillow to read HEIC; it reads AVIF by itself."""
    import pi_heif

    pi_heif.register_heif_opener(thumbnails=False)


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

"""Pictures of pages to measure recognition on: real ones where they are, and drawn ones."""

from __future__ import annotations

import io
import math
import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pymupdf
from numpy.typing import NDArray
from PIL import Image, ImageOps

REAL = Path(__file__).resolve().parents[2] / "shared" / "samples" / "real"
DPI = 200
Picture = NDArray[np.uint8]
INKS = {
    "red": (0.80, 0.10, 0.14),
    "dull red": (0.74, 0.35, 0.33),
    "dark red": (0.48, 0.09, 0.13),
    "orange": (0.88, 0.35, 0.20),
    "blue": (0.14, 0.22, 0.63),
}
_LABELS = ("证书编号", "发证日期", "有效期至", "统一社会信用代码", "依据标准", "排放总量")
_FONT = pymupdf.Font("cjk")


def named_pages() -> Iterator[tuple[str, Picture]]:
    """Names and pictures, blue-green-red: the real samples, or drawn pages where there are none."""
    if REAL.is_dir():
        yield from real_pages()
        return
    for seed in range(12):
        yield f"drawn {seed}", drawn_page(seed, ink="red" if seed % 3 == 0 else None)[0]


def real_pages(most: int = 2) -> Iterator[tuple[str, Picture]]:
    """The pictures of the samples, and the first ``most`` pages of its PDF files."""
    for path in sorted(REAL.iterdir()):
        if path.suffix in {".png", ".jpg"}:
            shown = ImageOps.exif_transpose(Image.open(path)).convert("RGB")
            yield path.name, np.ascontiguousarray(np.asarray(shown)[:, :, ::-1])
        elif path.suffix == ".pdf":
            with pymupdf.open(path) as document:
                for page in document.pages(0, min(most, len(document))):
                    yield path.name, picture(page)


def drawn_page(seed: int, ink: str | None = None) -> tuple[Picture, list[str], list[str]]:
    """A page of labels and values, with a seal pressed over some of them.

    Returns:
        The picture, all its lines, and those that the seal touches.
    """
    chance = random.Random(seed)  # noqa: S311
    size = chance.choice((10.5, 12, 14))
    seal = (chance.uniform(180, 420), chance.uniform(200, 650), 58.0)
    lines, under = [], []
    with pymupdf.open() as document:
        page = document.new_page()
        y = 80.0
        while y < 780:
            text = f"{chance.choice(_LABELS)}:{value(chance)}"
            x = chance.uniform(60, 300)
            write(page, pymupdf.Point(x, y), text, size)
            lines.append(text)
            if _touches(seal, x, y, _FONT.text_length(text, size), size):
                under.append(text)
            y += 1.7 * size
        image = picture(page)
    if ink is None:
        return image, lines, []
    layer = drawn_seal(seal, INKS[ink]).astype(np.uint16)
    return _worn((image * layer // 255).astype(np.uint8), seed), lines, under


def value(chance: random.Random) -> str:
    """A date, a code, a standard or an amount."""
    day = (chance.randint(2015, 2027), chance.randint(1, 12), chance.randint(1, 28))
    letters = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    return chance.choice(
        (
            "{}-{:02}-{:02}".format(*day),
            "{}年{}月{}日".format(*day),
            "".join(chance.choice(letters) for _ in range(18)),
            f"GB/T {chance.randint(1000, 39999)}-{day[0]}",
            f"{chance.random() * 10 ** chance.randint(3, 7):,.2f}",
        )
    )


def _touches(
    seal: tuple[float, float, float], x: float, y: float, width: float, size: float
) -> bool:
    cx, cy, radius = seal
    return math.hypot(max(x - cx, 0, cx - x - width), max(y - size - cy, 0, cy - y)) < radius


def drawn_seal(seal: tuple[float, float, float], colour: tuple[float, float, float]) -> Picture:
    """A page with nothing on it but a round seal: its centre and radius are in points."""
    cx, cy, radius = seal
    with pymupdf.open() as document:
        page = document.new_page()
        page.draw_circle((cx, cy), radius, color=colour, width=radius * 0.06)
        words = "某某市测试认证有限公司"
        size = radius * 0.25
        for number, letter in enumerate(words):
            turn = math.radians(-210 + 240 * number / (len(words) - 1))
            x, y = cx + 0.78 * radius * math.cos(turn), cy + 0.78 * radius * math.sin(turn)
            place = pymupdf.Point(x - size / 2, y + size * 0.38)
            morph = (pymupdf.Point(x, y), pymupdf.Matrix(-math.degrees(turn) - 90))
            write(page, place, letter, size, colour, morph)
        star = []
        for number in range(10):
            reach, turn = radius * (0.26, 0.1)[number % 2], math.radians(36 * number - 90)
            star.append(pymupdf.Point(cx + reach * math.cos(turn), cy + reach * math.sin(turn)))
        page.draw_polyline(star, color=colour, fill=colour, closePath=True)
        write(page, pymupdf.Point(cx - 21, cy + 0.62 * radius), "专用章", 14, colour)
        return picture(page)


def write(
    page: pymupdf.Page,
    place: pymupdf.Point,
    text: str,
    size: float,
    colour: tuple[float, float, float] = (0.1, 0.1, 0.1),
    morph: tuple[pymupdf.Point, pymupdf.Matrix] | None = None,
) -> None:
    """Write ``text`` with its base line at ``place``, turned by ``morph``."""
    writer = pymupdf.TextWriter(page.rect)
    writer.append(place, text, font=_FONT, fontsize=size)
    writer.write_text(page, color=colour, morph=morph)


def _worn(image: Picture, seed: int) -> Picture:
    """The page as a scanner or a sender leaves it: clean, noisy, or packed hard."""
    if seed % 3 == 1:
        noise = np.random.default_rng(seed).normal(0, 12, image.shape)
        return np.clip(image + noise, 0, 255).astype(np.uint8)
    if seed % 3 == 2:
        packed = io.BytesIO()
        Image.fromarray(image[:, :, ::-1]).save(packed, "JPEG", quality=45)
        return np.ascontiguousarray(np.asarray(Image.open(packed))[:, :, ::-1])
    return image


def picture(page: pymupdf.Page) -> Picture:
    """The page at ``DPI``."""
    drawn = page.get_pixmap(dpi=DPI, alpha=False)
    rgb = np.frombuffer(drawn.samples, np.uint8).reshape(drawn.h, drawn.w, 3)
    return np.ascontiguousarray(rgb[:, :, ::-1])

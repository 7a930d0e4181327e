"""Drawn pages with what is taken for a seal and is none: red titles, logos, charts, frames."""

from __future__ import annotations

import math
import random
from collections.abc import Callable

import cv2
import numpy as np
from fixtures.make.kit import fonts
from PIL import Image, ImageDraw

from benchmarks.drawn_seals import A4, INKS, Picture

_RED = INKS["red"]
_GROUND = (252, 252, 252)
Draw = Callable[[random.Random, ImageDraw.ImageDraw], None]


def page_of_text(chance: random.Random, rows: int = 30) -> Picture:
    """A page of print, black on white; blue-green-red."""
    image = Image.new("RGB", A4, _GROUND)
    draw = ImageDraw.Draw(image)
    font = fonts.pil(chance.choice(("uming", "noto-sans", "gbsn")), 31)
    words = "证书编号：GHG-2024-00417 有效期至2027年06月29日 温室气体排放核查声明"
    for row in range(rows):
        text = words[chance.randint(0, 6) :][: chance.randint(10, 32)]
        draw.text((160 + chance.randint(0, 60), 200 + row * 62), text, (30, 30, 30), font)
    return _picture(image)


def decoy(kind: str, seed: int) -> Picture:
    """A page with things of one of ``KINDS``."""
    chance = random.Random(f"{kind}{seed}")  # noqa: S311
    if kind == "photo":
        return _photo(seed)
    image = Image.fromarray(page_of_text(chance, 12 if kind != "title" else 24)[:, :, ::-1])
    KINDS[kind](chance, ImageDraw.Draw(image))
    return _picture(image)


def _picture(image: Image.Image) -> Picture:
    return np.ascontiguousarray(np.asarray(image, np.uint8)[:, :, ::-1])


def _title(chance: random.Random, draw: ImageDraw.ImageDraw) -> None:
    """A red letterhead (红头文件) with its rule."""
    text = chance.choice(
        ("青澜市人民政府文件", "国家级绿色工厂", "回国团因圆四", "某某集团公司文件")
    )
    size = chance.randint(90, 190)
    face = chance.choice(("noto-serif-bold", "noto-sans-bold", "uming"))
    draw.text((827, 140), text, _RED, fonts.pil(face, size), anchor="ma")
    draw.rectangle((150, 380, 1504, 388), fill=_RED)


def _logo(chance: random.Random, draw: ImageDraw.ImageDraw) -> None:
    """Discs, rings and frames with a few letters, as bodies and accreditors print them."""
    letters = ("MA", "IAF", "CNAS", "JDQC", "CQC", "ilac", "绿", "节能")
    for number in range(4):
        ink = INKS[chance.choice(("red", "blue", "orange", "dark"))]
        x, y, r = 280 + 360 * number, chance.randint(1100, 1900), chance.randint(60, 150)
        style = chance.choice(("disc", "ring", "rings", "frame", "emblem"))
        box = (x - r, y - r, x + r, y + r)
        font = fonts.pil("noto-sans-bold", round(r * 0.7))
        if style == "disc":
            draw.ellipse(box, fill=ink)
            draw.text((x, y), chance.choice(letters), (255, 255, 255), font, anchor="mm")
            continue
        if style == "frame":
            draw.rectangle((x - r, y - r * 0.7, x + r, y + r * 0.7), outline=ink, width=7)
        else:
            draw.ellipse(box, outline=ink, width=chance.choice((5, 9, 16)))
        if style in {"rings", "emblem"}:
            inset = r * chance.uniform(0.12, 0.3)
            inner = (x - r + inset, y - r + inset, x + r - inset, y + r - inset)
            draw.ellipse(inner, outline=ink, width=5)
        if style == "emblem":
            points = []
            for k in range(10):
                reach, turn = r * (0.4, 0.155)[k % 2], math.radians(36 * k - 90)
                points.append((x + reach * math.cos(turn), y + reach * math.sin(turn)))
            draw.polygon(points, fill=ink)
        else:
            draw.text((x, y), chance.choice(letters[:6]), ink, font, anchor="mm")


def _table(chance: random.Random, draw: ImageDraw.ImageDraw) -> None:
    """A table ruled in red, with some of its words in red."""
    font = fonts.pil("noto-sans", 30)
    rows, columns = chance.randint(4, 9), chance.randint(2, 6)
    width, height = 1350 / columns, 900 / rows
    for row in range(rows):
        for column in range(columns):
            x, y = 150 + column * width, 1050 + row * height
            draw.rectangle((x, y, x + width, y + height), outline=_RED, width=4)
            ink = _RED if chance.random() < 0.3 else (30, 30, 30)
            draw.text(
                (x + 20, y + 20), chance.choice(("合格", "已完成", "12.5", "电力")), ink, font
            )


def _chart(chance: random.Random, draw: ImageDraw.ImageDraw) -> None:
    """A ring chart with its words, and bars."""
    x, y, r = chance.randint(400, 1200), chance.randint(1200, 1500), chance.randint(110, 230)
    turn = 0.0
    for _ in range(chance.randint(2, 6)):
        ink = INKS[chance.choice(("red", "orange", "blue", "crimson", "dull"))]
        wide = chance.uniform(30, 120)
        draw.pieslice((x - r, y - r, x + r, y + r), turn, turn + wide, fill=ink)
        turn += wide
    hole = r * chance.uniform(0.4, 0.85)
    draw.ellipse((x - hole, y - hole, x + hole, y + hole), fill=_GROUND)
    font = fonts.pil("noto-sans", 34)
    draw.text((x, y), chance.choice(("外购电力", "46.3%", "总量")), _RED, font, anchor="mm")
    for number in range(8):
        left, high = 200 + number * 150, chance.randint(40, 260)
        draw.rectangle((left, 2100 - high, left + 90, 2100), fill=_RED)


def _callout(chance: random.Random, draw: ImageDraw.ImageDraw) -> None:
    """What is drawn on a screenshot to point at something: frames and ovals around print."""
    for _ in range(5):
        x, y = chance.randint(160, 900), chance.randint(200, 900)
        w, h = chance.randint(120, 420), chance.randint(60, 240)
        shape = chance.choice((draw.rectangle, draw.ellipse))
        shape((x, y, x + w, y + h), outline=(235, 20, 20), width=chance.choice((4, 7)))
    for _ in range(3):
        x, y = chance.randint(200, 1300), chance.randint(1200, 2000)
        draw.rounded_rectangle((x, y, x + 170, y + 64), 10, fill=(220, 40, 40))
        draw.text(
            (x + 85, y + 32), "提交", (255, 255, 255), fonts.pil("noto-sans", 34), anchor="mm"
        )


def _dial(chance: random.Random, draw: ImageDraw.ImageDraw) -> None:
    """Gauges and a drawing: thin black circles with figures around them."""
    for number in range(3):
        x, y, r = 350 + 450 * number, chance.randint(1200, 1900), chance.randint(110, 200)
        draw.ellipse((x - r, y - r, x + r, y + r), outline=(40, 40, 40), width=6)
        font = fonts.pil("noto-sans", 26)
        for k in range(11):
            turn = math.radians(-225 + 27 * k)
            a, b = 0.94 * r, 0.7 * r
            ends = (x + a * math.cos(turn), y + a * math.sin(turn))
            draw.line(
                (*ends, x + 0.85 * r * math.cos(turn), y + 0.85 * r * math.sin(turn)), (40,) * 3, 4
            )
            place = (x + b * math.cos(turn), y + b * math.sin(turn))
            draw.text(place, f"{k / 10:.1f}", (40, 40, 40), font, anchor="mm")
        draw.text((x, y + 0.35 * r), "MPa", (40, 40, 40), font, anchor="mm")


def _photo(seed: int) -> Picture:
    """Soft spots of colour with round things in it."""
    noise = np.random.default_rng(seed)
    soft = cv2.GaussianBlur(
        noise.random((1200, 1600, 3)).astype(np.float32), (0, 0), 15 + 10 * (seed % 4)
    )
    scene = np.asarray((soft - soft.min()) / np.ptp(soft) * 255, np.uint8).copy()
    for _ in range(8):
        centre = tuple(int(v) for v in noise.integers(100, 1100, 2))
        ink = tuple(int(v) for v in noise.integers(0, 255, 3))
        cv2.circle(scene, centre, int(noise.integers(30, 140)), ink, int(noise.choice((-1, 6, 20))))
    return np.asarray(cv2.GaussianBlur(scene, (0, 0), 1.5), np.uint8)


KINDS: dict[str, Draw] = {
    "title": _title,
    "logo": _logo,
    "table": _table,
    "chart": _chart,
    "callout": _callout,
    "dial": _dial,
    "photo": lambda chance, draw: None,
}

"""Seals drawn with the fonts of the fixtures, pressed on drawn pages and worn by copying.

Nothing is shared with the seals of the fixtures but the fonts: other layouts, other wear. Names are
invented.
"""

from __future__ import annotations

import io
import math
import random
from dataclasses import dataclass, replace

import cv2
import numpy as np
from fixtures.make.kit import fonts
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

Picture = NDArray[np.uint8]
DPI = 200
A4 = (1654, 2339)
MM = DPI / 25.4
_SCALE = 3
FACES = ("uming", "gbsn", "noto-serif", "noto-serif-bold", "wqy-zen", "noto-sans", "gkai")
INKS = {
    "red": (206, 32, 38),
    "bright": (235, 20, 20),
    "crimson": (196, 22, 64),
    "dull": (190, 92, 86),
    "dark": (122, 24, 34),
    "orange": (226, 92, 52),
    "blue": (36, 56, 162),
}
WEAR = ("clean", "noise", "jpeg", "blur", "faint", "dry", "coarse")
_TOWNS = ["青澜", "栖云", "望川", "临溪", "平皋", "安陵", "双渚", "桐岭", "沙泉", "北湾"]
_STEMS = [
    "晨曦",
    "恒达",
    "鑫源",
    "汇丰",
    "博远",
    "精诚",
    "宏泰",
    "瑞祥",
    "中科",
    "华鼎",
    "天合",
    "启航",
    "金岭",
    "海拓",
]
_TRADES = [
    "机械制造",
    "纸塑包装",
    "新材料科技",
    "生物医药",
    "电子元件",
    "汽车零部件",
    "精密铸造",
    "环保设备",
    "食品",
    "化工",
    "纺织印染",
]
_BODIES = (
    "{town}市工业和信息化局",
    "{town}市生态环境局",
    "{town}区发展和改革委员会",
    "{town}市市场监督管理局",
    "{town}省计量测试研究院",
    "{stem}认证（{town}）有限公司",
    "{stem}质量认证中心有限公司",
    "{town}环境能源交易所有限公司",
)
_FIRMS = (
    "{town}{stem}{trade}有限公司",
    "{town}市{stem}{trade}股份有限公司",
    "{stem}{trade}（{town}）有限公司",
    "{stem}（集团）{trade}有限责任公司",
    "{town}{stem}{trade}有限公司",
)
_LINES = ("合同专用章", "财务专用章", "检验检测专用章", "业务专用章", "审批专用章", "质量专用章")
_ENGLISH = (
    ("RIVERTON CERTIFICATION SERVICES LTD", "SHANGHAI"),
    ("NORTHFIELD TESTING INSTITUTE", "VERIFIED"),
    ("AURORA ASSURANCE GMBH", "CLIMATE"),
)


@dataclass(frozen=True)
class Truth:
    """A seal on a page, as drawn."""

    shape: str
    """round, oval, square or rectangle."""
    ring: str
    """What runs along its ring, or stands in it where it has no ring."""
    lines: tuple[str, ...]
    """Straight lines within."""
    ink: str
    """One of ``INKS``, or black for a page without colour."""
    x: float
    """Centre and half sizes in pixels of the page."""
    y: float
    rx: float
    ry: float


def name_of(chance: random.Random) -> str:
    """An invented firm or body."""
    pattern = chance.choice(_FIRMS if chance.random() < 0.6 else _BODIES)
    return pattern.format(
        town=chance.choice(_TOWNS), stem=chance.choice(_STEMS), trade=chance.choice(_TRADES)
    )


def stamp(chance: random.Random, kind: str) -> tuple[Picture, Truth]:
    """A seal as the share of ink (0..255) at 200 dpi, and what it says; its place is the centre."""
    drawer = {"round": _round, "plain": _round, "english": _english, "oval": _oval}
    if kind in drawer:
        mask, ring, lines = drawer[kind](chance, kind)
    else:
        mask, ring, lines = _square(chance) if kind == "square" else _rectangle(chance)
    shape = {"plain": "round", "english": "round"}.get(kind, kind)
    half = (mask.width / 2 / _SCALE, mask.height / 2 / _SCALE)
    most = 6 if shape in {"square", "rectangle"} else 25
    angle = chance.uniform(-most, most) if chance.random() < 0.8 else 0.0
    turned = mask.rotate(angle, Image.Resampling.BICUBIC, expand=True)
    size = (round(turned.width / _SCALE), round(turned.height / _SCALE))
    drawn = np.asarray(turned.resize(size, Image.Resampling.LANCZOS), np.uint8)
    return drawn, Truth(shape, ring, lines, "", 0, 0, *half)


def press(
    page: Picture, drawn: Picture, truth: Truth, at: tuple[float, float], ink: str, strength: float
) -> Truth:
    """Press a seal on a page, in place; returns where it stands. Ink darkens what is there."""
    height, width = page.shape[:2]
    h, w = drawn.shape
    x0, y0 = round(at[0] - w / 2), round(at[1] - h / 2)
    left, top = max(0, x0), max(0, y0)
    right, bottom = min(width, x0 + w), min(height, y0 + h)
    part = drawn[top - y0 : bottom - y0, left - x0 : right - x0].astype(np.float32) / 255
    colour = np.array(INKS.get(ink, (40, 40, 40)), np.float32)[::-1] / 255
    layer = 1 - strength * part[:, :, None] * (1 - colour)
    place = page[top:bottom, left:right]
    place[:] = np.clip(place * layer, 0, 255).astype(np.uint8)
    return replace(truth, ink=ink, x=at[0], y=at[1])


def worn(page: Picture, wear: str, seed: int) -> Picture:
    """The page as a scanner or a sender leaves it; one of ``WEAR``."""
    noise = np.random.default_rng(seed)
    if wear == "noise":
        return np.clip(page + noise.normal(0, 10, page.shape), 0, 255).astype(np.uint8)
    if wear == "jpeg":
        return _packed(page, 45)
    if wear == "blur":
        return np.asarray(cv2.GaussianBlur(page, (0, 0), 1.3), np.uint8)
    if wear == "coarse":
        small = cv2.resize(page, None, fx=0.6, fy=0.6, interpolation=cv2.INTER_AREA)
        return _packed(np.asarray(small, np.uint8), 70)
    return page


def dried(drawn: Picture, seed: int) -> Picture:
    """A seal that printed unevenly: patches that are missing in part."""
    noise = np.random.default_rng(seed).random((7, 7)).astype(np.float32)
    size = (drawn.shape[1], drawn.shape[0])
    patches = cv2.resize(noise, size, interpolation=cv2.INTER_CUBIC)
    grain = cv2.GaussianBlur(
        np.random.default_rng(seed + 1).random(drawn.shape).astype(np.float32), (0, 0), 1.2
    )
    grain = (grain - grain.mean()) / max(1e-6, float(grain.std()))
    share = np.clip(0.45 + 1.1 * patches, 0.25, 1) * np.clip(0.95 + 0.25 * grain, 0, 1)
    return np.asarray(np.clip(drawn * share, 0, 255), np.uint8)


def _packed(page: Picture, quality: int) -> Picture:
    packed = io.BytesIO()
    Image.fromarray(page[:, :, ::-1]).save(packed, "JPEG", quality=quality)
    return np.ascontiguousarray(np.asarray(Image.open(packed).convert("RGB"))[:, :, ::-1])


def _font(face: str, size: float) -> ImageFont.FreeTypeFont:
    return fonts.pil(face, max(6, round(size)))


def _glyph(char: str, face: str, size: float, narrow: float) -> Image.Image:
    """One character, as wide as ``narrow`` of its height."""
    side = round(size * 1.3)
    glyph = Image.new("L", (side, side), 0)
    draw = ImageDraw.Draw(glyph)
    draw.text((side / 2, side / 2), char, 255, _font(face, size), anchor="mm")
    wide = max(2, round(side * narrow))
    out = Image.new("L", (side, side), 0)
    out.paste(glyph.resize((wide, side), Image.Resampling.LANCZOS), ((side - wide) // 2, 0))
    return out


def _along(
    mask: Image.Image,
    text: str,
    face: str,
    *,
    reach: tuple[float, float],
    size: float,
    span: float,
    narrow: float = 1.0,
    foot: bool = False,
) -> None:
    """Text along an ellipse of ``reach``: over its head, or along its foot; ``span`` in degrees."""
    cx, cy = mask.width / 2, mask.height / 2
    step = math.radians(span) / max(1, len(text) - 1)
    for number, char in enumerate(text):
        turn = (number - (len(text) - 1) / 2) * step
        angle = math.pi / 2 - turn if foot else turn - math.pi / 2
        x, y = cx + reach[0] * math.cos(angle), cy + reach[1] * math.sin(angle)
        # The upright of a character is square to the ellipse, not to its radius.
        normal = math.atan2(math.sin(angle) / reach[1], math.cos(angle) / reach[0])
        lean = math.degrees(normal) + (90 if not foot else -90)
        glyph = _glyph(char, face, size, narrow).rotate(-lean, Image.Resampling.BICUBIC)
        mask.paste(255, (round(x - glyph.width / 2), round(y - glyph.height / 2)), glyph)


def _star(draw: ImageDraw.ImageDraw, x: float, y: float, radius: float) -> None:
    points = []
    for k in range(10):
        reach = radius if k % 2 == 0 else radius * 0.382
        turn = math.radians(36 * k - 90)
        points.append((x + reach * math.cos(turn), y + reach * math.sin(turn)))
    draw.polygon(points, fill=255)


def _round(chance: random.Random, kind: str) -> tuple[Image.Image, str, tuple[str, ...]]:
    """A firm's or an authority's: name along the ring, star, and often a line and digits."""
    side = round(chance.uniform(38, 45) * MM * _SCALE)
    mask = Image.new("L", (side, side), 0)
    draw, radius = ImageDraw.Draw(mask), side / 2
    face, name = chance.choice(FACES), name_of(chance)
    draw.ellipse((1, 1, side - 2, side - 2), outline=255, width=round(radius * 0.055))
    if chance.random() < 0.3:
        inset = radius * 0.09
        draw.ellipse((inset, inset, side - inset, side - inset), outline=255, width=_SCALE)
    count = len(name)
    span = min(250.0 if kind == "round" else 280.0, chance.uniform(15.5, 20) * count)
    reach = radius * chance.uniform(0.72, 0.78)
    width = math.radians(span) / max(1, count - 1) * reach
    size = min(radius * chance.uniform(0.27, 0.33), width / 0.62)
    narrow = min(1.0, 0.94 * width / size)
    _along(mask, name, face, reach=(reach, reach), size=size, span=span, narrow=narrow)
    _star(draw, radius, radius, radius * chance.uniform(0.24, 0.32))
    lines: tuple[str, ...] = ()
    if kind == "round":
        line = chance.choice(_LINES)
        small = radius * 0.92 / len(line)
        draw.text((radius, radius * 1.48), line, 255, _font(face, small), anchor="mm")
        lines = (line,)
        if chance.random() < 0.6:
            digits = "".join(chance.choice("0123456789") for _ in range(13))
            low = radius * 0.84
            _along(mask, digits, face, reach=(low, low), size=radius * 0.12, span=60.0, foot=True)
    return mask, name, lines


def _english(chance: random.Random, kind: str) -> tuple[Image.Image, str, tuple[str, ...]]:
    side = round(chance.uniform(38, 46) * MM * _SCALE)
    mask = Image.new("L", (side, side), 0)
    draw, radius = ImageDraw.Draw(mask), side / 2
    name, line = chance.choice(_ENGLISH)
    draw.ellipse((1, 1, side - 2, side - 2), outline=255, width=round(radius * 0.04))
    inner = radius * 0.36
    draw.ellipse((inner, inner, side - inner, side - inner), outline=255, width=2 * _SCALE)
    reach, size = radius * 0.81, radius * 0.19
    span = min(300.0, len(name) * 8.6)
    _along(mask, name, "noto-sans", reach=(reach, reach), size=size, span=span)
    draw.text((radius, radius), line, 255, _font("noto-sans-bold", radius * 0.2), anchor="mm")
    return mask, name, (line,)


def _oval(chance: random.Random, kind: str) -> tuple[Image.Image, str, tuple[str, ...]]:
    """A seal for invoices, 40 x 30 mm: name along the head, credit code across, words below."""
    size = (round(40 * MM * _SCALE), round(30 * MM * _SCALE))
    mask = Image.new("L", size, 0)
    draw = ImageDraw.Draw(mask)
    face, name = chance.choice(FACES), name_of(chance)
    draw.ellipse((1, 1, size[0] - 2, size[1] - 2), outline=255, width=round(MM * _SCALE * 0.8))
    reach = (size[0] / 2 * 0.76, size[1] / 2 * 0.7)
    _along(
        mask,
        name,
        face,
        reach=reach,
        size=size[1] * (0.135 if len(name) <= 14 else 0.115),
        span=min(180.0, 13.5 * len(name)),
        narrow=0.8,
    )
    code = "9" + "".join(chance.choice("0123456789ABCDEFGHJKLMNPQRTUWXY") for _ in range(17))
    draw.text((size[0] / 2, size[1] * 0.54), code, 255, _font(face, size[1] * 0.09), anchor="mm")
    line = "发票专用章"
    draw.text((size[0] / 2, size[1] * 0.76), line, 255, _font(face, size[1] * 0.13), anchor="mm")
    return mask, name, (code, line)


def _square(chance: random.Random) -> tuple[Image.Image, str, tuple[str, ...]]:
    """A name seal, 18 to 22 mm: four characters, read down from the right."""
    side = round(chance.uniform(18, 22) * MM * _SCALE)
    mask = Image.new("L", (side, side), 0)
    draw = ImageDraw.Draw(mask)
    given = chance.choice("明立佳思文海书建晓志雨国静景若承") + chance.choice(
        "远群禾源博宁宜平岚恒"
    )
    text = chance.choice("赵钱孙李周吴郑王冯陈") + given + "印"
    draw.rectangle((1, 1, side - 2, side - 2), outline=255, width=round(side * 0.045))
    font = _font(chance.choice(("gkai", "noto-serif-bold", "uming")), side * 0.4)
    for char, (x, y) in zip(
        text, ((0.72, 0.28), (0.72, 0.73), (0.28, 0.28), (0.28, 0.73)), strict=True
    ):
        draw.text((side * x, side * y), char, 255, font, anchor="mm")
    return mask, text, ()


def _rectangle(chance: random.Random) -> tuple[Image.Image, str, tuple[str, ...]]:
    """A stamp of one or two lines in a frame."""
    rows = chance.choice((("现金付讫",), ("复印件与", "原件一致"), ("已审核",), ("质检合格",)))
    height = round((12 if len(rows) == 1 else 17) * MM * _SCALE)
    width = round(height * (1.6 if len(rows) == 2 else 2.4))
    mask = Image.new("L", (width, height), 0)
    draw = ImageDraw.Draw(mask)
    draw.rectangle((1, 1, width - 2, height - 2), outline=255, width=round(MM * _SCALE * 0.6))
    face = chance.choice(FACES)
    for number, row in enumerate(rows):
        size = min(height * 0.6 / len(rows), width * 0.84 / len(row))
        y = height * (number + 0.5 + 0.05 * (1 - 2 * number) * (len(rows) - 1)) / len(rows)
        draw.text((width / 2, y), row, 255, _font(face, size), anchor="mm")
    return mask, "".join(rows), ()

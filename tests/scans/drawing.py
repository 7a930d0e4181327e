"""Papers drawn in two layouts, and made into scans: slightly noisy pictures, grey or in colour."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path

import cv2
import numpy as np
import pymupdf
import segno
from PIL import Image

from tests.reading.ocr.drawn import SCALE as SEAL_SCALE
from tests.reading.ocr.drawn import Picture, stamped
from tests.scans.papers import Paper

DPI = 150
SCALE = DPI / 72
NOISE = 6
LEFT, RIGHT = 70, 530
SEAL = (430, 690)
SEAL_SIZE = 52
CODE = (76, 690, 166, 780)
PEN = (150, 50, 30)

Place = tuple[float, float]
Layout = Callable[[pymupdf.Page, Paper], Place]


def lines(page: pymupdf.Page, paper: Paper) -> Place:
    """Labels and values on lines, numbers between level rules; where the last line ends."""
    write(page, 170, 90, paper.title, 24)
    rows = [f"{k}：{v}" for k, v in paper.pairs]
    step = min(34, 540 / max(1, len(rows) + len(paper.text) + len(paper.table)))
    for number, row in enumerate(rows):
        write(page, 80, 165 + step * number, row, 13)
    top = 165 + step * len(rows)
    if paper.table:
        top = table(page, paper.table, top, upright=False) + 12
    return text(page, paper.text, (80, top), step, 13)


def boxes(page: pymupdf.Page, paper: Paper) -> Place:
    """Labels and values in a ruled table of two columns; where the last line ends."""
    write(page, 150, 70, paper.title, 20)
    step = min(36, 540 / max(1, len(paper.pairs) + len(paper.text) + len(paper.table)))
    for number, (label, value) in enumerate(paper.pairs):
        top = 125 + step * number
        page.draw_rect((LEFT, top, 230, top + step))
        page.draw_rect((230, top, RIGHT, top + step))
        write(page, 80, top + 7, label, 12)
        write(page, 240, top + 7, value, 12)
    top = 145 + step * len(paper.pairs)
    if paper.table:
        top = table(page, paper.table, top, upright=True) + 16
    return text(page, paper.text, (80, top), min(step, 30), 12)


LAYOUTS: dict[str, Layout] = {"lines": lines, "table": boxes}


def write(page: pymupdf.Page, x: float, y: float, words: str, size: float) -> None:
    """One line, in a font whose figures are as narrow as print has them."""
    style = f"font-size:{size}px;white-space:nowrap"
    page.insert_htmlbox((x, y, 592, y + 2 * size), f'<span style="{style}">{words}</span>')


def text(
    page: pymupdf.Page, rows: Sequence[str], start: Place, step: float, size: float
) -> Place:  # fmt: skip
    """Lines below each other, and the foot of the end of the last."""
    x, top = start
    for number, row in enumerate(rows):
        write(page, x, top + step * number, row, size)
    width = size * len(rows[-1]) if rows else 0
    return x + width, top + step * (len(rows) - 1) + size * 1.3


def table(
    page: pymupdf.Page, rows: Sequence[Sequence[str]], top: float, *, upright: bool
) -> float:  # fmt: skip
    """A table of numbers with level rules, and upright ones where asked; its lower edge."""
    wide, high = (RIGHT - LEFT) / len(rows[0]), 30
    for number, row in enumerate(rows):
        y = top + high * number
        page.draw_line((LEFT, y), (RIGHT, y))
        for column, cell in enumerate(row):
            write(page, LEFT + 8 + wide * column, y + 6, cell, 13)
    end = top + high * len(rows)
    page.draw_line((LEFT, end), (RIGHT, end))
    for column in range(len(rows[0]) + 1) if upright else ():
        page.draw_line((LEFT + wide * column, top), (LEFT + wide * column, end))
    return end


def scan(path: Path, layout: Layout, paper: Paper, seed: int) -> None:
    """The paper as the scan of one page."""
    with pymupdf.open() as document:
        page = document.new_page(width=595, height=842)
        end = layout(page, paper)
        if paper.code:
            page.insert_image(CODE, stream=code(paper.code))
        pixels = page.get_pixmap(dpi=DPI)
    rgb = np.frombuffer(pixels.samples, np.uint8).reshape(pixels.height, pixels.width, 3)
    picture: Picture = np.ascontiguousarray(rgb[:, :, ::-1])
    if paper.signed:
        picture = scrawled(picture, end)
    if paper.stamp:
        picture = pressed(picture, paper.stamp)
    if paper.seal:
        # That helper draws at another resolution.
        smaller = SCALE / SEAL_SCALE
        centre = (SEAL[0] * smaller, SEAL[1] * smaller)
        picture = stamped(picture, centre, radius=SEAL_SIZE * smaller, words=paper.seal)
    shown = picture[:, :, ::-1] if paper.colour else cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    chance = np.random.default_rng(seed).standard_normal(shown.shape[:2], np.float32) * NOISE
    chance = chance.reshape(*chance.shape, *(1 for _ in shown.shape[2:]))
    bright = shown * np.float32(0.92) + 8 + chance
    made = Image.fromarray(np.clip(bright, 0, 255).astype(np.uint8))
    made.save(path, "PDF", resolution=DPI, quality=70)


def code(words: str) -> bytes:
    """A QR code that holds ``words``."""
    data = io.BytesIO()
    segno.make(words, error="m").save(data, kind="png", scale=6, border=4)
    return data.getvalue()


def scrawled(picture: Picture, end: Place) -> Picture:
    """The page with loops and strokes of a blue pen behind the end of a line, in points."""
    x, y = end[0] + 8, end[1]
    turns = np.linspace(0, 7 * np.pi, 300)
    xs = x + 70 * turns / turns[-1] + 6 * np.sin(turns)
    ys = y - 6 - (9 + 4 * np.sin(turns / 3)) * np.cos(turns + 0.4)
    sweep = np.array([(x, y + 4), (x + 40, y + 8), (x + 85, y - 8)])
    signed = picture.copy()
    for curve in (np.stack([xs, ys], axis=1), sweep):
        points = np.rint(curve * SCALE).astype(np.int32)
        cv2.polylines(signed, [points], False, PEN, 3, cv2.LINE_AA)
    return signed


def pressed(picture: Picture, words: Sequence[str]) -> Picture:
    """The page with a framed stamp of two lines, pressed on it aslant."""
    centre, turn = pymupdf.Point(300, 640), pymupdf.Matrix(-10)
    with pymupdf.open() as document:
        paper = document.new_page(width=595, height=842)
        shape = paper.new_shape()
        shape.draw_rect(pymupdf.Rect(170, 610, 430, 672))
        shape.finish(color=(0.14, 0.22, 0.63), width=1.5, morph=(centre, turn))
        shape.commit()
        for number, row in enumerate(words):
            writer = pymupdf.TextWriter(paper.rect)
            place = pymupdf.Point(186, 636 + 26 * number)
            writer.append(place, row, font=pymupdf.Font("cjk"), fontsize=20)
            writer.write_text(paper, color=(0.14, 0.22, 0.63), morph=(centre, turn))
        pixels = paper.get_pixmap(dpi=DPI)
    layer = np.frombuffer(pixels.samples, np.uint8).reshape(pixels.height, pixels.width, 3)
    return (picture.astype(np.uint16) * layer[:, :, ::-1] // 255).astype(np.uint8)

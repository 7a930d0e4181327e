"""Designations of models, KZ-620D, and numbers of single things."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from evidencecheck.domain.document import Document

_MODEL = re.compile(
    r"(?<![0-9A-Za-z])[A-Z]{1,5}-?\d{2,5}[A-Z]{0,2}(?![0-9A-Za-z])"
    # 27148型电池壳: figures alone are a model where the word says so.
    r"|(?<![0-9A-Za-z.])\d{4,6}(?=型)"
)
_OF_A_STANDARD = re.compile(r"(?:ISO|IEC|GB|PAS|EN|RB|JJG|JJF|DB|T|CO|CNAS|CMA|L)-?\d")
_SERIES = re.compile(r"(?<![0-9A-Za-z])([A-Z]{1,5}(?:-?[0-9A-Z]{1,5})?)\s*系列")


def designations(text: str) -> frozenset[str]:
    """The designations of models in a text, as printed."""
    return frozenset(_MODEL.findall(text))


def only_model(document: Document, legible: float) -> str:
    """The one designation that a paper has beside its number and standards; empty of several.

    By its lines that were read with a confidence of ``legible`` (0..1) or more.
    """
    number = document.text("certificate_number")
    found = {
        model
        for line in document.lines
        if line.confidence >= legible
        for model in _MODEL.findall(line.text)
        if model not in number and not _OF_A_STANDARD.match(model)
    }
    return next(iter(found)) if len(found) == 1 else ""


def series(text: str) -> frozenset[str]:
    """The designations of series in a text: ZH-T of 薄壁注塑模具（ZH-T系列）."""
    return frozenset(_SERIES.findall(text))


def thing_number(document: Document, labels: Sequence[str], legible: float) -> str:
    """The number of the one thing that a paper is about, behind one of ``labels``; empty if none.

    Of a line that was read with less confidence than ``legible`` (0..1) it is none.
    """
    if not labels:
        return ""
    behind = _behind(tuple(labels))
    for line in document.lines:
        m = behind.search(line.text) if line.confidence >= legible else None
        if m is not None:
            return m[1].upper()
    return ""


@lru_cache(maxsize=8)
def _behind(labels: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(
        rf"(?:{'|'.join(map(re.escape, labels))})[.．]?\s*[:：]?\s*([0-9A-Za-z-]{{4,24}})"
    )

"""Designations of models: KZ-620D."""

from __future__ import annotations

import re

_MODEL = re.compile(r"(?<![0-9A-Za-z])[A-Z]{1,5}-?\d{2,5}[A-Z]{0,2}(?![0-9A-Za-z])")


def designations(text: str) -> frozenset[str]:
    """The designations of models in a text, as printed."""
    return frozenset(_MODEL.findall(text))

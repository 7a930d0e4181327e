"""The words of ``words.yaml``, and how their places are filled."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib import resources

import yaml
from pydantic import TypeAdapter

from evidencecheck.domain.rule import Words

SLOT = re.compile(r"\{(\w+)\}")
"""A place in a template: ``{name}``."""

_ABSENT = "—"

Catalogue = Mapping[str, Mapping[str, Words]]


@cache
def catalogue() -> Catalogue:
    """The words of ``words.yaml``: group, key, words."""
    text = resources.files(__package__).joinpath("words.yaml").read_text("utf-8")
    return TypeAdapter(dict[str, dict[str, Words]]).validate_python(yaml.safe_load(text))


def fill(template: str, params: Mapping[str, str]) -> str:
    """``template`` with each ``{name}`` replaced once; a name without a value becomes a dash.

    Values are never read as templates.
    """
    return SLOT.sub(lambda m: params.get(m[1], "").strip() or _ABSENT, template)

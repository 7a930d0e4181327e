"""The words of the pages, in Chinese and English."""

from __future__ import annotations

from functools import cache
from importlib import resources

import yaml
from pydantic import TypeAdapter

from evidencecheck.domain.rule import Words
from evidencecheck.reports.words import fill


class Vocabulary:
    """The words of ``words.yaml`` in one language, ``zh`` or ``en``."""

    def __init__(self, lang: str) -> None:
        self.lang = lang

    def __call__(self, key: str, **params: object) -> str:
        """The words under ``key`` with their places filled.

        Raises:
            KeyError: there are none.
        """
        return fill(_groups()["words"][key].get(self.lang), {k: str(v) for k, v in params.items()})

    def stage(self, name: str) -> str:
        """What a run is doing; empty for what has no words."""
        words = _groups()["stages"].get(name)
        return words.get(self.lang) if words else ""


@cache
def _groups() -> dict[str, dict[str, Words]]:
    text = resources.files(__package__).joinpath("words.yaml").read_text("utf-8")
    return TypeAdapter(dict[str, dict[str, Words]]).validate_python(yaml.safe_load(text))

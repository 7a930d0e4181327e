"""What every rule value is made of."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field


def _as_tuple(value: object) -> object:
    return (value,) if isinstance(value, str) else value


Texts = Annotated[
    tuple[str, ...], BeforeValidator(_as_tuple, json_schema_input_type=str | tuple[str, ...])
]

Confidence = Literal["sourced", "own knowledge", "unsure"]
"""How sure the reference is of a standard or a factor; never raised here."""


class Rule(BaseModel):
    """Base of all rule values: frozen, and an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Words(Rule):
    """One text in the two languages of the program."""

    zh: str
    en: str

    def get(self, lang: str) -> str:
        """The text in ``lang`` (``zh`` or ``en``)."""
        return self.en if lang == "en" else self.zh


class Source(Rule):
    """Where a rule text stands in its source document."""

    file: str
    """Number of the source document: ``003``."""
    line: int = Field(ge=1)

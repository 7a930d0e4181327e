"""Write rules.md and rules/schemas/ from the models of the rules, finding-codes.md from its rules.

Run as ``python -m docs.reference`` (``make docs``) from the top of a checkout.
"""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import annotated_types
from pydantic import BeforeValidator
from pydantic.fields import FieldInfo

from docs import schemas
from docs.words import cell, words_of
from evidencecheck.domain.examples import ExampleFile
from evidencecheck.domain.factors import FactorRegister
from evidencecheck.domain.phrases import Phrases
from evidencecheck.domain.rule import Rule
from evidencecheck.domain.rules import (
    DocumentType,
    FieldRule,
    FindingRule,
    Standard,
    VolumeRules,
)
from evidencecheck.domain.systems import Indicator, RulePack
from evidencecheck.rulebook import load_rulebook

HERE = Path(__file__).resolve().parent
_MADE = "<!-- Made by `make docs`; do not edit. -->\n"
_PLAIN = {str: "text", int: "whole number", float: "number", bool: "true or false"}


@dataclass(frozen=True)
class Chapter:
    """One kind of rule file and the model of what stands in it."""

    file: str
    words: str
    model: type[Rule]
    elsewhere: tuple[str, ...] = ()
    """Keys of the model that do not stand under it in the file."""


CHAPTERS = (
    Chapter(
        "systems/ID/system.yaml",
        "The head of one indicator system. `ID` is the name of its folder and its `id`.",
        RulePack,
        ("indicators",),
    ),
    Chapter(
        "systems/ID/SECTION.yaml",
        "A list of indicators. `sections` in system.yaml names the file.",
        Indicator,
    ),
    Chapter(
        "systems/ID/SECTION.examples.yaml",
        "Examples of the indicators of a section: documents in, a flag out. `evidencecheck rules "
        "test` runs them; a check never reads them. `rules lint` wants one of every indicator.",
        ExampleFile,
    ),
    Chapter(
        "documents/TYPE.yaml",
        "One type of document. `TYPE` is the `type` in the file.",
        DocumentType,
    ),
    Chapter(
        "fields.yaml",
        "Under `fields`: how each field is found in every type of document, by the field's name. "
        "Under `stop_labels`: words that label something else, so that a value ends before them.",
        FieldRule,
    ),
    Chapter(
        "standards.yaml",
        "Under `standards`: the registry, by number with part and without edition "
        "(`GB/T 32150`). `as_of` at the top of the file holds for entries without one.",
        Standard,
        ("id",),
    ),
    Chapter(
        "factors.yaml",
        "Emission factors and default coefficients: which value is of what, and published when.",
        FactorRegister,
    ),
    Chapter(
        "phrases.yaml",
        "Words that papers of every type use.",
        Phrases,
    ),
    Chapter(
        "volumes.yaml",
        "Words by which a bound file is taken apart into its documents. Blanks, case, and "
        "simplified or traditional characters make no difference.",
        VolumeRules,
    ),
    Chapter(
        "findings.yaml",
        "Under `findings`: the finding codes, by code (`V201`). "
        "[finding-codes.md](finding-codes.md) prints them all.",
        FindingRule,
        ("code",),
    ),
)
_FILLED_IN = {"Slot": ("id",)}
"""Keys that the program fills in by itself."""
_SHORT = {"_as_factor": "number"}
"""What may stand for a value in short, by the function that makes the value of it."""


# ------------------------------------------------------------------ rules.md


def rules_page() -> str:
    """The rule format as Markdown: a chapter a kind of file, a table a model."""
    parts = [
        "# The rule format\n",
        _MADE,
        "Every file in `rules/` is YAML. `evidencecheck rules lint rules/` checks them and names "
        "file and line of every fault: an unknown key is one. [add-a-city.md](add-a-city.md) shows "
        "the format at work. A key whose default is *required* must be written; the others may be "
        'left out. Put texts that look like numbers in quotes: `"2026"`.\n',
    ]
    done: set[type] = set()
    for chapter in CHAPTERS:
        parts.append(f"## rules/{chapter.file}\n\n{chapter.words}\n")
        for shape in _reached(chapter):
            if shape not in done:
                done.add(shape)
                parts.append(_section(shape, _left_out(shape, chapter)))
    return "\n".join(parts)


def _left_out(shape: type, chapter: Chapter) -> tuple[str, ...]:
    own = chapter.elsewhere if shape is chapter.model else ()
    return (*own, *_FILLED_IN.get(shape.__name__, ()))


def _reached(chapter: Chapter) -> list[type]:
    """The model and every model and list of words that its keys lead to, in order of mention."""
    found: list[type] = []
    waiting: list[type] = [chapter.model]
    while waiting:
        shape = waiting.pop(0)
        if shape in found:
            continue
        found.append(shape)
        if issubclass(shape, Rule):
            left_out = _left_out(shape, chapter)
            for name, field in shape.model_fields.items():
                if name not in left_out:
                    waiting.extend(_named(field.annotation))
    return found


def _named(annotation: Any) -> Iterator[type]:
    if isinstance(annotation, type) and issubclass(annotation, Rule | Enum):
        yield annotation
    for argument in get_args(annotation):
        yield from _named(argument)


def _section(shape: type, left_out: tuple[str, ...]) -> str:
    words = words_of(shape)
    head = f"### {shape.__name__}\n\n{words.get('', '')}\n"
    if issubclass(shape, Enum):
        rows = [f"| `{m.value}` | {words.get(m.name, '')} |" for m in shape]
        return "\n".join((head, "| value | meaning |", "|---|---|", *rows, ""))
    fields: Mapping[str, FieldInfo] = shape.model_fields  # type: ignore[attr-defined]
    rows = [
        f"| `{name}` | {_kind(field)} | {_default(field)} | {words.get(name, '')} |"
        for name, field in fields.items()
        if name not in left_out
    ]
    return "\n".join((head, "| key | type | default | meaning |", "|---|---|---|---|", *rows, ""))


def _kind(field: FieldInfo) -> str:
    words = _type(field.annotation) + "".join(map(_limit, field.metadata))
    empty_stands = field.is_required() and types.NoneType in get_args(field.annotation)
    return words + (" or `null`" if empty_stands else "")


def _type(annotation: Any) -> str:
    """The type in words, with links to the tables of this page."""
    if annotation in _PLAIN:
        return _PLAIN[annotation]
    if annotation is date:
        return "date (YYYY-MM-DD)"
    if isinstance(annotation, type) and issubclass(annotation, Rule | Enum):
        return f"[{annotation.__name__}](#{annotation.__name__.lower()})"
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _type(arguments[0]) + "".join(map(_limit, arguments[1:]))
    if origin is Literal:
        return ", ".join(f"`{a}`" if a else "empty" for a in arguments)
    if origin in {Union, types.UnionType}:
        return " or ".join(_type(a) for a in arguments if a is not types.NoneType)
    if origin is tuple:
        return f"list of {_type(arguments[0])}"
    if origin is not None and issubclass(origin, Mapping):
        return f"mapping of {_type(arguments[0])} to {_type(arguments[1])}"
    raise TypeError(f"no words for the type {annotation}")


def _limit(extra: object) -> str:
    if isinstance(extra, annotated_types.Ge):
        return f", at least {extra.ge}"
    if isinstance(extra, annotated_types.Gt):
        return f", more than {extra.gt}"
    if isinstance(extra, annotated_types.Le):
        return f", at most {extra.le}"
    if isinstance(extra, annotated_types.MinLen):
        return f", {extra.min_length} or more"
    if isinstance(extra, BeforeValidator):
        return f" (or a single {_SHORT.get(extra.func.__name__, 'text')})"
    raise TypeError(f"no words for the limit {extra}")


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "*required*"
    value = field.get_default(call_default_factory=True)
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, Enum | int | float):
        return f"`{value}`"
    if isinstance(value, str) and value:
        return f"`{value}`"
    return "none"


# ------------------------------------------------------------------ finding-codes.md


def codes_page() -> str:
    """Every finding code as Markdown, in both languages, with a table of contents."""
    rules = load_rulebook(HERE.parent / "rules").findings.values()
    parts = [
        "# The finding codes\n",
        _MADE,
        "What a check can find, from `rules/findings.yaml`; `evidencecheck explain V201` prints "
        "one. The level decides the flag of the indicator: *suspicious* before *missing* before "
        "*supported*; a *note* is shown and decides nothing. A finding accuses nobody: it asks a "
        "person to look (疑点、需人工核实). `source` names the entry of the project's domain "
        "reference that the code comes from.\n",
        "| code | level | 中文 | English |\n|---|---|---|---|",
        *(
            f"| [{r.code}](#{r.code.lower()}) | {r.level} | {cell(r.says.zh)} | {cell(r.says.en)} |"
            for r in rules
        ),
        "",
    ]
    for rule in rules:
        rows = (
            ("says", rule.says),
            ("message", rule.message),
            ("why", rule.why),
            ("example", rule.example),
            ("remedy", rule.remedy),
            *((f"remedy for {', '.join(r.of)}", r) for r in rule.remedies),
        )
        source = f", source {cell(rule.source)}" if rule.source else ""
        parts.append(f"## {rule.code}\n\nLevel: {rule.level}{source}.\n")
        parts.append("| | 中文 | English |\n|---|---|---|")
        parts.extend(f"| {name} | {cell(text.zh)} | {cell(text.en)} |" for name, text in rows)
        parts.append("")
    return "\n".join(parts)


PAGES = {"rules.md": rules_page, "finding-codes.md": codes_page}


def main() -> None:
    """Write the schemas and both pages."""
    schemas.write()
    for name, page in PAGES.items():
        (HERE / name).write_text(page(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()

"""JSON Schemas of the rule files, for editors: completion, hints, and faults while typing.

``make docs`` writes them to rules/schemas/; the first line of every rule file names its own, in the
form that YAML editors know. Words that another rule file defines (a document type, a standard) are
suggested and not enforced, so that a copy of the rules with more of them draws no complaint:
``evidencecheck rules lint`` judges them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from docs.words import words_of
from evidencecheck.domain import (
    amount_phrases,
    claim_phrases,
    examples,
    factors,
    finding,
    paper_phrases,
    party_phrases,
    phrases,
    rule,
    rules,
    systems,
    unit_phrases,
)
from evidencecheck.domain.document import UNKNOWN_TYPE
from evidencecheck.domain.rules import RuleBook
from evidencecheck.rulebook import load_rulebook
from evidencecheck.rulebook.examples import VALUES, kinds_of_values

RULES = Path(__file__).resolve().parents[1] / "rules"
_REFERENCE = re.compile(r'"#/definitions/(\w+)"')
_DIALECT = "http://json-schema.org/draft-07/schema#"
"""The one that YAML editors know."""
_MODULES = (
    rule,
    finding,
    phrases,
    amount_phrases,
    unit_phrases,
    claim_phrases,
    paper_phrases,
    party_phrases,
    rules,
    systems,
    examples,
    factors,
)

Schema = dict[str, Any]


def schemas() -> dict[str, str]:
    """The text of each schema, by the name of its file."""
    book = load_rulebook(RULES)
    made = {
        "system": _of(systems.RulePack, leave_out=("indicators",)),
        "section": _of(tuple[systems.Indicator, ...]),
        "examples": _of(examples.ExampleFile),
        "document": _of(rules.DocumentType),
        "fields": _register("fields", rules.FieldRule, (), stop_labels=_TEXTS),
        "standards": _register("standards", rules.Standard, ("id", "as_of"), as_of=_DATE),
        "factors": _of(factors.FactorRegister),
        "phrases": _of(phrases.Phrases),
        "findings": _register("findings", rules.FindingRule, ("code",)),
        "volumes": _of(rules.VolumeRules),
    }
    for schema in made.values():
        _complete(schema, book)
        _only_reached(schema)
    return {
        f"{name}.schema.json": json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
        for name, schema in made.items()
    }


def schema_of(path: Path) -> str:
    """The name of the schema of a rule file; ``path`` is relative to the folder of the rules."""
    if path.name.endswith(".examples.yaml"):
        return "examples.schema.json"
    if path.parts[0] == "systems":
        return "system.schema.json" if path.name == "system.yaml" else "section.schema.json"
    if path.parts[0] == "documents":
        return "document.schema.json"
    return f"{path.stem}.schema.json"


def modeline(path: Path) -> str:
    """The first line of a rule file; ``path`` is relative to the folder of the rules."""
    up = "../" * (len(path.parts) - 1)
    return f"# yaml-language-server: $schema={up}schemas/{schema_of(path)}"


_TEXTS: Schema = {"type": "array", "items": {"type": "string"}}
_DATE: Schema = {"type": "string", "format": "date"}


def _of(shape: Any, leave_out: tuple[str, ...] = ()) -> Schema:
    schema = TypeAdapter(shape).json_schema(ref_template="#/definitions/{model}")
    schema["definitions"] = schema.pop("$defs", {})
    _without(schema, leave_out)
    return {"$schema": _DIALECT, **schema}


def _register(name: str, shape: Any, leave_out: tuple[str, ...], **beside: Schema) -> Schema:
    """The schema of a file that maps ids to entries under ``name``."""
    entry = _of(shape)
    definitions = entry.pop("definitions")
    del entry["$schema"]
    _without(entry, tuple(k for k in leave_out if k != "as_of"))
    entry["required"] = [k for k in entry.get("required", ()) if k not in leave_out]
    return {
        "$schema": _DIALECT,
        "type": "object",
        "additionalProperties": False,
        "required": [name],
        "properties": {name: {"type": "object", "additionalProperties": entry}, **beside},
        "definitions": definitions,
    }


def _without(schema: Schema, keys: tuple[str, ...]) -> None:
    for key in keys:
        schema["properties"].pop(key)
        if key in schema.get("required", ()):
            schema["required"].remove(key)


# ------------------------------------------------------------------ words and suggestions


def _complete(schema: Schema, book: RuleBook) -> None:
    """Add the words of the docstrings, and suggestions of what other rule files define."""
    definitions: dict[str, Schema] = schema["definitions"]
    if "title" in schema:
        definitions = {**definitions, schema["title"]: schema}
    for part in schema.get("properties", {}).values():
        entry = part.get("additionalProperties")
        if isinstance(entry, dict) and "title" in entry:
            definitions = {**definitions, entry["title"]: entry}
    for name, shape in definitions.items():
        words = words_of(_class(name))
        shape["description"] = words.get("", "")
        properties: dict[str, Schema] = shape.get("properties", {})
        if name == "Slot":
            _without(shape, ("id",))
        if name == "ExampleDocument":
            properties.update(_fields_of_an_example(book))
        for key, value in properties.items():
            value.pop("title", None)
            if key in words:
                value["description"] = words[key]
            _suggest(value, _SUGGESTED.get((name, key), ""), book)
        shape.pop("title", None)


def _class(name: str) -> type:
    return next(getattr(m, name) for m in _MODULES if hasattr(m, name))


def _fields_of_an_example(book: RuleBook) -> dict[str, Schema]:
    return {
        name: {"description": VALUES.get(kind, "a text")}
        for name, kind in kinds_of_values(book).items()
    }


_SUGGESTED = {
    ("VolumeRules", "attachments"): "documents",
    ("Slot", "accepts"): "documents",
    ("Slot", "instead"): "documents",
    ("Slot", "weaker"): "documents",
    ("ExampleDocument", "type"): "documents",
    ("Cites", "any"): "standards",
    ("Cites", "all"): "standards",
    ("Standard", "identical"): "standards",
    ("Standard", "related"): "standards",
    ("Example", "findings"): "findings",
    ("Example", "indicator"): "indicators",
    ("Indicator", "shares_evidence_with"): "indicators",
}


def _suggest(value: Schema, register: str, book: RuleBook) -> None:
    known: Mapping[str, list[str]] = {
        "documents": sorted({*book.documents, UNKNOWN_TYPE}),
        "standards": sorted(book.standards),
        "findings": sorted(book.findings),
        "indicators": [i.id for p in book.packs.values() for i in p.indicators],
    }
    if register:
        text = {"anyOf": [{"enum": known[register]}, {"type": "string"}]}
        if "items" in value:
            value["items"] = text
        else:
            value.pop("type")
            value.update(text)


def _only_reached(schema: Schema) -> None:
    """Leave out the definitions that nothing of the schema leads to."""
    definitions = schema.pop("definitions")
    reached: dict[str, Schema] = {}
    waiting = [schema]
    while waiting:
        for name in _REFERENCE.findall(json.dumps(waiting.pop())):
            if name not in reached:
                reached[name] = definitions[name]
                waiting.append(definitions[name])
    if reached:
        schema["definitions"] = {k: v for k, v in definitions.items() if k in reached}


def write() -> None:
    """Write the schemas, and the first line of every rule file."""
    folder = RULES / "schemas"
    folder.mkdir(exist_ok=True)
    for name, text in schemas().items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    for path in sorted(RULES.rglob("*.yaml")):
        first = modeline(path.relative_to(RULES))
        text = path.read_text(encoding="utf-8")
        if not text.startswith(first + "\n"):
            path.write_text(f"{first}\n{text}", encoding="utf-8", newline="\n")

"""The schemas that editors check rule files with: up to date, named by every file, fulfilled."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from docs.schemas import RULES, modeline, schema_of, schemas

from evidencecheck.rulebook.yaml_file import read_yaml

FILES = sorted(p.relative_to(RULES) for p in RULES.rglob("*.yaml"))
SCHEMAS = {name: json.loads(text) for name, text in schemas().items()}


def plain(value: Any) -> Any:
    """YAML as an editor sees it: dates are texts."""
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    if isinstance(value, list):
        return [plain(v) for v in value]
    return value.isoformat() if isinstance(value, date) else value


def faults(name: str, data: Any) -> list[str]:
    validator = jsonschema.Draft7Validator(SCHEMAS[name])
    return [e.message for e in validator.iter_errors(plain(data))]


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_schema_is_up_to_date_and_sound(name: str) -> None:
    written = (RULES / "schemas" / name).read_text(encoding="utf-8")
    assert written == schemas()[name], f"{name} is old: run `make docs`"
    jsonschema.Draft7Validator.check_schema(SCHEMAS[name])


def test_every_rule_file_names_its_schema_and_fulfils_it() -> None:
    for path in FILES:
        text = (RULES / path).read_text(encoding="utf-8")
        assert text.startswith(modeline(path) + "\n"), f"{path}: run `make docs`"
        assert not faults(schema_of(path), read_yaml(RULES / path, str(path)).data), path


def test_what_lint_refuses_editors_mark() -> None:
    path = Path("systems/tianjin/2-monitoring.yaml")
    rows = read_yaml(RULES / path, str(path)).data
    rows[0]["slots"][0]["accept"] = ["ghg-report"]
    assert faults(schema_of(path), rows) == [
        "Additional properties are not allowed ('accept' was unexpected)"
    ]


def test_words_of_other_files_are_suggested_and_not_enforced() -> None:
    slot = SCHEMAS["section.schema.json"]["definitions"]["Slot"]["properties"]
    suggested, anything = slot["accepts"]["items"]["anyOf"]
    assert "business-license" in suggested["enum"]
    assert anything == {"type": "string"}
    assert slot["years"]["description"].startswith("Number of full calendar years")
    document = SCHEMAS["examples.schema.json"]["definitions"]["ExampleDocument"]["properties"]
    assert document["valid_until"] == {"description": "a date (YYYY-MM-DD) or long-term"}

"""Broken rule files: each fault with its file, line and words, which are public interface."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

Edit = Callable[[str, str, str], None]
Faults = Callable[[], list[str]]

MANAGEMENT = "systems/town/management.yaml"
SYSTEM = "systems/town/system.yaml"

# file, text, what it becomes, the fault as printed
BROKEN = {
    "a required key is missing": (
        MANAGEMENT,
        "  requirement: 按标准核算。\n",
        "",
        "systems/town/management.yaml:1: `requirement` is missing",
    ),
    "an unknown key, with a guess": (
        MANAGEMENT,
        "  requirement:",
        "  requirment: x\n  requirement:",
        "systems/town/management.yaml:5: unknown key `requirment`; did you mean `requirement`?",
    ),
    "an unknown key deep inside, with those known": (
        MANAGEMENT,
        "        any: [GB/T 1]",
        "        any: [GB/T 1]\n        zzz: 1",
        "systems/town/management.yaml:16: unknown key `slots.cites.zzz`;"
        " known here: all, any, of, open, works",
    ),
    "a word that is not among those allowed": (
        MANAGEMENT,
        "type: 必选",
        "type: 必须",
        "systems/town/management.yaml:7: `type` should be '必选' or '可选', not `必须`",
    ),
    "a text where a number should be": (
        MANAGEMENT,
        "max_score: 100",
        "max_score: 满分",
        "systems/town/management.yaml:8: `max_score` should be a number, not `满分`",
    ),
    "a text where a list should be": (
        MANAGEMENT,
        "accepts: [report, unknown]",
        "accepts: report",
        "systems/town/management.yaml:12: `slots.accepts` should be a list, not `report`",
    ),
    "an emission factor that is none": (
        SYSTEM,
        "sections:\n",
        "electricity_factor: {series: grid.towns, text: 因子, source: {file: '009', line: 2}}\n"
        "sections:\n",
        "systems/town/system.yaml:5: there is no series `grid.towns` in factors.yaml;"
        " did you mean `grid.town`?",
    ),
    "points that do not add up": (
        MANAGEMENT,
        "max_score: 100",
        "max_score: 90",
        "systems/town/system.yaml:7: the indicators of `碳管理` add up to 90 points, not 100;"
        " correct a max_score or the points of the section",
    ),
    "weights that are not a whole": (
        SYSTEM,
        "weight: 100",
        "weight: 90",
        "systems/town/system.yaml:5: the weights add up to 90 %, not 100",
    ),
    "an empty list": (
        MANAGEMENT,
        "accepts: [report, unknown]",
        "accepts: []",
        "systems/town/management.yaml:12: `slots.accepts` has too few entries",
    ),
    "an empty value": (
        MANAGEMENT,
        "requirement: 按标准核算。",
        "requirement:",
        "systems/town/management.yaml:5: `requirement` should be a text, not nothing",
    ),
    "a number out of range": (
        MANAGEMENT,
        "years: 3",
        "years: -3",
        "systems/town/management.yaml:13: `slots.years` should be greater than or equal to 0,"
        " not `-3`",
    ),
    "a year without quotes": (
        "standards.yaml",
        'year: "2025"',
        "year: 2025",
        "standards.yaml:7: `editions.year` should be a text, not `2025`; put quotes around it",
    ),
    "a date that is none": (
        "standards.yaml",
        "2026-06-30",
        "2026-06-31",
        "standards.yaml:6: `2026-06-31` is no date or number; put quotes around a text",
    ),
    "a word for a date": (
        "standards.yaml",
        "ends: 2026-06-30",
        "ends: 长期",
        "standards.yaml:6: `editions.ends` should be a date (YYYY-MM-DD), not `长期`",
    ),
    "an unknown tag": (
        MANAGEMENT,
        "level2: 报告",
        "level2: !!python/name:os.system 报告",
        "systems/town/management.yaml:4:"
        " the tag tag:yaml.org,2002:python/name:os.system is not known here",
    ),
    "a key that stands twice": (
        MANAGEMENT,
        "  level2: 报告",
        "  level1: 碳管理\n  level2: 报告",
        "systems/town/management.yaml:4: `level1` stands twice, first on line 3",
    ),
    "a standard that stands twice": (
        "standards.yaml",
        "    confidence: sourced\n",
        "    confidence: sourced\n  GB/T 1: {}\n",
        "standards.yaml:9: `GB/T 1` stands twice, first on line 3",
    ),
    "no YAML": (
        MANAGEMENT,
        "level2: 报告",
        "level2: [报告",
        "systems/town/management.yaml:5: is no valid YAML: did not find expected ',' or ']'",
    ),
    "an alias to its own parent": (
        MANAGEMENT,
        "accepts: [report, unknown]",
        "accepts: &a [*a]",
        "systems/town/management.yaml:12: is nested too deeply",
    ),
    "an unknown document type": (
        MANAGEMENT,
        "accepts: [report, unknown]",
        "accepts:\n        - unknown\n        - reprt",
        "systems/town/management.yaml:14: unknown document type `reprt`; did you mean `report`?",
    ),
    "an unknown document type as weaker evidence": (
        MANAGEMENT,
        "years: 3",
        "years: 3\n      weaker: [reprt]",
        "systems/town/management.yaml:14: unknown document type `reprt`; did you mean `report`?",
    ),
    "an unknown standard": (
        MANAGEMENT,
        "any: [GB/T 1]",
        "all: [GB/T 1, GB/T 12]",
        "systems/town/management.yaml:15: unknown standard `GB/T 12`; did you mean `GB/T 1`?",
    ),
    "a demand for standards that asks for nothing": (
        MANAGEMENT,
        "any: [GB/T 1]",
        "open: false",
        "systems/town/management.yaml:14: `cites` asks for nothing;"
        " fill `any` or `all`, or leave it out",
    ),
    "an empty list of standards": (
        MANAGEMENT,
        "any: [GB/T 1]",
        "all: []",
        "systems/town/management.yaml:15: `all` is empty; name a standard or leave it out",
    ),
    "a type that documents are never found to be of": (
        "documents/licence.yaml",
        "titles: [某]\n",
        "",
        "systems/town/basic.yaml:10: no document can fill the slot: the types that it accepts have"
        " neither titles nor cues; give one of them `titles`, or accept another",
    ),
    "a level asked of types that state none": (
        "systems/town/basic.yaml",
        "accepts: [licence]",
        "accepts: [licence]\n      level: 省级",
        "systems/town/basic.yaml:11: no type that the slot accepts states a `level`",
    ),
    "years asked of types that speak of none": (
        "documents/report.yaml",
        "period: years\n",
        "",
        "systems/town/management.yaml:13: no type that the slot accepts speaks of years"
        " (`period: years`)",
    ),
    "a third party asked for where all types are the applicant's own": (
        "systems/town/basic.yaml",
        "accepts: [licence]",
        "accepts: [own]\n      issuer: third-party",
        "systems/town/basic.yaml:11: every type that the slot accepts is the applicant's own",
    ),
    "a weaker type that fills the slot": (
        "systems/town/basic.yaml",
        "accepts: [licence]",
        "accepts: [licence]\n      weaker: [licence]",
        "systems/town/basic.yaml:11: `licence` fills the slot already",
    ),
    "topics of a type that the slot does not take": (
        "systems/town/basic.yaml",
        "accepts: [licence]",
        "accepts: [licence]\n      topics_of: {report: [碳]}",
        "systems/town/basic.yaml:11: the slot takes no `report`; name one of its types",
    ),
    "standards of a type that the slot does not accept": (
        MANAGEMENT,
        "any: [GB/T 1]",
        "any: [GB/T 1]\n        of: [licence]",
        "systems/town/management.yaml:16: the slot does not accept `licence`",
    ),
    "a derived slot that does not quote its origin": (
        "systems/town/basic.yaml",
        "accepts: [licence]",
        "accepts: [licence]\n      inferred: true",
        "systems/town/basic.yaml:11: `derived_from` is missing;"
        " quote the words that the slot was derived from",
    ),
    "an origin of a slot that is not derived": (
        "systems/town/basic.yaml",
        "accepts: [licence]",
        "accepts: [licence]\n      derived_from: 依法设立",
        "systems/town/basic.yaml:11: the slot is not `inferred`",
    ),
    "an unknown section": (
        MANAGEMENT,
        "level1: 碳管理",
        "level1: 基本要求",
        "systems/town/management.yaml:3: unknown section `基本要求`;"
        " system.yaml names for this file: 碳管理",
    ),
    "an id of another system": (
        MANAGEMENT,
        "id: town.1.1",
        "id: city.1.1",
        "systems/town/management.yaml:1: the id `city.1.1` should begin with `town.`",
    ),
    "an id that stands twice": (
        MANAGEMENT,
        "id: town.1.1",
        "id: town.basic.1",
        "systems/town/management.yaml:1: the id `town.basic.1` stands twice,"
        " first in rules/systems/town/basic.yaml:1",
    ),
    "evidence shared with nobody": (
        MANAGEMENT,
        "max_score: 100",
        "max_score: 100\n  shares_evidence_with: town.basic.2",
        "systems/town/management.yaml:9: there is no indicator `town.basic.2`;"
        " did you mean `town.basic.1`?",
    ),
    "evidence shared with itself": (
        "systems/town/basic.yaml",
        "evidence_basis: 营业执照。",
        "evidence_basis: 营业执照。\n  shares_evidence_with: town.basic.1",
        "systems/town/basic.yaml:7: an indicator shares no evidence with itself",
    ),
    "a finding code that a slot needs": (
        "findings.yaml",
        "  Y402:",
        "  Y499:",
        "systems/town/management.yaml:13: `years` needs the finding code Y402,"
        " which is not defined",
    ),
    "a system that is not named as its folder": (
        SYSTEM,
        "id: town",
        "id: tawn",
        "systems/town/system.yaml:1: the id `tawn` is not the name of the folder `town`",
    ),
    "a section without its file": (
        SYSTEM,
        "file: management.yaml",
        "file: managment.yaml",
        "systems/town/system.yaml:7: there is no file managment.yaml beside this one",
    ),
    "indicators in the wrong file": (
        SYSTEM,
        "sections:",
        "indicators: []\nsections:",
        "systems/town/system.yaml:5: indicators do not stand here;"
        " move them into the files that `sections` names",
    ),
    "a document type in the wrong file": (
        "documents/report.yaml",
        "type: report",
        "type: licence",
        "documents/report.yaml:1: the type `licence` is not the file's name;"
        " name the file licence.yaml, or the type report",
    ),
    "a field that nobody defines": (
        "documents/report.yaml",
        "  holder:",
        "  holdr:",
        "documents/report.yaml:5: unknown field `holdr`; did you mean `holder`?",
    ),
    "a field without a kind": (
        "fields.yaml",
        "    kind: organisation\n",
        "",
        "fields.yaml:2: the field `holder` has no `kind`",
    ),
    "stop labels that are no list": (
        "fields.yaml",
        "stop_labels: [地址]",
        "stop_labels: 地址",
        "fields.yaml:5: `stop_labels` should be a list of texts",
    ),
    "an unknown key at the top of a register": (
        "fields.yaml",
        "stop_labels:",
        "stop_label:",
        "fields.yaml:5: unknown key `stop_label`; did you mean `stop_labels`?",
    ),
    "a register that is not there": (
        "standards.yaml",
        "standards:",
        "standard:",
        "standards.yaml:1: `standards` is missing",
    ),
    "an id beside its key": (
        "standards.yaml",
        "    confidence:",
        "    id: GB/T 1\n    confidence:",
        "standards.yaml:8: `id` stands in the key already; leave it out",
    ),
    "an equal that nobody defines": (
        "standards.yaml",
        "    confidence:",
        "    identical: [ISO 1]\n    confidence:",
        "standards.yaml:8: unknown standard `ISO 1`; known here: GB/T 1",
    ),
    "a successor that nobody defines": (
        "standards.yaml",
        "    confidence:",
        "    replaced_by: GB/T 2\n    confidence:",
        "standards.yaml:8: unknown standard `GB/T 2`; did you mean `GB/T 1`?",
    ),
    "an edition that ends before it begins": (
        "standards.yaml",
        "ends: 2026-06-30",
        "ends: 2014-06-30",
        "standards.yaml:6: the edition 2015 ends before it begins",
    ),
    "a confidence that is none": (
        "standards.yaml",
        "confidence: sourced",
        "confidence: certain",
        "standards.yaml:8: `confidence` should be 'sourced', 'own knowledge' or 'unsure',"
        " not `certain`",
    ),
    "an attachment of an unknown type": (
        "volumes.yaml",
        "attachments: [licence]",
        "attachments: [license]",
        "volumes.yaml:3: unknown document type `license`; did you mean `licence`?",
    ),
    "an unknown list of words of volumes": (
        "volumes.yaml",
        "sheets:",
        "sheet:",
        "volumes.yaml:2: unknown key `sheet`; did you mean `sheets`?",
    ),
    "an unknown kind of factor": (
        "factors.yaml",
        "    kind: grid\n",
        "    kind: grit\n",
        "factors.yaml:21: unknown kind `grit`; did you mean `grid`?",
    ),
    "a series that is not named as its kind": (
        "factors.yaml",
        "  grid.town:",
        "  town:",
        "factors.yaml:20: the id `town` should begin with `grid.`",
    ),
    "a value of an unknown set": (
        "factors.yaml",
        "{first: 0.55}",
        "{frist: 0.55}",
        "factors.yaml:23: unknown set `frist`; did you mean `first`?",
    ),
    "a factor that is no number": (
        "factors.yaml",
        "{first: 0.55}",
        "{first: 约0.55}",
        "factors.yaml:23: `series.grid.town.values.first.value` should be a number, not `约0.55`",
    ),
    "a factor that is nothing": (
        "factors.yaml",
        "{first: 0.55}",
        "{first: 0}",
        "factors.yaml:23: `series.grid.town.values.first.value` should be greater than 0, not `0`",
    ),
    "a series without values": (
        "factors.yaml",
        "{first: 0.55}",
        "{}",
        "factors.yaml:23: `series.grid.town.values` has too few entries",
    ),
    "a span that ends before it begins": (
        "factors.yaml",
        "upper: 3.145",
        "upper: 3.096",
        "factors.yaml:31: the span ends before it begins",
    ),
    "a factor that its basis does not give": (
        "factors.yaml",
        "42.652",
        "43.33",
        "factors.yaml:32: `basis` does not give 3.096",
    ),
    "a set that ends before it is published": (
        "factors.yaml",
        "ends: 2026-01-01",
        "ends: 2024-01-01",
        "factors.yaml:17: the set `first` ends before it begins",
    ),
    "a purpose that is right and wrong": (
        "factors.yaml",
        "wrong: [product-footprint]",
        "wrong: [inventory-scope-2]",
        "factors.yaml:8: `inventory-scope-2` stands under `right` too; keep one of them",
    ),
    "an unknown purpose": (
        "factors.yaml",
        "wrong: [product-footprint]",
        "wrong: [footprint]",
        "factors.yaml:8: `kinds.grid.wrong` should be 'inventory-scope-1', 'inventory-scope-2',"
        " 'project-reduction', 'product-footprint', 'ets' or 'energy-consumption',"
        " not `footprint`",
    ),
    "words whose parameters differ": (
        "findings.yaml",
        "  Y402:\n    level: missing\n    says: {zh: 某, en: some}\n    message:\n"
        '      zh: "某：{text}"',
        "  Y402:\n    level: missing\n    says: {zh: 某, en: some}\n    message:\n"
        '      zh: "某：{year}"',
        "findings.yaml:32: {text}, {year} stands in one language only",
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_every_fault_names_its_file_and_line(edit: Edit, faults: Faults, case: str) -> None:
    name, old, new, printed = BROKEN[case]
    edit(name, old, new)
    assert f"rules/{printed}" in faults()


def test_all_faults_of_all_files_are_told_at_once(edit: Edit, faults: Faults) -> None:
    edit(MANAGEMENT, "type: 必选", "type: 必须")
    edit("systems/town/basic.yaml", "accepts: [licence]", "accepts: [license]")
    edit("fields.yaml", "kind: organisation", "kind: company")
    files = [line.split(":")[0] for line in faults()]
    assert files == [
        "rules/fields.yaml",
        "rules/systems/town/basic.yaml",
        "rules/systems/town/management.yaml",
    ]


def test_one_broken_file_breeds_no_other_faults(edit: Edit, faults: Faults) -> None:
    edit("documents/report.yaml", "titles: [某]", "titles: [某")
    edit("standards.yaml", "standards:", "standards: [")
    assert [line.split(":")[0] for line in faults()] == [
        "rules/documents/report.yaml",
        "rules/standards.yaml",
    ]


def test_text_that_is_not_utf8_is_placed(rules: Path, faults: Faults) -> None:
    file = rules / MANAGEMENT
    file.write_bytes(file.read_text("utf-8").encode("gbk"))
    assert faults() == [f"rules/{MANAGEMENT}:3: is not UTF-8; save the file in UTF-8"]


def test_an_empty_file_is_a_fault(rules: Path, faults: Faults) -> None:
    (rules / MANAGEMENT).write_text("# nothing yet\n", "utf-8")
    assert faults() == [f"rules/{MANAGEMENT}: is empty"]


def test_a_mapping_where_indicators_should_be(rules: Path, faults: Faults) -> None:
    (rules / MANAGEMENT).write_text("id: town.1.1\n", "utf-8")
    assert faults() == [f"rules/{MANAGEMENT}:1: the file should be a list of indicators"]


def test_a_list_where_a_register_should_be(rules: Path, faults: Faults) -> None:
    (rules / "findings.yaml").write_text("- E001\n", "utf-8")
    assert "rules/findings.yaml:1: the file should be a mapping" in faults()


@pytest.mark.parametrize(
    "name",
    ["fields.yaml", "standards.yaml", "factors.yaml", "volumes.yaml", "systems/town/system.yaml"],
)
def test_a_missing_file_is_named(rules: Path, faults: Faults, name: str) -> None:
    (rules / name).unlink()
    assert f"rules/{name}: is missing" in faults()


def test_folders_without_rules_are_named(rules: Path, faults: Faults) -> None:
    for name in (
        *(f"documents/{d}.yaml" for d in ("licence", "own", "report")),
        *(_system_files(rules)),
    ):
        (rules / name).unlink()
    (rules / "systems" / "town").rmdir()
    assert faults() == [
        "rules/documents: no document type is here",
        "rules/systems: no indicator system is here",
    ]


def _system_files(rules: Path) -> list[str]:
    found = (rules / "systems" / "town").glob("*.yaml")
    return [p.relative_to(rules).as_posix() for p in found]


def test_a_file_that_no_section_names(rules: Path, faults: Faults) -> None:
    (rules / "systems" / "town" / "extra.yaml").write_text("[]\n", "utf-8")
    assert faults() == ["rules/systems/town/extra.yaml: no section of system.yaml names this file"]

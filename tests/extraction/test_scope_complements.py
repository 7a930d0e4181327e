"""Scopes and totals that the others of a report leave."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from evidencecheck.extraction import Extractor
from tests.extraction.drawing import page, reading

HEAD = "核算期:2025年1月1日至2025年12月31日"
NAMES = ("emissions_scope1", "emissions_scope2", "emissions_total")
CASES: dict[str, tuple[str, Mapping[str, float | None]]] = {
    "what is left of the total": (
        f"{HEAD}\n直接排放量 612.38 tCO2e\n外购电力7,204.50MWh×0.5306=3,822.71\n"
        "排放总量 4,435.09 tCO2e",
        {"emissions_scope1": 612.38, "emissions_scope2": 3822.71, "emissions_total": 4435.09},
    ),
    "what is left is not printed": (
        f"{HEAD}\n直接排放量 612.38 tCO2e\n外购电力7,204.50MWh×0.5306=3,822.71\n"
        "排放总量 4,475.09 tCO2e",
        {"emissions_scope1": 612.38, "emissions_scope2": None, "emissions_total": 4475.09},
    ),
    "what is left is of something else": (
        f"{HEAD}\n直接排放量 612.38 tCO2e\n产品运输 3,822.71\n排放总量 4,435.09 tCO2e",
        {"emissions_scope1": 612.38, "emissions_scope2": None, "emissions_total": 4435.09},
    ),
    "nothing else is known": (
        f"{HEAD}\n上年:燃烧 612.38,电力 3,822.71,共 4,435.09",
        {"emissions_scope1": None, "emissions_scope2": None},
    ),
}


@pytest.mark.parametrize(("text", "wanted"), CASES.values(), ids=CASES)
def test_what_the_others_leave(
    extractor: Extractor, text: str, wanted: Mapping[str, float | None]
) -> None:
    (document,) = extractor.documents(
        reading(page(*text.split("\n"), title="温室气体排放核算报告"))
    )
    found = {name: document.field(name) for name in NAMES}
    read = {name: field.value if field else None for name, field in found.items()}
    assert {name: read[name] for name in wanted} == wanted

"""The checklist: a row a slot, with all that the slot and its document types ask for."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from evidencecheck.domain.document import UNKNOWN_TYPE
from evidencecheck.domain.rule import Source, Words
from evidencecheck.domain.rules import DocumentType, RuleBook, Standard, Title, Validity
from evidencecheck.domain.systems import (
    Ambiguity,
    Cites,
    Indicator,
    Kind,
    Material,
    RulePack,
    Section,
    Slot,
    TierText,
)
from evidencecheck.reports.checklist import render_checklist
from evidencecheck.rulebook import load_rulebook

DAY = date(2026, 3, 31)
SOURCE = Source(file="000", line=1)
EMPTY = ("已准备", "文件名", "备注")


def rows(data: bytes, sheet: int = 0) -> list[dict[str, Any]]:
    """The rows of a sheet below its header, by column title."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    _, _, head, *body = book.get_sheet_by_index(sheet).to_python(skip_empty_area=False)
    return [dict(zip(map(str, head), row, strict=True)) for row in body]


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode("utf-8")


def document(type_id: str, name: str, *titles: str, **rest: Any) -> DocumentType:
    return DocumentType(
        type=type_id,
        name=Words(zh=name, en=type_id),
        titles=tuple(Title(text=t) for t in titles),
        **rest,
    )


def standard(name: str, **rest: Any) -> Standard:
    return Standard(id=name, title=Words(zh=name, en=name), confidence="sourced", as_of=DAY, **rest)


DOCUMENTS = (
    document(
        "certificate",
        "体系证书",
        "质量管理证书",
        "环境管理证书",
        "证书…附件",
        "能源管理证书",
        "能源体系证书",
        "能源证书",
        "能源管理体系证书",
        validity=Validity(kind="required", years=3),
        bears={"signature": "expected", "seal": "expected"},
    ),
    document("statement", "声明", "核查声明", bears={"seal": "expected"}),
    document("licence", "执照", validity=Validity(kind="optional")),
    document("photo", "照片"),
)
STANDARDS = (
    standard("GB/T 1"),
    standard("GB/T 2", withdrawn=date(2026, 3, 30), replaced_by="GB/T 1"),
    standard("GB/T 3", withdrawn=date(2026, 3, 31), replaced_by="GB/T 1"),
    standard("GB/T 4", withdrawn=date(2020, 1, 1)),
)


def indicator(number: str, *slots: Slot, **rest: Any) -> Indicator:
    given: dict[str, Any] = {"kind": Kind.SCORED, "type": "可选", "max_score": 2.5, **rest}
    return Indicator(
        id=f"demo.{number}",
        level1="1 管理",
        level2="1.1 制度",
        requirement=f"要求 {number}",
        evidence_basis=None,
        source=SOURCE,
        slots=slots,
        **given,
    )


def pack(*indicators: Indicator, **rest: Any) -> RulePack:
    return RulePack(
        id="demo",
        name="示范体系",
        edition="2026",
        source=SOURCE,
        sections=(Section(name="1 管理", weight=20, file="1.yaml"),),
        indicators=indicators,
        **rest,
    )


@pytest.fixture
def rules(book: RuleBook) -> RuleBook:
    return book.model_copy(
        update={
            "documents": {d.type: d for d in DOCUMENTS},
            "standards": {s.id: s for s in STANDARDS},
        }
    )


def only(rules: RuleBook, slot: Slot, lang: str = "zh") -> dict[str, Any]:
    """The row of a system of one slot."""
    (row,) = rows(render_checklist(pack(indicator("1", slot)), rules, day=DAY, lang=lang))
    return row


def test_a_row_a_slot_with_what_its_indicator_is_worth(rules: RuleBook) -> None:
    system = pack(
        indicator(
            "1",
            Slot(text="执照", accepts=("licence",)),
            Slot(text="照片等", accepts=("photo",), required=False, min_count=2),
        ),
        indicator(
            "2",
            Slot(text="声明", accepts=("statement",)),
            kind=Kind.BASIC,
            type=None,
            max_score=None,
            conditional="如适用",
        ),
    )
    first, second, third = rows(render_checklist(system, rules, day=DAY))
    assert (first["编号"], first["一级指标"], first["二级指标"]) == ("demo.1", "1 管理", "1.1 制度")
    assert (first["指标要求"], first["应提交的材料"]) == ("要求 1", "执照")
    assert (first["指标类型"], first["分值"], first["权重"]) == ("可选", 2.5, 0.2)
    assert [r["是否必需"] for r in (first, second, third)] == ["必需", "可选/示例", "必需"]
    assert second["指标要求"] == "要求 1"
    assert second["应提交的材料"] == "照片等\n至少2份"
    assert (third["指标类型"], third["分值"]) == ("基本要求", "")
    assert third["指标要求"] == "要求 2\n有条件适用：如适用"
    assert {row[c] for row in (first, second, third) for c in EMPTY} == {""}


def test_an_inferred_slot_shows_the_words_it_comes_from(rules: RuleBook) -> None:
    slot = Slot(text="有关证明", accepts=("photo",), inferred=True, derived_from="应使用绿电")
    asked = only(rules, slot)["应提交的材料"]
    assert asked == "有关证明\n（原文未写明证据，据“应使用绿电”推定）"


def test_a_doubtful_wording_shows_the_reading_taken(rules: RuleBook) -> None:
    doubt = Ambiguity(readings=("甲", "乙"), taken="按甲")
    one = indicator("1", Slot(text="照片", accepts=("photo",)), ambiguous=doubt)
    (row,) = rows(render_checklist(pack(one), rules, day=DAY))
    assert row["指标要求"] == "要求 1\n原文可有两种读法: 按甲"


def test_validity_is_that_of_the_source_and_of_the_types(rules: RuleBook) -> None:
    required = "须载明有效期，2026-03-31 仍有效，最长 3 年"
    optional = "载有有效期的，2026-03-31 仍有效"
    assert only(rules, Slot(text="x", accepts=("photo",)))["有效期"] == ""
    assert only(rules, Slot(text="x", accepts=("certificate",)))["有效期"] == required
    both = Slot(text="x", accepts=("certificate", "photo", "licence"), valid=True)
    assert only(rules, both)["有效期"].split("\n") == [
        "原文要求在有效期内",
        f"体系证书：{required}",
        f"执照：{optional}",
    ]


@pytest.mark.parametrize(
    ("years", "day", "shown"),
    [(0, DAY, ""), (1, DAY, "2025"), (3, DAY, "2023\n2024\n2025"),
     (2, date(2027, 1, 1), "2025\n2026"), (2, date(2026, 12, 31), "2024\n2025")],
)  # fmt: skip
def test_years_are_calendar_years(rules: RuleBook, years: int, day: date, shown: str) -> None:
    system = pack(indicator("1", Slot(text="x", accepts=("photo",), years=years)))
    (row,) = rows(render_checklist(system, rules, day=day))
    assert str(row["覆盖年份"]) == shown


def test_standards_say_all_or_one_and_what_took_their_place(rules: RuleBook) -> None:
    def shown(cites: Cites | None) -> list[str]:
        return only(rules, Slot(text="x", accepts=("photo",), cites=cites))["应引用的标准"].split(
            "\n"
        )

    assert shown(None) == [""]
    assert shown(Cites(open=True)) == [""]
    assert shown(Cites(all=("GB/T 1",))) == ["GB/T 1"]
    assert shown(Cites(all=("GB/T 1", "XY 9"))) == ["全部：", "GB/T 1", "XY 9"]
    assert shown(Cites(any=("GB/T 1", "GB/T 2", "GB/T 3", "GB/T 4"), open=True)) == [
        "任一：",
        "GB/T 1",
        "GB/T 2（已废止，用 GB/T 1）",
        "GB/T 3",
        "GB/T 4（已废止）",
        "或其他适用标准",
    ]


def test_issuer_level_publication_and_seal(rules: RuleBook) -> None:
    columns = ("出具方", "级别", "公开", "印章签字")
    plain = only(rules, Slot(text="x", accepts=("photo",)))
    assert [plain[c] for c in columns] == ["", "", "", ""]
    slot = Slot(text="x", accepts=("certificate",), issuer="third-party", level="市级", public=True)
    row = only(rules, slot)
    assert [row[c] for c in columns] == ["第三方出具", "市级及以上", "对外公开", "盖章、签字"]
    mixed = only(rules, Slot(text="x", accepts=("statement", "photo")))
    assert mixed["印章签字"] == "声明：盖章"


def test_a_threshold_stands_with_what_to_hand_in_and_a_seal_with_the_seals(
    rules: RuleBook,
) -> None:
    row = only(rules, Slot(text="统计表", accepts=("statement",), threshold="不低于70%", seal=True))
    assert row["应提交的材料"] == "统计表\n须核对：不低于70%"
    assert row["印章签字"] == "原文要求签字盖章\n盖章"
    assert only(rules, Slot(text="x", accepts=("photo",), seal=True))["印章签字"] == (
        "原文要求签字盖章"
    )


def test_examples_are_telling_titles_on_the_matter(rules: RuleBook) -> None:
    def shown(**rest: Any) -> list[str]:
        return only(rules, Slot(**rest))["可接受的文件及标题示例"].split("\n")

    assert shown(text="x", accepts=("certificate", "photo")) == [
        "体系证书：质量管理证书、环境管理证书、能源管理证书",
        "照片",
    ]
    assert shown(text="x", accepts=("certificate",), topics=("能源 体系",)) == [
        "体系证书：能源体系证书、能源管理体系证书"
    ]
    assert shown(text="能源证书", accepts=("certificate",)) == [
        "体系证书：能源证书、质量管理证书、环境管理证书"
    ]
    instead = shown(text="x", accepts=("photo",), instead=("statement", UNKNOWN_TYPE))
    assert instead == ["照片", "没有时可用：声明、其他相关材料"]


def test_a_tiered_system_lists_the_slots_of_one_tier(rules: RuleBook) -> None:
    def of(text: str) -> TierText:
        slots = () if text == "/" else (Slot(text=f"{text}证明", accepts=("photo",)),)
        return TierText(text=text, slots=slots)

    tiered = indicator(
        "1",
        kind=Kind.TIERED,
        type=None,
        max_score=None,
        tiers={"low-carbon": of("/"), "zero": of("百分之百")},
    )
    system = pack(tiered, tiers=("low-carbon", "zero"))
    highest = render_checklist(system, rules, day=DAY)
    assert highest == render_checklist(system, rules, day=DAY, tier="zero")
    (row,) = rows(highest)
    assert (row["应提交的材料"], row["指标要求"]) == ("百分之百证明", "要求 1\n零碳: 百分之百")
    data = render_checklist(system, rules, day=DAY, tier="low-carbon")
    (row,) = rows(data)
    assert (row["应提交的材料"], row["是否必需"]) == ("本等级不要求材料", "")
    assert "dataValidation " not in part(data, "xl/worksheets/sheet1.xml")


def test_the_materials_list_has_a_sheet_where_there_is_one(rules: RuleBook) -> None:
    one = indicator("1", Slot(text="x", accepts=("photo",)))
    plain = render_checklist(pack(one), rules, day=DAY)
    assert CalamineWorkbook.from_filelike(io.BytesIO(plain)).sheet_names == ["指标与材料"]
    listed = Material(
        number="一", text="基本信息表", source=SOURCE, indicators=("demo.1", "demo.2")
    )
    data = render_checklist(pack(one, materials=(listed,)), rules, day=DAY)
    (row,) = rows(data, 1)
    assert (row["序号"], row["材料"], row["对应指标"]) == ("一", "基本信息表", "demo.1\ndemo.2")
    assert [row[c] for c in EMPTY] == ["", "", ""]
    assert 'sqref="D4"' in part(data, "xl/worksheets/sheet2.xml")


def test_the_box_takes_a_tick_or_a_dash(rules: RuleBook) -> None:
    system = pack(indicator("1", *[Slot(text="x", accepts=("photo",))] * 2))
    sheet = part(render_checklist(system, rules, day=DAY), "xl/worksheets/sheet1.xml")
    boxes = re.findall(r"<dataValidation .*?</dataValidation>", sheet)
    assert len(boxes) == 2
    assert all('type="list"' in box and "√,—" in box for box in boxes)


def test_it_is_set_up_for_reading_and_print(rules: RuleBook) -> None:
    data = render_checklist(
        pack(indicator("1", Slot(text="x", accepts=("photo",)))), rules, day=DAY
    )
    sheet = part(data, "xl/worksheets/sheet1.xml")
    assert '<pane xSplit="3" ySplit="3"' in sheet
    assert '<autoFilter ref="A3:T4"' in sheet
    assert 'paperSize="9"' in sheet
    assert 'orientation="landscape"' in sheet
    assert 'fitToHeight="0"' in sheet
    assert "_xlnm.Print_Titles" in part(data, "xl/workbook.xml")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_equal_rules_give_equal_bytes(rules: RuleBook, lang: str) -> None:
    system = pack(indicator("1", Slot(text="x", accepts=("certificate",), years=3)))
    first = render_checklist(system, rules, day=DAY, lang=lang)
    assert first == render_checklist(system, rules, day=DAY, lang=lang)
    assert "2026-03-31T00:00:00Z" in part(first, "docProps/core.xml")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_slot_of_every_system_has_its_row(lang: str) -> None:
    book = load_rulebook()
    assert book.packs
    for system in book.packs.values():
        tier = system.tiers[-1] if system.tiers else ""
        asked = [i.at(tier) if i.tiers else i for i in system.indicators]
        listed = rows(render_checklist(system, book, day=DAY, lang=lang))
        key, need = ("编号", "应提交的材料") if lang == "zh" else ("Id", "What to hand in")
        shown = [(row[key], row[need].split("\n")[0]) for row in listed]
        slots = [(i.id, s.text.split("\n")[0]) for i in asked for s in i.slots]
        assert [line for line in shown if line in slots] == slots

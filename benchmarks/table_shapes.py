"""Tables as factories and verifiers draw them up, each with what its cells mean.

The companies and figures are invented. ``<`` in a cell joins it to the one on its left, ``^`` to
the one above.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Value:
    """A number that a cell stands for."""

    row: int
    column: int
    value: float
    unit: str
    year: int | None


@dataclass(slots=True)
class Shape:
    """A document with one table, and its truth."""

    name: str
    title: str
    rows: list[list[str]]
    heads: int
    intro: list[str] = field(default_factory=list)
    caption: str = ""
    values: list[Value] = field(default_factory=list)
    fields: dict[str, float] = field(default_factory=dict)
    type: str = ""

    def value(self, row: int, column: int, value: float, unit: str, year: int | None) -> None:
        """Say what a cell means."""
        self.values.append(Value(row, column, value, unit, year))


def shapes(seed: int) -> list[Shape]:
    """One of each shape, with figures of its own."""
    return [make(random.Random(f"{make.__name__} {seed}")) for make in _SHAPES]  # noqa: S311


FIRMS = ("云岭示例精工有限公司", "青禾样例食品有限公司", "海晏虚构电子科技有限公司")


def _figure(chance: random.Random, low: float, high: float) -> float:
    return round(chance.uniform(low, high), 2)


def _shown(value: float, digits: int = 2) -> str:
    return f"{value:,.{digits}f}"


def _firm(chance: random.Random) -> str:
    return chance.choice(FIRMS)


def _report(chance: random.Random, year: int) -> tuple[str, list[str]]:
    return (
        f"{year}年度温室气体排放核算报告",
        [f"企业名称：{_firm(chance)}", f"核算期间：{year}年1月1日至{year}年12月31日"],
    )


def scopes(chance: random.Random) -> Shape:
    """Three scopes and their shares."""
    year = chance.choice((2023, 2024, 2025))
    title, intro = _report(chance, year)
    s1, s2, s3 = (_figure(chance, 100, 9000) for _ in range(3))
    total = round(s1 + s2 + s3, 2)
    shape = Shape("scopes", title, [], 1, intro, "表3 温室气体排放量汇总", type="ghg-report")
    shape.rows = [["类别", "说明", "排放量（tCO2e）", "占比"]]
    for name, about, amount in (
        ("范围一", "直接温室气体排放", s1),
        ("范围二", "输入能源的间接排放", s2),
        ("范围三", "其他间接排放", s3),
        ("合计", "温室气体排放总量", total),
    ):
        share = round(100 * amount / total, 1)
        row = len(shape.rows)
        shape.rows.append([name, about, _shown(amount), f"{share}%"])
        shape.value(row, 2, amount, "tCO2e", year)
        shape.value(row, 3, share, "%", year)
    shape.fields = {
        "emissions_scope1": s1,
        "emissions_scope2": s2,
        "emissions_scope3": s3,
        "emissions_total": total,
    }
    return shape


def years(chance: random.Random) -> Shape:
    """Scopes by three years, the unit in the caption."""
    title = "2023—2025年度温室气体排放核算报告"
    intro = [f"报告主体：{_firm(chance)}", "报告年度：2023年、2024年、2025年"]
    shape = Shape("years", title, [], 1, intro, "表2 分年度排放量  单位：tCO2e", type="ghg-report")
    shape.rows = [["排放类别", "2023年", "2024年", "2025年"]]
    kept: list[list[float]] = []
    for name in ("直接排放（范围1）", "能源间接排放（范围2）"):
        amounts = [_figure(chance, 300, 20000) for _ in range(3)]
        kept.append(amounts)
        shape.rows.append([name, *map(_shown, amounts)])
    totals = [round(a + b, 2) for a, b in zip(*kept, strict=True)]
    shape.rows.append(["排放总量", *map(_shown, totals)])
    for r, amounts in enumerate((*kept, totals), 1):
        for c, amount in enumerate(amounts, 1):
            shape.value(r, c, amount, "tCO2e", 2022 + c)
    shape.fields = {
        "emissions_scope1": kept[0][2],
        "emissions_scope2": kept[1][2],
        "emissions_total": totals[2],
    }
    return shape


def categories(chance: random.Random) -> Shape:
    """ISO 14064-1 categories with their sources, subtotals and a total; cells joined downwards."""
    year = chance.choice((2023, 2024, 2025))
    title = f"{year}年度温室气体盘查报告"
    intro = [f"组织名称：{_firm(chance)}", f"盘查期间：{year}年1月1日至{year}年12月31日"]
    shape = Shape(
        "categories", title, [], 1, intro, "表4-1 各类别温室气体排放量", type="ghg-report"
    )
    shape.rows = [["类别", "排放源", "排放量（tCO2e）", "占总量比例（%）"]]
    plan = (
        ("类别1 直接排放", ("天然气燃烧", "公务车汽油", "冷媒逸散")),
        ("类别2 输入能源的间接排放", ("外购电力", "外购蒸汽")),
        ("类别3 运输产生的间接排放", ("上游运输",)),
        ("类别4 组织使用的产品产生的间接排放", ("外购原料", "废弃物处置")),
    )
    sums: list[float] = []
    lines: list[tuple[list[str], float]] = []
    for category, sources in plan:
        amounts = [_figure(chance, 20, 3000) for _ in sources]
        for k, (source, amount) in enumerate(zip(sources, amounts, strict=True)):
            lines.append(([category if k == 0 else "^", source], amount))
        sums.append(round(sum(amounts), 2))
        lines.append((["^", "小计"], sums[-1]))
    total = round(sum(sums), 2)
    lines.append((["合计", "<"], total))
    for names, amount in lines:
        share = round(100 * amount / total, 2)
        row = len(shape.rows)
        shape.rows.append([*names, _shown(amount), f"{share:.2f}"])
        shape.value(row, 2, amount, "tCO2e", year)
        shape.value(row, 3, share, "%", year)
    shape.fields = {
        "emissions_scope1": sums[0],
        "emissions_scope2": sums[1],
        "emissions_scope3": round(sums[2] + sums[3], 2),
        "emissions_total": total,
    }
    return shape


def inventory(chance: random.Random) -> Shape:
    """Sources with activity data and factors, each with a column of its unit."""
    year = chance.choice((2023, 2024, 2025))
    title = f"{_firm(chance)}{year}年温室气体排放清单"
    shape = Shape("inventory", title, [], 1, [f"统计期间：{year}年1月至{year}年12月"])
    shape.type = "ghg-inventory"
    shape.rows = [
        ["序号", "类别", "排放源", "活动数据", "单位", "排放因子", "因子单位", "排放量（tCO2e）"]
    ]
    gas, diesel = _figure(chance, 5, 90), _figure(chance, 2, 60)
    power = float(chance.randint(900, 9000) * 1000)
    e1, e2 = round(gas * 21.62, 2), round(diesel * 3.096, 2)
    e3 = round(power * 0.5306 / 1000, 2)
    for names, amount, shown, unit, factor, per, emitted in (
        (("1", "范围1", "天然气"), gas * 10_000, gas, "万Nm³", "21.62", "tCO2/万Nm³", e1),
        (("2", "^", "柴油"), diesel, diesel, "t", "3.096", "tCO2/t", e2),
        (("3", "范围2", "外购电力"), power, power, "kWh", "0.5306", "kgCO2/kWh", e3),
    ):
        row = len(shape.rows)
        digits = 0 if unit == "kWh" else 2
        shape.rows.append([*names, _shown(shown, digits), unit, factor, per, _shown(emitted)])
        shape.value(row, 3, round(amount, 4), unit.replace("³", "3").replace("万", ""), year)
        shape.value(row, 5, float(factor), per.replace("³", "3"), year)
        shape.value(row, 7, emitted, "tCO2e", year)
    total = round(e1 + e2 + e3, 2)
    shape.rows.append(["合计", "<", "<", "<", "<", "<", "<", _shown(total)])
    shape.value(4, 7, total, "tCO2e", year)
    shape.fields = {
        "emissions_scope1": round(e1 + e2, 2),
        "emissions_scope2": e3,
        "emissions_total": total,
        "electricity_kwh": power,
    }
    return shape


def monthly(chance: random.Random) -> Shape:
    """Twelve months, each quantity a column with its unit in the heading."""
    year = chance.choice((2024, 2025))
    big = chance.random() < 0.5
    title = f"{_firm(chance)}{year}年碳排放统计报表"
    shape = Shape("monthly", title, [], 1, [f"填报年度：{year}年"], type="statistical-report")
    unit, scale, digits = ("万kWh", 10_000, 4) if big else ("kWh", 1, 0)
    shape.rows = [
        [
            "月份",
            f"外购电量（{unit}）",
            "天然气（m³）",
            "范围1（tCO2e）",
            "范围2（tCO2e）",
            "合计（tCO2e）",
        ]
    ]
    sums = [0.0] * 5
    for month in range(1, 13):
        power = chance.randint(100_000, 900_000)
        gas = chance.randint(1000, 90_000)
        s1, s2 = round(gas * 0.00216, 2), round(power * 0.00053, 2)
        numbers = [power / scale, float(gas), s1, s2, round(s1 + s2, 2)]
        sums = [round(a + b, 4) for a, b in zip(sums, numbers, strict=True)]
        _months(shape, f"{month}月", numbers, digits, (scale, year))
    _months(shape, "合计", sums, digits, (scale, year))
    shape.fields = {
        "electricity_kwh": round(sums[0] * scale, 2),
        "emissions_scope1": round(sums[2], 2),
        "emissions_scope2": round(sums[3], 2),
        "emissions_total": round(sums[4], 2),
    }
    return shape


def _months(
    shape: Shape, name: str, numbers: list[float], digits: int, known: tuple[int, int]
) -> None:
    row = len(shape.rows)
    scale, year = known
    shown = [_shown(numbers[0], digits), _shown(numbers[1], 0), *map(_shown, numbers[2:])]
    shape.rows.append([name, *shown])
    shape.value(row, 1, round(numbers[0] * scale, 2), "kWh", year)
    shape.value(row, 2, numbers[1], "m3", year)
    for column in (3, 4, 5):
        shape.value(row, column, round(numbers[column - 1], 2), "tCO2e", year)


def year_rows(chance: random.Random) -> Shape:
    """Years as rows under a head of two rows."""
    title = "近三年温室气体排放核算报告"
    intro = [f"单位名称：{_firm(chance)}", "核算年度：2023年至2025年"]
    shape = Shape("year_rows", title, [], 2, intro, type="ghg-report")
    shape.rows = [
        ["年度", "排放量（tCO2e）", "<", "<", "碳排放强度（tCO2e/万元）"],
        ["^", "直接排放", "能源间接排放", "总排放量", "^"],
    ]
    for year in (2023, 2024, 2025):
        s1, s2 = _figure(chance, 300, 9000), _figure(chance, 300, 20000)
        total, per = round(s1 + s2, 2), round(chance.uniform(0.05, 0.9), 4)
        row = len(shape.rows)
        shape.rows.append([f"{year}年", _shown(s1), _shown(s2), _shown(total), str(per)])
        for column, amount in ((1, s1), (2, s2), (3, total)):
            shape.value(row, column, amount, "tCO2e", year)
        shape.value(row, 4, per, "tCO2e/万元", year)
        shape.fields = {
            "emissions_scope1": s1,
            "emissions_scope2": s2,
            "emissions_total": total,
        }
    return shape


def gases(chance: random.Random) -> Shape:
    """Categories by gas, the total in the last row and the last column."""
    year = chance.choice((2023, 2024, 2025))
    title, intro = _report(chance, year)
    shape = Shape("gases", title, [], 1, intro, "表5 各温室气体排放量（单位：吨二氧化碳当量）")
    shape.type = "ghg-report"
    shape.rows = [["排放类别", "CO2", "CH4", "N2O", "HFCs", "合计"]]
    kept = []
    for name in ("范围1", "范围2"):
        amounts = [_figure(chance, 300, 9000), *(_figure(chance, 0.01, 9) for _ in range(3))]
        kept.append([*amounts, round(sum(amounts), 2)])
        shape.rows.append([name, *map(_shown, kept[-1])])
    totals = [round(a + b, 2) for a, b in zip(*kept, strict=True)]
    shape.rows.append(["总计", *map(_shown, totals)])
    for r, amounts in enumerate((*kept, totals), 1):
        for c, amount in enumerate(amounts, 1):
            shape.value(r, c, amount, "tCO2e", year)
    shape.fields = {
        "emissions_scope1": kept[0][4],
        "emissions_scope2": kept[1][4],
        "emissions_total": totals[4],
    }
    return shape


def energy(chance: random.Random) -> Shape:
    """Energy by kind with its unit before the amount, and its coal equivalent."""
    year = chance.choice((2023, 2024, 2025))
    title = f"{year}年能源消费结构计算表"
    intro = [f"企业名称：{_firm(chance)}"]
    shape = Shape("energy", title, [], 1, intro, type="energy-consumption-table")
    shape.rows = [["能源品种", "计量单位", "实物量", "折标系数", "折标准煤（tce）"]]
    power, gas, heat = _figure(chance, 90, 2000), _figure(chance, 3, 90), _figure(chance, 500, 9000)
    total = 0.0
    for name, unit, shown, factor in (
        ("电力", "万kWh", power, 1.229),
        ("天然气", "万m³", gas, 13.3),
        ("热力", "GJ", heat, 0.03412),
    ):
        coal = round(shown * factor, 2)
        total += coal
        row = len(shape.rows)
        shape.rows.append([name, unit, _shown(shown), str(factor), _shown(coal)])
        scale = 10_000 if unit.startswith("万") else 1
        plain = unit.removeprefix("万").replace("³", "3")
        shape.value(row, 2, round(shown * scale, 4), plain, year)
        shape.value(row, 4, coal, "tce", year)
    shape.rows.append(["合计", "—", "—", "—", _shown(total)])
    shape.value(4, 4, round(total, 2), "tce", year)
    shape.fields = {"electricity_kwh": round(power * 10_000, 2)}
    return shape


def certificates(chance: random.Random) -> Shape:
    """Green certificates by range of numbers."""
    title = "绿色电力证书持有清单"
    intro = [f"购买方：{_firm(chance)}"]
    shape = Shape("certificates", title, [], 1, intro, type="green-electricity-certificate")
    shape.rows = [["序号", "证书编号", "项目类型", "电量生产年月", "数量（个）", "对应电量（MWh）"]]
    total = 0
    for number in range(1, 5):
        count = chance.randint(10, 900)
        total += count
        month = chance.randint(1, 12)
        first = chance.randint(10**9, 9 * 10**9)
        row = len(shape.rows)
        numbers = f"GEC{first}-{first + count - 1}"
        kind = chance.choice(("风电", "光伏"))
        shape.rows.append(
            [str(number), numbers, kind, f"2025年{month}月", str(count), _shown(count, 0)]
        )
        shape.value(row, 4, count, "个", 2025)
        shape.value(row, 5, count * 1000, "kWh", 2025)
    shape.rows.append(["合计", "<", "<", "<", str(total), _shown(total, 0)])
    shape.value(5, 4, total, "个", None)
    shape.value(5, 5, total * 1000, "kWh", None)
    shape.fields = {"certificate_count": total, "electricity_kwh": total * 1000}
    return shape


def equipment(chance: random.Random, rows: int = 12) -> Shape:
    """A list of machines."""
    title = "主要用能设备清单"
    shape = Shape("equipment", title, [], 1, [f"使用单位：{_firm(chance)}"], type="equipment-list")
    shape.rows = [
        ["序号", "设备名称", "规格型号", "额定功率（kW）", "能效等级", "数量（台）", "投用日期"]
    ]
    names = ("螺杆空压机", "冷却水泵", "离心风机", "注塑机", "数控车床", "变压器", "循环水泵")
    for number in range(1, rows + 1):
        power, count = chance.choice((5.5, 7.5, 11, 22, 37, 55, 90)), chance.randint(1, 12)
        model = f"{chance.choice(('LG', 'IS', 'YE3', 'HT', 'CK'))}-{chance.randint(10, 990)}"
        grade = chance.choice(("1级", "2级"))
        day = f"20{chance.randint(16, 25)}.{chance.randint(1, 12):02}"
        row = len(shape.rows)
        shape.rows.append(
            [str(number), chance.choice(names), model, f"{power:g}", grade, str(count), day]
        )
        shape.value(row, 3, power, "kW", None)
        shape.value(row, 5, count, "台", None)
    return shape


def long_list(chance: random.Random) -> Shape:
    """The same over several pages."""
    shape = equipment(chance, rows=70)
    shape.name = "long_list"
    return shape


def english(chance: random.Random) -> Shape:
    """Categories by two years, in English."""
    shape = Shape("english", "Greenhouse Gas Emissions Report", [], 1, type="ghg-report")
    shape.intro = [
        "Organization: Yunling Sample Precision Co., Ltd.",
        "Reporting period: 2025-01-01 to 2025-12-31",
    ]
    shape.caption = "Table 2 GHG emissions (tCO2e)"
    shape.rows = [["Category", "Description", "2024", "2025"]]
    kept = []
    for name, about in (
        ("Scope 1", "Direct emissions"),
        ("Scope 2", "Energy indirect emissions"),
        ("Scope 3", "Other indirect emissions"),
    ):
        kept.append([_figure(chance, 300, 20000) for _ in range(2)])
        shape.rows.append([name, about, *map(_shown, kept[-1])])
    totals = [round(sum(v), 2) for v in zip(*kept, strict=True)]
    shape.rows.append(["Total", "", *map(_shown, totals)])
    for r, amounts in enumerate((*kept, totals), 1):
        for c, amount in enumerate(amounts, 2):
            shape.value(r, c, amount, "tCO2e", 2022 + c)
    shape.fields = {
        "emissions_scope1": kept[0][1],
        "emissions_scope2": kept[1][1],
        "emissions_scope3": kept[2][1],
        "emissions_total": totals[1],
    }
    return shape


def transposed(chance: random.Random) -> Shape:
    """Scopes as columns, amounts and shares as rows."""
    year = chance.choice((2023, 2024, 2025))
    title, intro = _report(chance, year)
    shape = Shape("transposed", title, [], 1, intro, type="ghg-report")
    s1, s2 = _figure(chance, 300, 9000), _figure(chance, 300, 20000)
    total = round(s1 + s2, 2)
    shares = [round(100 * s1 / total, 2), round(100 * s2 / total, 2), 100.0]
    shape.rows = [
        ["项目", "范围一", "范围二", "合计"],
        ["排放量（tCO2e）", _shown(s1), _shown(s2), _shown(total)],
        ["占比（%）", *(f"{s:.2f}" for s in shares)],
    ]
    for c, (amount, share) in enumerate(zip((s1, s2, total), shares, strict=True), 1):
        shape.value(1, c, amount, "tCO2e", year)
        shape.value(2, c, share, "%", year)
    shape.fields = {"emissions_scope1": s1, "emissions_scope2": s2, "emissions_total": total}
    return shape


def verified(chance: random.Random) -> Shape:
    """Amounts before and after verification, and how much they differ."""
    year = chance.choice((2023, 2024, 2025))
    title = f"{year}年度温室气体排放核查报告"
    intro = [f"受核查方：{_firm(chance)}", f"核查年度：{year}年"]
    shape = Shape(
        "verified", title, [], 1, intro, "表6 排放量核查结果", type="ghg-verification-report"
    )
    shape.rows = [["项目", "初始排放量（tCO2e）", "核查确认排放量（tCO2e）", "偏差（%）"]]
    sums = [0.0, 0.0]
    for name, key in (("直接排放", "emissions_scope1"), ("能源间接排放", "emissions_scope2")):
        first = _figure(chance, 300, 9000)
        final = round(first + chance.uniform(-40, 40), 2)
        sums = [round(sums[0] + first, 2), round(sums[1] + final, 2)]
        _checked(shape, name, (first, final), year)
        shape.fields[key] = final
    _checked(shape, "排放总量", (sums[0], sums[1]), year)
    shape.fields["emissions_total"] = sums[1]
    return shape


def _checked(shape: Shape, name: str, amounts: tuple[float, float], year: int) -> None:
    row = len(shape.rows)
    off = round(100 * (amounts[1] - amounts[0]) / amounts[0], 2)
    shape.rows.append([name, *map(_shown, amounts), f"{off:.2f}"])
    for column, amount in enumerate(amounts, 1):
        shape.value(row, column, amount, "tCO2e", year)
    shape.value(row, 3, off, "%", year)


_SHAPES: tuple[Callable[[random.Random], Shape], ...] = (
    scopes,
    years,
    categories,
    inventory,
    monthly,
    year_rows,
    gases,
    energy,
    certificates,
    equipment,
    long_list,
    english,
    transposed,
    verified,
)

"""Tables of emissions: by scope, category, source, gas and year."""

from __future__ import annotations

import random

from benchmarks.table_shapes.shape import Shape, figure, firm, printed, report


def scopes(chance: random.Random) -> Shape:
    """Three scopes and their shares."""
    year = chance.choice((2023, 2024, 2025))
    title, intro = report(chance, year)
    s1, s2, s3 = (figure(chance, 100, 9000) for _ in range(3))
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
        shape.rows.append([name, about, printed(amount), f"{share}%"])
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
    intro = [f"报告主体：{firm(chance)}", "报告年度：2023年、2024年、2025年"]
    shape = Shape("years", title, [], 1, intro, "表2 分年度排放量  单位：tCO2e", type="ghg-report")
    shape.rows = [["排放类别", "2023年", "2024年", "2025年"]]
    kept: list[list[float]] = []
    for name in ("直接排放（范围1）", "能源间接排放（范围2）"):
        amounts = [figure(chance, 300, 20000) for _ in range(3)]
        kept.append(amounts)
        shape.rows.append([name, *map(printed, amounts)])
    totals = [round(a + b, 2) for a, b in zip(*kept, strict=True)]
    shape.rows.append(["排放总量", *map(printed, totals)])
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
    intro = [f"组织名称：{firm(chance)}", f"盘查期间：{year}年1月1日至{year}年12月31日"]
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
        amounts = [figure(chance, 20, 3000) for _ in sources]
        for k, (source, amount) in enumerate(zip(sources, amounts, strict=True)):
            lines.append(([category if k == 0 else "^", source], amount))
        sums.append(round(sum(amounts), 2))
        lines.append((["^", "小计"], sums[-1]))
    total = round(sum(sums), 2)
    lines.append((["合计", "<"], total))
    for names, amount in lines:
        share = round(100 * amount / total, 2)
        row = len(shape.rows)
        shape.rows.append([*names, printed(amount), f"{share:.2f}"])
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
    title = f"{firm(chance)}{year}年温室气体排放清单"
    shape = Shape("inventory", title, [], 1, [f"统计期间：{year}年1月至{year}年12月"])
    shape.type = "ghg-inventory"
    shape.rows = [
        ["序号", "类别", "排放源", "活动数据", "单位", "排放因子", "因子单位", "排放量（tCO2e）"]
    ]
    gas, diesel = figure(chance, 5, 90), figure(chance, 2, 60)
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
        shape.rows.append([*names, printed(shown, digits), unit, factor, per, printed(emitted)])
        shape.value(row, 3, round(amount, 4), unit.replace("³", "3").replace("万", ""), year)
        shape.value(row, 5, float(factor), per.replace("³", "3"), year)
        shape.value(row, 7, emitted, "tCO2e", year)
    total = round(e1 + e2 + e3, 2)
    shape.rows.append(["合计", "<", "<", "<", "<", "<", "<", printed(total)])
    shape.value(4, 7, total, "tCO2e", year)
    shape.fields = {
        "emissions_scope1": round(e1 + e2, 2),
        "emissions_scope2": e3,
        "emissions_total": total,
        "electricity_kwh": power,
    }
    return shape


def year_rows(chance: random.Random) -> Shape:
    """Years as rows under a head of two rows."""
    title = "近三年温室气体排放核算报告"
    intro = [f"单位名称：{firm(chance)}", "核算年度：2023年至2025年"]
    shape = Shape("year_rows", title, [], 2, intro, type="ghg-report")
    shape.rows = [
        ["年度", "排放量（tCO2e）", "<", "<", "碳排放强度（tCO2e/万元）"],
        ["^", "直接排放", "能源间接排放", "总排放量", "^"],
    ]
    for year in (2023, 2024, 2025):
        s1, s2 = figure(chance, 300, 9000), figure(chance, 300, 20000)
        total, per = round(s1 + s2, 2), round(chance.uniform(0.05, 0.9), 4)
        row = len(shape.rows)
        shape.rows.append([f"{year}年", printed(s1), printed(s2), printed(total), str(per)])
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
    title, intro = report(chance, year)
    shape = Shape("gases", title, [], 1, intro, "表5 各温室气体排放量（单位：吨二氧化碳当量）")
    shape.type = "ghg-report"
    shape.rows = [["排放类别", "CO2", "CH4", "N2O", "HFCs", "合计"]]
    kept = []
    for name in ("范围1", "范围2"):
        amounts = [figure(chance, 300, 9000), *(figure(chance, 0.01, 9) for _ in range(3))]
        kept.append([*amounts, round(sum(amounts), 2)])
        shape.rows.append([name, *map(printed, kept[-1])])
    totals = [round(a + b, 2) for a, b in zip(*kept, strict=True)]
    shape.rows.append(["总计", *map(printed, totals)])
    for r, amounts in enumerate((*kept, totals), 1):
        for c, amount in enumerate(amounts, 1):
            shape.value(r, c, amount, "tCO2e", year)
    shape.fields = {
        "emissions_scope1": kept[0][4],
        "emissions_scope2": kept[1][4],
        "emissions_total": totals[4],
    }
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
        kept.append([figure(chance, 300, 20000) for _ in range(2)])
        shape.rows.append([name, about, *map(printed, kept[-1])])
    totals = [round(sum(v), 2) for v in zip(*kept, strict=True)]
    shape.rows.append(["Total", "", *map(printed, totals)])
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
    title, intro = report(chance, year)
    shape = Shape("transposed", title, [], 1, intro, type="ghg-report")
    s1, s2 = figure(chance, 300, 9000), figure(chance, 300, 20000)
    total = round(s1 + s2, 2)
    shares = [round(100 * s1 / total, 2), round(100 * s2 / total, 2), 100.0]
    shape.rows = [
        ["项目", "范围一", "范围二", "合计"],
        ["排放量（tCO2e）", printed(s1), printed(s2), printed(total)],
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
    intro = [f"受核查方：{firm(chance)}", f"核查年度：{year}年"]
    shape = Shape(
        "verified", title, [], 1, intro, "表6 排放量核查结果", type="ghg-verification-report"
    )
    shape.rows = [["项目", "初始排放量（tCO2e）", "核查确认排放量（tCO2e）", "偏差（%）"]]
    sums = [0.0, 0.0]
    for name, key in (("直接排放", "emissions_scope1"), ("能源间接排放", "emissions_scope2")):
        first = figure(chance, 300, 9000)
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
    shape.rows.append([name, *map(printed, amounts), f"{off:.2f}"])
    for column, amount in enumerate(amounts, 1):
        shape.value(row, column, amount, "tCO2e", year)
    shape.value(row, 3, off, "%", year)

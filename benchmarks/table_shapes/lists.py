"""Tables of months, energy, certificates and machines."""

from __future__ import annotations

import random

from benchmarks.table_shapes.shape import Shape, figure, firm, printed


def monthly(chance: random.Random) -> Shape:
    """Twelve months, each quantity a column with its unit in the heading."""
    year = chance.choice((2024, 2025))
    big = chance.random() < 0.5
    title = f"{firm(chance)}{year}年碳排放统计报表"
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
    shown = [printed(numbers[0], digits), printed(numbers[1], 0), *map(printed, numbers[2:])]
    shape.rows.append([name, *shown])
    shape.value(row, 1, round(numbers[0] * scale, 2), "kWh", year)
    shape.value(row, 2, numbers[1], "m3", year)
    for column in (3, 4, 5):
        shape.value(row, column, round(numbers[column - 1], 2), "tCO2e", year)


def energy(chance: random.Random) -> Shape:
    """Energy by kind with its unit before the amount, and its coal equivalent."""
    year = chance.choice((2023, 2024, 2025))
    title = f"{year}年能源消费结构计算表"
    intro = [f"企业名称：{firm(chance)}"]
    shape = Shape("energy", title, [], 1, intro, type="energy-consumption-table")
    shape.rows = [["能源品种", "计量单位", "实物量", "折标系数", "折标准煤（tce）"]]
    power, gas, heat = figure(chance, 90, 2000), figure(chance, 3, 90), figure(chance, 500, 9000)
    total = 0.0
    for name, unit, shown, factor in (
        ("电力", "万kWh", power, 1.229),
        ("天然气", "万m³", gas, 13.3),
        ("热力", "GJ", heat, 0.03412),
    ):
        coal = round(shown * factor, 2)
        total += coal
        row = len(shape.rows)
        shape.rows.append([name, unit, printed(shown), str(factor), printed(coal)])
        scale = 10_000 if unit.startswith("万") else 1
        plain = unit.removeprefix("万").replace("³", "3")
        shape.value(row, 2, round(shown * scale, 4), plain, year)
        shape.value(row, 4, coal, "tce", year)
    shape.rows.append(["合计", "—", "—", "—", printed(total)])
    shape.value(4, 4, round(total, 2), "tce", year)
    shape.fields = {"electricity_kwh": round(power * 10_000, 2)}
    return shape


def certificates(chance: random.Random) -> Shape:
    """Green certificates by range of numbers."""
    title = "绿色电力证书持有清单"
    intro = [f"购买方：{firm(chance)}"]
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
            [str(number), numbers, kind, f"2025年{month}月", str(count), printed(count, 0)]
        )
        shape.value(row, 4, count, "个", 2025)
        shape.value(row, 5, count * 1000, "kWh", 2025)
    shape.rows.append(["合计", "<", "<", "<", str(total), printed(total, 0)])
    shape.value(5, 4, total, "个", None)
    shape.value(5, 5, total * 1000, "kWh", None)
    shape.fields = {"certificate_count": total, "electricity_kwh": total * 1000}
    return shape


def equipment(chance: random.Random, rows: int = 12) -> Shape:
    """A list of machines."""
    title = "主要用能设备清单"
    shape = Shape("equipment", title, [], 1, [f"使用单位：{firm(chance)}"], type="equipment-list")
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

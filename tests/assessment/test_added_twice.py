"""C605: power and its certificates, both added or both taken off; C606: baselines in plans."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from evidencecheck.domain.document import Citation, Document, Said
from tests.assessment.conftest import BOX, FIRM, Outcome, document
from tests.assessment.test_amounts import with_table

Run = Callable[..., Outcome]
BOTH = [("消费凭证", 1400), ("随交易划转的绿证", 1400), ("两项相加", 2800)]


def paper(
    said: list[tuple[str, float]], unit: str = "kWh", kind: str = "performance-calculation",
    **known: object,
) -> Document:  # fmt: skip
    made = document(kind, "a.pdf", **{"holder": FIRM, **known})  # type: ignore[arg-type]
    times = 1000.0 if unit == "kWh" else 1.0
    return replace(
        made,
        said=tuple(
            Said(what, value * times, unit, f"{value:g}", Citation("a.pdf", 1, BOX, what), 1.0)
            for what, value in said
        ),
    )


def codes(outcome: Outcome) -> set[str]:
    return outcome.of_documents() & {"C605", "C606"}


@pytest.mark.parametrize(
    ("said", "known", "found"),
    [
        (BOTH, {}, True),
        ([("绿证", 1400), ("绿电交易电量", 1400), ("合计", 2800)], {}, True),
        ([("交易绿电", 1400), ("上述随交易划转的绿证", 1400), ("合计", 2800)], {}, True),
        ([("光伏自用", 1400), ("光伏绿证", 1400)], {"text": "合计:光伏与绿证=2,800 MWh。"}, True),
        ([("光伏自用", 1400), ("光伏绿证", 1400)], {"text": "全年用电量2,800 MWh。"}, False),
        (BOTH, {"text": "另购绿证与交易绿电无关。"}, False),
        # Both told and not added; two of one kind; other amounts; a paper that knows better.
        (BOTH[:2], {}, False),
        ([*BOTH[:2], ("外购电力", 3020)], {}, False),
        ([("绿证", 1400), ("第二批绿证", 1400), ("合计", 2800)], {}, False),
        ([("消费凭证", 1400), ("绿证", 1300), ("两项相加", 2700)], {}, False),
        ([BOTH[2], *BOTH[:2]], {}, False),
        (BOTH, {"text": "两者不得重复计算"}, False),
        (BOTH, {"holder": "白石样品电子有限公司"}, False),
    ],
)
def test_a_sum_in_sentences(
    run: Run, said: list[tuple[str, float]], known: dict[str, object], found: bool
) -> None:
    assert codes(run(paper(said, **known))) == ({"C605"} if found else set())


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ((("减:光伏自发自用", "2,600,000"), ("减:光伏自发自用的绿证", "2,600,000")), True),
        ((("减:光伏自发自用", "2,600,000"), ("减:外购绿证", "2,500,000")), False),
        ((("减:光伏自发自用", "2,600,000"), ("减:余热发电", "2,600,000")), False),
    ],
)
def test_both_taken_off_in_a_column(
    run: Run, rows: tuple[tuple[str, str], ...], found: bool
) -> None:
    made = document("performance-calculation", "a.pdf", holder=FIRM)
    table = ("全厂用电量", "32,750,000"), *rows, ("抵扣后", "27,550,000")
    sheet = with_table(made, [("电量", "kWh")], *table)
    assert codes(run(sheet)) == ({"C605"} if found else set())


@pytest.mark.parametrize(
    ("text", "value", "kind", "found"),
    [
        ("外购电力21,000 MWh,按因子0.7921测算", 0.7921, "transition-plan", True),
        ("电力间接排放按0.7921测算", 0.7921, "transition-plan", True),
        ("外购电力按0.5366测算", 0.5366, "transition-plan", False),
        ("光伏减排量按0.7921测算", 0.7921, "transition-plan", False),
        ("外购电力减少。减排按0.7921测算", 0.7921, "transition-plan", False),
        ("项目边际因子0.7921", 0.7921, "transition-plan", False),
        ("外购电力按0.7921测算", 0.7921, "regulation", False),
    ],
)
def test_a_baseline_for_bought_power(
    run: Run, text: str, value: float, kind: str, found: bool
) -> None:
    made = paper([("按因子", value)], kind=kind, text=text)
    (said,) = made.said
    made = replace(made, said=(replace(said, value=value / 1000, unit="tCO2e/kWh"),))
    assert codes(run(made)) == ({"C606"} if found else set())


RUN = "G1201990924050000008001至8900,共900个"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"(1)交易电量900.0 MWh,随电划转{RUN};\n(2)持有绿证{RUN}。\n两部分合计1,800.0 MWh。", True),
        (f"(1)随电划转绿证{RUN};\n(2)另持{RUN}。\n共计1,800个绿证。", True),
        # Bought and used up; counted once; another run.
        (f"购入绿证{RUN};\n已注销{RUN}。\n合计900 MWh。", False),
        (f"(1)随电划转绿证{RUN};\n(2)其中重复的{RUN}不计。\n合计1,800.0 MWh。", False),
        (f"(1)绿证{RUN};\n(2)绿证G1201990924050000018001至18900,共900个。\n合计1,800个。", False),
        (
            f"购入绿证{RUN};\n购入绿证G1201990924050000018001至18900;\n注销{RUN}。\n合计1,800个。",
            False,
        ),
    ],
)
def test_a_run_that_is_added_to_itself(run: Run, text: str, found: bool) -> None:
    for holder in (FIRM, "白石样品电子有限公司"):
        paper = document("green-power-record", holder=holder, years=(2024,), text=text)
        assert ("C605" in run(paper).of_documents()) is (found and holder == FIRM)


@pytest.mark.parametrize(("whole", "found"), [("1,800", True), ("900", False)])
def test_a_run_that_a_total_has_twice(run: Run, whole: str, found: bool) -> None:
    text = f"绿证\n随电划转 {RUN}\n持有 {RUN}\n合计 {whole}"
    made = document("green-power-record", holder=FIRM, years=(2024,), text=text)
    rows = (("随电划转", "900"), ("持有", "900"), ("合计", whole))
    made = with_table(made, [("数量", "个")], *rows)
    assert ("C605" in codes(run(made))) is found


POWER = "绿电交易结算电量1,460 MWh;上述绿电交易划转所得绿证1,460张;"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (POWER + "单独购入绿证1,500张;合计4,420 MWh。", True),
        (POWER + "合计2,920 MWh。", True),
        # Counted once; the sum of others; certificates of their own; a paper that knows better.
        (POWER + "单独购入绿证1,500张;合计2,960 MWh。", False),
        (POWER + "单独购入绿证1,500张;光伏1,460 MWh;合计4,420 MWh,已剔除重复。", False),
        ("绿电交易结算电量1,460 MWh;单独购入绿证1,460张;合计2,920 MWh。", False),
        (POWER + "单独购入绿证1,500张。", False),
    ],
)
def test_certificates_that_came_with_power_in_a_sum_of_lots(
    run: Run, text: str, found: bool
) -> None:
    made = document("performance-calculation", holder=FIRM, title="绿色电力消费占比说明", text=text)
    assert ("C605" in run(made).of_documents()) is found

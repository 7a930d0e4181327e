"""Days of the steps by which a paper comes to be: behind labels, in columns, in sentences."""

from __future__ import annotations

import pytest

from evidencecheck.domain.page import Page
from evidencecheck.extraction import Extractor
from tests.extraction.drawing import page, reading, with_table

TITLE = "废水检测报告"
SAMPLED = ("sampled", "2025-09-16", "2025-09-16")


def steps(extractor: Extractor, sheet: Page) -> list[tuple[str, str, str]]:
    """Name, first and last day of each."""
    (document,) = extractor.documents(reading(sheet))
    return [(s.name, s.first, s.last) for s in document.steps]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("采样日期 2025年9月16日", SAMPLED),
        ("采样时间(现场):2025-09-16", SAMPLED),
        ("采样间:2025-09-16", SAMPLED),
        ("分析日期 2025年9月11日—9月13日", ("tested", "2025-09-11", "2025-09-13")),
        ("排放报告(最终)日期 2025年9月11日", ("final_report", "2025-09-11", "2025-09-11")),
        ("最终报告(V2.0)日期 2025年9月11日", ("final_report", "2025-09-11", "2025-09-11")),
        ("最终报告（修订稿）日期：2025年9月11日", ("final_report", "2025-09-11", "2025-09-11")),
        (
            "排放报告(最终)版本号/日期 V2.0 / 2025年9月11日",
            ("final_report", "2025-09-11", "2025-09-11"),
        ),
        ("Test date: 2025-09-11", ("tested", "2025-09-11", "2025-09-11")),
        ("闭卷。测试时间：2025年9月11日15:30", ("tried", "2025-09-11", "2025-09-11")),
        ("验收监测期间(2025年9月16日)废气达标", SAMPLED),
        ("现场测量 2025年9月11日昼间、夜间", ("tested", "2025-09-11", "2025-09-11")),
        ("测量时间:2025-09-11", ("sampled", "2025-09-11", "2025-09-11")),
        ("实测日期 2025年9月11日", ("tested", "2025-09-11", "2025-09-11")),
    ],
)
def test_days_behind_a_label(
    extractor: Extractor, line: str, found: tuple[str, str, str]
) -> None:  # fmt: skip
    assert steps(extractor, page(line, title=TITLE)) == [found]


@pytest.mark.parametrize(
    "line",
    [
        # The end of another word, words before the day, no day.
        "复采样日期 2025年9月16日",
        "分析日期见原始记录，报告2025年9月16日",
        "采样日期 见附表",
        "采样车间:2025-09-16",
        "打印日期 2025年9月16日",
        "下次现场测量 2026年9月16日",
        # A bracket that says no version.
        "最终报告(副本)日期 2025年9月11日",
    ],
)
def test_labels_that_give_no_day_of_a_step(extractor: Extractor, line: str) -> None:
    assert steps(extractor, page(line, title=TITLE)) == []


def test_labels_on_two_rows_with_their_days_beside_them(extractor: Extractor) -> None:
    rows = (
        [("采样日期", 0.1), ("2025年9月16日", 0.3)],
        [("分析日期", 0.1), ("2025年9月11日—9月13日", 0.3)],
    )
    found = steps(extractor, page(*rows, title=TITLE))
    assert found == [SAMPLED, ("tested", "2025-09-11", "2025-09-13")]


def test_two_labels_in_one_row_have_a_day_each(extractor: Extractor) -> None:
    row = [
        ("初始报告日期", 0.1), ("2025年3月20日", 0.28),
        ("最终报告(V2.0)日期", 0.5), ("2025年4月28日", 0.75),
    ]  # fmt: skip
    found = steps(extractor, page(row, title="温室气体排放核查报告"))
    assert [name for name, *_ in found] == ["first_report", "final_report"]
    assert found[1][1] == "2025-04-28"


def test_days_in_columns_belong_to_their_row(extractor: Extractor) -> None:
    rows = [
        ["序号", "点位", "采样日期", "分析日期", "打印日期"],
        ["1", "总排口", "2025-09-16", "2025-09-18", "2025-10-01"],
        ["2", "雨水口", "2025-09-17", "见附表", "2025-10-01"],
    ]
    (document,) = extractor.documents(reading(with_table(page(title=TITLE), rows)))
    assert [(s.name, s.first, s.row) for s in document.steps] == [
        ("sampled", "2025-09-16", "0.0"),
        ("tested", "2025-09-18", "0.0"),
        ("sampled", "2025-09-17", "0.1"),
    ]


def test_days_in_a_sentence_with_what_was_done_then(extractor: Extractor) -> None:
    line = "本公司于2021年10月19日申请绿色工厂评定，经2021年10月11日现场抽查，符合要求。"
    found = steps(extractor, page(line, title="绿色工厂评定报告"))
    assert found == [
        ("applied", "2021-10-19", "2021-10-19"),
        ("inspected", "2021-10-11", "2021-10-11"),
    ]


def test_works_that_are_over_and_works_to_come(extractor: Extractor) -> None:
    line = "项目于2023年9月12日开工,2024年8月30日竣工,二期计划于2027年3月1日建成。"
    assert steps(extractor, page(line, title="竣工环境保护验收意见")) == [
        ("completed", "2024-08-30", "2024-08-30"),
    ]


def test_a_sentence_that_goes_on_in_the_next_row(extractor: Extractor) -> None:
    lines = (
        "本次样品由委托方与检测机构人员共同在场见证，全部样品均于当天即2025年9月16日",
        "采样。",
    )
    assert steps(extractor, page(*lines, title=TITLE)) == [SAMPLED]


@pytest.mark.parametrize(
    "rows",
    [
        # A short row ends its paragraph; a full one is followed by a label.
        ("委托方送达日为2025年9月10日", "分析日期 2025年9月18日"),
        (
            "本次样品由委托方与检测机构人员共同在场见证，全部样品均于当天即2025年9月10日",
            "分析日期 2025年9月18日",
        ),
    ],
)
def test_a_day_at_the_end_of_a_row_above_a_label_is_no_sentence(
    extractor: Extractor, rows: tuple[str, str]
) -> None:
    found = steps(extractor, page(*rows, title=TITLE))
    assert found == [("tested", "2025-09-18", "2025-09-18")]


def test_what_a_decision_says_that_it_rests_on(extractor: Extractor) -> None:
    line = "请示我委已于2025年5月31日收悉。根据2025年6月6日出具的评审意见,同意。"
    assert steps(extractor, page(line, title="固定资产投资项目节能审查意见")) == [
        ("asked", "2025-05-31", "2025-05-31"),
        ("advised", "2025-06-06", "2025-06-06"),
    ]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("现场采样 2025年9月16日", SAMPLED),
        ("样品分析:2025-09-18~09-19", ("tested", "2025-09-18", "2025-09-19")),
        ("送检设备 收样 2025年9月16日", ("received", "2025-09-16", "2025-09-16")),
        ("项目验收：2025年9月16日", ("accepted", "2025-09-16", "2025-09-16")),
        ("讲授日期 2025年9月16日", ("taught", "2025-09-16", "2025-09-16")),
        ("笔试 2025年9月16日", ("examined", "2025-09-16", "2025-09-16")),
    ],
)
def test_labels_of_few_words(
    extractor: Extractor, line: str, found: tuple[str, str, str]
) -> None:  # fmt: skip
    assert steps(extractor, page(line, title=TITLE)) == [found]


@pytest.mark.parametrize(
    "line", ["声校准 2025年9月16日", "训前测验 2025年9月16日", "隐蔽工程验收 2025年9月16日"]
)
def test_words_that_end_with_such_a_label(extractor: Extractor, line: str) -> None:
    assert steps(extractor, page(line, title=TITLE)) == []


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("审核组于2025年9月16日至18日赴厂查看。", [("visited", "2025-09-16", "2025-09-18")]),
        ("2025年9月16日对该企业开展了现场诊断。", [("visited", "2025-09-16", "2025-09-16")]),
        ("你单位2025年9月16日上报的请示。", [("asked", "2025-09-16", "2025-09-16")]),
        ("公司于2015年9月16日注册成立。", [("founded", "2015-09-16", "2015-09-16")]),
        ("拟于2025年9月16日赴厂查看。", []),
        ("请于2025年9月16日前上报的单位。", []),
        # Only what is done at a place has whom it was done to between.
        ("2025年9月16日对废气进行了检测。", []),
    ],
)
def test_what_was_done_on_several_days_or_to_somebody(
    extractor: Extractor, line: str, found: list[tuple[str, str, str]]
) -> None:
    assert steps(extractor, page(line, title="能源审计报告")) == found


@pytest.mark.parametrize(
    "line",
    ["2024年3月5日在协调会上商定对总排口采样。", "2024年3月5日在北门处要求补做采样。"],
)
def test_sampling_that_is_only_spoken_of(extractor: Extractor, line: str) -> None:
    assert [s for s in steps(extractor, page(line, title=TITLE)) if s[0] == "sampled"] == []


ACCEPTED = "竣工环境保护验收意见"


@pytest.mark.parametrize(
    ("line", "title", "found"),
    [
        (
            "检测单位于2024年3月5日-3月6日连续两日对锅炉排气筒、厂界及噪声采样。",
            ACCEPTED,
            ("sampled", "2024-03-05", "2024-03-06"),
        ),
        (
            "2024年3月5日在东侧围墙外、装卸平台旁布设采样点。",
            ACCEPTED,
            ("sampled", "2024-03-05", "2024-03-05"),
        ),
        (
            "2024年3月5日对总排口进行了现场采样。",
            ACCEPTED,
            ("sampled", "2024-03-05", "2024-03-05"),
        ),
        (
            "公司于2024年2月20日在行政楼一层组织召开竣工环境保护验收会。",
            ACCEPTED,
            ("assembled", "2024-02-20", "2024-02-20"),
        ),
        (
            "2024年2月20日上午,副总经理何某在三楼会议室主持召开节能例会。",
            "节能例会纪要",
            ("convened", "2024-02-20", "2024-02-20"),
        ),
    ],
)
def test_a_meeting_and_what_was_sampled_with_words_between(
    extractor: Extractor, line: str, title: str, found: tuple[str, str, str]
) -> None:
    assert found in steps(extractor, page(line, title=title))


@pytest.mark.parametrize(
    ("line", "title", "name"),
    [
        # What the day is of stands before the meeting; a meeting to come; another day.
        ("2024年3月5日采样完成后组织召开竣工验收会。", ACCEPTED, "assembled"),
        ("2024年3月5日项目建成,随即组织召开验收会。", ACCEPTED, "assembled"),
        ("会议定于2024年3月5日召开验收会。", ACCEPTED, "assembled"),
        ("2024年3月5日收到申请,2024年5月6日召开验收会。", ACCEPTED, "sampled"),
        ("下次例会于2024年3月5日在公司召开。", "节能例会纪要", "convened"),
        ("2024年3月5日收到资料后,工作组进驻企业。", "能源审计报告", "visited"),
    ],
)
def test_no_day_of_a_meeting(extractor: Extractor, line: str, title: str, name: str) -> None:
    found = [s for s in steps(extractor, page(line, title=title)) if s[0] == name]
    assert [s for s in found if s[1] == "2024-03-05"] == []


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("废气监测于2024年3月5日至6日进行,工况正常。", ("sampled", "2024-03-05", "2024-03-06")),
        ("现场检查工作已于2024年3月5日完成。", ("inspected", "2024-03-05", "2024-03-05")),
        ("2024年3月5日监测期间设备负荷为九成。", ("sampled", "2024-03-05", "2024-03-05")),
        ("检查组2024年3月5日到滨河路9号厂房现场检查。", ("inspected", "2024-03-05", "2024-03-05")),
        ("项目2024年3月5日起调试。", ("run_in", "2024-03-05", "2024-03-05")),
        ("因子取主管部门2024年3月5日公布的数值。", ("published", "2024-03-05", "2024-03-05")),
        ("现场测量时间：2024年3月5日", ("sampled", "2024-03-05", "2024-03-05")),
        ("2024年3月5日至7日,工作组五人进驻企业并抄表。", ("visited", "2024-03-05", "2024-03-07")),
    ],
)
def test_what_is_told_as_past(
    extractor: Extractor, line: str, found: tuple[str, str, str]
) -> None:  # fmt: skip
    assert steps(extractor, page(line, title=ACCEPTED)) == [found]


@pytest.mark.parametrize(
    "line",
    [
        "废气监测计划于2024年3月5日进行。",
        "下次监测于2024年3月5日进行。",
        "废气监测于2024年3月5日前报送。",
        "废气监测于2024年3月5日完成后报送。",
        "同意2024年3月5日起调试。",
        "新因子将于2024年3月5日公布。",
        "检查组2024年3月5日到2024年新建厂房现场检查。",
    ],
)
def test_what_is_to_come_or_of_another_day(extractor: Extractor, line: str) -> None:
    assert steps(extractor, page(line, title=ACCEPTED)) == []

"""The categoriser: the last resort, hardly ever asked, silent where it is not sure."""

from __future__ import annotations

import pytest

from evidencecheck.extraction import Extractor
from evidencecheck.extraction.textcat import Guess, SpacyCategoriser, words
from evidencecheck.reading.ocr.models import model_path
from evidencecheck.rulebook import load_rulebook
from tests.extraction.drawing import page, reading

UNTITLED = (
    "送检单位 青河示例公司 器具名称 电子汽车衡 型号规格 制造厂",
    "检定结论 合格 核验员 主管 检定日期 有效期至 证书编号",
    "本次检定所用计量标准装置",
)
UNRELATED = (
    "各部门:根据国家法定节假日规定,国庆节放假时间为十月一日至十月七日,共七天。请各部门做好"
    "安全检查,关闭水电,安排好值班人员,保持通讯畅通,祝大家节日愉快。",
    "尊敬的客户:感谢贵公司长期以来的支持与信任,现诚邀您参加我司于下月举办的新产品发布会,"
    "会议地点在国际会展中心,届时将有精美礼品相送,期待您的光临。",
    "近日公布的数据显示,上半年工业生产稳步恢复,高技术制造业投资较快增长,居民消费价格温和"
    "上涨,就业形势总体稳定,进出口贸易保持增长。",
    "本产品采用优质不锈钢材料,结构紧凑,密封可靠,操作轻便,使用寿命长。安装前请检查各部件"
    "是否完好,安装后进行试压,定期加注润滑油,发现泄漏应及时更换密封圈。",
)


class Asked:
    """A categoriser that counts how often it is asked."""

    def __init__(self, answer: Guess | None = None) -> None:
        self.times = 0
        self.answer = answer

    def guess(self, text: str) -> Guess | None:
        """The answer that it was made with."""
        self.times += 1
        return self.answer


@pytest.fixture(scope="module")
def categoriser() -> SpacyCategoriser:
    return SpacyCategoriser(model_path("document-types"))


def test_a_text_without_a_title_gets_its_type(categoriser: SpacyCategoriser) -> None:
    guess = categoriser.guess("\n".join(UNTITLED))
    assert guess is not None
    assert guess.type == "calibration-certificate"
    assert guess.confidence <= 0.6


def test_the_extractor_takes_the_guess_with_low_confidence(categoriser: SpacyCategoriser) -> None:
    known = Extractor(load_rulebook(), categoriser).documents(reading(page(*UNTITLED)))[0]
    unknown = Extractor(load_rulebook()).documents(reading(page(*UNTITLED)))[0]
    assert (known.type, unknown.type) == ("calibration-certificate", "unknown")
    assert known.confidence <= 0.6
    assert known.title is None


@pytest.mark.parametrize("text", UNRELATED)
def test_an_unrelated_text_is_no_type(categoriser: SpacyCategoriser, text: str) -> None:
    assert categoriser.guess(text) is None


def test_english_is_not_its_business(categoriser: SpacyCategoriser) -> None:
    text = "This instrument was calibrated against reference standards; the result is valid. " * 5
    assert categoriser.guess(text) is None


def test_it_is_not_asked_about_titled_documents() -> None:
    asked = Asked(Guess("invoice", 0.6))
    made = page("一些正文", "更多正文", title="营业执照")
    assert Extractor(load_rulebook(), asked).documents(reading(made))[0].type == "business-license"
    assert asked.times == 0


def test_a_guess_without_cues_of_its_type_is_not_taken() -> None:
    asked = Asked(Guess("invoice", 0.6))
    rows = ["今天天气很好,适合郊游,大家带好雨具和午餐,八点在门口集合"] * 3
    assert Extractor(load_rulebook(), asked).documents(reading(page(*rows)))[0].type == "unknown"
    assert asked.times == 1


def test_names_and_numbers_are_not_among_its_words() -> None:
    assert words("青河示例机械有限公司 ISO 14001 第 3 頁 檢定") == "第页检定"

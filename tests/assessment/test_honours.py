"""E004: honours that are less than what their file is named by."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.assessment.conftest import FIRM, Outcome, document

Run = Callable[..., Outcome]


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("专精特新小巨人企业.pdf", "认定为某市专精特新中小企业"),
        ("专精特新“小巨人”证书.pdf", "经评审,认定你单位为某市专精特新中小企业,有效期三年"),
        ("小巨人.pdf", "认定为2024年度创新型中小企业"),
        ("制造业单项冠军.pdf", "确定以下企业为市级制造业单项冠军培育企业,不授予单项冠军称号"),
        ("单项冠军企业证书.pdf", "关于公布制造业单项冠军企业培育库名单的通知"),
        ("高新技术企业证书.pdf", "入选省高新技术企业培育入库名单"),
        ("高新技术企业.pdf", "科技型中小企业入库登记编号2025"),
        ("智能制造示范工厂.pdf", "包装车间被评为某区数字化车间(基础级)"),
        ("卓越级智能工厂.pdf", "认定为先进级智能工厂"),
        ("绿色工厂证书.pdf", "列入市级绿色工厂后备名单"),
    ],
)
def test_a_lower_title_in_a_file_named_by_a_higher(run: Run, file: str, text: str) -> None:
    paper = document("award", file, title="证书", text=text, holder=FIRM)
    assert "E004" in run(paper).of_documents()


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("专精特新中小企业.pdf", "认定为某市专精特新中小企业"),
        ("专精特新小巨人企业.pdf", "认定为专精特新“小巨人”企业"),
        # Who has the higher title often had the lower one before.
        ("小巨人.pdf", "该专精特新中小企业获评国家级专精特新 小巨人企业"),
        ("单项冠军.pdf", "由单项冠军培育企业转为制造业单项冠军示范企业"),
        ("单项冠军培育企业.pdf", "确定为制造业单项冠军培育企业"),
        ("高新技术企业证书.pdf", "经培育库入库评审,认定为高新技术企业"),
        ("智能制造示范车间奖牌.pdf", "某省示范智能车间"),
        ("智能工厂和数字化车间.pdf", "认定为市级数字化车间"),
        ("先进级智能工厂.pdf", "2025年度先进级智能工厂梯度培育名单"),
        ("科技型中小企业.pdf", "科技型中小企业入库企业名单"),
    ],
)
def test_a_title_that_the_file_is_named_by_or_that_the_paper_grants(
    run: Run, file: str, text: str
) -> None:
    paper = document("award", file, title="证书", text=text, holder=FIRM)
    assert "E004" not in run(paper).of_documents()


def test_only_honours_are_held_against_honours(run: Run) -> None:
    paper = document("training-record", "小巨人.pdf", text="专精特新中小企业培训", holder=FIRM)
    assert "E004" not in run(paper).of_documents()


@pytest.mark.parametrize(
    ("file", "text", "level", "found"),
    [
        ("国家级绿色工厂.pdf", "某市工业和信息化局 认定为市级绿色工厂", "市级", True),
        ("省级绿色工厂名单.pdf", "关于公布市级绿色工厂名单的通知", "市级", True),
        ("市级智能车间.pdf", "某市某区工业和信息化局 区级智能车间", "区级", True),
        # The level was taken from who signs, or the paper speaks of the higher one.
        ("市级智能车间.pdf", "某市某区工业和信息化局 智能车间", "区级", False),
        ("国家级绿色工厂.pdf", "市级绿色工厂 推荐至工业和信息化部公布", "市级", False),
        ("省级绿色工厂.pdf", "省工业和信息化厅 市级推荐", "市级", False),
        ("市级绿色工厂.pdf", "认定为市级绿色工厂", "市级", False),
        ("市级绿色工厂.pdf", "省级绿色工厂", "省级", False),
    ],
)
def test_the_level_that_a_file_is_named_by(
    run: Run, file: str, text: str, level: str, found: bool
) -> None:
    paper = document("award", file, title="名单", text=text, level=level, holder=FIRM)
    assert ("E004" in run(paper).of_documents()) is found

from __future__ import annotations

import base64
import dataclasses
import hashlib
import re
from html.parser import HTMLParser

import pytest

from evidencecheck.domain.report import Report
from evidencecheck.domain.rules import RuleBook
from evidencecheck.reports.html_report import render_html, size

JPEG = b"\xff\xd8\xff\xe0 not a real picture"
VOID = {"meta", "img", "input", "br", "rect", "circle", "path", "use"}


class Page(HTMLParser):
    """What a browser would see: elements, ids, links, and whether tags are balanced."""

    def __init__(self, html: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self._open: list[str] = []
        self.feed(html.decode("utf-8"))
        assert not self._open, self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] not in {"style", "script"}:
            self.words.append(data)

    def all(self, tag: str, css: str = "") -> list[dict[str, str | None]]:
        return (
            [a for t, a in self.tags if t == tag and css in (a.get("class") or "").split(" ")]
            if (css)
            else [a for t, a in self.tags if t == tag]
        )

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


def render(report: Report, book: RuleBook, **more: object) -> bytes:
    options: dict[str, object] = {"picture": lambda file, page: JPEG, **more}
    return render_html(report, book, **options)  # type: ignore[arg-type]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_it_says_who_what_and_how_it_went(report: Report, book: RuleBook, lang: str) -> None:
    page = Page(render(report, book, lang=lang))
    for words in (
        "晨曦零碳科技有限公司",
        "示范市零碳工厂评价指标体系",
        "2026-03-31",
        "2025",
        "abab",
    ):
        assert words in page.text
    rows = page.all("details", "row")
    assert [row["id"] for row in rows] == ["demo.basic.1", "demo.1.2.3", "demo.1.2.4"]
    assert [row["data-flag"] for row in rows] == ["supported", "suspicious", "missing"]
    for indicator in report.pack.indicators:
        assert indicator.requirement in page.text


def test_the_summary_says_what_to_do_next(report: Report, book: RuleBook) -> None:
    page = Page(render(report, book))
    steps = [a for a in page.all("a") if "data-show" in a or a["href"] == "#files"]
    assert [a.get("data-show") for a in steps][:2] == ["suspicious", "missing"]
    assert "核实 1 项疑点" in page.text
    assert "补齐 1 项缺失" in page.text
    assert "重交 1 个无法读取的文件" in page.text


def test_a_closed_row_tells_its_worst_finding(report: Report, book: RuleBook) -> None:
    row = render(report, book).decode().split('id="demo.1.2.3"')[1].split("</summary>")[0]
    assert "V201" in row
    assert "有效期至 2025-11-30，已过期" in row


def test_a_finding_is_told_with_place_quote_reason_and_remedy(
    report: Report, book: RuleBook
) -> None:
    text = Page(render(report, book)).text
    for words in (
        "有效期至 2025-11-30，已过期",
        "有效期至：2025年11月30日",
        "1.2 管理制度/环境管理体系证书.pdf · 第 1 页",
        "已过期的原因",
        "已过期的处理",
        "企业声明不适用（至 2026-12-31）：无此工序",
        "四项皆须",
        "有条件适用：如适用",
        "文件无法读取：无法打开",
    ):
        assert words in text


def test_the_remedy_is_seen_without_opening_anything_further(
    report: Report, book: RuleBook
) -> None:
    card = render(report, book).decode().split('<li class="finding suspicious">')[1]
    assert "已过期的处理" in card.split("<details")[0]


def test_a_threshold_is_told_beside_its_evidence(report: Report, book: RuleBook) -> None:
    first, *rest = report.indicators
    (held,) = first.slots
    asked = dataclasses.replace(held, slot=held.slot.model_copy(update={"threshold": "≤50%不得分"}))
    changed = dataclasses.replace(
        report, indicators=(dataclasses.replace(first, slots=(asked,)), *rest)
    )
    assert "须核对：≤50%不得分" in Page(render(changed, book)).text
    assert "须核对：" not in Page(render(report, book)).text


def test_every_link_leads_somewhere_and_every_id_is_its_own(report: Report, book: RuleBook) -> None:
    page = Page(render(report, book))
    ids = [a["id"] for _, a in page.tags if a.get("id")]
    assert len(ids) == len(set(ids))
    links = [a["href"] for t, a in page.tags if t in {"a", "use"}]
    assert links
    for link in links:
        assert link is not None
        assert link.startswith("#")
        assert link[1:] in ids, link


def test_boxes_are_drawn_in_fractions_over_the_picture(report: Report, book: RuleBook) -> None:
    page = Page(render(report, book))
    sources = [a["src"] for a in page.all("img")]
    assert set(sources) == {f"data:image/jpeg;base64,{base64.b64encode(JPEG).decode()}"}
    expired = [a for a in page.all("rect", "suspicious") if a.get("id")]
    assert {a["y"] for a in expired} == {"0.5000", "0.0000"}
    whole = {(a["width"], a["height"]) for a in page.all("rect", "whole")}
    assert whole == {("1.0000", "1.0000")}


def test_each_cited_page_is_asked_for_once_in_the_order_of_files(
    report: Report, book: RuleBook
) -> None:
    asked: list[tuple[str, int]] = []

    def picture(file: str, page: int) -> bytes:
        asked.append((file, page))
        return JPEG

    render(report, book, picture=picture)
    licence, certificate = report.files[0].path, report.files[1].path
    assert asked == [(licence, 1), (certificate, 1), (certificate, 3)]


def test_when_pictures_are_capped_suspicious_pages_come_first(
    report: Report, book: RuleBook
) -> None:
    asked: list[tuple[str, int]] = []

    def picture(file: str, page: int) -> bytes:
        asked.append((file, page))
        return JPEG

    html = render(report, book, picture=picture, max_pictures=2)
    certificate = report.files[1].path
    assert asked == [(certificate, 1), (certificate, 3)]
    assert "名称 晨曦零碳科技有限公司" in Page(html).text


def test_pages_without_a_picture_still_show_their_quotes(report: Report, book: RuleBook) -> None:
    page = Page(render(report, book, picture=lambda file, page: None))
    assert not page.all("img")
    assert len(page.all("figure", "pictureless")) == 3
    assert "有效期至：2025年11月30日" in page.text
    ids = {a["id"] for _, a in page.tags if a.get("id")}
    assert {a["href"] for a in page.all("a", "place")} <= {f"#{i}" for i in ids}


def test_nothing_of_a_submission_can_run(hostile: Report, book: RuleBook) -> None:
    html = render(hostile, book)
    page = Page(html)
    assert len(page.all("script")) == 1
    assert len(page.all("style")) == 1
    assert "<script>alert(1)</script>" in page.text
    for tag, attributes in page.tags:
        assert not [name for name in attributes if name.startswith("on")], tag
        assert "style" not in attributes
        assert tag not in {"iframe", "object", "embed", "link", "base", "form"}
    assert all((a["src"] or "").startswith("data:image/jpeg;base64,") for a in page.all("img"))
    assert "\x1b" not in html.decode()
    assert "\u202e" not in html.decode()


def test_the_policy_allows_our_two_blocks_by_hash_and_nothing_else(
    report: Report, book: RuleBook
) -> None:
    html = render(report, book).decode()
    (policy,) = [
        a["content"]
        for a in Page(html.encode()).all("meta")
        if a.get("http-equiv") == "Content-Security-Policy"
    ]
    for kind, tag in (("style-src", "style"), ("script-src", "script")):
        block = re.search(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        assert block is not None
        digest = base64.b64encode(hashlib.sha256(block[1].encode()).digest()).decode()
        assert f"{kind} 'sha256-{digest}';" in (policy or "")
    assert (policy or "").startswith("default-src 'none'; img-src data:;")
    assert "unsafe" not in (policy or "")


def test_nothing_is_fetched(report: Report, book: RuleBook) -> None:
    html = render(report, book).decode()
    assert not re.search(r"https?:|//\w|@import|url\(", html.split("data:image")[0])
    assert "http" not in re.sub(r"http-equiv", "", html)


def test_equal_reports_give_equal_bytes(report: Report, book: RuleBook) -> None:
    assert render(report, book) == render(dataclasses.replace(report), book)


def test_a_report_without_problems_says_so(report: Report, book: RuleBook) -> None:
    clean = dataclasses.replace(
        report,
        indicators=report.indicators[:1],
        documents=report.documents[:1],
        files=report.files[:1],
    )
    text = Page(render(clean, book)).text
    assert "没有发现疑点或缺失。" in text
    assert "下一步" not in text


def test_an_empty_submission_can_be_shown(report: Report, book: RuleBook) -> None:
    bare = dataclasses.replace(
        report, indicators=report.indicators[2:], documents=(), files=(), years=()
    )
    assert "缺少：证明材料" in Page(render(bare, book)).text


def test_sizes_read_well() -> None:
    assert [size(n) for n in (0, 1023, 1536, 5 * 1024**2, 3 * 1024**3)] == [
        "0 B",
        "1023 B",
        "1.5 KB",
        "5.0 MB",
        "3.0 GB",
    ]

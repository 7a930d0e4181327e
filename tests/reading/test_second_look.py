"""What a page shows where its text layer has a value: papers whose text lies, and honest ones."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pymupdf
import pytest

from evidencecheck.domain.document import Citation
from evidencecheck.domain.files import MediaType, SourceFile
from evidencecheck.domain.limits import Limits
from evidencecheck.domain.page import Span
from evidencecheck.reading.ocr.interface import OcrEngine, load_engine
from evidencecheck.reading.print_compared import differs
from evidencecheck.reading.reader import FileReader

HOLDER, NUMBER, UNTIL = "某某示例制造有限公司", "XX24E10086R0M", "2025年03月31日"
ROWS = (f"获证组织：{HOLDER}", f"证书编号：{NUMBER}", f"有效期至：{UNTIL}")
BODY = "兹证明上述组织的管理体系符合标准的要求，本证书在有效期内经监督审核合格后继续有效。"
SIZE = 13


@pytest.fixture(scope="module")
def engine() -> Iterator[OcrEngine]:
    with load_engine("rapidocr", threads=2) as loaded:
        yield loaded


def certificate() -> tuple[pymupdf.Document, pymupdf.Page]:
    document = pymupdf.open()
    page = document.new_page(width=595, height=842)
    for n, row in enumerate(ROWS):
        page.insert_text((70, 120 + 40 * n), row, fontname="china-s", fontsize=SIZE)
    for n in range(12):
        page.insert_text((70, 300 + 24 * n), BODY, fontname="china-s", fontsize=10)
    return document, page


def place_of(page: pymupdf.Page, words: str) -> pymupdf.Rect:
    (place,) = page.search_for(words)
    return place


def patched(page: pymupdf.Page, words: str, shown: str) -> None:
    """A picture laid over ``words`` that shows others."""
    place = place_of(page, words)
    with pymupdf.open() as other:
        patch = other.new_page(width=place.width + 4, height=place.height)
        patch.insert_text((2, SIZE * 1.1), shown, fontname="china-s", fontsize=SIZE)
        page.insert_image(place, stream=patch.get_pixmap(dpi=300).tobytes("png"))


def shown(document: pymupdf.Document, path: Path, engine: OcrEngine) -> list[str | None]:
    """What is seen at the holder, the number and the end of validity."""
    document.save(path)
    source = SourceFile("a.pdf", path, "", 1, MediaType.PDF)
    reader = FileReader(engine, Limits())
    (read,) = reader.read(source).pages
    places = [
        Citation("a.pdf", 1, _span(read.spans, words).box, words)
        for words in ROWS
    ]  # fmt: skip
    return list(reader.look(source, places))


def _span(spans: tuple[Span, ...], words: str) -> Span:
    return next(s for s in spans if s.text.replace(":", "：") == words)


def test_an_honest_page_shows_what_its_text_says(tmp_path: Path, engine: OcrEngine) -> None:
    document, _ = certificate()
    assert shown(document, tmp_path / "a.pdf", engine) == [None, None, None]


def test_a_picture_over_a_date_shows_another(tmp_path: Path, engine: OcrEngine) -> None:
    document, page = certificate()
    patched(page, UNTIL, "2027年03月31日")
    holder, number, until = shown(document, tmp_path / "a.pdf", engine)
    assert (holder, number) == (None, None)
    assert until is not None
    assert "2027" in until


def test_another_name_over_the_holder(tmp_path: Path, engine: OcrEngine) -> None:
    document, page = certificate()
    patched(page, ROWS[0], "持证单位：旁人样例化工厂")
    found = shown(document, tmp_path / "a.pdf", engine)
    assert found[0] is not None
    assert "旁人" in found[0]
    assert found[1:] == [None, None]


def test_text_in_white_is_not_shown_at_all(tmp_path: Path, engine: OcrEngine) -> None:
    document, page = certificate()
    page.draw_rect(place_of(page, ROWS[1]), color=(1, 1, 1), fill=(1, 1, 1))
    assert shown(document, tmp_path / "a.pdf", engine) == [None, "", None]


def test_a_turned_page_and_the_same_words_as_a_picture(tmp_path: Path, engine: OcrEngine) -> None:
    document, page = certificate()
    patched(page, UNTIL, UNTIL)
    page.set_rotation(90)
    assert shown(document, tmp_path / "a.pdf", engine) == [None, None, None]


def test_lines_across_a_value_and_ink_beside_it_accuse_nobody(
    tmp_path: Path, engine: OcrEngine
) -> None:
    document, page = certificate()
    place = place_of(page, UNTIL)
    page.draw_circle(place.tr, 55, color=(0.85, 0.1, 0.1), width=3)
    page.draw_line(place.bl, place.br, color=(0.2, 0.2, 0.2))
    number = place_of(page, NUMBER)
    page.draw_line(number.tl, number.br, color=(0.7, 0.7, 0.7), width=2)
    found = shown(document, tmp_path / "a.pdf", engine)
    assert found[0] is None
    assert not found[2] or "2025" in found[2]


@pytest.mark.parametrize(
    ("layer", "seen", "other"),
    [
        ("2,860.60 tCO2e", ": 2,860.60 tC02e", False),
        ("2025-03-31", "至 2025-03-31 止", False),
        ("2025-03-31", "至 2027-03-31 止", True),
        ("某某示例制造有限公司", "某某示侧制造有限公司", False),
        ("某某示例制造有限公司", "旁人样品化工厂", True),
        ("XX24E10086R0M", "XX24E10086ROM", False),
        ("XX24E10086R0M", "", True),
    ],
)
def test_what_counts_as_other_words(layer: str, seen: str, other: bool) -> None:
    assert differs(layer, seen) is other

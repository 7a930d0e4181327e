"""A708: a city that the camera wrote into a photo, and it is not the applicant's."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from evidencecheck.domain.document import Document
from evidencecheck.domain.page import Origin
from tests.assessment.conftest import FIRM, Outcome, document

Run = Callable[..., Outcome]


def photo(text: str, sure: float = 0.95, origin: Origin = Origin.OCR) -> Document:
    return document("photo", "现场/屋顶.jpg", text=text, origin=origin, sure=sure)


LICENCE = document("business-license", holder=FIRM, site="青河市白石区云汀路18号")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2026-10-21 15:20\n山东省莒浦市临港工业园", True),
        ("浙江省嘉泽市·澄湖智慧物流园", True),
        ("嘉泽市禾澜区工业大道77号", True),
        ("青河市白石区云汀路18号", False),
        ("某省青河市白石区", False),
        # One sign misread; a city that was misread, and its district or road.
        ("青何市白石区", False),
        ("膏珂市白石区", False),
        ("嘉泽市云汀路18号", False),
        # No city, and a sentence in which one is named.
        ("白石区云汀路18号", False),
        ("设备由嘉泽市某公司制造", False),
    ],
)
def test_the_city_that_a_photo_gives(run: Run, text: str, found: bool) -> None:
    assert ("A708" in run(LICENCE, photo(text)).of_documents()) is found


def test_an_unknown_city_is_compared_with_none(run: Run) -> None:
    assert "A708" not in run(photo("嘉泽市禾澜区工业大道77号")).of_documents()


def test_the_city_of_the_name_counts_where_a_paper_knows_it(run: Run) -> None:
    bureau = document("compliance-certificate", holder=FIRM, text="青河市白石区税务局")
    assert "A708" in run(bureau, photo("嘉泽市禾澜区工业大道77号")).of_documents()
    assert "A708" not in run(bureau, photo("青河市禾澜区工业大道77号")).of_documents()

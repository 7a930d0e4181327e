"""Letters of credit codes that a recogniser takes for others, mended by the check digits."""

from __future__ import annotations

import pytest

from evidencecheck.extraction.entities.codes import find_codes

SEVEN, LETTER_G = "91130200699229617X", "91350100MAG100X58W"


@pytest.mark.parametrize(
    ("printed", "code"),
    [("9113020069922961TX", SEVEN), ("91350100MAC100X58W", LETTER_G)],
    ids=["T for 7", "C for G"],
)
def test_one_letter_for_another(printed: str, code: str) -> None:
    [found] = find_codes(f"统一社会信用代码:{printed}", repair=True)
    assert (found.value, found.valid, found.repaired) == (code, True, True)
    # Stored text says what is printed.
    [stored] = find_codes(printed, repair=False)
    assert (stored.value, stored.valid) == (printed, False)


@pytest.mark.parametrize(
    "printed",
    [
        # Another figure is wrong besides; no code comes of it; G is not taken for C.
        "9113020069922962TX",
        "91350100MAC100X57W",
        "T1130200699229611X",
    ],
)
def test_what_no_such_letter_mends(printed: str) -> None:
    [found] = find_codes(printed, repair=True)
    assert (found.value, found.valid) == (printed, False)


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("91320399MA1WB54H6.1", "91320399MA1WB54H6J"),
        ("91320399MA1WB54H6.l", "91320399MA1WB54H6J"),
        # Not its check digit; another number goes on.
        ("91320399MA1WB54H7.1", None),
        ("91320399MA1WB54H6.12", None),
    ],
)
def test_a_j_in_two_strokes(printed: str, code: str | None) -> None:
    found = [c.value for c in find_codes(printed, repair=True)]
    assert found == ([code] if code else [])
    assert find_codes(printed, repair=False) == []

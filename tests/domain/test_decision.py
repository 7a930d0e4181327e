"""Which decisions stand, which are stale, and where reviewers disagree."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from evidencecheck.domain.decision import Decision, Word, disagreement, is_stale, standing

DAY = date(2026, 3, 31)
FIRST = Decision(1, "x.1", "", Word.ACCEPTED, "", "甲", "2026-04-01T08:00:00Z", "a" * 64)


def test_the_latest_word_of_each_reviewer_on_each_place_stands():
    second = replace(FIRST, number=2, reviewer="乙")
    third = replace(FIRST, number=3, word=Word.REJECTED)
    other = replace(FIRST, number=4, tier="low")
    assert standing([FIRST, second, third, other]) == (second, third, other)
    assert standing([other, third, second, FIRST]) == (second, third, other)


def test_what_was_withdrawn_stands_no_more_and_may_be_said_again():
    withdrawn = replace(FIRST, number=2, word=Word.WITHDRAWN)
    again = replace(FIRST, number=3)
    assert standing([FIRST, withdrawn]) == ()
    assert standing([FIRST, withdrawn, again]) == (again,)


def test_changed_evidence_and_a_passed_end_make_it_stale():
    assert not is_stale(FIRST, "a" * 64, DAY)
    assert is_stale(FIRST, "b" * 64, DAY)
    until = replace(FIRST, word=Word.NOT_APPLICABLE, reason="无此工序", until="2026-03-31")
    assert not is_stale(until, "a" * 64, DAY)
    assert is_stale(until, "a" * 64, date(2026, 4, 1))


def test_two_words_on_one_place_are_a_disagreement_and_both_are_kept():
    same = replace(FIRST, number=2, reviewer="乙", reason="另一理由")
    other = replace(FIRST, number=3, reviewer="丙", word=Word.REJECTED)
    elsewhere = replace(other, number=4, indicator="x.2")
    assert disagreement([FIRST, same, elsewhere]) == {}
    assert disagreement([FIRST, other, elsewhere]) == {("x.1", ""): (FIRST, other)}


def test_other_pages_are_another_word():
    one = replace(FIRST, word=Word.OTHER_DOCUMENT, documents=(("a.pdf", 1, 2),))
    other = replace(one, number=2, reviewer="乙", documents=(("a.pdf", 3, 3),))
    assert disagreement([one, other]) == {("x.1", ""): (one, other)}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"indicator": ""}, "indicator"),
        ({"reviewer": " "}, "reviewer"),
        ({"word": Word.NOT_APPLICABLE}, "reason"),
        ({"until": "2026-12-31"}, "no end date"),
        ({"word": Word.NOT_APPLICABLE, "reason": "r", "until": "20261231"}, "YYYY-MM-DD"),
        ({"word": Word.NOT_APPLICABLE, "reason": "r", "until": "soon"}, "soon"),
        ({"word": Word.OTHER_DOCUMENT}, "pages"),
        ({"documents": (("a.pdf", 1, 1),)}, "pages"),
        ({"word": Word.OTHER_DOCUMENT, "documents": (("a.pdf", 2, 1),)}, "not pages"),
        ({"word": Word.OTHER_DOCUMENT, "documents": (("a.pdf", 0, 1),)}, "not pages"),
    ],
)
def test_a_decision_that_makes_no_sense_is_refused(changes, words):
    with pytest.raises(ValueError, match=words):
        replace(FIRST, **changes)

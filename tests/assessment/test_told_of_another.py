"""P505 by sentences: papers that speak of another firm, and letters written to one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest

from evidencecheck.domain.document import Citation, Document, Remark, RemarkKind
from evidencecheck.domain.page import Origin
from evidencecheck.domain.rules import RuleBook
from evidencecheck.extraction import Extractor
from tests.assessment.conftest import BOX, FIRM, Outcome, document
from tests.extraction.drawing import page, reading

Run = Callable[..., Outcome]
OTHER = "白石样品电子有限公司"
STRANGER = "云岭棠溪特种钢管有限公司"
MENTION, NAMED, SUBJECT = RemarkKind.MENTION, RemarkKind.NAMED, RemarkKind.SUBJECT
ADDRESSED = RemarkKind.ADDRESSED


def told(
    *remarks: tuple[RemarkKind, str], of: str = "management-policy", **more: object
) -> Document:
    """A paper with remarks, each at a place of its own."""
    paper = document(of, **{"holder": FIRM, **more})
    return replace(paper, remarks=tuple(_placed(paper.file, remarks)))


def _placed(file: str, remarks: Iterable[tuple[RemarkKind, str]]) -> Iterable[Remark]:
    for n, (kind, name) in enumerate(remarks):
        box = BOX._replace(y0=0.1 * n, y1=0.1 * n + 0.02)
        yield Remark(kind, name, Citation(file, 1, box, name))


@pytest.mark.parametrize(
    "paper",
    [
        told((MENTION, OTHER), (MENTION, OTHER)),
        told((NAMED, OTHER), (MENTION, f"配合{OTHER}")),
        told((MENTION, OTHER), (SUBJECT, OTHER), of="commitment-letter"),
    ],
)
def test_a_paper_of_its_own_that_speaks_of_another_firm_only(run: Run, paper: Document) -> None:
    assert "P505" in run(paper).of_documents()


@pytest.mark.parametrize(
    "paper",
    [
        # Once; beside the applicant; a firm that works for factories; one of the group.
        told((MENTION, OTHER)),
        told((MENTION, OTHER), (MENTION, OTHER), (NAMED, FIRM)),
        told((MENTION, OTHER), (MENTION, OTHER), (MENTION, f"规定由{FIRM}")),
        told((MENTION, "白石检测技术有限公司"), (MENTION, "白石检测技术有限公司")),
        told((MENTION, "青河示例铸造有限公司"), (MENTION, "青河示例铸造有限公司")),
        # What others write speaks of others.
        told((MENTION, OTHER), (MENTION, OTHER), of="environmental-approval"),
        told((MENTION, OTHER), (MENTION, OTHER), of="contract"),
    ],
)
def test_papers_that_speak_of_other_firms_in_passing(run: Run, paper: Document) -> None:
    assert "P505" not in run(paper).of_documents()


def test_every_mention_is_cited(run: Run) -> None:
    outcome = run(told((MENTION, OTHER), (MENTION, OTHER)))
    (entry,) = outcome.report.documents
    (finding,) = (f for f in entry.findings if f.code == "P505")
    assert [c.quote for c in finding.citations] == [OTHER, OTHER]


def letter(*remarks: tuple[RemarkKind, str], **more: object) -> Document:
    return told(*remarks, of="environmental-approval", **more)


@pytest.mark.parametrize("kind", [MENTION, NAMED, SUBJECT])
def test_a_letter_of_an_office_to_another_firm_that_it_names_again(
    run: Run, kind: RemarkKind
) -> None:
    assert "P505" in run(letter((ADDRESSED, OTHER), (kind, OTHER))).of_documents()


@pytest.mark.parametrize(
    "paper",
    [
        # Addressed once; the same words told as a beginning of a sentence too.
        letter((ADDRESSED, OTHER)),
        replace(
            letter((ADDRESSED, OTHER)),
            remarks=tuple(
                Remark(kind, OTHER, Citation("environmental-approval.pdf", 1, BOX, OTHER))
                for kind in (NAMED, ADDRESSED)
            ),
        ),
        letter((ADDRESSED, OTHER), (MENTION, "黑石样品电子有限公司")),
        letter((ADDRESSED, FIRM), (MENTION, OTHER)),
        letter((ADDRESSED, "青河示例集团有限公司"), (MENTION, "青河示例集团有限公司")),
        # Held by the other firm: that is P501.
        letter((ADDRESSED, OTHER), (MENTION, OTHER), holder=OTHER),
        # A firm writes to whom it likes.
        told((ADDRESSED, OTHER), (MENTION, OTHER), (MENTION, FIRM)),
    ],
)
def test_letters_that_are_in_order(run: Run, paper: Document) -> None:
    assert "P505" not in run(paper).of_documents()


@pytest.mark.parametrize(
    ("names", "more", "found"),
    [
        ((OTHER, OTHER), {}, True),
        # One character read otherwise in a scan; stored text was not misread; once is an aside.
        ((OTHER, "白石样晶电子有限公司"), {"origin": Origin.OCR}, True),
        ((OTHER, "白石样晶电子有限公司"), {}, False),
        ((OTHER, "白河样晶电子有限公司"), {"origin": Origin.OCR}, False),
        ((OTHER,), {}, False),
        ((FIRM, FIRM), {}, False),
        ((OTHER, OTHER, FIRM, FIRM), {}, False),
        # A supplier pledges to the applicant.
        ((OTHER, OTHER), {"text": f"致：{FIRM}\n{OTHER}承诺如下"}, False),
        # Of its own group.
        (("青河示例铸造有限公司", "青河示例铸造有限公司"), {}, False),
    ],
)
def test_whose_material_a_pledge_vouches_for(
    run: Run, names: tuple[str, ...], more: dict[str, object], found: bool
) -> None:
    known = {"text": f"我公司（{FIRM}）就申报承诺如下", **more}
    own = ((RemarkKind.SPEAKER, FIRM), (NAMED, FIRM))
    paper = told(*own, *((SUBJECT, n) for n in names), of="commitment-letter", **known)
    assert ("P505" in run(paper).of_documents()) is found


@pytest.mark.parametrize(("origin", "found"), [(Origin.OCR, True), (Origin.TEXT_LAYER, False)])
def test_a_sentence_and_a_mention_of_which_one_was_misread(
    run: Run, origin: Origin, found: bool
) -> None:
    named = (SUBJECT, OTHER), (MENTION, OTHER.replace("品", "晶"))
    paper = told(*named, of="transition-plan", text="公司年产机械一万台", origin=origin)
    assert ("P505" in run(paper).of_documents()) is found


@pytest.mark.parametrize(
    ("firm", "times", "found"), [(STRANGER, 3, True), (STRANGER, 1, False), (FIRM, 3, False)]
)
def test_a_plan_of_the_applicant_whose_body_is_of_another_firm_s_works(
    run: Run, book: RuleBook, firm: str, times: int, found: bool
) -> None:
    ends = "已列入清单。", "均有档案。", "逐年检查。"
    body = (f"{firm}全部生产系统{end}" for end in ends[:times])
    head = f"编制单位:{FIRM}", "编制日期:2026年1月5日", f"{FIRM}制定本方案，我公司逐年检查。"
    made = page(*head, *body, title="零碳工厂建设方案")
    papers = Extractor(book).documents(reading(made))
    assert ("P505" in run(*papers).of_documents()) is found


@pytest.mark.parametrize(
    ("firm", "line", "found"),
    [
        (STRANGER, "棠溪特种钢管厂区屋顶建设光伏", True),
        # Told of once; named in full; its trade alone; a brand and trade that are hardly any.
        (STRANGER, "厂区屋顶建设光伏", False),
        (STRANGER, f"{STRANGER}厂区屋顶建设光伏", False),
        (STRANGER, "特种钢管厂区屋顶建设光伏", False),
        ("白石电子有限公司", "电子车间屋顶建设光伏", False),
    ],
)
def test_a_firm_that_goes_by_its_brand_and_trade(
    run: Run, firm: str, line: str, found: bool
) -> None:
    paper = told((SUBJECT, firm), of="transition-plan", text=f"零碳工厂建设方案\n{line}")
    assert ("P505" in run(paper).of_documents()) is found

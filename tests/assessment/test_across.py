"""F106, F108 and C603 between applicants: what two of them have handed in."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import permutations

import pytest

from evidencecheck.assessment import assess
from evidencecheck.assessment.prints import Printer
from evidencecheck.assessment.twins import Others
from evidencecheck.domain.document import Document, Line
from evidencecheck.domain.files import FileFacts
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.provenance import Provenance
from evidencecheck.domain.rules import RuleBook
from evidencecheck.domain.submission import Applicant, Submission
from evidencecheck.domain.twins import ApplicantPrint
from tests.assessment.conftest import BOX, DAY, document, facts

ONE, TWO, THREE = "青河示例机械有限公司", "白石示例电子有限公司", "云岭示例材料有限公司"

Handed = tuple[str, Sequence[Document], Sequence[FileFacts]]
Told = Callable[..., list[set[str]]]


def handed(name: str, *documents: Document, files: Sequence[FileFacts] = ()) -> Handed:
    named = {f.path for f in files}
    rest = (facts(d.file, sha=f"{name}{d.file}") for d in documents if d.file not in named)
    return name, documents, (*files, *rest)


@pytest.fixture(scope="module")
def printer(book: RuleBook) -> Printer:
    return Printer(book)


@pytest.fixture
def found(book: RuleBook, printer: Printer) -> Callable[..., list[list[Finding]]]:
    """The findings on documents, submission by submission, each held against all."""

    def made(*submissions: Handed) -> list[list[Finding]]:
        asked = [Submission(Applicant(name), DAY) for name, _, _ in submissions]
        prints: list[ApplicantPrint] = [
            printer.prints("tianjin", s, documents, files)
            for s, (_, documents, files) in zip(asked, submissions, strict=True)
        ]
        result = []
        for number, (_, documents, files) in enumerate(submissions):
            twins = {Others(order).twins(prints[number]) for order in permutations(prints)}
            assert len(twins) == 1, "the order of applicants matters"
            report = assess(
                book, book.packs["tianjin"], asked[number], documents, files, twins.pop()
            )
            result.append([f for d in report.documents for f in d.findings])
        return result

    return made


@pytest.fixture
def told(found: Callable[..., list[list[Finding]]]) -> Told:
    def made(*submissions: Handed) -> list[set[str]]:
        shared = {"F106", "F108", "C603"}
        return [{f.code for f in own} & shared for own in found(*submissions)]

    return made


def prose(seed: int, characters: int = 2400) -> str:
    """Running text of its own."""
    drawn = random.Random(seed)  # noqa: S311
    words = [chr(drawn.randrange(0x4E00, 0x9000)) for _ in range(characters)]
    return "\n".join("".join(words[i : i + 40]) for i in range(0, characters, 40))


def certificate(holder: str, **more: object) -> Document:
    values = {"certificate_number": "00126Q30001R0M", "text": prose(7, 200), **more}
    return document("management-system-certificate", holder=holder, **values)  # type: ignore[arg-type]


# ------------------------------------------------------------------ F106: the same file


def test_the_same_file_is_told_on_both_sides(told: Told, found) -> None:  # type: ignore[no-untyped-def]
    same = [facts("a.pdf", sha="1")]
    paper = document("test-report", "a.pdf", holder=ONE)
    both = (handed(ONE, paper, files=same), handed(TWO, paper, files=same))
    assert told(*both) == [{"F106"}, {"F106"}]
    params = [dict(f.params) for own in found(*both) for f in own if f.code == "F106"]
    assert [p["other"] for p in params] == [TWO, ONE]
    pledge = document("commitment-letter", "b.pdf")
    other = [facts("b.pdf", sha="2")]
    assert told(handed(ONE, pledge, files=other), handed(TWO, pledge, files=other)) == [
        {"F106"},
        {"F106"},
    ]


def test_papers_of_others_and_of_groups_are_no_case(told: Told) -> None:
    same = [facts("a.pdf", sha="1")]
    for paper in (
        document("business-license", "a.pdf", holder="某国认证中心有限公司"),
        document("unknown", "a.pdf"),
        certificate(ONE, file="a.pdf", text=f"多场所认证，场所清单见附件：{ONE}、{TWO}"),
    ):
        assert told(handed(ONE, paper, files=same), handed(TWO, paper, files=same)) == [
            set(),
            set(),
        ]


def test_the_same_applicant_again_is_no_case(told: Told) -> None:
    same = [facts("a.pdf", sha="1")]
    paper = document("test-report", "a.pdf", holder=ONE)
    again = "青河示例机械有限责任公司"
    assert told(handed(ONE, paper, files=same), handed(again, paper, files=same)) == [set(), set()]


# ------------------------------------------------------------------ F106: the same picture

PICTURE = "5a" * 32
NEAR = "5b" + "5a" * 31
FAR = "a5" * 16 + "5a" * 16
SCAN = f"检测报告 编号 JC20260115 委托单位 {ONE} 数值 1288.50 1302.75 合同 HT2025000318\n" + prose(
    3, 160
)


def scanned(
    text: str, picture: str, *, file: str = "扫描.pdf", kind: str = "test-report"
) -> Handed:
    paper = document(kind, file, title="检测报告", text=text, holder=ONE)
    name = ONE if picture == PICTURE else TWO
    return handed(name, paper, files=[replace(facts(file, sha=picture), pictures=((1, picture),))])


def test_the_same_page_scanned_again_is_told(told: Told) -> None:
    assert told(scanned(SCAN, PICTURE), scanned(SCAN, NEAR, file="照片.jpg")) == [
        {"F106"},
        {"F106"},
    ]
    misread = SCAN.replace("1302.75", "1302.15").replace("检测报告", "检测报吿")
    assert told(scanned(SCAN, PICTURE), scanned(misread, NEAR)) == [{"F106"}, {"F106"}]


def test_a_form_filled_in_twice_is_not(told: Told) -> None:
    filled = (
        SCAN.replace("JC20260115", "JC20260377").replace("1288.50", "990.10").replace(ONE, TWO)
    ).replace("HT2025000318", "HT2025000642")
    assert told(scanned(SCAN, PICTURE), scanned(filled, NEAR)) == [set(), set()]
    assert told(scanned(SCAN, PICTURE), scanned(prose(9, 200), NEAR)) == [set(), set()]


def photographed(name: str, picture: str, taken: str = "") -> Handed:
    photo = replace(document("photo", "现场.jpg"), title=None, lines=())
    made = Provenance(taken=taken)
    file = replace(facts("现场.jpg", sha=name), pictures=((1, picture),), provenance=made)
    return handed(name, photo, files=[file])


def test_one_photograph_at_two_applicants(told: Told) -> None:
    assert told(photographed(ONE, PICTURE), photographed(TWO, NEAR)) == [{"F106"}, {"F106"}]
    assert told(photographed(ONE, PICTURE), photographed(TWO, FAR)) == [set(), set()]


def test_two_photographs_of_like_things_are_no_case(told: Told) -> None:
    one, other = "2026-01-05T09:12:00", "2026-02-11T15:40:31"
    assert told(photographed(ONE, PICTURE, one), photographed(TWO, NEAR, other)) == [set(), set()]
    for taken in (one, ""):
        assert told(photographed(ONE, PICTURE, one), photographed(TWO, NEAR, taken)) == [
            {"F106"},
            {"F106"},
        ]


def test_one_photograph_twice_in_a_submission_is_noted(book: RuleBook) -> None:
    for other, codes in ((NEAR, ["F105"]), (FAR, [])):
        taken = [
            replace(document("photo", path), title=None, lines=()) for path in ("1.jpg", "2.jpg")
        ]
        files = [
            replace(facts(path), pictures=((1, picture),))
            for path, picture in (("1.jpg", PICTURE), ("2.jpg", other))
        ]
        asked = Submission(Applicant(ONE), DAY)
        report = assess(book, book.packs["tianjin"], asked, taken, files)
        assert [f.code for f in report.files[1].findings] == codes


@pytest.mark.parametrize(
    ("paths", "copy"),
    [
        (("能源/屋顶.jpg", "照片/微信图片_20260703101244.jpg"), 1),
        (("照片/IMG_2231.jpg", "能源/屋顶.jpg"), 0),
        (("能源/屋顶.jpg", "照片/屋顶2.jpg"), 1),
    ],
)
def test_the_copy_is_the_one_that_a_machine_named(
    book: RuleBook, paths: tuple[str, str], copy: int
) -> None:
    taken = [replace(document("photo", path), title=None, lines=()) for path in paths]
    files = [facts(path, sha="one") for path in paths]
    asked = Submission(Applicant(ONE), DAY)
    report = assess(book, book.packs["tianjin"], asked, taken, files)
    told = {f.path: [x.code for x in f.findings] for f in report.files}
    assert told == {paths[copy]: ["F105"], paths[1 - copy]: []}


# ------------------------------------------------------------------ F108


def plan(name: str, text: str, kind: str = "transition-plan", file: str = "方案.pdf") -> Handed:
    paper = document(kind, file, text=f"{name}\n{text}")
    return handed(name, replace(paper, lines=(Line(1, paper.lines[0].text, BOX), *paper.lines[1:])))


def misread(text: str, seed: int) -> str:
    """As a scan of it is read: one character of fifty is another."""
    drawn = random.Random(seed)  # noqa: S311
    return "".join("口" if drawn.random() < 0.02 and c != "\n" else c for c in text)


def test_near_identical_texts_are_told(told: Told) -> None:
    text = prose(1).replace("\n", f"\n{ONE}", 10)
    copied = text.replace(ONE, TWO)
    assert told(plan(ONE, text), plan(TWO, copied)) == [{"F108"}, {"F108"}]
    again = "\n".join(copied.replace("\n", "")[i : i + 31] for i in range(0, 2400, 31))
    scan = misread(again, 5)
    assert told(plan(ONE, text), plan(TWO, scan, "ghg-report", "扫描.pdf")) == [{"F108"}, {"F108"}]


def test_half_a_template_and_short_forms_are_not(told: Told) -> None:
    common = prose(2, 1400)
    assert told(plan(ONE, common + prose(3, 1000)), plan(TWO, common + prose(4, 1000))) == [
        set(),
        set(),
    ]
    assert told(plan(ONE, prose(5, 300)), plan(TWO, prose(5, 300))) == [set(), set()]
    form = "commitment-letter"
    assert told(plan(ONE, prose(6), form), plan(TWO, prose(6), form)) == [set(), set()]


def test_the_words_of_the_rules_are_nobodys(told: Told, book: RuleBook) -> None:
    words = [
        text
        for pack in book.packs.values()
        for i in pack.indicators
        for text in (i.requirement, *(s.text for s in i.every_slot))
        if len(text) >= 80
    ]
    text = "\n".join(words)
    assert len(text) > 2000
    assert told(plan(ONE, text), plan(TWO, text)) == [set(), set()]


def test_what_many_applicants_have_is_a_form(book: RuleBook, printer: Printer) -> None:
    def prints(count: int) -> list[ApplicantPrint]:
        made = []
        for number in range(count):
            name, documents, files = plan(f"第{number}示例电子有限公司", prose(8))
            asked = Submission(Applicant(name), DAY)
            made.append(printer.prints("tianjin", asked, documents, files))
        return made

    assert Others(prints(3)).twins(prints(3)[0])
    assert not Others(prints(6)).twins(prints(6)[0])


# ------------------------------------------------------------------ C603


def test_one_number_on_the_certificates_of_two_firms(told: Told) -> None:
    assert told(handed(ONE, certificate(ONE)), handed(TWO, certificate(TWO))) == [
        {"C603"},
        {"C603"},
    ]
    spaced = certificate(TWO, file="照片.jpg", certificate_number="00126 Q30001 R0M")
    assert told(handed(ONE, certificate(ONE)), handed(TWO, spaced)) == [{"C603"}, {"C603"}]


def test_near_numbers_groups_and_doubtful_readings_are_no_case(told: Told) -> None:
    mine = handed(ONE, certificate(ONE))
    for theirs in (
        certificate(TWO, certificate_number="00126Q30002R0M"),
        certificate(TWO, sure=0.6),
        certificate("某集团有限公司"),
        certificate(TWO, text="本证书为子证书，场所清单见附件"),
        document("invoice", holder=TWO, certificate_number="00126Q30001R0M"),
    ):
        assert told(mine, handed(TWO, theirs)) == [set(), set()]

"""E003, and E005: files whose name, or folder, promises another document than they hold."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import PurePosixPath

from evidencecheck.assessment.context import Context
from evidencecheck.assessment.evidence import plain, resembles
from evidencecheck.assessment.intents import Intent
from evidencecheck.domain.document import UNKNOWN_TYPE, Document
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.phrases import TitleForm

_LIKELY_TYPE, _SURE_TYPE, _VERY_SURE = 0.68, 0.75, 0.88
# Lines of a document that can hold what it calls itself.
_HEAD = 6
_HEADING = 2
"""Lines of a document in which its heading stands."""
# A line with more than this around a title mentions it.
_AROUND = 12
_LEAST_TITLE = 4
_LONG_NAME, _TELLING = 6, 60
"""Characters of a name, and of a paper, that say what it is on."""
_FEW, _BY_CHANCE, _COMMON = 3, 0.25, 0.08
"""Share of the words of a name that may stand in another paper, each of them in so many papers."""
_WORD, _WORDS = 2, 2
"""Characters of a word, and words that tell what a paper is on."""


def misnamed(
    document: Document,
    documents: Sequence[Document],
    intent: Intent,
    context: Context,
) -> Iterator[Finding]:
    """E003: a file named by the title of one type that holds only another's; E005: a lesser one."""
    named = sorted(t for t in intent.titled if context.book.documents[t].mistakable)
    if not named and _is_on_nothing_asked(document, context):
        # 考核成绩单: its name says it by a word, and it is alone in its file.
        named = sorted(t for t in intent.types if context.book.documents[t].mistakable)
    if not named:
        yield from _misplaced(document, documents, intent, context)
        yield from _hinted(document, documents, intent, context)
        return
    if document.type == UNKNOWN_TYPE:
        if not _no_evidence(document, context):
            return
    elif document.confidence < _SURE_TYPE and not _is_titled_otherwise(document, named, context):
        return
    if _is_on_nothing_asked(document, context):
        yield context.finding("E003", document, named=named[0], found=document.type)
        return
    if document.title is None or resembles(document):
        return
    # What the page calls itself, even where more speaks for another type.
    head = [plain(text) for text in (*_heads(document), document.title.quote)]
    titles = [plain(t.text) for n in named for t in context.book.documents[n].titles if t.telling]
    contracts = tuple(map(plain, context.book.phrases.title_forms.get(TitleForm.CONTRACT, ())))
    if any(
        len(t) >= _LEAST_TITLE
        and t in line
        and len(line) <= len(t) + _AROUND
        # 绿色工厂咨询合同 is a contract on what 绿色工厂 grants.
        and (t.endswith(contracts) or not line.endswith(contracts))
        for t in titles
        for line in head
    ):
        return
    beside = {d.type for d in context.by_file[document.file]}
    # 营业执照与不动产权证: one of several papers is what the file is named by.
    if not beside.isdisjoint(named):
        return
    alike = any(context.same_family(t, named) for t in beside)
    if alike and not _on_another_matter(document, named, context):
        return
    code = "E005" if (named[0], document.type) in context.lesser else "E003"
    yield context.finding(code, document, named=named[0], found=document.type)


def _heads(document: Document) -> Iterator[str]:
    """The first lines of each page: a translation has its title behind the original."""
    pages: Counter[int] = Counter()
    for line in document.lines:
        pages[line.page] += 1
        if pages[line.page] <= _HEAD:
            yield line.text


def _is_titled_otherwise(document: Document, named: Sequence[str], context: Context) -> bool:
    """Whether a title, however small it stands, is on another matter than the name of its file.

    The sheet of a workbook has hardly a title that stands out.
    """
    title = document.title
    if title is None or document.confidence < _LIKELY_TYPE or title.page != document.first_page:
        return False
    return context.is_alone(document) and _says_none_of(document, named, context)


def _on_another_matter(document: Document, named: Sequence[str], context: Context) -> bool:
    """Whether nothing of what a file is named by stands in it: 消防验收意见书 without 消防 or 验收.

    Papers of one family often go by each other's names, as long as they are on the same thing.
    """
    if document.type in named or document.confidence < _VERY_SURE:
        return False
    return _says_none_of(document, named, context)


def _says_none_of(document: Document, named: Sequence[str], context: Context) -> bool:
    """Whether no word of the matter of what a file is named by stands in its paper."""
    if document.languages[:1] != ("zh",):
        # Nothing of a Chinese name stands in a paper in English.
        return False
    name = plain(document.stem)
    title = max(
        (
            plain(t.text)
            for n in named
            for t in context.book.documents[n].titles
            if t.telling and plain(t.text) in name
        ),
        key=len,
        default="",
    )
    matter = _without_form(title, context)
    words = [matter[i : i + _WORD] for i in range(0, len(matter) - 1, _WORD)]
    # One word tells of what an authority decided: 环评批复 that holds a filing.
    kinds = [context.book.documents[t] for t in (*named, document.type)]
    least = 1 if all(kind.issuer == "authority" for kind in kinds) else _WORDS
    if len(words) < least:
        # 项目节能验收报告 is on more than its title.
        stem = _without_form(re.sub(r"[^\u4e00-\u9fff]+", "", document.stem), context)
        words = [stem[i : i + _WORD] for i in range(len(stem) - 1)]
        words = words if len(words) >= _LONG_NAME - 1 else []
    # 有关环评事项由生态环境部门另行审批: a filing is no approval of that.
    elsewhere = context.book.phrases.elsewhere
    clauses = re.split(r"[,，。;；]", "".join(plain(x.text) for x in document.lines))
    text = "".join(c for c in clauses if not any(word in c for word in elsewhere))
    return len(words) >= least and not any(word in text for word in words)


def _without_form(title: str, context: Context) -> str:
    """A title without what says its form: 消防验收(意见书)."""
    forms = {plain(w) for words in context.book.phrases.title_forms.values() for w in words}
    ends = [w for w in forms if title.endswith(w)]
    return title.removesuffix(max(ends, key=len)) if ends else title


def _misplaced(
    document: Document, documents: Sequence[Document], intent: Intent, context: Context
) -> Iterator[Finding]:
    """E003: a scan without a name in a folder of sign-in sheets that is none, and not about them.

    Another file of the folder must be what it is named by.
    """
    named = sorted(t for t in intent.folder if context.book.documents[t].mistakable)
    if not named or document.type == UNKNOWN_TYPE or document.confidence < _VERY_SURE:
        return
    if document.title is None or not unnamed_by(context.book.phrases.machine_names)(document.file):
        return
    folder = str(PurePosixPath(document.file).parent)
    beside = [d for d in documents if str(PurePosixPath(d.file).parent) == folder]
    if not any(d.type in named for d in beside if d.file != document.file):
        return
    if any(context.same_family(d.type, named) for d in context.by_file[document.file]):
        return
    name = plain(PurePosixPath(folder).name)
    text = "".join(plain(x.text) for x in document.lines)
    words = [w for w in (name[i : i + _WORD] for i in range(len(name) - 1)) if w.isalpha()]
    if not any(word in text for word in words):
        yield context.finding("E003", document, named=named[0], found=document.type)


def _hinted(
    document: Document, documents: Sequence[Document], intent: Intent, context: Context
) -> Iterator[Finding]:
    """E003: a file named by a word of one type, of whose name nothing stands in the paper."""
    named = sorted(t for t in intent.types if context.book.documents[t].mistakable)
    if not named or document.type in intent.types or document.type == UNKNOWN_TYPE:
        return
    if document.confidence < _SURE_TYPE or document.title is None or resembles(document):
        return
    if document.languages[:1] != ("zh",) or not context.is_alone(document):
        return
    if context.same_family(document.type, named):
        return
    whole = re.sub(r"[^\u4e00-\u9fff]+", "", document.stem)
    # 记录, 报告 stand in any paper.
    stem = _without_form(whole, context)
    if sum(len(x.text) for x in document.lines) < _TELLING:
        # A photo of a plaque says too little.
        return
    own = plain(context.submission.applicant.name)
    words = {w for w in (stem[i : i + _WORD] for i in range(len(stem) - 1)) if w not in own}
    said = {w for w in words if w in document.words}
    if len(whole) < _LONG_NAME or len(said) > _BY_CHANCE * len(words):
        return
    # 设备 stands in many papers: that it stands in this one too says nothing.
    others = [d for d in documents if d.id != document.id]
    few = max(_FEW, len(others) * _COMMON)
    if all(sum(w in d.words for d in others) > few for w in said):
        yield context.finding("E003", document, named=named[0], found=document.type)


def _is_on_nothing_asked(document: Document, context: Context) -> bool:
    """Whether the heading of a paper of no type is on what no system asks for, its name is not."""
    if document.type != UNKNOWN_TYPE:
        return False
    stem, words = plain(document.stem), context.book.phrases.no_evidence
    heads = [plain(line.text) for line in document.lines[:_HEADING]]
    return not any(word in stem for word in words) and any(
        word in head and len(head) <= len(word) + _AROUND for word in words for head in heads
    )


def _no_evidence(document: Document, context: Context) -> bool:
    """Whether a page, alone in its file, bears the title of a paper that is evidence of nothing.

    Contents, covers and sheets stand before what their file is named by.
    """
    if _is_on_nothing_asked(document, context):
        return context.is_alone(document)
    if document.title is None or document.first_page != document.last_page:
        return False
    if not context.is_alone(document):
        return False
    title, volumes = plain(document.title.quote), context.book.volumes
    around = (*volumes.contents, *volumes.lists, *volumes.covers, *volumes.sheets)
    return not any(plain(word) in title for word in around)


def unnamed_by(names: Sequence[str]) -> Callable[[str], bool]:
    """Whether a machine gave a file its name: 微信图片_2026…, IMG_2231."""
    made = "|".join(re.escape(w) for w in sorted(names, key=lambda w: -len(w)))
    pattern = re.compile(rf"(?:{made})?[\s_\-.()（）\d]*", re.IGNORECASE)
    return lambda path: pattern.fullmatch(PurePosixPath(path).stem) is not None

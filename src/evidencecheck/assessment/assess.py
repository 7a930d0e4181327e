"""From documents and files to a report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from evidencecheck.assessment.applicant import completed
from evidencecheck.assessment.checks import CHECKS
from evidencecheck.assessment.checks.nearly_reckoned import nearly_reckoned
from evidencecheck.assessment.checks.origin import changed
from evidencecheck.assessment.checks.said_totals import said_totals
from evidencecheck.assessment.context import Context, by_figures, by_file, by_number, by_type
from evidencecheck.assessment.counted import counted
from evidencecheck.assessment.coverage import last_years
from evidencecheck.assessment.evidence import Evidence, folded, speech
from evidencecheck.assessment.factors import Factors
from evidencecheck.assessment.facts import fact_table
from evidencecheck.assessment.honours import lesser_honours
from evidencecheck.assessment.intents import NO_INTENT, Intent, IntentReader
from evidencecheck.assessment.known_days import with_possible_days
from evidencecheck.assessment.known_names import with_known_issuers, with_whole_holders
from evidencecheck.assessment.known_places import with_known_places
from evidencecheck.assessment.ledgers import listed_papers
from evidencecheck.assessment.listed import with_holder_of_list
from evidencecheck.assessment.misnamed import misnamed, unnamed_by
from evidencecheck.assessment.named_rows import named_rows
from evidencecheck.assessment.names import normal
from evidencecheck.assessment.near_numbers import near_numbers
from evidencecheck.assessment.outputs import with_outputs
from evidencecheck.assessment.premises import premises
from evidencecheck.assessment.reported import reported
from evidencecheck.assessment.slots import Filled, fill
from evidencecheck.assessment.standards import Registry
from evidencecheck.assessment.stated import stated_amounts
from evidencecheck.assessment.told import told_amounts
from evidencecheck.assessment.twins import same_photo
from evidencecheck.assessment.weaker import weaker_than_named
from evidencecheck.domain.document import PHOTO_TYPE, Citation, Document
from evidencecheck.domain.files import FileFacts, FileStatus
from evidencecheck.domain.finding import Finding, Flag, Level
from evidencecheck.domain.geometry import PAGE
from evidencecheck.domain.readings import number_key, numbers_uniquely
from evidencecheck.domain.report import DocumentEntry, FileEntry, IndicatorResult, Report
from evidencecheck.domain.rules import RuleBook
from evidencecheck.domain.submission import Submission
from evidencecheck.domain.systems import Indicator, RulePack
from evidencecheck.domain.twins import Twin

# Documents with less text than this are not compared: blank forms are alike by nature.
_COMPARED = 200
_NOT_RUNNING = frozenset({"V201", "V202"})
_ILLEGIBLE = "Q801"
_PRECEDENCE = (Flag.SUSPICIOUS, Flag.MISSING, Flag.SUPPORTED)


class Assessor:
    """Holds submissions against one pack: what depends on the rules alone is made ready once."""

    def __init__(self, book: RuleBook, pack: RulePack) -> None:
        self._book = book
        self._pack = pack
        self._registry = Registry(book.standards)
        self._factors = Factors(book.factors)
        self._intents = IntentReader(book, pack)
        slots = [(i.id, s) for i in pack.indicators for s in i.every_slot]
        self._judged = frozenset(t for _, s in slots if s.cites is not None for t in s.accepts)
        asking: defaultdict[str, set[str]] = defaultdict(set)
        for name, slot in slots:
            for document_type in slot.accepts:
                asking[document_type].add(name)
        self._asking = {t: frozenset(names) for t, names in asking.items()}
        self._lesser = frozenset((a, w) for _, s in slots for a in s.accepts for w in s.weaker)

    def report(
        self,
        submission: Submission,
        documents: Sequence[Document],
        files: Sequence[FileFacts],
        twins: Sequence[Twin] = (),
    ) -> Report:
        """The report on one submission; ``twins``: what other applicants have of it as well.

        Documents are numbered d1, d2 … in the order given; the same input gives the same report.
        """
        numbered = tuple(replace(d, id=f"d{i}") for i, d in enumerate(documents, 1))
        submission = completed(submission, numbered, self._book)
        applicant = submission.applicant
        numbered = tuple(with_holder_of_list(d, applicant, self._book) for d in numbered)
        numbered = with_known_places(with_known_issuers(numbered))
        numbered = with_possible_days(numbered, submission.date)
        numbered = with_whole_holders(numbered, applicant)
        where = premises(numbered, self._book.phrases, applicant)
        facts = fact_table(numbered, self._book, submission, where.registered)
        facts = with_outputs(facts, numbered, self._book, submission)
        told = told_amounts(numbered, self._book.phrases)
        context = Context(
            book=self._book,
            pack=self._pack,
            submission=submission,
            documents=numbered,
            registry=self._registry,
            factors=self._factors,
            judged_types=self._judged,
            asking=self._asking,
            lesser=self._lesser,
            files={f.path: f for f in files},
            by_type=by_type(numbered),
            by_number=by_number(numbered),
            by_figures=by_figures(numbered),
            by_file=by_file(numbered),
            places={d.id: n for n, d in enumerate(numbered)},
            premises=where,
            facts=facts,
            reported=reported(numbered, self._book, submission),
            told=told,
            near=near_numbers(told, facts),
            rows=named_rows(numbered, told, self._book),
            stated=stated_amounts(numbered, self._book),
            counted=counted(numbered, self._book.phrases),
            listed=listed_papers(numbered, self._book),
            twins=_by_key(twins),
        )
        intents = {f.path: self._intents.read(f.path) for f in files}
        file_findings = _file_findings(files, numbered, intents, context)
        findings: dict[str, tuple[Finding, ...]] = {}
        for document in numbered:
            titled = intents[document.file].titled if document.file in intents else ()
            own = [
                *weaker_than_named(document, titled, context),
                *lesser_honours(document, context),
                *misnamed(document, numbered, intents.get(document.file, NO_INTENT), context),
                *(f for check in CHECKS for f in check(document, context)),
            ]
            # Looked for where nothing else of its amounts was told.
            if all(f.code != "C601" for f in own):
                slips = tuple(nearly_reckoned(document, context))
                own += slips or said_totals(document, context)
            findings[document.id] = (*own, *changed(document, own, context))
        evidence = Evidence(
            documents=numbered,
            by_type=context.by_type,
            spoken={d.id: speech(d) for d in numbered},
            findings=findings,
            intents=intents,
            files=tuple(files),
            file_findings=file_findings,
        )
        return Report(
            pack=self._pack,
            submission=submission,
            # 近三年 itself, whatever a younger firm can show of it.
            years=last_years(submission.date),
            indicators=tuple(_indicator(i, evidence, context) for i in self._pack.indicators),
            documents=tuple(DocumentEntry(d, findings[d.id]) for d in numbered),
            files=tuple(
                FileEntry(
                    f.path,
                    f.sha256,
                    f.bytes,
                    f.media_type,
                    f.pages,
                    f.status,
                    file_findings[f.path],
                    f.signatures,
                )
                for f in files
            ),
        )


def assess(
    book: RuleBook,
    pack: RulePack,
    submission: Submission,
    documents: Sequence[Document],
    files: Sequence[FileFacts],
    twins: Sequence[Twin] = (),
) -> Report:
    """Hold one submission against ``pack``: `Assessor.report`, for those that have only one."""
    return Assessor(book, pack).report(submission, documents, files, twins)


def _by_key(twins: Iterable[Twin]) -> dict[str, list[Twin]]:
    found: defaultdict[str, list[Twin]] = defaultdict(list)
    for twin in twins:
        found[twin.key].append(twin)
    return dict(found)


def _file_findings(
    files: Sequence[FileFacts],
    documents: Sequence[Document],
    intents: Mapping[str, Intent],
    context: Context,
) -> dict[str, tuple[Finding, ...]]:
    # Of two the one is the copy whose name says nothing.
    unnamed = unnamed_by(context.book.phrases.machine_names)
    copied = context.book.phrases.copies

    def order(file: FileFacts) -> tuple[bool, bool, bool]:
        name = file.path.casefold()
        is_copy = any(word in name for word in copied)
        return unnamed(file.path), not intents[file.path].types, is_copy

    twins = _twins(sorted(files, key=order), documents)
    found: dict[str, tuple[Finding, ...]] = {}
    for file in files:
        own = [
            context.finding(p.code, file=file.path, more=dict(p.params))
            for p in file.problems
            if p.code != _ILLEGIBLE
        ]
        own.extend(_illegible(file, context))
        if file.path in twins:
            own.append(context.finding("F105", file=file.path, other=twins[file.path]))
        found[file.path] = tuple(own)
    return found


def _illegible(file: FileFacts, context: Context) -> Iterator[Finding]:
    """One Q801 for all pages of a file whose print could not be read."""
    pages = sorted(p.page for p in file.problems if p.code == _ILLEGIBLE and p.page is not None)
    if not pages:
        return
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    what = ", ".join(
        f"page {run[0]}" if len(run) == 1 else f"pages {run[0]}-{run[-1]}" for run in runs
    )
    places = [Citation(file.path, page, PAGE, "") for page in pages]
    yield context.finding(_ILLEGIBLE, file=file.path, cite=places, what=what, confidence=0)


def _twins(files: Sequence[FileFacts], documents: Sequence[Document]) -> Mapping[str, str]:
    """Files whose content stands in an earlier one: the same bytes, words or photograph."""
    first: dict[str, str] = {}
    twins: dict[str, str] = {}
    texts: defaultdict[str, list[str]] = defaultdict(list)
    papers: defaultdict[str, list[str]] = defaultdict(list)
    for document in documents:
        texts[document.file].append(folded(document))
        papers[document.file].append(_paper(document))
    for file in files:
        keys = [file.sha256]
        text = "\n".join(texts.get(file.path, ()))
        if len(text) >= _COMPARED:
            keys.append(text)
        # A certificate photographed and scanned is read differently, and is one for all that.
        if len(papers[file.path]) == 1 and papers[file.path][0]:
            keys.append(papers[file.path][0])
        if file.status is FileStatus.SKIPPED or not file.bytes:
            continue
        for key in keys:
            if key in first:
                twins.setdefault(file.path, first[key])
            else:
                first[key] = file.path
    return twins | _same_photos(files, documents, twins)


def _paper(document: Document) -> str:
    """What makes a numbered paper the one that it is; empty where too little of it is known."""
    number = number_key(document.text("certificate_number"))
    issued, holder = document.text("issue_date"), normal(document.text("holder"))
    if not (numbers_uniquely(number) and issued and holder):
        return ""
    pages = document.last_page - document.first_page
    parts = (document.type, number, issued, holder, document.languages[0], str(pages))
    return "\t".join(parts)


def _same_photos(
    files: Sequence[FileFacts], documents: Sequence[Document], known: Mapping[str, str]
) -> dict[str, str]:
    """Photographs of which an earlier file holds the same, stored anew."""
    types: defaultdict[str, set[str]] = defaultdict(set)
    for document in documents:
        types[document.file].add(document.type)
    earlier: list[tuple[str, tuple[str, str]]] = []
    twins: dict[str, str] = {}
    for file in files:
        if types[file.path] != {PHOTO_TYPE} or len(file.pictures) != 1 or file.path in known:
            continue
        photo = (file.pictures[0][1], file.provenance.taken)
        same = next((path for path, other in earlier if same_photo(photo, other)), None)
        if same is not None:
            twins[file.path] = same
        else:
            earlier.append((file.path, photo))
    return twins


def _indicator(indicator: Indicator, evidence: Evidence, context: Context) -> IndicatorResult:
    if not indicator.tiers:
        return _judged(indicator, evidence, context)
    tiers = {t: _judged(indicator.at(t), evidence, context) for t in indicator.tiers}
    applied = tiers[context.submission.tier or tuple(tiers)[-1]]
    return replace(applied, indicator=indicator, tiers=tiers)


def _judged(indicator: Indicator, evidence: Evidence, context: Context) -> IndicatorResult:
    filled = [fill(slot, indicator, evidence, context) for slot in indicator.slots]
    deciding = [f for f in filled if _decides(f, indicator, evidence)]
    decisive = [f.result.status for f in deciding]
    flag = next((f for f in _PRECEDENCE if f in decisive), Flag.SUPPORTED)
    # Each once, in their order.
    told: dict[Finding, None] = {}
    for entry in filled:
        shown = entry.findings
        if not entry.result.slot.required:
            # The lack of something beyond what is asked is no finding.
            shown = tuple(f for f in shown if f.level is Level.SUSPICIOUS)
        told.update(dict.fromkeys(shown))
    used = {d for f in deciding for d in f.result.documents}
    for document in evidence.documents:
        if document.id in used:
            told.update(dict.fromkeys(evidence.findings[document.id]))
    findings = _fewer(list(told), filled_sets=_half_filled(filled), context=context)
    return IndicatorResult(
        indicator=indicator,
        flag=flag,
        slots=tuple(f.result for f in filled),
        findings=tuple(sorted(findings, key=_weight)),
    )


def _decides(entry: Filled, indicator: Indicator, evidence: Evidence) -> bool:
    """Whether a slot tells the flag: all that is required, and a doubt about what is beyond that.

    A flag is the worst of its slots (contract). What was handed in for other indicators is no doubt
    about this one, unless this one requires it; and what does not run on the day is as good as not
    handed in, which costs nothing where it is not required.
    """
    if entry.result.slot.required:
        return True
    if entry.result.status is not Flag.SUSPICIOUS:
        return False
    chosen = [d for d in evidence.documents if d.id in entry.result.documents]
    return not chosen or any(
        f.level is Level.SUSPICIOUS and f.code not in _NOT_RUNNING
        for d in chosen
        if not evidence.filed_elsewhere(d.file, indicator)
        for f in evidence.findings[d.id]
    )


def _half_filled(filled: Sequence[Filled]) -> dict[str, tuple[int, int]]:
    """Texts of empty slots whose like are filled: how many of how many there are (E002)."""
    groups: defaultdict[tuple[str, ...], list[tuple[str, Flag]]] = defaultdict(list)
    for entry in filled:
        result = entry.result
        if result.slot.required:
            groups[result.slot.accepts].append((result.slot.text, result.status))
    half: dict[str, tuple[int, int]] = {}
    for members in groups.values():
        there = sum(status is not Flag.MISSING for _, status in members)
        if len(members) > 1 and 0 < there < len(members):
            half |= {text: (there, len(members)) for text, s in members if s is Flag.MISSING}
    return half


def _fewer(
    findings: list[Finding], *, filled_sets: Mapping[str, tuple[int, int]], context: Context
) -> list[Finding]:
    """E001 of a set of which a part is there, as E002: fewer documents than required."""
    result = []
    for finding in findings:
        text = dict(finding.params).get("text", "")
        if finding.code == "E001" and text in filled_sets:
            there, required = filled_sets[text]
            result.append(context.finding("E002", text=text, count=there, required=required))
        else:
            result.append(finding)
    return result


def _weight(finding: Finding) -> int:
    return (Level.SUSPICIOUS, Level.MISSING, Level.NOTE).index(finding.level)

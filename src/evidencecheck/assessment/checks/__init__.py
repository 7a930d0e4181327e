"""Checks of single documents, one module a family of finding codes.

Each check is a function of a document and the context, and yields findings.
"""

from collections.abc import Callable, Iterator

from evidencecheck.assessment.checks.across import across
from evidencecheck.assessment.checks.added_twice import added_twice
from evidencecheck.assessment.checks.agreed_sums import agreed_sums
from evidencecheck.assessment.checks.attendance import attendance
from evidencecheck.assessment.checks.balances import balances
from evidencecheck.assessment.checks.baseline_factors import baseline_factors
from evidencecheck.assessment.checks.bills import bills
from evidencecheck.assessment.checks.bracketed_parts import bracketed_parts
from evidencecheck.assessment.checks.cancellations import cancellations
from evidencecheck.assessment.checks.cells_said import cells_said
from evidencecheck.assessment.checks.changes_in_tables import changes_in_tables
from evidencecheck.assessment.checks.changes_of_years import changes_of_years
from evidencecheck.assessment.checks.claimed_twice import claimed_twice
from evidencecheck.assessment.checks.columns_said import columns_said
from evidencecheck.assessment.checks.complements import complements
from evidencecheck.assessment.checks.counted_parts import counted_parts
from evidencecheck.assessment.checks.counted_twice import counted_twice
from evidencecheck.assessment.checks.coverage import coverage
from evidencecheck.assessment.checks.disagreements import disagreements
from evidencecheck.assessment.checks.emission_factors import emission_factors
from evidencecheck.assessment.checks.equations import equations
from evidencecheck.assessment.checks.footprints import footprints
from evidencecheck.assessment.checks.given_out import given_out
from evidencecheck.assessment.checks.grades import grades
from evidencecheck.assessment.checks.green_balance import green_balance
from evidencecheck.assessment.checks.halves import halves
from evidencecheck.assessment.checks.hidden_levels import hidden_levels
from evidencecheck.assessment.checks.identity import identity
from evidencecheck.assessment.checks.issuers import issuers
from evidencecheck.assessment.checks.language import language
from evidencecheck.assessment.checks.left_over import left_over
from evidencecheck.assessment.checks.listed_amounts import listed_amounts
from evidencecheck.assessment.checks.listed_terms import listed_terms
from evidencecheck.assessment.checks.misquoted_factors import misquoted_factors
from evidencecheck.assessment.checks.more_than_bought import more_than_bought
from evidencecheck.assessment.checks.named_equations import named_equations
from evidencecheck.assessment.checks.numbered_twice import numbered_twice
from evidencecheck.assessment.checks.offsets import offsets
from evidencecheck.assessment.checks.one_sided import one_sided
from evidencecheck.assessment.checks.origin import origin
from evidencecheck.assessment.checks.own_bounds import own_bounds
from evidencecheck.assessment.checks.own_word import own_word
from evidencecheck.assessment.checks.part_years import part_years
from evidencecheck.assessment.checks.parties import parties
from evidencecheck.assessment.checks.patches import patches
from evidencecheck.assessment.checks.placeholders import placeholders
from evidencecheck.assessment.checks.priced_goods import priced_goods
from evidencecheck.assessment.checks.projects import projects
from evidencecheck.assessment.checks.proposals import proposals
from evidencecheck.assessment.checks.rate_rows import rate_rows
from evidencecheck.assessment.checks.rates import rates
from evidencecheck.assessment.checks.remarks import remarks
from evidencecheck.assessment.checks.restated import restated
from evidencecheck.assessment.checks.restricted_copies import restricted_copies
from evidencecheck.assessment.checks.running_stock import running_stock
from evidencecheck.assessment.checks.said_parts import said_parts
from evidencecheck.assessment.checks.said_relations import said_relations
from evidencecheck.assessment.checks.same_numbers import same_numbers
from evidencecheck.assessment.checks.seals import seals
from evidencecheck.assessment.checks.sentences import sentences
from evidencecheck.assessment.checks.shares import shares
from evidencecheck.assessment.checks.shares_said import shares_said
from evidencecheck.assessment.checks.shown import shown
from evidencecheck.assessment.checks.stamped_places import stamped_places
from evidencecheck.assessment.checks.standards import standards
from evidencecheck.assessment.checks.stray_factors import stray_factors
from evidencecheck.assessment.checks.sums import sums
from evidencecheck.assessment.checks.taxes import taxes
from evidencecheck.assessment.checks.terms import terms
from evidencecheck.assessment.checks.told_tables import told_tables
from evidencecheck.assessment.checks.used_twice import used_twice
from evidencecheck.assessment.checks.validity import validity
from evidencecheck.assessment.checks.waste_codes import waste_codes
from evidencecheck.assessment.checks.years_of_use import years_of_use
from evidencecheck.assessment.context import Context
from evidencecheck.domain.document import Document
from evidencecheck.domain.finding import Finding

Check = Callable[[Document, Context], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    validity,
    terms,
    listed_terms,
    standards,
    identity,
    same_numbers,
    numbered_twice,
    coverage,
    part_years,
    parties,
    issuers,
    remarks,
    restricted_copies,
    left_over,
    own_word,
    origin,
    stamped_places,
    patches,
    seals,
    one_sided,
    shown,
    hidden_levels,
    language,
    placeholders,
    sums,
    taxes,
    disagreements,
    waste_codes,
    footprints,
    rates,
    equations,
    bills,
    listed_amounts,
    projects,
    attendance,
    emission_factors,
    baseline_factors,
    stray_factors,
    misquoted_factors,
    offsets,
    green_balance,
    cancellations,
    counted_twice,
    added_twice,
    used_twice,
    claimed_twice,
    years_of_use,
    more_than_bought,
    own_bounds,
    given_out,
    shares,
    sentences,
    said_parts,
    said_relations,
    counted_parts,
    bracketed_parts,
    told_tables,
    named_equations,
    balances,
    agreed_sums,
    cells_said,
    changes_of_years,
    columns_said,
    complements,
    halves,
    priced_goods,
    rate_rows,
    restated,
    shares_said,
    changes_in_tables,
    running_stock,
    across,
    grades,
    proposals,
)

__all__ = ["CHECKS", "Check"]

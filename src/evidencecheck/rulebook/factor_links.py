"""Whether the parts of rules/factors.yaml fit each other."""

from __future__ import annotations

from collections.abc import Iterator

from evidencecheck.domain.factors import Factor, FactorRegister, FactorSeries
from evidencecheck.rulebook.faults import RuleFault
from evidencecheck.rulebook.shapes import suggest
from evidencecheck.rulebook.yaml_file import YamlFile

_ROUNDING = 1e-3
"""Printed factors of fuels have four digits."""


def check_factors(register: FactorRegister, file: YamlFile) -> Iterator[RuleFault]:
    """What does not fit in the kinds, sets and series of emission factors."""
    for name, kind in register.kinds.items():
        for number, purpose in enumerate(kind.wrong):
            if purpose in kind.right:
                place = ("kinds", name, "wrong", number)
                yield file.fault(place, f"`{purpose}` stands under `right` too", "keep one of them")
    for name, published in register.sets.items():
        if published.published and published.ends and published.ends < published.published:
            yield file.fault(("sets", name, "ends"), f"the set `{name}` ends before it begins")
    for name, series in register.series.items():
        yield from _series(name, series, register, file)


def _series(
    name: str, series: FactorSeries, register: FactorRegister, file: YamlFile
) -> Iterator[RuleFault]:
    place = ("series", name)
    if series.kind not in register.kinds:
        remedy = suggest(series.kind, set(register.kinds))
        yield file.fault((*place, "kind"), f"unknown kind `{series.kind}`", remedy)
    elif not name.startswith(f"{series.kind}."):
        yield file.fault(place, f"the id `{name}` should begin with `{series.kind}.`")
    for key, factor in series.values.items():
        inner = (*place, "values", key)
        if key not in register.sets:
            yield file.fault(inner, f"unknown set `{key}`", suggest(key, set(register.sets)))
        if factor.upper is not None and factor.upper <= factor.value:
            yield file.fault((*inner, "upper"), "the span ends before it begins")
        if not _from_its_basis(factor):
            yield file.fault((*inner, "basis"), f"`basis` does not give {factor.value:g}")


def _from_its_basis(factor: Factor) -> bool:
    if factor.basis is None:
        return True
    return abs(factor.basis.factor - factor.value) <= factor.value * _ROUNDING

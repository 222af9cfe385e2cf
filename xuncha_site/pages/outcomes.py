"""Outcome figures added up: like with like, within one unit only, what is only about left out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from xuncha_site.records.figures import SANCTIONS, UNITS_OF, Figure, Unit

_PERSONS = (Unit.PERSONS, Unit.PERSON_TIMES)
_OTHER_SANCTIONS = {"党纪处分": "党纪处分（未写种类的）"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """The sum of the figures of one kind in one unit, and from how many figures it comes."""

    label: str
    unit: Unit
    amount: Decimal
    count: int

    @property
    def of_persons(self) -> bool:
        return self.unit in _PERSONS


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Sums, persons first; and how many figures a source gives only roughly."""

    sums: list[Outcome]
    about: int

    @property
    def frequent(self) -> list[Outcome]:
        """Sums of more than one figure, and of the kinds that have a word of their own."""
        return [one for one in self.sums if one.count > 1 or one.label in UNITS_OF]


def added(figures: Iterable[Figure]) -> Outcomes:
    """Add figures of the same kind and unit. 清退, 追缴 and 挽回 are kinds, and never added."""
    found: dict[tuple[str, Unit], list[Decimal]] = {}
    about = 0
    for figure in figures:
        if figure.amount is None or figure.unit is None:
            about += 1
            continue
        found.setdefault((_kind(figure.label), figure.unit), []).append(Decimal(figure.amount))
    if any(label in SANCTIONS for label, _ in found):
        # Beside sums of single sanctions, the sum of the others must not read as the whole.
        found = {
            (_OTHER_SANCTIONS.get(label, label), unit): n for (label, unit), n in found.items()
        }
    units = list(Unit)
    known = list(UNITS_OF)

    def place(key: tuple[str, Unit]) -> tuple[bool, int, int, str]:
        label, unit = key
        rank = known.index(label) if label in known else len(known)
        return unit not in _PERSONS, rank, units.index(unit), label

    ordered = sorted(found, key=place)
    return Outcomes(
        [Outcome(*key, sum(found[key], Decimal()), len(found[key])) for key in ordered], about
    )


def _kind(label: str) -> str:
    """The word of the vocabulary that a label begins with; else the label without its bracket."""
    word = next((word for word in UNITS_OF if label.startswith(word)), "")
    return word or label.partition("（")[0].strip() or label

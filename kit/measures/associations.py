"""How strongly two things go together, beyond what their frequency alone would bring (NLTK)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from kit.errors import MeasureError

__all__ = ["Strength", "association", "strengths"]

ASSOCIATIONS = ("likelihood_ratio", "pmi", "chi_sq", "jaccard", "dice", "student_t")

# (n of both, (n of the one, n of the other), n of all) → strength
Strength = Callable[[Any, tuple[Any, Any], Any], float]


def association(measure: str) -> Strength:
    """The function of that name of NLTK's `BigramAssocMeasures` (Manning & Schütze 1999, ch. 5).

    Raises
    ------
    MeasureError
        If there is none; the message lists those there are.
    """
    from nltk.metrics.association import BigramAssocMeasures

    if measure not in ASSOCIATIONS:
        raise MeasureError(f"measure={measure!r}: not a measure of association; take {', '.join(ASSOCIATIONS)}")
    function: Strength = getattr(BigramAssocMeasures, measure)
    return function


def strengths(score: Strength, both: pd.Series, one: pd.Series, other: pd.Series, all_: pd.Series) -> pd.Series:
    """The strength of each row, Float64: so many of both, of the one, of the other, of all."""
    counts = zip(both, one, other, all_, strict=True)
    return pd.Series([score(n, (n_one, n_other), of) for n, n_one, n_other, of in counts], dtype="Float64")

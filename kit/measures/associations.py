"""How strongly two things go together, beyond what their frequency alone would bring.

NLTK counts; Manning & Schütze (1999, Foundations of Statistical Natural Language Processing, ch. 5) compare the
measures: the likelihood ratio (Dunning 1993, Computational Linguistics 19:61) holds for rare things as well, pointwise
mutual information (Church & Hanks 1990, Computational Linguistics 16:22) makes much of them.
"""

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
    """The function of that name of NLTK's `BigramAssocMeasures`.

    Parameters
    ----------
    measure
        likelihood_ratio, pmi, chi_sq, jaccard, dice or student_t.

    Returns
    -------
    Strength
        Takes how often both are there, how often each, and how many there are in all, and gives a number: the larger
        the stronger, 0 and more for likelihood_ratio and chi_sq, 0 to 1 for jaccard and dice, and of either sign for
        pmi (in bits) and student_t.

    Raises
    ------
    MeasureError
        If there is none; the message lists those there are.

    Examples
    --------
    >>> association("pmi")(4, (4, 8), 32)  # four times as often as chance would have it
    2.0
    """
    # Imported here: it is slow to load, and no other measure needs it.
    from nltk.metrics.association import BigramAssocMeasures

    if measure not in ASSOCIATIONS:
        raise MeasureError(f"measure={measure!r}: not a measure of association; choose {', '.join(ASSOCIATIONS)}")
    function: Strength = getattr(BigramAssocMeasures, measure)
    return function


def strengths(score: Strength, both: pd.Series, one: pd.Series, other: pd.Series, all_: pd.Series) -> pd.Series:
    """The strength of each row.

    Parameters
    ----------
    score
        As `association` gives it.
    both, one, other, all_
        Counts of the same length: of both together (1 or more), of the one, of the other, of all there are.

    Returns
    -------
    Series
        Float64, with an index of its own from 0.
    """
    counts = zip(both, one, other, all_, strict=True)
    return pd.Series([score(n, (n_one, n_other), of) for n, n_one, n_other, of in counts], dtype="Float64")

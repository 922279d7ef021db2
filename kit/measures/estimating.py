"""An estimate from a coded sample and the kit's answers for all: the difference estimator, with tuned power.

What the kit finds in all units is taken, and what people found to be wrong with it in the sample is added, weighted by
the probability of being drawn (difference estimator: Särndal, Swensson & Wretman 1992, Model Assisted Survey Sampling,
ch. 6; the same as prediction-powered inference, Angelopoulos et al. 2023, Science 382:669, and design-based supervised
learning, Egami et al. 2023, NeurIPS). The kit's answers weigh as much as makes the interval shortest, from 0 (the coded
sample alone) to 1 (PPI++: Angelopoulos, Duchi & Zrnic 2023, arXiv 2311.01453); a kit that is of no use does no harm.

Units are drawn without putting back, within strata; the variance is that of the residuals of the units drawn, each with
all that stands in it (a paragraph with its quotes is one unit), and of a ratio by linearisation (ibid., ch. 5). Where
all units are coded there is no uncertainty left. Intervals are Student's, with the degrees of freedom of the design
(units less strata), fewer where the residuals are skewed: a few units that make most of the variance make intervals too
short by what Hall (1992, The Bootstrap and Edgeworth Expansion, sec. 2.5 and 4.3) derives for the studentised mean, and
that is given back as degrees of freedom. Kurtosis alone does not make them too short, wherefore Satterthwaite's degrees
of freedom, which go by it, are far too few for rare things.

The interval of a share is Wilson's (1927, JASA 22:209) with the effective sample size, the number of independent draws
that would have the same variance ("A note on Wilson coverage intervals for proportions estimated from complex samples",
Survey Methodology 43(2), 2017; one of the two forms that Franco, Little, Louis & Slud, Journal of Survey Statistics and
Methodology, PMC6690503, recommend of eight). A sample with few of what is counted gives a low share and a small
variance at once, so that of intervals around the share itself nearly all that miss the truth lie below it. Wilson's
takes the variance at the bound that is tried. It meets what skewness a share of that size has by itself, and only what
goes beyond takes degrees of freedom. It stays within 0 and 1. Intervals are about the articles at hand, not about
others that could have been read.

Of rare things a sample holds too few to tell. Whether there is an estimate is known before anything is coded, as far
as can be: of a share, where ten units with what it counts, and ten that lack it, are to be expected in the sample by
what the kit finds (the rule by which a share is taken for normal). An estimate that were only given where the sample
happens to hold enough would be off. Where people and kit differ in fewer than three units, these do not tell how
often the kit errs, and its answers get no weight: the coded sample stands alone, and as if drawn without strata, for
these may be the kit's answers, within which such a sample shows no variance at all.

ppi-python assumes a simple random sample and brings statsmodels, scipy and scikit-learn; strata and ratios are why it
is not used.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from kit.measures.resampling import student

__all__ = ["Design", "Estimate", "estimate"]

FEWEST = 10  # coded units that bear on a number; of a share, expected ones that have what it counts, or lack it
SOME = 5  # coded units that have what a share counts, or lack it
DIFFER = 3  # coded units on which people and the kit differ, below which its answers get no weight
# By how much skewness and kurtosis shorten an interval of 95 %, in degrees of freedom: what Hall's expansion of the
# coverage takes away, over what that of Student's t gives, z² + 1 of either cancelled.
Z = 1.959964
SKEWNESS = 4 * (Z**4 + 2 * Z**2 - 3) / 18 / (Z**2 + 1)
KURTOSIS = 4 * (Z**2 - 3) / 12 / (Z**2 + 1)

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Design:
    """How the coded units were drawn.

    stratum: the number of the stratum of each coded unit, 0 to k - 1. size: how many units each stratum has in all.
    """

    stratum: npt.NDArray[np.int64]
    size: Floats

    @classmethod
    def of(cls, stratum: npt.NDArray[Any], probability: Floats, coded: npt.NDArray[np.bool_]) -> Design:
        """Of a sheet, whose uncoded rows are left out as if they had not been drawn.

        Strata with fewer than two coded units are joined with each other, and if need be with the smallest other one.
        """
        names, number = np.unique(stratum, return_inverse=True)
        size = np.array([(1 / probability[number == one]).sum() for one in range(len(names))])
        many = np.bincount(number[coded], minlength=len(names))
        # One unit has no variance of its own.
        poor = many < 2
        # Joined they may still be one unit or none, which takes the smallest of the others in.
        if poor.any() and many[poor].sum() < 2 and not poor.all():
            rich = np.flatnonzero(~poor)
            poor[rich[int(np.argmin(many[rich]))]] = True
        new = np.where(poor, 0, 0)
        new[~poor] = np.arange(int((~poor).sum())) + int(poor.any())
        sizes = np.bincount(new, weights=size).astype(np.float64)
        return cls(new[number[coded]], sizes)

    @property
    def drawn(self) -> npt.NDArray[np.int64]:
        """How many of each stratum are coded."""
        return np.bincount(self.stratum, minlength=len(self.size))

    @property
    def weights(self) -> Floats:
        """How many units each coded one stands for."""
        out: Floats = (self.size / np.maximum(self.drawn, 1))[self.stratum]
        return out

    def as_one(self, values: Floats) -> tuple[Design, Floats]:
        """The same units as if drawn from one stratum, and their values scaled so that they stand for as many."""
        drawn, whole = len(self.stratum), float(self.size.sum())
        return Design(np.zeros(drawn, dtype=np.int64), np.array([whole])), values * self.weights * drawn / whole

    def covariance(self, a: Floats, b: Floats) -> float:
        """Of the estimated totals of two values of the coded units."""
        return float(self.contributions(a, b).sum())

    def contributions(self, a: Floats, b: Floats) -> Floats:
        """What each coded unit adds to that covariance."""
        # A stratum with fewer than two adds no variance; a division by nothing must not happen on the way.
        drawn = np.maximum(self.drawn, 2)
        means = [np.bincount(self.stratum, weights=v, minlength=len(self.size)) / drawn for v in (a, b)]
        products = (a - means[0][self.stratum]) * (b - means[1][self.stratum])
        # What is drawn without putting back leaves less to be unsure of: of a stratum coded whole, nothing.
        left = np.maximum(1 - self.drawn / self.size, 0.0)
        scale: Floats = self.size**2 * left / (drawn - 1) / drawn
        out: Floats = scale[self.stratum] * products
        return out


@dataclass(frozen=True)
class Estimate:
    """A value with its 95 % interval; `power` is the weight of the kit's answers, `n` the coded units with a say."""

    value: float
    low: float
    high: float
    power: float
    n: int


def estimate(
    design: Design,
    said: tuple[Floats, Floats | None],
    kit: tuple[Floats, Floats | None],
    whole: tuple[float, float],
    *,
    share: bool = False,
    power: float | None = None,
    inside: npt.NDArray[np.bool_] | None = None,
) -> Estimate | None:
    """A total, or the ratio of two totals, over all units.

    Parameters
    ----------
    said, kit
        Of each coded unit, what people found and what the kit did: numerator, and denominator (None for a total).
    whole
        The kit's two totals over all units.
    share
        The ratio lies between 0 and 1.
    power
        Of the kit's answers, 0 to 1; tuned by default.
    inside
        Of a total, which coded units lie in the group that it is of; all by default. Those elsewhere hold nothing of it
        and give no degrees of freedom: units less strata of those in the group (the rule of the US National Center for
        Health Statistics for subgroups, NHANES Tutorials, "Reliability of Estimates").

    Returns
    -------
    Estimate or None
        None where there are too few coded units to say how sure the estimate is: fewer than ten that bear on it; of a
        share also fewer than ten to be expected that have what is counted, or lack it, or fewer than five at hand; or
        where all are alike.
    """
    y, f = said[0], kit[0]
    x, g = (part[1] if part[1] is not None else np.zeros_like(y) for part in (said, kit))
    total = said[1] is None
    bearing = np.ones(len(y), bool) if inside is None else inside
    # Of a ratio, a unit that neither people nor kit count in its denominator says nothing about it.
    n = int(bearing.sum()) if total else int(((x != 0) | (g != 0)).sum())
    with_it = int(((y != 0) | (f != 0)).sum())
    without_it = int(((x != y) | (g != f)).sum())
    # Where all units are coded nothing is estimated, and agreement in all of them is a fact.
    few = int((y != f).sum()) < DIFFER and bool((design.drawn < design.size).any())
    power = 0.0 if power is None and few else power
    tuned = power is None
    freedom = int(bearing.sum()) - len(np.unique(design.stratum[bearing])) - tuned
    if n < FEWEST or (share and not _enough(design, with_it, without_it, whole)):
        return None
    if freedom < 1:
        return None
    weights = design.weights
    below = 1.0 if total else float(weights @ x)
    if below <= 0:
        return None
    first = 0.0 if total else float(weights @ y) / below
    if power is None:
        # Linearised at the people's own ratio, the only one that is not biased by the kit.
        kits = f - first * g
        spread = design.covariance(kits, kits)
        # Beyond 0 and 1 the fit is noise: answers that go against people's would be turned round, or trusted doubly.
        power = float(np.clip(design.covariance(y - first * x, kits) / spread, 0, 1)) if spread > 0 else 0.0
    above = float(weights @ y) + power * (whole[0] - float(weights @ f))
    below = 1.0 if total else float(weights @ x) + power * (whole[1] - float(weights @ g))
    if below <= 0:
        return None
    value = above / below
    # What is left of each unit after the kit's answer is taken out: only that is estimated from the sample.
    rest = (y - value * x) - power * (f - value * g) if not total else y - power * f
    if few:
        # Where strata are the kit's answers, a sample without an error has no variance within them.
        design, rest = design.as_one(rest)
    parts = design.contributions(rest, rest)
    # The weight was fitted to the same units, at the price of one of them.
    deviation = float(np.sqrt(parts.sum() * (freedom + tuned) / freedom)) / below
    # All alike, and not all coded: the sample shows no variance, which is not to say that there is none.
    if deviation == 0 and (design.drawn < design.size).any():
        return None
    between = share and 0 < value < 1
    # Wilson's interval already allows for the skewness of a share of that size; only more costs freedom.
    skewness, kurtosis = _binomial(value, deviation) if between and deviation > 0 else (0.0, 0.0)
    t = student(_freedom(design, rest, freedom, skewness, kurtosis)) if deviation > 0 else 0.0
    low, high = _wilson(value, deviation, t) if between else (value - t * deviation, value + t * deviation)
    if share:
        value, low, high = (min(max(one, 0.0), 1.0) for one in (value, low, high))
    elif total:
        value, low, high = (max(one, 0.0) for one in (value, low, high))
    return Estimate(value, low, high, power, n)


def _wilson(value: float, deviation: float, t: float) -> tuple[float, float]:
    """The shares that a value with this deviation does not contradict, the variance taken at each of them."""
    per_unit = deviation**2 / (value * (1 - value))  # one over the effective sample size
    center = (value + t**2 * per_unit / 2) / (1 + t**2 * per_unit)
    half = t * float(np.sqrt(deviation**2 + t**2 * per_unit**2 / 4)) / (1 + t**2 * per_unit)
    return center - half, center + half


def _binomial(value: float, deviation: float) -> tuple[float, float]:
    """Squared skewness, and kurtosis, of a share of independent draws with this deviation."""
    spread = value * (1 - value)
    per_unit = deviation**2 / spread
    return (1 - 2 * value) ** 2 / spread * per_unit, (1 - 6 * spread) / spread * per_unit


def _enough(design: Design, with_it: int, without_it: int, whole: tuple[float, float]) -> bool:
    """Whether a share can be told: by what is to be expected of such a sample, and what is in it."""
    if (design.drawn >= design.size).all():
        return True
    drawn = len(design.stratum) / float(design.size.sum())
    expected = drawn * min(whole[0], whole[1] - whole[0])
    return expected >= FEWEST and min(with_it, without_it) >= SOME


def _freedom(design: Design, rest: Floats, most: int, skewness: float, kurtosis: float) -> float:
    """Degrees of freedom: those of the design, fewer where residuals are more skewed than the interval allows for."""
    means = np.bincount(design.stratum, weights=rest, minlength=len(design.size)) / np.maximum(design.drawn, 1)
    parts = design.contributions(rest, rest)
    whole = parts.sum()
    skewness = float((np.sign(rest - means[design.stratum]) * parts**1.5).sum() ** 2 / whole**3) - skewness
    kurtosis = float((parts**2).sum() / whole**2 - 3 / len(parts)) - kurtosis
    return 1 / (1 / most + max(0.0, SKEWNESS * skewness - KURTOSIS * kurtosis))

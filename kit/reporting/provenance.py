"""Where a page comes from and how far to trust it: input, parameters, versions, measured errors, limits, citation."""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import platform
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pandas as pd

from kit import __version__
from kit.measures.asking import words_in
from kit.measures.phrases import day
from kit.measures.records import METHODS

if TYPE_CHECKING:
    from kit.corpus import Corpus

__all__ = [
    "LIMITS",
    "Input",
    "Provenance",
    "describe",
    "errors_of",
    "figure_of",
    "methods_of",
    "model_name",
    "provenance",
]

LIBRARIES = ("pandas", "duckdb", "nltk", "matplotlib", "onnxruntime")
CARD = {"quotes": ("quotes", "links", "meant"), "sentiment": ("stance", "sentiment"), "actors": ("names", "meant")}
NOUNS = {
    "links": "quotes with their speakers",
    "meant": "pronouns, nominals and speakers",
    "sentiment": "portrayals",
    "stance": "portrayals",
}
LIMITS = {
    "quotes": "Who is meant by “he”, “she” or “officials” is settled within one article; a speaker whom nobody names "
    "stays without a name.",
    "sentiment": "Favourable and unfavourable describe how the words portray somebody in their sentence: irony, and "
    "what a reader must know beforehand, are missed.",
    "actors": "Who is one person across articles is told by the name and by what stands with it: two people of one "
    "name may be counted as one, a nickname that is nowhere explained as another person.",
    "tone": "Tone is the sound of the words (VADER), towards nobody in particular.",
}


@dataclass(frozen=True)
class Input:
    """The articles of a report in figures."""

    articles: int
    sources: int
    words: int
    first: str | None
    last: str | None
    digest: str
    corrections: int = 0
    applied: int = 0
    corrections_digest: str = ""

    @property
    def said(self) -> str:
        """As a clause: "840 articles from 7 sources, 1 September to 8 November 2016"."""
        outlets = f" from {self.sources:,} sources" if self.sources > 1 else ""
        days = (
            "" if not self.first else f", {self.first}" if self.first == self.last else f", {self.first} to {self.last}"
        )
        return f"{self.articles:,} article{'s' * (self.articles != 1)}{outlets}{days}"


@dataclass(frozen=True)
class Provenance:
    """What the end of a page says."""

    facts: list[tuple[str, str]]
    errors: list[str] = field(default_factory=list)
    limits: list[str] = field(default_factory=list)
    cite: str = ""


def describe(corpus: Corpus) -> Input:
    """The input, with a hash over its articles that does not depend on their order or place."""
    row = corpus.sql(
        "select count(*) n, count(distinct source) sources, min(published)::date a, max(published)::date b, "
        f"sum({words_in('text')}) words from articles"
    ).iloc[0]
    # An id is a hash of text, source and date already: over a million articles this costs no reading of texts.
    ids = corpus.sql("select article_id from articles order by article_id")["article_id"]
    digest = hashlib.sha256("\n".join(ids).encode()).hexdigest()
    lines = corpus.sql('select article, "start", "end", what, value, note, words, applied from corrections')
    # Sorted, for the order of corrections says nothing.
    said = sorted(lines.drop(columns="applied").astype(object).fillna("").astype(str).agg("\x1f".join, axis=1))
    return Input(
        articles=int(row.n),
        sources=int(row.sources),
        words=int(row.words or 0),
        first=day(row.a) if pd.notna(row.a) else None,
        last=day(row.b) if pd.notna(row.b) else None,
        digest=digest,
        corrections=len(lines),
        applied=int(lines["applied"].sum()),
        corrections_digest=hashlib.sha256("\n".join(said).encode()).hexdigest() if said else "",
    )


def provenance(
    given: Input, parameters: Mapping[str, tuple[Any, str]], methods: Iterable[str], command: str
) -> Provenance:
    """What a page says of itself.

    Parameters
    ----------
    parameters
        Name to value and help, as the notebook's parameters cell has them.
    methods
        Of `kit.measures.records.METHODS`: those that the page uses.
    command
        The line that makes the page again.
    """
    methods = list(methods)
    facts = [
        ("Articles", f"{given.said}; {given.words:,} words"),
        (
            "Hash of the input",
            f"sha256 {given.digest[:16]} (over the articles' ids; the same articles give the same hash)",
        ),
        *_corrected(given),
        *((name, _value(value, help_)) for name, (value, help_) in parameters.items()),
        ("Made by", f"kit {__version__}{model_name()}, Python {'.'.join(platform.python_version_tuple()[:2])}"),
        ("Libraries", ", ".join(f"{name} {_version(name)}" for name in LIBRARIES if _version(name))),
        ("To make it again", command),
    ]
    cite = (
        f"kit {__version__} (article-kit), applied to {given.said}; input {given.digest[:16]}{model_name()}. "
        "See CITATION.cff in its repository."
    )
    return Provenance(facts, errors_of(methods), [LIMITS[name] for name in methods if name in LIMITS], cite)


def _corrected(given: Input) -> list[tuple[str, str]]:
    """How many corrections by hand are in the numbers, and the hash of what they say."""
    if not given.corrections:
        return []
    said = f"{given.applied:,} of {given.corrections:,} applied; sha256 {given.corrections_digest[:16]} "
    return [("Corrections by hand", f"{said}(over what they say; the same lines in any order give the same hash)")]


def methods_of(measures: Mapping[str, Iterable[str]]) -> list[str]:
    """The methods behind the measures that a page called, in the order of `METHODS`.

    All of them where it called none: it may have asked the tables themselves, and too much said of errors is better
    than too little.
    """
    used = {method for methods in measures.values() for method in methods}
    return [method for method in METHODS if method in used or not measures]


def errors_of(methods: Iterable[str]) -> list[str]:
    """The measured error of each method in sentences, from the model's card."""
    card = _card().get("methods", {})
    parts = [part for method in methods for part in CARD.get(method, ())]
    # One figure may belong to several methods.
    said = [sentence for part in parts for row in card.get(part, ()) if (sentence := _sentence(part, row))]
    return list(dict.fromkeys(said))


def figure_of(part: str, figure: str) -> float | None:
    """A figure of the model's card in per cent, of today's news where it was measured on several; None if not there.

    0 to 100.
    """
    rows = [row for row in _card().get("methods", {}).get(part, ()) if row.get("figure") == figure]
    rows.sort(key=lambda row: "today" not in str(row.get("data")))
    return float(rows[0]["value"]) if rows else None


def _sentence(part: str, row: Mapping[str, Any]) -> str:
    """ "Of 100 indirect quotes, 21 are missed (95% interval 18 to 24; n = 1,203, PolNeAR dev)." """
    figure = str(row.get("figure", ""))
    try:
        value, low, high, n = (float(row[name]) for name in ("value", "low", "high", "n"))
    except (KeyError, TypeError, ValueError):
        return ""
    things = NOUNS.get(part, part)
    kind, _, sort = figure.rpartition(" ")
    kind = f"{kind} " if kind and kind not in (things, things.removesuffix("s")) else ""
    held = f"(95% interval {100 - high:.0f} to {100 - low:.0f}; n = {n:,.0f}, {row.get('data', 'held-back data')})."
    if sort == "recall":
        return f"Of 100 {kind}{things}, {100 - value:.0f} are missed {held}"
    if sort == "precision":
        return f"Of 100 {kind}{things} found, {100 - value:.0f} are wrong {held}"
    if sort == "accuracy":
        return f"Of 100 {things} found, {100 - value:.0f} are judged wrongly {held}"
    if sort == "F1" and part == "names":
        span = f"(95% interval {low:.0f} to {high:.0f}; n = {n:,.0f}, {row.get('data', 'held-back data')})."
        return f"Names, {figure.removesuffix(' F1')}: F1 is {value:.0f}% {span}"
    return ""


@cache
def _card() -> dict[str, Any]:
    try:
        card = json.loads((files("kit") / "models" / "card.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return card if isinstance(card, dict) else {}


def model_name() -> str:
    """ ", model 9bd9d2d5b577": which weights, to stand behind the version; "" where the files have no card."""
    name = _card().get("model")
    return f", model {name}" if name else ""


def _version(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return ""


def _value(value: Any, help_: str) -> str:
    said = "not given" if value is None else "yes" if value is True else "no" if value is False else str(value)
    return f"{said} ({help_})" if help_ else said

"""Where a page comes from and how far to trust it: input, parameters, versions, measured errors, limits, citation."""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import platform
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from kit import __version__

if TYPE_CHECKING:
    from kit.corpus import Corpus

__all__ = ["Input", "Provenance", "describe", "methods_of", "provenance"]

LIBRARIES = ("pandas", "duckdb", "nltk", "matplotlib", "onnxruntime")
METHODS = {
    "quotes": r"quot|voice|speaker|pronouns|cue_types|comment_requests|ledger",
    "sentiment": r"portray|sentiment|own_voice|ledger|compare",
    "actors": r"actor|mention|frequency|timeline|co_occurrence|network|keywords|collocations",
    "tone": r"\btone\b",
}
LIMITS = {
    "quotes": "Who is meant by “he”, “she” or “officials” is settled within one article; a speaker whom nobody names "
    "stays without a name.",
    "sentiment": "Favourable and unfavourable describe how the words portray somebody in their sentence: irony, and "
    "what a reader must know beforehand, are missed.",
    "actors": "Names are joined by their form: two people of one name may be counted as one, a nickname that is "
    "nowhere explained as another person.",
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
        "sum(len(string_split_regex(trim(text), '\\s+'))) words from articles"
    ).iloc[0]
    ids = corpus.sql("select article_id from articles order by article_id")["article_id"]
    digest = hashlib.sha256("\n".join(ids).encode()).hexdigest()
    return Input(int(row.n), int(row.sources), int(row.words or 0), _day(row.a), _day(row.b), digest)


def provenance(
    given: Input, parameters: Mapping[str, tuple[Any, str]], methods: Iterable[str], command: str
) -> Provenance:
    """What a page says of itself.

    Parameters
    ----------
    parameters
        Name to value and help, as the notebook's parameters cell has them.
    methods
        Of `METHODS`: those that the page uses.
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
        *((name, _value(value, help_)) for name, (value, help_) in parameters.items()),
        ("Made by", f"kit {__version__}{_model()}, Python {'.'.join(platform.python_version_tuple()[:2])}"),
        ("Libraries", ", ".join(f"{name} {_version(name)}" for name in LIBRARIES if _version(name))),
        ("To make it again", command),
    ]
    cite = (
        f"kit {__version__} (article-kit), applied to {given.said}; input {given.digest[:16]}{_model()}. "
        "See CITATION.cff in its repository."
    )
    return Provenance(facts, _errors(methods), [LIMITS[name] for name in methods if name in LIMITS], cite)


def methods_of(source: str) -> list[str]:
    """Which methods the code of a page uses, by the names of the measures, plots and tables in it."""
    return [name for name, pattern in METHODS.items() if re.search(pattern, source)]


def _errors(methods: Iterable[str]) -> list[str]:
    """The measured error of each method in a sentence, from the model's card."""
    wanted = set(methods)
    out = []
    for entry in _card().get("errors", []):
        if entry.get("method") in wanted:
            out.append(_sentence(entry))
    return out


def _sentence(entry: Mapping[str, Any]) -> str:
    interval = (
        f" (95 % interval {entry['low']:.0%} to {entry['high']:.0%})" if "low" in entry and "high" in entry else ""
    )
    count = f", measured on {entry['n']:,} {entry.get('of', 'cases')}" if "n" in entry else ""
    return f"{entry.get('what', entry['method'])}: {entry['value']:.0%}{interval}{count}."


@cache
def _card() -> dict[str, Any]:
    try:
        card = json.loads((files("kit") / "models" / "card.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return card if isinstance(card, dict) else {}


def _model() -> str:
    name = _card().get("version") or _card().get("name")
    return f", model {name}" if name else ""


def _version(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return ""


def _value(value: Any, help_: str) -> str:
    said = "not given" if value is None else "yes" if value is True else "no" if value is False else str(value)
    return f"{said} ({help_})" if help_ else said


def _day(value: Any) -> str | None:
    return f"{value.day} {value:%B %Y}" if value is not None and value == value else None

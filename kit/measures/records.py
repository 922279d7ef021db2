"""One measure, one record: its function, its sentence when empty, its finding in words, its methods, its bars.

A measure registers itself where it is defined, so that a new one is one file:

    @measure(
        empty="No quotes were found in these articles.",
        finding=_longest,
        methods=("quotes",),
        bars=("actor", "words"),
    )
    def longest(corpus: Corpus, *, unique: bool = False) -> pd.DataFrame: ...

What a parameter means that many measures have stands in `SHARED`; it is put below the parameter's name where a
docstring leaves that bare, so that `help` tells all of it.

`in_words` reads the sentences here, `kit.plots` the bars, and a report's provenance which measures were called.
"""

from __future__ import annotations

import functools
import inspect
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from kit.corpus import Corpus
from kit.measures.contrasts import Contrast

__all__ = ["MEASURES", "METHODS", "Measure", "called", "measure"]

# What the tables of a Corpus are found by; each has its measured errors in the model's card.
METHODS = ("quotes", "sentiment", "actors", "tone")

# Parameters that mean the same in every measure which does not say otherwise.
SHARED = {
    "by": (
        "A column of `articles`, or day, week, month, year: rows for each of its values, articles without one a group",
        "of their own (NA). By default all articles together.",
    ),
    "field": (
        'Where: "text" (unless the corpus was narrowed before, see `Corpus.in_field`), "title" (what stands in',
        'headlines), or "both".',
    ),
    "unique": ("Count near-duplicates (wire copy printed by many) once.",),
    "choices": (
        "Which mentions count: confidence (at least so sure, 0 to 1), names_only (no pronouns and nominals), skip_lead",
        "(without the first paragraph).",
    ),
}

Finding = Callable[[pd.DataFrame], list[str]]
Asks = Callable[..., pd.DataFrame]


@dataclass(frozen=True)
class Measure:
    """What is known of a measure beside its numbers.

    name: that of its function, which its tables carry as `attrs["measure"]`.
    empty: the sentence where its table is empty.
    finding: a table that is not empty, and of one value of `by`, as sentences; the most telling first.
    methods: those of `METHODS` whose errors reach its numbers.
    bars: the columns of names and of lengths, for the plain bars of a measure that `kit.plots` has no picture of.
    contrast: how values of `by` are compared in words; without it, each is told of by itself.
    whole: its finding is about all values of `by` together, as where `by` is what runs along the table.
    """

    name: str
    function: Callable[..., pd.DataFrame]
    empty: str
    finding: Finding
    methods: tuple[str, ...] = ()
    bars: tuple[str, str] | None = None
    whole: bool = False
    contrast: Contrast | None = None


MEASURES: dict[str, Measure] = {}
_called: set[str] = set()


def measure(
    *,
    empty: str,
    finding: Finding,
    methods: Iterable[str] = (),
    bars: tuple[str, str] | None = None,
    whole: bool = False,
    contrast: Contrast | None = None,
    fields: bool = False,
) -> Callable[[Asks], Asks]:
    """Register a function as a measure; its tables then say which measure they are of. Parameters as in `Measure`.

    One that asks a corpus gets one more parameter, `field`: what is in titles is left out unless it is asked for. One
    with `fields` asks for texts and titles by itself.
    """

    def register(function: Asks) -> Asks:
        name = function.__name__
        told = inspect.signature(function)
        asks = "corpus" in told.parameters and not fields

        @functools.wraps(function)
        def measured(*args: Any, **options: Any) -> pd.DataFrame:
            field = options.pop("field", None) if asks else None
            given = told.bind(*args, **options)
            corpus = given.arguments.get("corpus")
            if isinstance(corpus, Corpus) and asks:
                given.arguments["corpus"] = corpus = corpus.in_field(field)
            table = function(*given.args, **given.kwargs)
            table.attrs["measure"] = name
            if isinstance(corpus, Corpus) and asks and corpus.field != "text":
                table.attrs["field"] = corpus.field
            _called.add(name)
            return table

        measured.__doc__ = _explained(function.__doc__ or "", asks)
        if asks:
            field = inspect.Parameter("field", inspect.Parameter.KEYWORD_ONLY, default=None, annotation="str | None")
            before = [one for one in told.parameters.values() if one.kind is not inspect.Parameter.VAR_KEYWORD]
            after = [one for one in told.parameters.values() if one.kind is inspect.Parameter.VAR_KEYWORD]
            measured.__signature__ = told.replace(parameters=[*before, field, *after])  # type: ignore[attr-defined]
        MEASURES[name] = Measure(name, measured, empty, finding, tuple(methods), bars, whole, contrast)
        return measured

    return register


def _explained(doc: str, asks: bool) -> str:
    """A docstring with what `SHARED` says below each parameter that stands there bare, and `field` where it is one."""
    head, returns, rest = doc.partition("    Returns\n    -------\n")
    if asks and returns:
        section = "" if "    Parameters\n" in head else "    Parameters\n    ----------\n"
        doc = f"{head.rstrip()}\n{chr(10) * bool(section)}{section}    field\n\n{returns}{rest}"
    bare = rf"^(?P<indent> *)(?P<name>{'|'.join(SHARED)})$(?!\n(?P=indent) )"

    def told(found: re.Match[str]) -> str:
        return "\n".join([found.group(), *(f"{found['indent']}    {line}" for line in SHARED[found["name"]])])

    return re.sub(bare, told, doc, flags=re.MULTILINE)


def called() -> dict[str, tuple[str, ...]]:
    """The measures that have answered in this process so far, by name, each with its methods."""
    return {name: MEASURES[name].methods for name in sorted(_called)}

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
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from kit.corpus import Corpus, asked_of
from kit.errors import MeasureError
from kit.measures.along import Along
from kit.measures.asking import Meant, named_actor
from kit.measures.contrasts import Contrast
from kit.measures.narrowing import of_actor, on_topic, only_rows_of, within
from kit.measures.shown import EXAMPLES

__all__ = ["MEASURES", "METHODS", "Measure", "called", "measure"]

# What the tables of a Corpus are found by; each has its measured errors in the model's card.
METHODS = ("quotes", "sentiment", "actors", "tone")

# Parameters that mean the same in every measure which does not say otherwise.
SHARED = {
    "by": (
        "A column of `articles`, or day, week, month, year: rows for each of its values, articles without one a group",
        "of their own (NA). A list of several has rows for each combination. By default all articles together.",
    ),
    "actor": (
        "Only the rows of this one (an actor_id, a name, an alias or a surname), with their shares of all;",
        "where rows are of no actors, only what this one says, and how this one is portrayed.",
    ),
    "about": (
        "Only quotes that name a topic, and sentences that do: a word or phrase, an actor, or a list of some (any of",
        "them).",
    ),
    "since, until": (
        "Only articles from this day to that, both included: 2024-10-31, or a month as 2024-10, or a year. Those",
        "without a date are left out.",
    ),
    "field": (
        'Where: "text" (unless the corpus was narrowed before, see `Corpus.in_field`), "title" (what stands in',
        'headlines), or "both".',
    ),
    "unique": ("Count near copies (wire copy printed by many) once.",),
    "choices": (
        "Which mentions count: confidence (at least so sure, 0 to 1), names_only (no pronouns and nominals), skip_lead",
        "(without the first paragraph).",
    ),
}

# What a measure that asks articles may be asked of, beside what its function takes.
ASKED = {
    "actor": "str | None",
    "about": "str | Sequence[str] | None",
    "since": "str | date | None",
    "until": "str | date | None",
}
EVERYBODY = 1_000_000_000  # rows, where the one who is asked about may stand far down

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
    texts: it reads whole texts, and so can be asked of no actor or topic alone.
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
    texts: bool = False


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
    texts: bool = False,
    fields: bool = False,
) -> Callable[[Asks], Asks]:
    """Register a function as a measure; its tables then say which measure they are of. Parameters as in `Measure`.

    One that asks a corpus gets more parameters than its function has: `field`, as what is in titles is left out unless
    it is asked for (one with `fields` asks for texts and titles by itself); and one that asks articles (which has
    `unique`), those of `ASKED` that it lacks.

    What is made raises MeasureError where it is asked of anything but a corpus, or along several columns that it
    cannot take.
    """

    def register(function: Asks) -> Asks:
        name = function.__name__
        told = inspect.signature(function)
        more = _more(told, texts, fields)

        @functools.wraps(function)
        def measured(*args: Any, **options: Any) -> pd.DataFrame:
            asked = _said(told.bind_partial(*args), options)
            # Taken out before the function is called, which knows nothing of them.
            wishes = {one: options.pop(one, None) for one in more}
            # By the function's own signature, so that a wrong name is refused before anything is asked of the corpus.
            given = told.bind(*args, **options)
            if isinstance(by := given.arguments.get("by"), (list, tuple)):
                given.arguments["by"] = _along(name, by, told)
            corpus, meant = given.arguments.get("corpus"), None
            if "corpus" in told.parameters:
                asked_of(corpus, name)
            if isinstance(corpus, Corpus):
                corpus, meant = _asked(corpus, wishes)
                if meant is not None and "top" in told.parameters:
                    # Cut after the foremost, the one who is asked about might not be among them.
                    given.arguments.setdefault("top", EVERYBODY)
                given.arguments["corpus"] = corpus = corpus if fields else corpus.in_field(wishes.get("field"))
            table = function(*given.args, **given.kwargs)
            if meant is not None:
                table = _of_one(table, meant, function, given)
            # Here and not in the measures, so that none can forget it.
            table.attrs |= {"measure": name, "asked": asked}
            if isinstance(corpus, Corpus) and not fields and corpus.field != "text":
                table.attrs["field"] = corpus.field
            _called.add(name)
            return table

        measured.__doc__ = _with_example(name, _explained(function.__doc__ or "", more))
        # What `help`, editors and notebooks show; `wraps` alone would hide the parameters that are added.
        measured.__signature__ = _signature(told, more)  # type: ignore[attr-defined]
        MEASURES[name] = Measure(name, measured, empty, finding, tuple(methods), bars, whole, contrast, texts)
        return measured

    return register


def _said(given: inspect.BoundArguments, options: Mapping[str, Any]) -> dict[str, str]:
    """What was asked, as `kit.cite` lists it: the parameters given, without corpora, tables and what is left open."""
    asked = {}
    for name, value in {**given.arguments, **options}.items():
        # A list of one asks what that one does, an empty one nothing.
        one = value[0] if isinstance(value, (list, tuple)) and len(value) == 1 else value
        if isinstance(one, (str, int, float, bool)) or (isinstance(one, (list, tuple)) and one):
            asked[name] = str(one)
    return asked


def _more(told: inspect.Signature, texts: bool, fields: bool) -> list[str]:
    """The parameters that a measure gets beside its function's own."""
    if "corpus" not in told.parameters:
        return []
    of_articles = "unique" in told.parameters
    asked = [one for one in ASKED if not (texts and one in ("actor", "about"))] if of_articles else []
    return [*(one for one in asked if one not in told.parameters), *([] if fields else ["field"])]


def _along(name: str, by: Sequence[str], told: inspect.Signature) -> str | None:
    """`by` of several columns, for a measure that compares along any."""
    # A column named twice splits nothing further.
    columns = list(dict.fromkeys(map(str, by)))
    if len(columns) > 1 and told.parameters["by"].default is not None:
        raise MeasureError(f"by={columns}: {name} compares along one column; choose one of them")
    return Along(columns) if len(columns) > 1 else columns[0] if columns else None


def _asked(corpus: Corpus, wishes: Mapping[str, Any]) -> tuple[Corpus, Meant | None]:
    """The corpus of the days and the topic that are asked for, and whom it is asked about."""
    # Who is meant is told by the whole corpus, whatever days and topics are asked about.
    meant = named_actor(corpus, wishes["actor"]) if wishes.get("actor") is not None else None
    if wishes.get("since") is not None or wishes.get("until") is not None:
        corpus = within(corpus, wishes["since"], wishes["until"])
    return (on_topic(corpus, wishes["about"]) if wishes.get("about") is not None else corpus), meant


def _of_one(table: pd.DataFrame, meant: Meant, function: Asks, given: inspect.BoundArguments) -> pd.DataFrame:
    """The rows of one actor; of a table that has none of actors, the same asked of what is that actor's."""
    # Rows of the whole table, so that shares stay those of all: asked of a narrowed corpus they would be 1.
    own = only_rows_of(table, meant)
    if own is None:
        given.arguments["corpus"] = of_actor(given.arguments["corpus"], meant.actor_id)
        own = function(*given.args, **given.kwargs)
    notes = [own.attrs.get("note"), f"Only of {meant.name}.", meant.note]
    own.attrs["note"] = " ".join(filter(None, notes))
    return own


def _signature(told: inspect.Signature, more: Sequence[str]) -> inspect.Signature:
    """The function's own parameters and those it gets."""
    parameters = list(told.parameters.values())
    if "by" in told.parameters and told.parameters["by"].default is None:
        parameters = [
            one.replace(annotation="str | Sequence[str] | None") if one.name == "by" else one for one in parameters
        ]
    added = [
        inspect.Parameter(one, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=ASKED.get(one, "str | None"))
        for one in more
    ]
    # Python wants what is open (**choices) last.
    before = [one for one in parameters if one.kind is not inspect.Parameter.VAR_KEYWORD]
    after = [one for one in parameters if one.kind is inspect.Parameter.VAR_KEYWORD]
    return told.replace(parameters=[*before, *added, *after])


def _explained(doc: str, more: Sequence[str]) -> str:
    """A docstring with what `SHARED` says below each parameter that stands there bare, and below those it gets."""
    head, returns, rest = doc.partition("    Returns\n    -------\n")
    if more and returns:
        section = "" if "    Parameters\n" in head else "    Parameters\n    ----------\n"
        names = [one for one in SHARED if set(one.split(", ")) & set(more)]
        lines = "".join(f"    {one}\n" for one in names)
        doc = f"{head.rstrip()}\n{chr(10) * bool(section)}{section}{lines}\n{returns}{rest}"
    bare = rf"^(?P<indent> *)(?P<name>{'|'.join(SHARED)})$(?!\n(?P=indent) )"

    def told(found: re.Match[str]) -> str:
        return "\n".join([found.group(), *(f"{found['indent']}    {line}" for line in SHARED[found["name"]])])

    return re.sub(bare, told, doc, flags=re.MULTILINE)


def _with_example(name: str, doc: str) -> str:
    """A docstring that ends with the measure's example, where there is one."""
    if name not in EXAMPLES:
        return doc
    lines = "".join(f"    {line}\n" for line in EXAMPLES[name].strip().splitlines())
    return f'{doc.rstrip()}\n\n    Examples\n    --------\n    >>> corpus = kit.read_corpus("seeds/")\n{lines}    '


def called() -> dict[str, tuple[str, ...]]:
    """The measures that have answered in this process so far, by name, each with its methods."""
    return {name: MEASURES[name].methods for name in sorted(_called)}

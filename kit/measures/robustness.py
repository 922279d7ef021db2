"""Does a finding hold under other choices than the ones made?"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import pandas as pd

from kit.corpus import Corpus
from kit.errors import MeasureError
from kit.measures.asking import REST, finish
from kit.measures.phrases import count, listed
from kit.measures.records import measure
from kit.measures.scores import Choices

__all__ = ["sensitivity"]

# What a reader may ask to see changed; a measure is tried under those that it knows.
CHOICES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("only where the model is 60% sure", {"confidence": 0.6}),
    ("only where the model is 80% sure", {"confidence": 0.8}),
    ("names only, no pronouns", {"names_only": True}),
    ("without the first paragraph", {"skip_lead": True}),
    ("the articles' own voice only", {"voice_kind": "own"}),
    ("direct quotes only", {"type": "direct"}),
    ("near copies counted once", {"unique": True}),
)


def _how_often_each_holds(table: pd.DataFrame) -> list[str]:
    """In how many of the choices each finding holds."""
    said, held = [], 0
    findings = list(dict.fromkeys(table["finding"]))
    for finding in findings:
        rows = table[table["finding"] == finding]
        tried = rows[rows["holds"].notna()]
        fails = list(tried.loc[~tried["holds"].astype(bool), "choice"])
        if not fails:
            held += 1
            continue
        holds = f"{len(tried) - len(fails):,} of {count(len(tried), 'other choice')}"
        said.append(f"{finding}: holds under {holds}, not {listed(fails[:3])}.")
    all_ = "All" if held == len(findings) else f"{held:,} of"
    whole = f"{all_} {count(len(findings), 'finding')} hold under each other choice that leaves enough to compare."
    return [whole.replace("All 1 finding hold", "The finding holds"), *said]


@measure(
    empty="There is no finding to try under other choices.",
    finding=_how_often_each_holds,
)
def sensitivity(measure: Callable[..., pd.DataFrame], corpus: Corpus, *, top: int = 5, **options: Any) -> pd.DataFrame:
    """Does it hold up? The findings of a measure under other choices than the ones made.

    A finding is a row of the measure's table. One of scores, gaps and differences holds where its value stays on the
    same side of zero; a share, where it stays among the `top` largest. The `top` rows with most behind them are
    followed.

    Parameters
    ----------
    measure
        `portrayal`, `own_voice`, `ledger`, `compare` or `share_of_voice` of this module.
    top
        How many findings to follow; and how long a list a share has to stay on.
    options
        Of the measure, as in the call whose finding is tried.

    Returns
    -------
    DataFrame
        One row a choice and finding: `choice finding value changed n holds`: the finding's value as it was and under
        the choice, and how many mentions or quotes it then rests on. `changed` and `holds` are NA where the choice
        leaves nothing to compare. Leaving out each outlet in turn (of the ten largest) is among the choices.
    """
    chosen = [(name, change) for name, change in CHOICES if _knows(measure, change) and not set(change) & set(options)]
    if "draws" in _parameters(measure):
        # Whether a finding holds is told by its value; intervals of each trial would take most of the time.
        options["draws"] = 0
    first = measure(corpus, **options)
    if first.attrs["measure"] == "compare" and first.attrs["b"] not in (None, REST):
        # Whichever outlet is left out, the same two groups are compared.
        options |= {"a": first.attrs["a"], "b": first.attrs["b"]}
    base = _findings(first)
    # Those with most behind them, not the extremes: these would be followed because they are odd.
    followed = base.sort_values("n", ascending=False, kind="stable").head(top)
    signed = "value" in first.attrs
    trials = [(name, corpus, change) for name, change in chosen]
    trials += [(f"without {outlet}", part, {}) for outlet, part in _outlets(corpus)]
    rows = []
    for name, part, change in trials:
        try:
            again = _findings(measure(part, **options, **change))
        except MeasureError:
            # What a choice leaves nothing of is no failure of the finding: NA, not False.
            again = base.head(0)
        for finding, (_, row) in zip(followed.index.astype(str), followed.iterrows(), strict=True):
            changed = again.loc[finding] if finding in again.index else None
            rows.append(
                {
                    "choice": name,
                    "finding": finding,
                    "value": row["value"],
                    "changed": None if changed is None else changed["value"],
                    "n": 0 if changed is None else int(changed["n"]),
                    "holds": None
                    if changed is None
                    else _holds(again["value"], finding, row["value"] if signed else None, top),
                }
            )
    columns = {
        "choice": "string",
        "finding": "string",
        "value": "Float64",
        "changed": "Float64",
        "n": "Int64",
        "holds": "boolean",
    }
    table = pd.DataFrame(rows, columns=list(columns)).astype(columns)
    return finish(
        table,
        corpus,
        by=None,
        caption="The same findings under other choices",
        of=measure.__name__,
        choices=len(trials),
    )


def _holds(again: pd.Series, finding: str, before: float | None, top: int) -> bool:
    if before is None:
        return bool(again.rank(ascending=False, method="min")[finding] <= top)
    return bool((again[finding] > 0) == (before > 0))


def _parameters(measure: Callable[..., Any]) -> set[str]:
    return set(inspect.signature(measure).parameters)


def _knows(measure: Callable[..., Any], change: dict[str, Any]) -> bool:
    known = _parameters(measure)
    return set(change) <= (known | set(Choices.__annotations__) if "choices" in known else known)


def _findings(table: pd.DataFrame) -> pd.DataFrame:
    """`value` and `n` of each row, under a name that says which it is."""
    by = table.attrs["by"]
    several = ("a", "b") if "a" in table and table.attrs.get("a") is None else ()
    names = [name for name in (by, "voice_name", "actor", "voice_kind", *several) if name in table.columns]
    index = [", ".join(str(value) for value in row) for row in table[names].itertuples(index=False)]
    n = table["n"] if "n" in table else table.filter(regex="^n_").sum(axis=1)
    value = table[table.attrs.get("value", "share")]
    found = pd.DataFrame({"value": value.to_numpy(float), "n": n.to_numpy(int)}, index=pd.Index(index, dtype=object))
    # Two actors of one name are one line for a reader; the first in the table stands for both.
    return found[~found.index.duplicated()]


def _outlets(corpus: Corpus) -> list[tuple[str, Corpus]]:
    """The corpus without each outlet, of the ten largest; nothing where there are fewer than two."""
    outlets = corpus.sql(
        "select source, count(*) as n from articles where source is not null group by 1 order by 2 desc, 1 limit 10"
    )["source"]
    # Without its only outlet, nothing would be left.
    if len(outlets) < 2:
        return []
    quoted = [(str(outlet), str(outlet).replace("'", "''")) for outlet in outlets]
    return [(name, corpus.where(f"source is distinct from '{literal}'")) for name, literal in quoted]

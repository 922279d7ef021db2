"""A measure's table in sentences: what a report concludes is computed, never typed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape
from typing import Any

import pandas as pd

from kit.corpus import Corpus
from kit.errors import MeasureError
from kit.measures import findings, judgements
from kit.measures.phrases import count, percent

__all__ = ["NOTHING", "Sentences", "caveats", "in_words"]

SENTENCES = "application/vnd.kit.sentences+json"
GROUPS = 12  # that get a sentence of their own

NOTHING = {
    "overview": "The corpus holds no articles.",
    "contents": "The corpus holds no articles.",
    "left_out": "Everything was read; nothing was left out.",
    "duplicates": "No two articles are nearly the same.",
    "frequency": "No actors were found in these articles.",
    "timeline": "No article has a date, so there is nothing to show over time.",
    "co_occurrence": "No two actors are named together often enough to count.",
    "keywords": "No word stands with this actor often enough to count.",
    "collocations": "No word stands beside this actor often enough to count.",
    "concordance": "These words stand nowhere in the articles.",
    "share_of_voice": "No speaker is named: these articles quote nobody by name.",
    "quote_types": "No quotes were found in these articles.",
    "cue_types": "No quotes were found in these articles.",
    "speaker_types": "No quotes were found in these articles.",
    "pronouns": "No person is quoted by name in these articles.",
    "comment_requests": "No article says that anybody was asked for comment.",
    "portrayal": "No actor is mentioned often enough to say how they are portrayed.",
    "own_voice": "No actor is mentioned often enough in the articles' own words and by those quoted to compare them.",
    "ledger": "No named speaker speaks about another actor often enough to count.",
    "tone": "There are no sentences whose tone could be measured.",
    "compare": "There are not two groups of articles in which an actor is mentioned often enough to compare them.",
    "sensitivity": "There is no finding to try under other choices.",
    "examples": "No sentence fits.",
    "agreement": "There is nothing that both have coded.",
}

# Each gets a table that is not empty, of one value of `by`.
FINDINGS: dict[str, Callable[[pd.DataFrame], list[str]]] = {
    name: getattr(module, name) for module in (findings, judgements) for name in NOTHING if hasattr(module, name)
}


class Sentences(list[str]):
    """What was found, in sentences, which a notebook shows as a list."""

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        items = "".join(f"<li>{escape(sentence)}</li>" for sentence in self)
        shown = {"text/html": f"<ul>{items}</ul>", "text/plain": str(self)}
        return shown if isinstance(self, Caveats) else {SENTENCES: {"sentences": list(self)}, **shown}

    def __str__(self) -> str:
        return "\n".join(self)

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        printer.text(str(self))


class Caveats(Sentences):
    """What a reader needs to judge the numbers: no finding, so that no page takes it for its main one."""


def in_words(*tables: pd.DataFrame) -> Sentences:
    """What measures' tables say, in sentences made from their numbers.

    Raises
    ------
    MeasureError
        If a table is not one of this module's: what it is stands in its `attrs`, which some of pandas' methods drop.
    """
    return Sentences(sentence for table in tables for sentence in _of(table))


def _of(table: pd.DataFrame) -> list[str]:
    measure = table.attrs.get("measure")
    if measure not in NOTHING:
        raise MeasureError("in_words: not a table of kit.measures, or its attrs are lost; give the measure's own table")
    if table.empty:
        return [NOTHING[measure]]
    by = table.attrs.get("by")
    if by is None or measure == "timeline":
        return FINDINGS[measure](table)
    said = [f"{name}: {sentence}" for name, part in _parts(table, by) for sentence in FINDINGS[measure](part)[:2]]
    more = table[by].nunique(dropna=False) - GROUPS
    return (
        [*said, f"{count(more, 'more value')} of {by} {'is' if more == 1 else 'are'} in the table."]
        if more > 0
        else said
    )


def _parts(table: pd.DataFrame, by: str) -> Iterator[tuple[str, pd.DataFrame]]:
    """The largest groups, in the table's order."""
    values = table[by].astype(object).where(table[by].notna(), None)
    size = "articles" if table.attrs["measure"] == "overview" else next((n for n in ("n", "n_own") if n in table), by)
    sizes = table.groupby(values, dropna=False)[size].sum() if size != by else values.value_counts(dropna=False)
    kept = set(sizes.sort_values(ascending=False, kind="stable").index[:GROUPS])
    for value in dict.fromkeys(values):
        if value in kept or (value is None and any(pd.isna(each) for each in kept)):
            part = table[table[by].isna() if value is None else (table[by] == value).fillna(False)]
            part.attrs = table.attrs
            yield (f"{by} not known" if value is None else str(value)), part


def caveats(corpus: Corpus, *tables: pd.DataFrame) -> Caveats:
    """What a reader needs to judge the numbers: what is not known of the corpus, how much of it; the tables' notes."""
    whole = corpus.sql(
        """select (select count(*) from articles) as articles, (select count(*) from skipped) as skipped,
        (select count(*) from articles where published is null) as undated,
        (select count(*) from articles where source is null) as unsourced,
        (select count(*) from articles where truncated) as truncated,
        (select count(*) from articles where article_id not in (select article_id from sentences)) as unread,
        (select count(*) from quotes) as quotes, (select count(*) from quotes where actor_id is null) as nobody,
        (select count(*) from sentiment) as portrayed, (select count(*) from sentiment where label is null) as unsure"""
    ).iloc[0]
    articles = int(whole["articles"])
    said = [
        f"The figures rest on {count(articles, 'article')}; "
        f"{count(int(whole['skipped']), 'file or part of one', 'files or parts of files')} could not be read."
    ]
    lacks = [
        ("undated", "have no date"),
        ("unsourced", "have no source"),
        ("truncated", "were cut by whoever exported them"),
        ("unread", "were not annotated (empty, or not in English)"),
    ]
    said += [f"{int(whole[name]):,} of {articles:,} articles {lack}." for name, lack in lacks if whole[name]]
    if whole["quotes"]:
        said.append(
            f"{percent(whole['nobody'] / whole['quotes'])} of {count(int(whole['quotes']), 'quote')} "
            "have a speaker whom the text does not name."
        )
    if whole["portrayed"]:
        said.append(
            f"In {percent(whole['unsure'] / whole['portrayed'])} of {count(int(whole['portrayed']), 'mention')} "
            "the model is not sure enough to call the portrayal negative, neutral or positive."
        )
    if articles == 1:
        said.append("With one article there are no intervals: how much another article would differ cannot be known.")
    elif articles < 30:
        said.append(f"{articles} articles are few: read the intervals before the ranks.")
    return Caveats(dict.fromkeys([*said, *(table.attrs["note"] for table in tables if table.attrs.get("note"))]))

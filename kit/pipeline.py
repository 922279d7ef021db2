"""Runs the whole pass over articles: batches, progress, cache."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd

from kit import actors, formats, quotes, schema, sentiment, tagger, text
from kit.corpus import Corpus, open_corpus

__all__ = ["annotate", "annotate_text", "read_corpus"]

Row = dict[str, Any]


def annotate_text(words: str) -> dict[str, list[Row]]:
    """The rows of every table of one article, without `article_id`; `actor_id` is the article's own key."""
    reading = tagger.read(words)
    resolved = actors.resolve(reading, quotes.assemble(reading))
    sentences = [
        {"sentence": i, "paragraph": p, "start": s, "end": e, "tone": text.tone(words[s:e])}
        for i, (p, s, e) in enumerate(text.sentences(words))
    ]
    rows = sentiment.score(reading, sentences, resolved.mentions, resolved.actors, resolved.quotes)
    return {"sentences": sentences, "sentiment": rows, **vars(resolved)}


def annotate(articles: pd.DataFrame, **options: Any) -> Corpus:
    """Annotate articles."""
    articles = formats.complete(articles)
    rows: dict[str, list[Row]] = {name: [] for name in schema.TABLES}
    for article in articles.itertuples():
        for name, found in annotate_text(article.text).items():
            rows[name] += [{"article_id": article.article_id, **row} for row in found]
    local = pd.DataFrame(rows.pop("actors"))
    _, joined = actors.join(local)
    tables = {n: schema.TABLES[n].frame(r) for n, r in rows.items() if n not in ("articles", "skipped")}
    skipped = articles.attrs.get("skipped", schema.SKIPPED.frame())
    return Corpus({**tables, "actors": joined, "articles": articles, "skipped": skipped})


def read_corpus(
    *sources: str | Path, metadata: str | Path | None = None, aliases: str | Path | None = None, **options: Any
) -> Corpus:
    """Open a saved corpus; load and annotate anything else."""
    if len(sources) == 1 and (Path(sources[0]) / "corpus.json").exists():
        return open_corpus(sources[0])
    return annotate(formats.load(*sources, metadata=metadata), aliases=aliases, **options)

"""What the index says where there is but one article: who speaks in it, how much, and about whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import nbformat

from kit import measures, plots
from kit.measures.phrases import count, listed, rows_of, signed
from kit.reporting.cells import Page, shown
from kit.views.table import Link, table_html

if TYPE_CHECKING:
    from kit.corpus import Corpus

__all__ = ["facts"]

ABOUT = 4  # of whom a speaker speaks, named in the table


def facts(corpus: Corpus, page: Page) -> dict[str, Any]:
    """What `index.html.j2` asks for of a single article; nothing where there are more."""
    from markupsafe import Markup

    keys = corpus.sql("select article_id from articles limit 2")["article_id"]
    if len(keys) != 1:
        return {}
    drawn = plots.figure(measures.passages(corpus))
    output = nbformat.v4.new_output("display_data", data=drawn._repr_mimebundle_())  # type: ignore[no-untyped-call]
    return {
        "single": {
            "address": f"articles/{keys.iloc[0]}.html" if keys.iloc[0] in page.leads.articles else "",
            "figure": Markup(shown(output, page)),
            "speakers": Markup(_speakers(corpus, page)),
        }
    }


def _speakers(corpus: Corpus, page: Page) -> str:
    """Each speaker with their quotes and words, and of whom they speak how favourably."""
    voices = measures.share_of_voice(corpus)
    if voices.empty:
        return ""
    spoken_of = measures.ledger(corpus, min_n=1, draws=0)
    body = []
    for row in rows_of(voices):
        own = spoken_of[(spoken_of["voice_name"] == row.actor).fillna(False)]
        about = [f"{of.actor} ({signed(of.mean)})" for of in rows_of(own.head(ABOUT))]
        about += [f"{len(own) - ABOUT:,} more"] if len(own) > ABOUT else []
        name = Link(row.actor, page.leads.names[row.actor]) if row.actor in page.leads.names else row.actor
        body.append([name, int(row.n), int(row.words), float(row.share_of_words), listed(about) if about else None])
    caption = f"{count(len(body), 'speaker')} with a name; scores run from −1 (unfavourable) to +1 (favourable)."
    columns = ["speaker", "quotes", "words", "share_of_words", "about"]
    return table_html(columns, body, caption=caption, shown=len(body))

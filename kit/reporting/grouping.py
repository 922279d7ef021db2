"""Where the number of a group leads that counts no actor and no kind of quotes: to the first article of the group."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from kit.measures.asking import grouped, unknown_column
from kit.measures.phrases import written
from kit.reporting.leads import tables

if TYPE_CHECKING:
    from kit.corpus import Corpus

__all__ = ["first_articles"]


def first_articles(corpus: Corpus, contents: Sequence[Any], articles: Sequence[str]) -> dict[tuple[str, str], str]:
    """The first article with a page of each group that tables are by, by column and value."""
    columns = dict.fromkeys(table["by"] for table in tables(contents) if table.get("by") in table["columns"])
    found = dict[tuple[str, str], str]()
    for by in columns:
        # Several columns as one are no column of the articles.
        if unknown_column(corpus, by) is None:
            rows = corpus.sql(
                f"""with {grouped(corpus, by)} select part, arg_min(article_id, position) as article_id from grouped
                where part is not null and list_contains($here, article_id) group by 1""",
                {"here": list(articles)},
            )
            keys = zip(rows["part"], rows["article_id"], strict=True)
            found |= {(by, written(part)): f"articles/{article_id}.html" for part, article_id in keys}
    return found

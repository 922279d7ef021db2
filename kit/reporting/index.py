"""`index.html`: the corpus in figures, a card a notebook, what was read and what was skipped."""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import TYPE_CHECKING, Any

from kit.measures.phrases import count
from kit.reporting.cells import save_link, some_of_each
from kit.reporting.download import csv_of
from kit.reporting.leads import Leads
from kit.reporting.provenance import Input
from kit.views.table import Link, table_html

if TYPE_CHECKING:
    from kit.corpus import Corpus

__all__ = ["facts", "sentence"]

SKIPPED_SHOWN = 30
LISTED_HERE = 500
SKIPPED, LISTED = "tables/index-skipped.csv", "tables/index-articles.csv"


def facts(
    corpus: Corpus,
    given: Input,
    articles: Sequence[dict[str, Any]],
    pages: Set[str],
    scrub: Any,
    files: dict[str, str],
) -> dict[str, Any]:
    """What `index.html.j2` asks for about the corpus; the whole lists behind its tables are put into `files`.

    `pages` are the names of the notebooks that there are to lead to from a number.
    """
    counts = corpus.sql(
        "select (select count(*) from quotes where kind is distinct from 'thought') quotes, "
        "(select count(*) from actors) actors, "
        "(select count(distinct s.actor_id) from speakers s join quotes using (article_id, quote) "
        "where kind is distinct from 'thought') speakers, "
        "(select count(*) from sentiment where label in ('positive', 'negative')) judgements"
    ).iloc[0]

    def page(name: str) -> str:
        return f"{name}.html" if name in pages else ""

    figures = [
        (given.articles, "article" if given.articles == 1 else "articles", "#articles" if articles else ""),
        (given.words, "words", ""),
        # One source goes without saying.
        *([(given.sources, "source" if given.sources == 1 else "sources", "#read")] if given.sources > 1 else []),
        (counts.actors, "people, bodies and countries named", page("actors")),
        (counts.quotes, "quotes", page("quotes")),
        (counts.speakers, "named speakers", page("quotes")),
        (counts.judgements, "favourable or unfavourable portrayals", page("sentiment")),
    ]
    left = given.articles - len(articles)
    said = (
        f"The {len(articles):,} articles that pages give as evidence or that quote most have a page of their own; "
        f"{left:,} others have none (--articles sets how many)."
        if left
        else "Each as it was read: names, quotes with their speakers, judgements by voice."
    )
    skipped = corpus.skipped
    return {
        "title": "What does this article say?" if given.articles == 1 else "What do these articles say?",
        "lead": f"{given.said}: who is named, who gets to speak, and how they are portrayed.",
        "description": f"A report on {given.said}.",
        "figures": [(f"{int(n):,}", said, address) for n, said, address in figures],
        "articles_said": said,
        "read_said": _read(corpus, len(skipped)),
        "read_table": _markup(_sources(corpus)),
        "skipped_table": _markup(_skipped(skipped, scrub, files)),
        "skipped": len(skipped),
        "articles_table": _markup(_articles(corpus, articles, files)),
    }


def sentence(words: str, leads: Leads) -> Any:
    """A sentence of the index as HTML; the names in it lead to their pages."""
    return _markup(leads.sentence(words))


def _read(corpus: Corpus, skipped: int) -> str:
    row = corpus.sql(
        "select count(distinct path) files, count(*) n, count(*) filter (published is null) undated, "
        "count(*) filter (source is null) unknown, count(*) filter (truncated) cut from articles"
    ).iloc[0]
    read = f"{int(row.n):,} articles were read" if row.n != 1 else "One article was read"
    parts = [
        # Articles of a table have no file.
        f"{read} from {count(int(row.files), 'file')}" if row.n != 1 and row.files else read,
        f"{int(row.undated):,} without a date" if row.undated else "",
        f"{int(row.unknown):,} without a source" if row.unknown else "",
        f"{int(row.cut):,} cut by whoever exported them" if row.cut else "",
        f"{skipped:,} left out or doubtful, listed below" if skipped else "nothing was left out",
    ]
    return "; ".join(filter(None, parts)) + "."


def _sources(corpus: Corpus) -> str:
    rows = corpus.sql(
        "select coalesce(source, 'not known') source, count(*) n, min(published)::date::varchar a, "
        "max(published)::date::varchar b from articles group by 1 order by 2 desc, 1"
    )
    if len(rows) < 2:
        return ""
    plain = [[row.source, int(str(row.n)), _text(row.a), _text(row.b)] for row in rows.itertuples()]
    return table_html(["source", "articles", "first", "last"], plain, caption="Articles by source.")


def _articles(corpus: Corpus, articles: Sequence[dict[str, Any]], files: dict[str, str]) -> str:
    """Those that have a page, by outlet and then by day; the file has all."""
    whole = corpus.sql(
        """with said as (select article_id, count(*) as n from quotes where kind is distinct from 'thought' group by 1)
        select article_id, title, source, strftime(published, '%Y-%m-%d') as published, coalesce(n, 0) as quotes
        from articles left join said using (article_id) order by source nulls last, published nulls last, position"""
    )
    plain = whole.astype(object).where(whole.notna(), None)
    files[LISTED] = csv_of(list(plain.columns), plain.to_numpy().tolist())
    ordered = sorted(articles, key=lambda row: (row["source"] or "\uffff", row["published"] or "9"))
    # However many have a page, this one stays small: as many of each outlet, the others in the file.
    few = some_of_each([[row["source"], row] for row in ordered], 0, LISTED_HERE)
    body = [
        [Link(row["title"], f"articles/{row['article_id']}.html"), row["source"], row["published"], row["quotes"]]
        for _, row in few
    ]
    columns = ["article", "source", "published", "quotes"]
    caption = "Articles that can be read here, by source and day."
    cut = f"They are {len(body):,} of {len(whole):,}; the file lists all."
    table = table_html(columns, body, caption=caption, total=len(whole), shown=len(body), by="source", cut=cut)
    return f"{table}<p>{save_link(LISTED, len(whole))}</p>"


def _skipped(skipped: Any, scrub: Any, files: dict[str, str]) -> str:
    if not len(skipped):
        return ""
    rows = [[scrub.text(str(row.path)), row.item or None, scrub.text(str(row.reason))] for row in skipped.itertuples()]
    columns = ["file", "article", "reason"]
    files[SKIPPED] = csv_of(columns, rows)
    table = table_html(columns, rows, caption="Left out or doubtful, and why.", shown=SKIPPED_SHOWN)
    return f"{table}<p>{save_link(SKIPPED, len(rows))}</p>"


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _markup(html: str) -> Any:
    from markupsafe import Markup

    return Markup(html)
